"""Which orders' codes were typed or scanned, kept with the session of whoever stands at the counter."""

from datetime import datetime

from django.http import HttpRequest

from shop.actions import is_shown
from shop.models import Order

SHOWN = "pickup_codes_shown"


def keep_shown(request: HttpRequest, order: Order, at: datetime) -> None:
    """And forget those of a while ago."""
    kept = {pk: when for pk, when in _kept(request).items() if is_shown(datetime.fromisoformat(when), at)}
    request.session[SHOWN] = {**kept, str(order.pk): at.isoformat()}


def when_shown(request: HttpRequest, order: Order) -> datetime | None:
    when = _kept(request).get(str(order.pk))
    return datetime.fromisoformat(when) if when else None


def _kept(request: HttpRequest) -> dict[str, str]:
    return dict(request.session.get(SHOWN, {}))
