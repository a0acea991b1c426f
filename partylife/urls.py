from django.urls import path

from partylife import views

app_name = "partylife"
urlpatterns = [
    path("party-life/", views.activities, name="activities"),
    path("party-life/new/", views.new, name="new"),
    path("party-life/completeness/", views.completeness, name="completeness"),
    path("party-life/coverage/", views.coverage, name="coverage"),
    path("party-life/<int:pk>/", views.activity, name="activity"),
    path("party-life/<int:pk>/correct/", views.correct, name="correct"),
    path("party-life/<int:pk>/strike/", views.strike, name="strike"),
    path("meetings/", views.meetings, name="meetings"),
    path("meetings/new/", views.convene, name="convene"),
    path("meetings/decisions/", views.decisions, name="decisions"),
    path("meetings/decisions/<int:pk>/", views.settle, name="settle"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/agenda/", views.agenda, name="agenda"),
    path("meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:pk>/decide/", views.decide, name="decide"),
]
