"""D08 值班日志/工作簿: a second log of a day is appended; missing days listed; after 24 hours only amended."""

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.terms import Channel
from duty.models import Entry, Log
from partyorg.kinds import Role
from tests.duty.conftest import (
    MISSING,
    WRITE,
    at_entry,
    at_log,
    moment,
    monday,
    photo_from_a_camera,
    posted,
    rule,
    text,
    town,
    written,
)
from tests.factories import Town

__all__ = ["monday", "town"]


def test_a_second_log_of_the_same_day_is_appended_to_the_first(town: Town) -> None:
    first, second = written(town), written(town, words="下午又去了一次")
    assert first.log == second.log == Log.objects.get()
    assert [entry.seq for entry in Log.objects.get().entries.all()] == [1, 2]
    page = text(town.client("community").get(at_log(first.log)))
    assert page.index("和书记走了三栋楼") < page.index("下午又去了一次")
    with time_machine.travel(moment(17), tick=False):
        assert written(town, day="2026-11-17").log != first.log


def test_an_entry_bears_its_photo_and_the_case_it_speaks_of(town: Town) -> None:
    """A 随手拍 of a resident, seen on the round: the guide writes of it, the heads read it with the picture."""
    said = {"words": "单元门的闭门器坏了", "lat": "36.0805", "lon": "120.3505", "photos": [photo_from_a_camera()]}
    assert Client().post(reverse("resident:report"), said).status_code == 302
    case = Case.objects.get()
    assert (case.channel, case.place) == (Channel.SNAPSHOT, town.grid)
    guide = town.client("guide")
    assert "单元门的闭门器坏了" in text(guide.get(WRITE))
    entry = written(town, words="看了单元门，已经联系物业。", cases=[case.pk], photos=[photo_from_a_camera()])
    picture = reverse("duty:photo", args=[entry.photos.get().pk])
    for who in ("guide", "community", "street"):
        page = text(town.client(who).get(at_log(entry.log)))
        assert picture in page
        assert reverse("cases:case", args=[case.number]) in page
    shown = guide.get(picture)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert town.client("far_guide").get(picture).status_code == 404


def test_the_working_days_of_the_posting_without_a_log_are_listed(town: Town) -> None:
    """Posted from Tuesday the 10th: two working days are over and unlogged, a Saturday and a Sunday do not count."""
    posted(town, "new_guide", Role.GUIDE, "next_grid", since=moment(10).date())
    for day in ("2026-11-10", "2026-11-12"):
        written(town, "new_guide", day=day)
    [own] = town.client("new_guide").get(MISSING).context["page"]
    assert (own.expected, [day.day for day in own.days]) == (4, [11, 13])
    shown = town.client("street").get(MISSING)
    assert {one.guide.username for one in shown.context["page"]} == {"guide", "new_guide"}
    assert "11月11日、11月13日" in text(shown)
    assert "new_guide" not in text(town.client("street").get(MISSING, {"month": "2026-10"}))


def test_after_a_day_the_text_is_amended_and_not_edited(town: Town) -> None:
    entry = written(town)
    with time_machine.travel(moment(17, 9), tick=False):
        guide = town.client("guide")
        refused = guide.post(at_entry(entry, "edit"), {"words": "改写"})
        assert (refused.status_code, rule(refused)) == (409, "kept_after_a_day")
        with pytest.raises(DatabaseError), transaction.atomic():
            Entry.objects.filter(pk=entry.pk).update(words="改写", edited_at=moment(17, 9))
        assert guide.post(at_entry(entry, "amend"), {"words": "补充：是四栋楼"}).status_code == 302
        page = text(guide.get(at_log(entry.log)))
    assert "和书记走了三栋楼" in page
    assert "补充第 1 条" in page
    assert list(Log.objects.get().entries.values_list("words", "amends")) == [
        ("和书记走了三栋楼，看了地下室。", None), ("补充：是四栋楼", entry.pk),
    ]  # fmt: skip
