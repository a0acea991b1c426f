from django.urls import path

from teams.views import helpers

app_name = "helpers"
urlpatterns = [
    path("helpers/", helpers.home, name="home"),
    path("helpers/book/<int:pk>/", helpers.book, name="book"),
    path("helpers/<int:pk>/", helpers.booking, name="booking"),
    path("helpers/<int:pk>/<str:deed>/", helpers.step, name="step"),
]
