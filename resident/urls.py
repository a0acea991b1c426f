from django.urls import path

from resident import views
from resident.views.deeds import DEEDS

app_name = "resident"
urlpatterns = [
    path("", views.home, name="home"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("offline/", views.offline, name="offline"),
    path("privacy/", views.privacy, name="privacy"),
    path("elder/", views.elder, name="elder"),
    path("forget/", views.forget_mine, name="forget"),
    path("report/", views.report, name="report"),
    path("snap/", views.snap, name="snap"),
    path("report/places/", views.places, name="places"),
    path("report/photos/<uuid:filling>/<int:pk>/", views.kept_photo, name="kept_photo"),
    path("report/sent/<str:code>/", views.sent, name="sent"),
    path("follow/<str:token>/", views.follow, name="follow"),
    path("me/", views.me, name="me"),
    path("me/sign-in/", views.sign_in, name="sign_in"),
    path("me/code/", views.code, name="code"),
    path("me/sign-out/", views.sign_out, name="sign_out"),
    path("me/sessions/<str:handle>/end/", views.end_session, name="end_session"),
    path("me/unfollow/<str:number>/", views.unfollow, name="unfollow"),
    path("me/data/", views.export, name="export"),
    path("me/leave/", views.leave, name="leave"),
    path("community/", views.communities, name="communities"),
    path("community/<str:code>/", views.community, name="community"),
    path("community/<str:code>/grids/", views.community_grids, name="community_grids"),
    path("progress/", views.find, name="find"),
    path("progress/<str:code>/", views.progress, name="progress"),
    *(path(f"progress/<str:code>/{deed}/", views.do, {"deed": deed}, name=deed) for deed in DEEDS),
    path("progress/<str:code>/photos/<int:pk>/", views.photo, name="photo"),
]
