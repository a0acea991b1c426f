from django.urls import path

from partyorg import views

app_name = "partyorg"
urlpatterns = [
    path("hat/", views.wear, name="wear"),
    path("organisations/", views.organisations, name="organisations"),
]
