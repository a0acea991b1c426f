"""B01 区委书记任组长的社区党建工作领导小组；县级领导联系社区制度；定期研究: its decisions become tracked items."""

import time_machine
from django.urls import reverse

from partylife.models import Decision, Meeting
from tests.factories import Town
from tests.partylife.conftest import DECISIONS, at_meeting, convened, moment, monday, text, town

__all__ = ["monday", "town"]


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
