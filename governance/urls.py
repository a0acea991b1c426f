from django.contrib import admin
from django.urls import include, path

from governance.health import healthz

urlpatterns = [
    path("", include("resident.urls")),
    path("desk/", include("cases.urls")),
    path("desk/", include("accounts.urls")),
    path("desk/", include("notifications.urls")),
    path("desk/", include("burden.urls")),
    path("desk/", include("partyorg.urls")),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]

admin.site.site_header = "哨到 · 登记与规则"
admin.site.site_title = "哨到"
admin.site.index_title = "登记册与规则"
admin.site.site_url = "/desk/"
