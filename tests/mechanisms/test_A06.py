"""A06 专人巡查（车辆乱停、私接电线、杂乱无章），及时制止: stopped with a picture, or a case with the patrol's id."""

from cases.models import Case
from cases.terms import Channel
from patrols.kinds import Outcome
from patrols.models import CheckItem, Finding
from tests.factories import Town
from tests.patrols import conftest as desk
from tests.patrols.conftest import media, monday, town

__all__ = ["media", "monday", "town"]


def test_the_items_are_those_of_the_street(town: Town) -> None:
    assert town
    assert {"车辆乱停", "私接电线", "杂乱无章"} <= set(CheckItem.objects.values_list("name", flat=True))


def test_a_finding_is_stopped_on_the_spot_and_closed_with_its_picture(town: Town) -> None:
    walks = desk.on_duty(town)
    patrol = walks.starts(desk.planned(town))
    assert walks.stops(patrol, photos=[]).status_code == 422
    assert walks.stops(patrol).status_code == 302
    finding = Finding.objects.get()
    assert (finding.outcome, finding.case, bool(finding.photo)) == (Outcome.STOPPED, None, True)
    assert not Case.objects.exists()
    assert "当场制止" in desk.on_duty(town, "community").get("patrol", patrol).content.decode()


def test_a_finding_is_turned_into_a_case_that_carries_the_patrols_id(town: Town) -> None:
    for walks, who in ((desk.on_duty(town), "worker"), (desk.as_volunteer(town), "barber")):
        patrol = walks.starts(desk.planned(town, who))
        raised = walks.raises(patrol, photos=[desk.picture("电线.jpg")])
        assert raised.status_code == 302, raised.content.decode()
        case = Case.objects.latest("pk")
        assert (case.patrol, case.channel, case.place) == (f"P-{patrol}", Channel.PATROL, town.grid)
        assert (case.photos.count(), case.finding.patrol_id) == (1, patrol)
        page = town.client("secretary").get(f"/desk/cases/{case.number}/").content.decode()
        assert f"巡查 P-{patrol}" in page
        assert case.events.get(seq=1).data == {"patrol": f"P-{patrol}"}
