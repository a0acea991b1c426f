"""What stands behind a figure of the registers: rows that add up to it, and no way to a page that does not open."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from burden.models import Assignment, Task
from checkins.models import MemberCheckIn, Wish
from checkins.workflow import State, WishState
from dashboards.indicators.of_registers import REGISTERS
from dashboards.models import Fact
from dashboards.registers.parted import PARTED
from dashboards.terms import What
from partyorg.models import Member, Post
from partyorg.models.member import GridLink
from patrols.kinds import Outcome
from patrols.models import CheckItem, Finding, Patrol, PatrolPlan
from tests.factories import LONG_AGO, MONDAY, PEOPLE, Town, build_town
from tests.volunteers.ledger import earn, order
from tests.volunteers.people import joined, served
from volunteers.actions import expire, spend
from volunteers.models import Service

pytestmark = [pytest.mark.django_db, pytest.mark.enough_on("sqlite"), pytest.mark.usefixtures("monday")]
A_DAY = timedelta(days=1)


@pytest.fixture
def town(monday: None) -> Town:
    town = build_town()
    _volunteers(town)
    _party(town)
    _tasks(town)
    _patrols(town)
    return town


def _volunteers(town: Town) -> None:
    for who, where in [("worker", "community"), ("guide", "community"), ("far_secretary", "far_community")]:
        person = town.people[who]
        joined(town, person, community=where)
        served(town, person, community=where)
        Service.objects.filter(pk=served(town, person, community=where, hours=0.3, at=MONDAY - A_DAY).pk).update(
            state="APPROVED", decided_at=MONDAY, points=1, appeal_by=MONDAY
        )
        earn(person, 9, until=MONDAY.date() + 2 * A_DAY)
        earn(person, 3)
        spend(order(person, 4), shop=town.places[where], by=None, at=MONDAY)


def _party(town: Town) -> None:
    said: dict[str, Any] = {
        "asked_by": town.people["worker"],
        "asked_at": MONDAY,
        "community": town.places["community"],
    }
    for number, (state, unit) in enumerate([(State.PENDING, "branch"), (State.CONFIRMED, "far_branch")]):
        member = Member.objects.create(
            name=f"党员{number}", phone=f"1381234000{number}", organisation=town.units[unit], since=LONG_AGO
        )
        decided: dict[str, Any] = {}
        if state == State.CONFIRMED:
            link = GridLink.objects.create(member=member, grid=town.grid, kind=GridLink.Kind.COME_HOME, since=LONG_AGO)
            decided = {"decided_at": MONDAY, "decided_by": town.people["community"], "placed": link}
        MemberCheckIn.objects.create(member=member, state=state, **said, **decided)
    for where in ("community", "far_community"):
        place = town.places[where]
        Wish.objects.create(
            community=place,
            title="一盏灯",
            state=WishState.PUBLISHED,
            published_by=said["asked_by"],
            published_at=MONDAY,
        )


def _tasks(town: Town) -> None:
    task = Task.objects.create(
        title="秋季疫苗宣传", what="贴通知", due_on=MONDAY.date() + 9 * A_DAY, basis="文件",
        issuer=town.units["housing"], given_at=MONDAY,
    )  # fmt: skip
    for where in ("community", "far_community"):
        Assignment.objects.create(task=task, community=town.places[where], state="PUT", put_on_at=MONDAY)


def _patrols(town: Town) -> None:
    """In each of two grids something that was stopped, and in one a case that is past its limit."""
    case, item = town.reported(), CheckItem.objects.order_by("pk")[0]
    Fact.objects.create(
        case=case, what=What.RAN_OUT, at=MONDAY, day=MONDAY.date(), place=town.grid, channel=case.channel, level=1
    )
    worker = town.people["worker"]
    said: dict[str, Any] = {"patroller": worker, "weekdays": "1234567", "since": LONG_AGO}
    for grid in ("grid", "far_grid"):
        place = town.places[grid]
        plan = PatrolPlan.objects.create(
            grid=place, community=place.parent, post=Post.objects.get(person=worker), **said
        )
        patrol = Patrol.objects.create(plan=plan, started_at=MONDAY, ended_at=MONDAY)
        on_it: dict[str, Any] = {"patrol": patrol, "item": item, "found_at": MONDAY}
        Finding.objects.create(outcome=Outcome.STOPPED, photo="one.jpg", **on_it)
        if grid == "grid":
            Finding.objects.create(outcome=Outcome.CASE, case=case, **on_it)


def behind(town: Town, who: str, where: str, code: str) -> Any:
    address = f"/board/{town.places[where].pk}/forces/{code}/?period=year"
    answer = town.client(who).get(address)
    assert answer.status_code == 200, address
    return answer


def added(lines: Any) -> list[int]:
    """The numbers of each line, added up: of hours the minutes, of a share what is above and below."""
    numbers = r"([\d,]+)(?: / ([\d,]+))?"
    found = [re.search(r"（([\d,]+) 分钟）", line.state) or re.match(numbers, line.state) for line in lines]
    rows = [[int(part.replace(",", "")) for part in one.groups() if part] for one in found if one]
    return [sum(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("code", [*PARTED, "life", "burden"])
def test_the_rows_add_up_to_the_figure(town: Town, code: str) -> None:
    with time_machine.travel(MONDAY + 5 * A_DAY, tick=False):
        expire(at=MONDAY + 5 * A_DAY)
        for who, where in [("platform", "district"), ("street", "street"), ("community", "community")]:
            shown = behind(town, who, where, code).context["behind"]
            if code == "hours":
                assert sum(added(shown.lines)) == {"district": 54, "street": 36, "community": 36}[where]
            elif code == "burden" and where == "community":
                assert len(shown.lines) == shown.amount.number
            elif code == "rectified" and where == "community":
                assert [line.has for line in shown.lines] == [False, True]
                assert (shown.amount.number, shown.amount.of) == (1, 2)
            elif code != "life" or where != "community":
                amount = shown.amount
                assert added(shown.lines) == [amount.number, *([] if amount.of is None else [amount.of])]
                assert amount.number or amount.of


def test_a_row_leads_to_the_same_figure_further_down(town: Town) -> None:
    client = town.client("platform")
    for code in (*PARTED, "life", "burden"):
        page = behind(town, "platform", "district", code)
        street = next(line for line in page.context["behind"].lines if line.name == "镇江路街道")
        below = client.get(street.to).context["behind"]
        assert added([street]) == added(below.lines), code


def test_of_party_life_nothing_is_told_apart_in_a_community(town: Town) -> None:
    page = behind(town, "community", "community", "life")
    assert page.context["behind"].lines == []
    assert "再分就能看出是谁" in page.content.decode()
    for who, where in [("platform", "district"), ("community", "community")]:
        for code in REGISTERS:
            assert "党员0" not in behind(town, who, where, code).content.decode()


def test_the_burden_says_what_it_is_and_lists_its_tasks(town: Town) -> None:
    forces = town.client("street").get(f"/board/{town.places['street'].pk}/forces/").content.decode()
    [to] = re.findall(r'<th scope="row"><a href="([^"]*forces/burden/[^"]*)">太平镇社区</a>', forces)
    page = town.client("street").get(to.replace("&amp;", "&")).content.decode()
    assert REGISTERS["burden"].words in page
    assert "秋季疫苗宣传" in page
    assert "区住建局" in page
    assert town.client("worker").get(f"/board/{town.grid.pk}/forces/burden/").status_code == 404


def test_a_register_is_offered_to_those_alone_to_whom_it_opens(town: Town) -> None:
    offered = set()
    for who in PEOPLE:
        client = town.client(who)
        for where in ("district", "street", "community", "grid"):
            address = f"/board/{town.places[where].pk}/forces/"
            if client.get(address).status_code != 200:
                continue
            for code in REGISTERS:
                answer = client.get(f"{address}{code}/")
                if answer.status_code == 200 and (register := answer.context["behind"].register):
                    offered.add((who, code, register))
            break
    assert {code for _, code, _ in offered} >= {"grid_branch", "force", "patrol", "checked_in", "volunteers", "hours"}
    for who, register in sorted({(who, register) for who, _, register in offered}):
        assert town.client(who).get(register).status_code == 200, (who, register)
    assert reverse("checkins:list") not in {register for who, _, register in offered if who == "worker"}


def test_the_rows_cost_the_same_for_many(town: Town) -> None:
    client, address = town.client("platform"), f"/board/{town.places['district'].pk}/forces/"
    for code in ("life", "hours", "burden", "rectified"):
        client.get(f"{address}{code}/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{address}{code}/")
        assert len(asked) <= 15, code
