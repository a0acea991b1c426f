from django.urls import path

from activities.views import closing, desk, planning, recurring, roster

app_name = "activities"
urlpatterns = [
    path("activities/", desk.listed, name="list"),
    path("activities/new/", planning.new, name="new"),
    path("activities/templates/", recurring.templates, name="templates"),
    path("activities/templates/new/", recurring.new_template, name="new_template"),
    path("activities/templates/<int:pk>/edit/", recurring.edit_template, name="edit_template"),
    path("activities/templates/<int:pk>/generate/", recurring.generate, name="generate"),
    path("activities/templates/<int:pk>/switch/", recurring.switch, name="switch"),
    path("activities/figures/", recurring.figures, name="figures"),
    path("activities/<int:pk>/", desk.activity, name="activity"),
    path("activities/<int:pk>/edit/", planning.edit, name="edit"),
    path("activities/<int:pk>/publish/", planning.publish, name="publish"),
    path("activities/<int:pk>/call-off/", planning.call_off, name="call_off"),
    path("activities/<int:pk>/screen/<str:end>/", roster.screen, name="screen"),
    path("activities/<int:pk>/roll/", roster.roll, name="roll"),
    path("activities/<int:pk>/sheet/", roster.sheet, name="sheet"),
    path("activities/<int:pk>/walk-up/", roster.walk_up, name="walk_up"),
    path("activities/<int:pk>/close/", closing.close, name="close"),
    path("activities/<int:pk>/reopen/", closing.reopen, name="reopen"),
    path("activities/<int:pk>/roster/<int:row>/right/", roster.right, name="right"),
]
