from django.urls import path

from cases import views

app_name = "cases"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("report/", views.report, name="report"),
    path("report/beside/", views.beside, name="beside"),
    path("cases/<str:number>/", views.case, name="case"),
    path("cases/<str:number>/phone/", views.phone, name="phone"),
    path("cases/<str:number>/board/", views.board, name="board"),
    path("cases/<str:number>/board/off/", views.off_board, name="off_board"),
    path("cases/<str:number>/<str:event>/", views.move, name="move"),
    path("assign/", views.assign, name="assign"),
    path("views/", views.saved_views, name="views"),
    path("views/new/", views.save_view, name="save_view"),
    path("views/<int:pk>/", views.change_view, name="change_view"),
    path("views/<int:pk>/drop/", views.drop_view, name="drop_view"),
    path("phrases/", views.phrases, name="phrases"),
    path("phrases/new/", views.new_phrase, name="new_phrase"),
    path("phrases/<int:pk>/", views.change_phrase, name="change_phrase"),
    path("phrases/<int:pk>/drop/", views.drop_phrase, name="drop_phrase"),
    path("rules/", views.rules, name="rules"),
    path("panels/", views.panels, name="panels"),
    path("figures/", views.figures, name="figures"),
    path("photos/<int:pk>/", views.photo, name="photo"),
]
