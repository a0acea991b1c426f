from django.urls import path

from duty import views

app_name = "duty"
urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/new/", views.write, name="write"),
    path("journal/missing/", views.missing, name="missing"),
    path("journal/<int:pk>/", views.log, name="log"),
    path("journal/entries/<int:pk>/edit/", views.edit, name="edit"),
    path("journal/entries/<int:pk>/amend/", views.amend, name="amend"),
    path("journal/photos/<int:pk>/", views.photo, name="photo"),
    path("visits/", views.visits, name="visits"),
    path("visits/new/", views.record_visit, name="record_visit"),
]
