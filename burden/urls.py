from django.urls import path

from burden import views

app_name = "burden"
urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/new/", views.new, name="new"),
    path("tasks/list/", views.listed, name="listed"),
    path("tasks/burden/", views.meter, name="meter"),
    path("tasks/<int:pk>/", views.task, name="task"),
    path("tasks/<int:pk>/<str:deed>/", views.step, name="step"),
]
