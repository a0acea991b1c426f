"""修改 once people came, once they signed up, and once somebody else has changed it meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from activities import actions
from activities.kinds import End
from activities.models import Activity, Presence, Template
from activities.rules import Refused
from activities.workflow import Standing
from grids.actions.place import add_place
from grids.workflow import Level
from tests.activities.calling import (
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    filled,
    plan,
    scanned,
    volunteer,
)
from tests.activities.test_recurring import said
from tests.factories import Town

pytestmark = pytest.mark.django_db


def edit(town: Town, made: Activity, **changes: Any) -> Any:
    path = reverse("activities:edit", args=[made.pk])
    return town.client("community").post(path, filled(town, **changes))


def errors(answer: Any, field: str) -> str:
    return str(answer.context["form"].errors[field])


@pytest.mark.parametrize("moment", [STARTS_AT - HOUR / 4, STARTS_AT + HOUR])
def test_with_people_there_the_start_stays(town: Town, moment: Any) -> None:
    made, person = called(town), volunteer(town)
    actions.sign_up(made, person, at=MONDAY)
    came_at = min(moment, STARTS_AT)
    actions.come(made, person, scanned(made, End.IN, came_at), at=came_at)
    with at(moment):
        page = town.client("community").get(reverse("activities:edit", args=[made.pk]))
        assert "readonly" in str(page.context["form"]["starts_at"])
        assert "开始时间不能再改" in page.context["form"]["starts_at"].help_text
        for starts_at, ends_at in [("11-30T12:00", "11-30T14:00"), ("11-16T13:30", "11-16T14:00")]:
            answer = edit(town, made, starts_at=f"2026-{starts_at}", ends_at=f"2026-{ends_at}", where="5 号楼")
            assert answer.status_code == 409
            assert "还是 2026-11-16 12:00" in errors(answer, "starts_at")
            assert answer.context["form"]["where"].value() == "5 号楼"
        assert edit(town, made, ends_at="2026-11-16T15:00", quota="12").status_code == 302
    made.refresh_from_db()
    assert (made.starts_at, made.ends_at, made.quota) == (STARTS_AT, STARTS_AT + 3 * HOUR, 12)


def test_begun_it_does_not_end_before_now(town: Town) -> None:
    made = called(town)
    with at(STARTS_AT + HOUR):
        assert "现在以前" in errors(edit(town, made, ends_at="2026-11-16T12:30"), "ends_at")
        assert edit(town, made, ends_at="2026-11-16T13:30").status_code == 302
    with at(STARTS_AT + 4 * HOUR):  # over: what stands may stay
        assert edit(town, made, ends_at="2026-11-16T13:30", where="5 号楼").status_code == 302


def test_a_draft_whose_hour_went_by_is_put_off(town: Town) -> None:
    made = actions.call(plan(town), draft=True, by=town.hat("community"), at=MONDAY)
    with at(STARTS_AT + HOUR):
        assert edit(town, made, starts_at="2026-11-17T12:00", ends_at="2026-11-17T14:00").status_code == 302


def test_called_at_the_roll_before_it_begins_nobody_is_there_in_the_future(town: Town) -> None:
    made, person = called(town), volunteer(town)
    early, row = STARTS_AT - HOUR / 5, actions.sign_up(made, person, at=MONDAY)
    actions.roll(made, came=[row.pk], left=[], by=town.hat("community"), at=early)
    assert Presence.objects.get().came_at == early
    actions.roll(made, came=[row.pk], left=[row.pk], by=town.hat("community"), at=early + HOUR / 10)
    assert Presence.objects.get().left_at == early + HOUR / 10


def test_whoever_signed_up_did_so_in_this_community(town: Town) -> None:
    made, person = called(town), volunteer(town)
    row = actions.sign_up(made, person, at=MONDAY)
    actions.cancel_sign_up(made, person, at=MONDAY)
    row.refresh_from_db()
    assert row.standing == Standing.CANCELLED
    elsewhere = add_place(
        code="370203022009", name="镇江路北社区", level=Level.COMMUNITY, parent=town.places["street"], by=None,
        at=MONDAY,
    )  # fmt: skip
    street, path = town.client("street"), reverse("activities:edit", args=[made.pk])
    assert "镇江路北" not in str(street.get(path).context["form"]["community"])
    answer: Any = street.post(path, filled(town, community=elsewhere.pk))
    assert answer.status_code == 409
    assert "不能换到别的社区" in errors(answer, "community")


def opened(client: Any, path: str) -> dict[str, Any]:
    """The form as the browser would send it."""
    form = client.get(path).context["form"]
    values = {name: form[name].value() for name in form.fields}
    as_shown = {name: form.fields[name].widget.format_value(form[name].value()) for name in values}
    sent = {name: shown[0] if isinstance(shown, list) else shown for name, shown in as_shown.items() if values[name]}
    return {name: getattr(shown, "pk", shown) for name, shown in sent.items() if shown is not None}


def test_of_two_tabs_the_later_is_told_what_the_earlier_saved(town: Town) -> None:
    made, desk = called(town), town.client("community")
    path = reverse("activities:edit", args=[made.pk])
    first, second = opened(desk, path), opened(desk, path)
    assert desk.post(path, {**first, "quota": "33", "roles": "搬运 33"}).status_code == 302
    answer: Any = desk.post(path, {**second, "where": "5 号楼"})
    assert answer.status_code == 422
    assert "这期间别人改过：名额（现在是 33）、岗位（现在是 “搬运 33”）" in errors(answer, "__all__")
    form = answer.context["form"]
    assert form["where"].value() == "5 号楼"
    again = {**second, **{name: form[name].value() for name in ("seen", "where", "quota", "roles")}}
    assert desk.post(path, again).status_code == 302
    made.refresh_from_db()
    assert (made.where, made.quota, made.roles.count()) == ("5 号楼", 33, 1)


def test_of_two_tabs_with_a_template_too(town: Town) -> None:
    desk = town.client("community")
    desk.post(reverse("activities:new_template"), said(town))
    template = Template.objects.get()
    path = reverse("activities:edit_template", args=[template.pk])
    first, second = opened(desk, path), opened(desk, path)
    assert desk.post(path, {**first, "quota": "33"}).status_code == 302
    answer: Any = desk.post(path, {**second, "where": "5 号楼"})
    assert "名额（现在是 33）" in errors(answer, "__all__")
    template.refresh_from_db()
    assert (template.where, template.quota) == ("3 号楼门前", 33)


def test_a_row_that_moved_between_the_form_and_the_lock_is_not_saved(town: Town) -> None:
    made = called(town)
    seen = made.facts()
    actions.edit(made, plan(town, quota=33), by=town.hat("community"), at=MONDAY)
    with pytest.raises(Refused, match="就在刚才"):
        actions.edit(made, plan(town, where="5 号楼"), seen=seen, by=town.hat("community"), at=MONDAY)


def test_nobody_is_called_together_for_years_to_come(town: Town) -> None:
    desk = town.client("community")
    far = filled(town, starts_at="2029-02-28T12:00", ends_at="2029-02-28T14:00")
    assert "两年以内" in errors(desk.post(reverse("activities:new"), far), "starts_at")
    answer = desk.post(reverse("activities:new_template"), said(town, first_on="2200-01-01"))
    assert "两年以内" in errors(answer, "first_on")
    assert not Activity.objects.exists()
    assert not Template.objects.exists()
