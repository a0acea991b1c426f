from django.urls import path

from dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.front, name="front"),
    path("<int:place>/", views.board, name="board"),
    path("<int:place>/forces/", views.forces, name="forces"),
    path("<int:place>/forces/<str:code>/", views.force, name="force"),
    path("<int:place>/surveys/", views.surveys, name="surveys"),
    path("<int:place>/surveys/new/", views.new_survey, name="survey_new"),
    path("<int:place>/surveys/<int:pk>/withdraw/", views.withdraw_survey, name="survey_withdraw"),
    path("<int:place>/league/", views.league, name="league"),
    path("screen/", views.own_screen, name="own_screen"),
    path("<int:place>/screen/", views.screen, name="screen"),
    path("<int:place>/screen/now/", views.screen_now, name="screen_now"),
    path("<int:place>/map.json", views.outlines, name="map"),
    path("<int:place>/late/", views.late, name="late"),
    path("<int:place>/parts/", views.parts, name="parts"),
    path("<int:place>/indicators/<slug:code>/", views.indicator, name="indicator"),
    path("<int:place>/scores/", views.scores, name="scores"),
    path("<int:place>/scores/close/", views.close, name="close"),
    path("scores/<int:pk>/", views.score, name="score"),
    path("scores/<int:pk>/appeal/", views.appeal, name="appeal"),
    path("scores/<int:pk>/decide/", views.decide, name="decide"),
    path("<int:place>/reports/", views.reports, name="reports"),
    path("<int:place>/reports/<int:pk>/anew/", views.report_anew, name="report_anew"),
    path("<int:place>/reports/<int:pk>.pdf", views.report_file, name="report_file"),
    path("<int:place>/figures.xlsx", views.sheet, name="sheet"),
    path("<int:place>/signs/", views.signs, name="signs"),
    path("<int:place>/signs/<str:key>/aside/", views.put_aside, name="put_aside"),
]
