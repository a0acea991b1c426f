"""C03 业主监督委员会: a body of this type is in the register of organisations and can be invited to a joint meeting."""

from partyorg.kinds import Kind, Role
from tests.factories import Town
from tests.partylife.conftest import CONVENE, MEETINGS, at_meeting, convened, monday, text, town, with_post
from tests.partyorg.building import add

__all__ = ["monday", "town"]


def test_the_owners_supervision_committee_is_invited_and_reads_of_the_meeting(town: Town) -> None:
    parent = town.units["community_unit"]
    town.units["owners"] = add(Kind.OWNERS_SUPERVISION, "太平镇小区业主监督委员会", parent)
    owners = with_post(town, "owner", Role.UNIT_OFFICER, "owners")
    assert "还没有和您单位有关的会议" in text(owners.get(MEETINGS))
    assert "太平镇小区业主监督委员会" in text(town.client("community").get(CONVENE))
    meeting = convened(town, invited=[town.units["owners"].pk])
    assert "十一月联席会议" in text(owners.get(MEETINGS))
    assert "加装电梯" in text(owners.get(at_meeting(meeting)))
    assert 'href="/desk/meetings/"' in text(owners.get("/desk/"))
