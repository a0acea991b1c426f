from django.urls import path

from exchange import views

app_name = "exchange"
urlpatterns = [
    path("exchange/", views.home, name="home"),
    path("exchange/import/<str:name>/", views.new, name="new"),
    path("exchange/template/<str:name>/", views.sample, name="sample"),
    path("exchange/runs/<int:pk>/", views.run, name="run"),
    path("exchange/runs/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("exchange/runs/<int:pk>/drop/", views.drop, name="drop"),
    path("exchange/runs/<int:pk>/again/", views.again, name="again"),
    path("exchange/runs/<int:pk>/links/", views.links, name="links"),
    path("exchange/export/<str:name>/", views.ask, name="ask"),
    path("exchange/exports/<int:pk>/", views.export, name="export"),
    path("exchange/exports/<int:pk>/decide/", views.decide, name="decide"),
    path("exchange/exports/<int:pk>/file/", views.file, name="file"),
]
