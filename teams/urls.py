from django.urls import path

from teams import views

app_name = "teams"
urlpatterns = [
    path("teams/", views.teams, name="list"),
    path("teams/new/", views.new_team, name="new"),
    path("teams/stations/", views.stations, name="stations"),
    path("teams/stations/new/", views.new_station, name="new_station"),
    path("teams/stations/<int:pk>/", views.change_station, name="change_station"),
    path("teams/bookings/", views.bookings, name="bookings"),
    path("teams/bookings/<int:pk>/", views.booking, name="booking"),
    path("teams/bookings/<int:pk>/<str:deed>/", views.take_booking, name="take_booking"),
    path("teams/members/<int:pk>/<str:deed>/", views.change_member, name="change_member"),
    path("teams/<int:pk>/", views.team, name="team"),
    path("teams/<int:pk>/<str:deed>/", views.change_team, name="change"),
]
