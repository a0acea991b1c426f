from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dashboards import actions
from dashboards.asked import asked
from exchange.exporting.sheets import XLSX
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def sheet(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponse:
    """The view that one looks at, as XLSX: its address is the page's with another end."""
    looked_at = asked(request.GET, place=place, hat=hat, at=at)
    content = actions.export_figures(looked_at, by=hat, at=at)
    name = "_".join(filter(None, [looked_at.place.full_name, looked_at.only, looked_at.period.label]))
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.xlsx") or "",
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type=XLSX, headers=headers)
