"""修改定期活动: it counts for what is not made yet; whatever is changed when, a period has one activity at most."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import AuditEntry
from activities import actions
from activities.kinds import Rhythm
from activities.models import Activity, Template
from activities.periods import bounds_of, days_of, period_of, rhythm_of
from activities.rules import Refused
from activities.upcoming import AHEAD
from tests.activities.calling import at, volunteer
from tests.activities.test_recurring import said
from tests.factories import MONDAY, Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
EXAMPLES = 300 if os.environ.get("PROOFS") == "1" else 40
WEDNESDAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)


def pattern(town: Town, **changes: Any) -> actions.Pattern:
    """Each Wednesday at nine."""
    weekly = actions.Pattern(
        community=town.places["community"], title="清理楼道杂物", sort="CLEANING", where="3 号楼门前",
        rhythm=Rhythm.WEEKLY, first_on=WEDNESDAY, starts=time(9), minutes=90, quota=10,
        leader=town.people["community"],
    )  # fmt: skip
    return replace(weekly, **changes)


@pytest.fixture
def template(town: Town) -> Template:
    """Its first two are published: of the 18th and of the 25th."""
    return actions.keep_template(pattern(town), by=town.hat("community"), at=MONDAY)


def change(town: Town, template: Template, *, moment: datetime = MONDAY, **changes: Any) -> int:
    return actions.change_template(template, pattern(town, **changes), by=town.hat("community"), at=moment)


def days() -> list[date]:
    return [localdate(one.starts_at) for one in Activity.objects.order_by("starts_at")]


def path(template: Template) -> str:
    return reverse("activities:edit_template", args=[template.pk])


@pytest.mark.parametrize(
    ("rhythm", "first_on", "made_later"),
    [
        (
            Rhythm.WEEKLY,
            date(2026, 11, 19),
            ["12-03", "12-10", "12-17", "12-24", "12-31"],
        ),  # another day of a week that has its own already
        (Rhythm.MONTHLY, date(2026, 11, 28), ["12-28"]),  # November has had its own
        (Rhythm.MONTHLY, date(2026, 11, 3), ["12-03"]),
        (Rhythm.QUARTERLY, date(2026, 12, 15), []),  # so has the quarter
    ],
)
def test_whatever_the_new_rhythm_a_period_has_one(
    town: Town, template: Template, rhythm: Rhythm, first_on: date, made_later: list[str]
) -> None:
    assert change(town, template, rhythm=rhythm, first_on=first_on) == 0
    for day in range(1, 32):
        actions.generate_all(at=MONDAY + day * DAY)
    assert [f"{day:%m-%d}" for day in days()] == ["11-18", "11-25", *made_later]


def test_more_often_than_before_the_next_are_made_at_once(town: Town) -> None:
    monthly = pattern(town, rhythm=Rhythm.MONTHLY, first_on=FRIDAY)
    template = actions.keep_template(monthly, by=town.hat("community"), at=MONDAY)
    assert change(town, template) == 1  # the week of the 20th has its own, that of the 25th has none
    assert days() == [FRIDAY, date(2026, 11, 25)]


def test_what_was_called_off_in_the_old_rhythm_leaves_its_month_free(town: Town, template: Template) -> None:
    for one in Activity.objects.all():
        actions.call_off(one, reason="改为每月一次", by=town.hat("community"), at=MONDAY)
    assert change(town, template, rhythm=Rhythm.MONTHLY, first_on=FRIDAY) == 1
    assert change(town, template) == 0  # and back: both weeks were used, called off or not
    assert days() == [WEDNESDAY, FRIDAY, date(2026, 11, 25)]


STEPS = st.lists(
    st.tuples(
        st.integers(0, 25),  # days that go by
        st.none() | st.tuples(st.sampled_from(list(Rhythm)), st.integers(-40, 60)),  # a change, or the clock alone
    ),
    min_size=1, max_size=10,
)  # fmt: skip


@pytest.mark.timeout(600)
def test_changed_on_any_day_and_made_on_any_days_a_period_has_one_and_none_of_the_old(town: Town) -> None:
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(STEPS)
    def walked(steps: list[tuple[int, tuple[Rhythm, int] | None]]) -> None:
        with transaction.atomic():
            _walk(town, steps)
            transaction.set_rollback(True)

    walked()
    assert not Template.objects.exists()  # each walk was undone


def _walk(town: Town, steps: list[tuple[int, tuple[Rhythm, int] | None]]) -> None:
    moment, template = MONDAY, actions.keep_template(pattern(town), by=town.hat("community"), at=MONDAY)
    for days_on, changed in steps:
        moment, before = moment + days_on * DAY, set(Activity.objects.values_list("pk", flat=True))
        if changed:
            rhythm, off = changed
            change(town, template, moment=moment, rhythm=rhythm, first_on=localdate(moment) + off * DAY)
        actions.generate_all(at=moment)
        _holds(Template.objects.get(), moment, before)


def _holds(now: Template, moment: datetime, before: set[int]) -> None:
    """What is new follows the rhythm of now, alone in its period; and no period that is due is left without one."""
    today = localdate(moment)
    due = set(days_of(now.rhythm, now.first_on, since=today, until=today + AHEAD))
    held = days()
    for one in Activity.objects.exclude(pk__in=before):
        day = localdate(one.starts_at)
        assert day in due
        assert (one.period, rhythm_of(one.period)) == (period_of(now.rhythm, day), now.rhythm)
        assert len(_within(held, now.rhythm, day)) == 1
    for day in due:
        assert _within(held, now.rhythm, day) or day == today


def _within(held: list[date], rhythm: str, day: date) -> list[date]:
    first, last = bounds_of(rhythm, day)
    return [one for one in held if first <= one <= last]


@pytest.mark.parametrize("rhythm", Rhythm)
def test_the_bounds_of_a_period_are_those_of_its_name(rhythm: Rhythm) -> None:
    for number in range(800):
        day = date(2026, 11, 16) + number * DAY
        first, last = bounds_of(rhythm, day)
        assert first <= day <= last
        names = [period_of(rhythm, one) for one in (first - DAY, first, day, last, last + DAY)]
        assert names[1] == names[2] == names[3]
        assert names[2] not in (names[0], names[4])
        assert rhythm_of(names[2]) == rhythm


def test_the_page_shows_what_stands_what_is_published_and_when_the_next_is_made(town: Town, template: Template) -> None:
    desk = town.client("community")
    page = text(desk.get(path(template)))
    for words in (
        'value="清理楼道杂物"', 'value="09:00"', 'value="2026-11-18"', "办完的有 <b>2</b> 个",
        "<b>2026年12月2日</b>的，11月18日发布", "现在是陈社区",
    ):  # fmt: skip
        assert words in page, words
    for one in Activity.objects.all():
        assert reverse("activities:activity", args=[one.pk]) in page
    assert path(template) in text(desk.get(reverse("activities:templates")))
    with at(MONDAY + 30 * DAY):
        assert "现在没有已经发布、还没有办完的" in text(town.client("community").get(path(template)))
    switch = reverse("activities:switch", args=[template.pk])
    page = text(desk.get(reverse("activities:templates")))
    assert '<input type="hidden" name="active" value="0">' in page
    for wanted in ("0", "0", "", "x"):  # tapped twice it is switched once; what says nothing switches nothing
        desk.post(switch, {"active": wanted})
        assert "现在停用着" in text(desk.get(path(template)))
    assert AuditEntry.objects.filter(action="停用定期活动").count() == 1
    desk.post(switch, {"active": "1"})
    assert "现在停用着" not in text(desk.get(path(template)))


def test_a_change_leaves_the_published_and_is_kept_in_the_trail(town: Town, template: Template) -> None:
    desk, filled = town.client("community"), said(town, where="社区广场", starts="14:00", quota="6")
    answer: Any = desk.post(path(template), filled, follow=True)
    assert "从下一个要生成的活动起按新的来" in text(answer)
    assert set(Activity.objects.values_list("where", "quota")) == {("3 号楼门前", 10)}
    entry = AuditEntry.objects.get(action="修改定期活动")
    assert (entry.by, entry.detail) == (town.people["community"], {"fields": ["where", "starts", "quota"]})
    actions.generate_all(at=MONDAY + 2 * DAY)
    assert Activity.objects.filter(
        where="社区广场", quota=6, starts_at=datetime.fromisoformat("2026-12-02T06:00Z")
    ).exists()
    desk.post(path(template), filled)
    assert AuditEntry.objects.filter(action="修改定期活动").count() == 1  # nothing was changed


def test_whoever_leads_it_goes_on_unless_another_is_named(town: Town, template: Template) -> None:
    other = volunteer(town)
    intake = town.client("intake")
    intake.post(path(template), said(town, title="清理楼道"))
    template.refresh_from_db()
    assert (template.title, template.leader) == ("清理楼道", town.people["community"])
    intake.post(path(template), said(town, leader_phone=other.phone))
    template.refresh_from_db()
    assert template.leader == other


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"sort": "CARE"}, "help"), ({"sort": "RESCUE", "minors": "FROM_14"}, "minors"), ({"minutes": "0"}, "minutes"),
        ({"starts": "九点"}, "starts"), ({"first_on": "2026-13-01"}, "first_on"), ({"rhythm": "DAILY"}, "rhythm"),
        ({"quota": "0"}, "quota"), ({"community": "999999"}, "community"),
    ],
)  # fmt: skip
def test_what_cannot_recur_is_said_at_its_field_and_changes_nothing(
    town: Town, template: Template, changes: dict[str, str], field: str
) -> None:
    answer: Any = town.client("community").post(path(template), said(town, title="改了名", **changes))
    assert answer.status_code in (409, 422)
    assert answer.context["form"].errors[field]
    assert "改了名" in text(answer)
    template.refresh_from_db()
    assert template.title == "清理楼道杂物"


def test_only_who_organises_there_may(town: Town, template: Template) -> None:
    assert town.client("far_street").get(path(template)).status_code == 404
    assert town.client("far_street").post(path(template), said(town)).status_code == 404
    assert town.client("community").delete(path(template)).status_code == 405
    with pytest.raises(Refused, match="不归您的岗位管"):
        actions.change_template(template, pattern(town), by=town.hat("far_street"), at=MONDAY)
    far = town.places["far_community"]
    with pytest.raises(Refused, match="不归您的岗位管"):
        change(town, template, community=far)
    assert change(town, template) == 0


def test_the_page_asks_as_much_of_many_as_of_one(
    town: Town, template: Template, django_assert_max_num_queries: Any
) -> None:
    desk = town.client("community")
    desk.get(path(template))
    for day in range(0, 42, 7):
        actions.generate_all(at=MONDAY + day * DAY)
    assert Activity.objects.count() > 6
    with django_assert_max_num_queries(22):
        assert desk.get(path(template)).status_code == 200


def test_whoever_read_the_template_before_the_change_makes_none_of_the_old(town: Town, template: Template) -> None:
    """The clock reads all templates, then makes of one after the other."""
    read_before = Template.objects.get()
    change(town, template, where="社区广场", first_on=date(2026, 12, 3))
    assert actions.generate(read_before, by=town.hat("community"), at=MONDAY + 4 * DAY) == 1
    made = Activity.objects.latest("starts_at")
    assert (localdate(made.starts_at), made.where) == (date(2026, 12, 3), "社区广场")
