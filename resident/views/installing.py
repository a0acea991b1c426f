"""What makes the pages an app on the home screen: the manifest, the service worker, the page without signal."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

ICON_SIZES = (192, 512)
COLOUR = "#1f5fae"


@require_safe
@cache_control(public=True, max_age=3600)
def manifest(_request: HttpRequest) -> HttpResponse:
    """`shortcuts`: 随手拍 by a long press on the icon."""
    picture = {"type": "image/png", "purpose": "any maskable"}
    icons = [{"src": static(f"img/icon-{size}.png"), "sizes": f"{size}x{size}", **picture} for size in ICON_SIZES]
    return JsonResponse(
        {
            "name": "哨到",
            "short_name": "哨到",
            "description": "网格里的事，有人管到底",
            "lang": "zh-Hans",
            "start_url": reverse("resident:home"),
            "scope": "/",
            "display": "standalone",
            "background_color": "#f4f5f7",
            "theme_color": COLOUR,
            "icons": icons,
            "shortcuts": [
                {"name": "随手拍", "url": reverse("resident:snap"), "icons": icons[:1]},
                {"name": "报事", "url": reverse("resident:report"), "icons": icons[:1]},
                {"name": "查进度", "url": reverse("resident:find"), "icons": icons[:1]},
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
@cache_control(public=True, max_age=0, must_revalidate=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """From the root of the site, so that it serves the residents' pages. It keeps what it names and nothing else."""
    return render(request, "resident/sw.js", content_type="text/javascript; charset=utf-8")


@require_safe
@cache_control(private=True, max_age=3600)  # 长辈版 is in the browser's cookie
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "resident/offline.html")
