"""What somebody is told who asks for what is not there: people on a page, programmes in JSON."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import page_not_found

NO_ADDRESS = "没有这个地址。报事用 POST /api/v1/cases/，查进度用 GET /api/v1/cases/编号/。"


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Under /api/ as the door for programmes answers whatever it refuses (api/refusing.py)."""
    if request.path.startswith("/api/"):
        return JsonResponse({"error": NO_ADDRESS}, status=404, json_dumps_params={"ensure_ascii": False})
    return page_not_found(request, exception)
