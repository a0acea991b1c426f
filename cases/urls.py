from django.urls import path

from cases import views

app_name = "cases"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("report/", views.report, name="report"),
    path("report/beside/", views.beside, name="beside"),
    path("cases/<str:number>/", views.case, name="case"),
    path("cases/<str:number>/phone/", views.phone, name="phone"),
    path("cases/<str:number>/<str:event>/", views.move, name="move"),
    path("rules/", views.rules, name="rules"),
    path("figures/", views.figures, name="figures"),
    path("photos/<int:pk>/", views.photo, name="photo"),
]
