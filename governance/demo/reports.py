"""Last month's reports of the district and of 镇江路街道, asked for: the worker makes them once it has started."""

from __future__ import annotations

from datetime import datetime

from dashboards.actions import last_month
from dashboards.models import Report
from governance.demo.codes import HOME
from grids.models import Place


def add_reports(*, at: datetime) -> None:
    street = Place.objects.get(code=HOME).street
    assert street is not None
    places = [street.district, street]
    Report.objects.bulk_create(Report(place=place, month=last_month(at), asked_at=at) for place in places)
