"""Last month's reports of the district, of 镇江路街道 and of 区住建局, asked for: the worker makes them."""

from __future__ import annotations

from datetime import datetime

from dashboards.actions import last_month
from dashboards.models import Report
from governance.demo.checkins import HOUSING
from governance.demo.codes import HOME
from grids.models import Place
from partyorg.models import Organisation


def add_reports(*, at: datetime) -> None:
    street = Place.objects.get(code=HOME).street
    assert street is not None
    housing = Organisation.objects.get(name=HOUSING)
    of = [(street.district, None), (street, None), (street.district, housing)]
    month = last_month(at)
    Report.objects.bulk_create(Report(place=place, unit=unit, month=month, asked_at=at) for place, unit in of)
