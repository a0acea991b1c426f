"""D07 网格党建引导员: with sender, start and end; for several grids; expired, access ends at once."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import MONDAY, SHANGHAI, Town, build_town

LAST_DAY = date(2026, 11, 20)


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def post_guide(town: Town, where: str, **other: object) -> Post:
    given = {
        "role": Role.GUIDE, "place": town.places[where], "sent_by": town.units["housing"], "from_date": MONDAY.date(),
        "to_date": LAST_DAY, "by": None, "at": MONDAY, **other,
    }  # fmt: skip
    return appoint(town.people["housing"], **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("to_date", "引导员要写明派驻到哪一天"), ("sent_by", "引导员要写明由哪个单位选派")],
)
def test_a_posting_has_a_sender_and_a_last_day(town: Town, missing: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        post_guide(town, "grid", **{missing: None})


def test_one_guide_serves_several_grids_and_sees_the_cases_of_each(town: Town) -> None:
    for where in ("grid", "next_grid", "far_grid"):
        post_guide(town, where)
        case = town.reported(f"{where}的路灯不亮", place=town.places[where])
        with time_machine.travel(MONDAY, tick=False):
            assert town.client("housing").get(f"/desk/cases/{case.number}/").status_code == 200


def test_after_the_last_day_the_next_request_is_refused(town: Town) -> None:
    case = town.reported("路灯不亮")
    Post.objects.filter(person=town.people["housing"]).delete()
    post_guide(town, "grid")
    client = town.client("housing")
    with time_machine.travel(datetime(2026, 11, 20, 23, 59, tzinfo=SHANGHAI), tick=False):
        assert client.get(f"/desk/cases/{case.number}/").status_code == 200
        assert client.get("/desk/members/").status_code == 200
    with time_machine.travel(datetime(2026, 11, 21, 0, 0, tzinfo=SHANGHAI), tick=False):
        for page in (f"/desk/cases/{case.number}/", "/desk/members/", "/desk/"):
            assert client.get(page).status_code == 403
