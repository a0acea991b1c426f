from django.urls import path

from resident import views
from resident.views.deeds import DEEDS

app_name = "resident"
urlpatterns = [
    path("", views.home, name="home"),
    path("elder/", views.elder, name="elder"),
    path("forget/", views.forget_mine, name="forget"),
    path("report/", views.report, name="report"),
    path("report/photos/<uuid:filling>/<int:pk>/", views.kept_photo, name="kept_photo"),
    path("report/sent/<str:code>/", views.sent, name="sent"),
    path("progress/", views.find, name="find"),
    path("progress/<str:code>/", views.progress, name="progress"),
    *(path(f"progress/<str:code>/{deed}/", views.do, {"deed": deed}, name=deed) for deed in DEEDS),
    path("progress/<str:code>/photos/<int:pk>/", views.photo, name="photo"),
]
