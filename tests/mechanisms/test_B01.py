"""B01 区委书记任组长的社区党建工作领导小组；县级领导联系社区制度；定期研究.

Exactly one 组长; every community has one 联系领导; what the group decides becomes tracked items.
"""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from partylife.models import Decision, Meeting
from partyorg.actions import Chosen, appoint, end_seat, seat_member
from partyorg.findings import findings
from partyorg.kinds import Role
from partyorg.models import Post, Seat
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partylife.conftest import DECISIONS, at_meeting, convened, moment, monday, text, town
from tests.partyorg.building import TODAY, add_members

__all__ = ["monday", "town"]


def said(town: Town, about: str) -> set[tuple[str, str]]:
    return {(one.subject, one.said) for one in findings(town.places["district"], TODAY) if one.about == about}


def seated(town: Town, role: Seat.Role) -> Seat:
    [member] = add_members(town.units["district_committee"], 1)
    return seat_member(town.units["leading_group"], Chosen(member, role), on=TODAY, by=None, at=MONDAY)


def link(town: Town, who: str, **where: object) -> Post:
    given = {"role": Role.LINKED_LEADER, "from_date": TODAY, "by": None, "at": MONDAY, **where}
    return appoint(town.people[who], **given)  # type: ignore[arg-type]


def test_the_leading_group_has_exactly_one_head(town: Town) -> None:
    missing = (town.units["leading_group"].name, "还没有组长。")
    assert missing in said(town, "班子")
    head = seated(town, Seat.Role.HEAD)
    assert missing not in said(town, "班子")
    for role in (Seat.Role.DEPUTY_HEAD, Seat.Role.GROUP_MEMBER, Seat.Role.GROUP_MEMBER):
        seated(town, role)
    with pytest.raises(ValidationError, match="已经有在任的组长"):
        seated(town, Seat.Role.HEAD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.create(
            organisation=head.organisation, member=add_members(head.organisation, 1)[0], role="HEAD", since=LONG_AGO
        )
    end_seat(head, on=TODAY, by=None, at=MONDAY)
    assert seated(town, Seat.Role.HEAD).until is None


def test_every_community_has_one_linked_leader(town: Town) -> None:
    both = {("太平镇社区", "还没有联系领导。"), ("科技街社区", "还没有联系领导。")}
    assert said(town, "联系") == both
    first = link(town, "leading", place=town.places["community"])
    link(town, "platform", organisation=town.units["far_community_unit"])
    assert said(town, "联系") == set()
    for where in ({"place": town.places["community"]}, {"organisation": town.units["community_unit"]}):
        with pytest.raises(ValidationError, match="太平镇社区已经有联系领导：冯领导办。"):
            link(town, "director", **where)
    with pytest.raises(ValidationError, match="联系领导联系的是一个社区"):
        link(town, "director", place=town.grid)
    Post.objects.filter(pk=first.pk).update(to_date=LONG_AGO, from_date=LONG_AGO)
    assert ("太平镇社区", "还没有联系领导。") in said(town, "联系")
    link(town, "director", place=town.places["community"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            person=town.people["street"], role=Role.LINKED_LEADER, place=town.places["community"], from_date=LONG_AGO
        )


def test_what_the_leading_group_decides_is_followed_until_it_is_done(town: Town) -> None:
    street = town.units["street_unit"].pk
    group = convened(
        town, "leading", kind="LEADING_GROUP", title="研究社区党建", chair="区委书记", invited=[street],
        unit=town.units["leading_group"].pk,
    )  # fmt: skip
    assert group.kind == Meeting.Kind.LEADING_GROUP
    with time_machine.travel(moment(26), tick=False):
        asked = {"what": "每个社区落实一名联系领导", "unit": street, "due_on": "2026-11-30"}
        assert town.client("leading").post(at_meeting(group, "decide"), asked).status_code == 302
        assert "每个社区落实一名联系领导" in text(town.client("street").get(DECISIONS))
    decision = Decision.objects.get()
    assert (decision.unit_id, decision.done_on) == (street, None)
    with time_machine.travel(moment(2, month=12), tick=False):
        assert "过期 2 天" in text(town.client("street").get(DECISIONS))
        settled = town.client("street").post(reverse("partylife:settle", args=[decision.pk]), {"result": "已全部落实"})
        assert settled.status_code == 302
        assert "过期" not in text(town.client("leading").get(DECISIONS)).split("没有过期的")[-1]
    assert Decision.objects.get().result == "已全部落实"
