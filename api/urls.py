from django.urls import path

from api import views

app_name = "api"
urlpatterns = [
    path("cases/", views.report, name="report"),
    path("cases/<str:number>/", views.progress, name="case"),
]
