from django.urls import path

from activities.views import checking, closing, doing, leading

app_name = "activities_resident"
urlpatterns = [
    path("activities/", doing.listed, name="list"),
    path("activities/mine/", doing.mine, name="mine"),
    path("activities/scan/<str:token>/", checking.scan, name="scan"),
    path("activities/check/<str:ticket>/", checking.check, name="check"),
    path("activities/<int:pk>/", doing.activity, name="activity"),
    path("activities/<int:pk>/sign-up/", doing.sign_up, name="sign_up"),
    path("activities/<int:pk>/cancel/", doing.cancel, name="cancel"),
    path("activities/<int:pk>/code/<str:end>/", checking.code, name="code"),
    path("activities/<int:pk>/suggest/", doing.suggest, name="suggest"),
    path("activities/<int:pk>/lead/", leading.lead, name="lead"),
    path("activities/<int:pk>/lead/walk-up/", leading.walk_up, name="lead_walk_up"),
    path("activities/<int:pk>/lead/close/", closing.lead_close, name="lead_close"),
    path("activities/<int:pk>/lead/reopen/", closing.lead_reopen, name="lead_reopen"),
    path("activities/<int:pk>/lead/<str:end>/", leading.screen, name="lead_screen"),
]
