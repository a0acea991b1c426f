from django.urls import path

from dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.front, name="front"),
    path("<int:place>/", views.board, name="board"),
    path("<int:place>/league/", views.league, name="league"),
]
