from django.urls import path

from partyorg import views

app_name = "partyorg"
urlpatterns = [path("organisations/", views.organisations, name="organisations")]
