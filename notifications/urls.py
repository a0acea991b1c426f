from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("messages/", views.inbox, name="inbox"),
    path("messages/<int:pk>/", views.open_message, name="open"),
    path("messages/letters/<int:pk>/", views.open_letter, name="open_letter"),
    path("messages/read/", views.read_all, name="read_all"),
]
