"""What of the grids everybody may read."""

from django.urls import path

from partyorg import views

app_name = "public"
urlpatterns = [path("<str:code>/", views.badge, name="grid")]
