from django.urls import path

from volunteers.views import joining, mine

app_name = "volunteering"
urlpatterns = [
    path("", joining.hub, name="hub"),
    path("join/", joining.join, name="join"),
    path("join/community/", joining.communities, name="communities"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<int:pk>/appeal/", mine.appeal, name="appeal"),
    path("ranked/", joining.ranked, name="ranked"),
    path("leave/", joining.leave, name="leave"),
]
