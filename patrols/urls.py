from django.urls import path

from patrols import views
from patrols.views import walking

app_name = "patrols"
urlpatterns = [
    path("patrols/", views.plans, name="list"),
    path("patrols/new/", views.new_plan, name="new"),
    path("patrols/plans/<int:pk>/end/", views.end_plan, name="end_plan"),
    path("patrols/plans/<int:pk>/start/", walking.desk_start, name="start"),
    path("patrols/records/", views.records, name="records"),
    path("patrols/today/", walking.desk_today, name="today"),
    path("patrols/<int:pk>/", walking.desk_patrol, name="patrol"),
    path("patrols/<int:pk>/found/<int:item>/", walking.desk_find, name="find"),
    path("patrols/<int:pk>/finish/", walking.desk_finish, name="finish"),
    path("patrols/photos/<int:pk>/", walking.desk_photo, name="photo"),
]
