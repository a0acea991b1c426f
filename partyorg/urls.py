from django.urls import path

from partyorg import views

app_name = "partyorg"
urlpatterns = [
    path("hat/", views.wear, name="wear"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/coverage/", views.coverage, name="coverage"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("organisations/<int:pk>/<slug:deed>/", views.organisation_deed, name="organisation-deed"),
    path("unit/", views.unit, name="unit"),
    path("members/", views.members, name="members"),
    path("members/new/", views.new_member, name="new-member"),
    path("members/<int:pk>/", views.member, name="member"),
    path("members/<int:pk>/see/", views.see_member, name="see-member"),
    path("members/<int:pk>/<slug:deed>/", views.member_deed, name="member-deed"),
    path("grids/", views.grids, name="grids"),
    path("grids/<str:code>/", views.grid, name="grid"),
    path("grids/<str:code>/pair/", views.pair, name="pair"),
    path("resources/", views.resources, name="resources"),
    path("resources/members/new/", views.new_helper, name="new-helper"),
    path("resources/members/<int:pk>/retire/", views.retire_helper, name="retire-helper"),
    path("estates/<int:pk>/", views.estate, name="estate"),
    path("estates/<int:pk>/step/", views.estate_step, name="estate-step"),
]
