from django.urls import path

from patrols.views import walking

app_name = "patrolling"
urlpatterns = [
    path("patrols/", walking.resident_today, name="today"),
    path("patrols/plans/<int:pk>/start/", walking.resident_start, name="start"),
    path("patrols/<int:pk>/", walking.resident_patrol, name="patrol"),
    path("patrols/<int:pk>/found/<int:item>/", walking.resident_find, name="find"),
    path("patrols/<int:pk>/finish/", walking.resident_finish, name="finish"),
    path("patrols/photos/<int:pk>/", walking.resident_photo, name="photo"),
]
