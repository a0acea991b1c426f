from django.urls import path

from teams import views
from teams.views import apprenticeships, couriers

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
    path("teams/couriers/", couriers.couriers, name="couriers"),
    path("teams/couriers/grids/", couriers.coverage, name="coverage"),
    path("teams/couriers/give/", couriers.give_post, name="give_post"),
    path("teams/couriers/posts/<int:pk>/end/", couriers.end_post, name="end_post"),
    path("teams/couriers/<int:pk>/", couriers.courier, name="courier"),
    path("teams/apprentices/", apprenticeships.bonds, name="bonds"),
    path("teams/apprentices/new/", apprenticeships.new_bond, name="new_bond"),
    path("teams/apprentices/<int:pk>/", apprenticeships.bond, name="bond"),
    path("teams/apprentices/<int:pk>/letter/", apprenticeships.letter, name="letter"),
    path("teams/apprentices/<int:pk>/review/", apprenticeships.review_bond, name="review_bond"),
    path("teams/apprentices/<int:pk>/end/", apprenticeships.end_bond, name="end_bond"),
    path("teams/members/<int:pk>/<str:deed>/", views.change_member, name="change_member"),
    path("teams/<int:pk>/", views.team, name="team"),
    path("teams/<int:pk>/<str:deed>/", views.change_team, name="change"),
]
