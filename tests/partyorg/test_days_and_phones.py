"""Of an organisation no founding or election that is still to come, no endless transition, no phone that is none."""

from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from partyorg.actions import describe_organisation
from partyorg.kinds import Kind
from partyorg.models import Organisation
from partyorg.models.organisation import is_duty_phone
from tests.factories import MONDAY, Town
from tests.partyorg.building import add

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"founded_on": "2026-11-17"}, "founded_on", "成立日期不能晚于今天。"),
    ({"elected_on": "2030-01-01"}, "elected_on", "最近换届日期不能晚于今天。"),
    ({"due_on": "2029-11-17"}, "due_on", "过渡期限最长三年，请写 2029年11月16日或以前的日期。"),
    ({"duty_phone": "abc不是电话"}, "duty_phone", "请填写 11 位手机号"),
]


@pytest.fixture
def group(town: Town) -> Organisation:
    return add(Kind.WORKING_GROUP, "工作小组", town.units["community_unit"], due_on=MONDAY.date())


@pytest.mark.parametrize(("typed", "field", "said"), WRONG)
@time_machine.travel(MONDAY, tick=False)
def test_the_register_says_so_at_the_field(
    town: Town, group: Organisation, typed: dict[str, Any], field: str, said: str
) -> None:
    fields = {"name": group.name, "kind": group.kind, "parent": group.parent_id, "due_on": "2026-11-16"}
    client = town.client("system_admin")
    where = reverse("admin:partyorg_organisation_change", args=[group.pk])
    answer = client.post(where, {**fields, **typed})
    assert answer.status_code == 200
    assert said in str(answer.context["adminform"].form.errors[field])
    group.refresh_from_db()
    assert group.due_on == MONDAY.date()
    assert client.post(where, {**fields, "duty_phone": "110"}).status_code == 302


def test_the_action_refuses_them_too(town: Town, group: Organisation) -> None:
    tomorrow = MONDAY.date().replace(day=17)
    with pytest.raises(ValidationError, match="成立日期不能晚于今天"):
        add(Kind.WORKING_GROUP, "另一个", town.units["community_unit"], founded_on=tomorrow, due_on=tomorrow)
    with pytest.raises(ValidationError, match="最近换届日期不能晚于今天"):
        describe_organisation(group, elected_on=tomorrow, by=None, at=MONDAY)
    Organisation.objects.filter(pk=group.pk).update(founded_on=tomorrow)  # an old mistake
    describe_organisation(group, name="工作小组一", by=None, at=MONDAY)  # is none of this change


@pytest.mark.parametrize("phone", ["13912340987", "0532-85891234", "(0532) 85891234", "12345", "110", "400-618-9999"])
def test_these_are_telephones(phone: str) -> None:
    assert is_duty_phone(phone)


@pytest.mark.parametrize("phone", ["abc不是电话", "12", "-12345", "139123409", "0532-85891234转找小王"])
def test_and_these_are_none(phone: str) -> None:
    assert not is_duty_phone(phone)
