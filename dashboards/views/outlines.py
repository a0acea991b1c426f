from datetime import datetime

from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from dashboards.asked import asked
from dashboards.maps.mapping import outlines_of
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def outlines(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponseBase:
    """The map below a place. Asked for again it costs two queries: 304 until something was drawn anew."""
    found = outlines_of(asked(request.GET, place=place, hat=hat, at=at).place)
    tag = quote_etag(found.tag)
    unchanged = get_conditional_response(request, etag=tag)
    answer = unchanged or JsonResponse(found.as_geojson())
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"  # a browser may keep it, and asks each time whether it still holds
    return answer
