from django.urls import path

from checkins import views

app_name = "checkins"
urlpatterns = [
    path("checkins/", views.listed, name="list"),
    path("checkins/mine/", views.mine, name="mine"),
    path("checkins/units/new/", views.announce, name="announce"),
    path("checkins/units/<int:pk>/", views.unit, name="unit"),
    path("checkins/units/<int:pk>/items/", views.add_items, name="add_items"),
    path("checkins/units/<int:pk>/<str:deed>/", views.decide_unit, name="decide_unit"),
    path("checkins/items/<int:pk>/plan/", views.plan_item, name="plan_item"),
    path("checkins/items/<int:pk>/done/", views.finish_item, name="finish_item"),
    path("checkins/members/new/", views.ask_in, name="ask_in"),
    path("checkins/members/receive/", views.receive, name="receive"),
    path("checkins/members/<int:pk>/", views.member, name="member"),
    path("checkins/members/<int:pk>/claim/", views.claim, name="claim"),
    path("checkins/members/<int:pk>/place/", views.place_anew, name="place_anew"),
    path("checkins/members/<int:pk>/appraise/", views.appraise, name="appraise"),
    path("checkins/members/<int:pk>/<str:deed>/", views.decide_member, name="decide_member"),
    path("checkins/claims/<int:pk>/end/", views.give_up, name="give_up"),
    path("checkins/wishes/new/", views.publish, name="publish"),
    path("checkins/wishes/<int:pk>/", views.wish, name="wish"),
    path("checkins/wishes/<int:pk>/<str:deed>/", views.take, name="take"),
    path("checkins/appraisals/<int:pk>/", views.appraisal, name="appraisal"),
    path("checkins/appraisals/<int:pk>/<str:deed>/", views.change_appraisal, name="change_appraisal"),
    path("checkins/workers/new/", views.file, name="file"),
    path("checkins/workers/<int:pk>/", views.worker, name="worker"),
    path("checkins/workers/<int:pk>/appoint/", views.appoint, name="appoint"),
    path("checkins/workers/<int:pk>/numbers/", views.see_numbers, name="see_numbers"),
    path("checkins/workers/<int:pk>/end/", views.end_filing, name="end_filing"),
    path("checkins/<str:tab>/", views.listed, name="list"),
]
