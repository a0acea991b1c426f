from django.contrib import admin
from django.urls import include, path

from governance.health import healthz

handler404 = "governance.errors.not_found"
urlpatterns = [
    path("", include("resident.urls")),
    path("desk/", include("cases.urls")),
    path("desk/", include("accounts.urls")),
    path("desk/", include("notifications.urls")),
    path("desk/", include("burden.urls")),
    path("desk/", include("duty.urls")),
    path("desk/", include("partyorg.urls")),
    path("desk/", include("partylife.urls")),
    path("desk/", include("exchange.urls")),
    path("desk/", include("checkins.urls")),
    path("desk/", include("volunteers.urls")),
    path("desk/", include("shop.urls")),
    path("desk/", include("activities.urls")),
    path("desk/", include("teams.urls")),
    path("desk/", include("patrols.urls")),
    path("volunteer/", include("volunteers.resident_urls")),
    path("volunteer/", include("teams.resident_urls")),
    path("volunteer/", include("shop.resident_urls")),
    path("volunteer/", include("activities.resident_urls")),
    path("volunteer/", include("patrols.resident_urls")),
    path("grids/", include("partyorg.public_urls")),
    path("board/", include("dashboards.urls")),
    path("api/v1/", include("api.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
