from django.urls import path

from resident import views

app_name = "resident"
urlpatterns = [
    path("", views.home, name="home"),
    path("elder/", views.elder, name="elder"),
    path("forget/", views.forget_mine, name="forget"),
    path("report/", views.report, name="report"),
    path("report/sent/<str:code>/", views.sent, name="sent"),
    path("progress/", views.find, name="find"),
    path("progress/<str:code>/", views.progress, name="progress"),
    path("progress/<str:code>/answer/", views.answer, name="answer"),
    path("progress/<str:code>/withdraw/", views.withdraw, name="withdraw"),
    path("progress/<str:code>/photos/<int:pk>/", views.photo, name="photo"),
]
