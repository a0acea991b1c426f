from django.urls import path

from shop import views

app_name = "shop"
urlpatterns = [
    path("shop/", views.counter, name="counter"),
    path("shop/orders/", views.orders, name="orders"),
    path("shop/orders/<int:pk>/", views.hand_over, name="hand_over"),
    path("shop/orders/<int:pk>/cancel/", views.cancel_for, name="cancel_for"),
    path("shop/orders/<int:pk>/return/", views.return_order, name="return_order"),
    path("shop/orders/<int:pk>/absence/", views.absence, name="absence"),
    path("shop/beside/<int:pk>/", views.beside, name="beside"),
    path("shop/goods/", views.goods, name="goods"),
    path("shop/goods/new/", views.add, name="add"),
    path("shop/goods/<int:pk>/", views.good, name="good"),
    path("shop/goods/<int:pk>/edit/", views.edit, name="edit"),
    path("shop/donations/", views.donations, name="donations"),
    path("shop/donations/new/", views.donate, name="donate"),
    path("shop/donations/<int:pk>/", views.undo_donation, name="undo_donation"),
    path("shop/fund/", views.fund, name="fund"),
    path("shop/fund/<int:pk>/", views.aid, name="aid"),
    path("shop/fund/aids/<int:pk>/", views.take_back, name="take_back"),
]
