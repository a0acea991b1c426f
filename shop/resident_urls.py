from django.urls import path

from shop import views

app_name = "shopping"
urlpatterns = [
    path("shop/", views.shelf, name="shelf"),
    path("shop/<int:pk>/", views.offer, name="offer"),
    path("shop/orders/", views.mine, name="mine"),
    path("shop/orders/<int:pk>/", views.order, name="order"),
    path("shop/orders/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("shop/used/<str:code>/", views.use, name="use"),
]
