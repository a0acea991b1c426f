"""四板块 of 镇江路街道: most of its people are in one, the last ones in none yet, so that somebody can be assigned."""

from datetime import datetime
from itertools import cycle

from django.utils.timezone import localdate

from cases.models import Panel, PanelSeat
from cases.panels import staff_of
from governance.demo.sign_ins import STREET
from partyorg.models import Organisation

LEFT_OUT = 2


def add_panel_seats(*, at: datetime) -> None:
    street = Organisation.objects.select_related("place").get(name=STREET).place
    if street is None:
        return
    staff = staff_of(street, localdate(at))
    panels = cycle(
        sorted(Panel.objects.all(), key=lambda panel: panel.code != "SAFETY")
    )  # the first is on duty: safety
    PanelSeat.objects.bulk_create(
        PanelSeat(post=post, panel=next(panels), seated_at=at) for post in staff[: max(1, len(staff) - LEFT_OUT)]
    )
