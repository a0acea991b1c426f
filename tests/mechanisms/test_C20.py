"""C20 一人多角: one sign-in, several roles; who works for the property company signs off no matter of their own."""

import time_machine
from django.test import Client

from accounts.models import User
from cases.models import Case
from cases.terms import State
from grids.actions.place import add_place
from grids.workflow import Level
from partyorg.actions import appoint
from partyorg.door import WORN
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import IN_FIRST_GRID, LONG_AGO, MONDAY
from tests.front_door import FrontDoor, day

WHO = "owner"


def settle_in(door: FrontDoor) -> None:
    """Lives in the community, is head of a building, checks for the grid next door, works for the property company."""
    town = door.town
    person = User.objects.create_user(WHO, name="何业主")
    town.people[WHO] = person
    building = add_place(
        code=f"{town.grid.code}01", name="1号楼", level=Level.BUILDING, parent=town.grid, by=None, at=MONDAY
    )
    for role, place in [(Role.BUILDING_HEAD, building), (Role.GRID_WORKER, town.places["next_grid"])]:
        appoint(person, role=role, place=place, from_date=LONG_AGO, by=None, at=MONDAY)
    appoint(person, role=Role.UNIT_OFFICER, organisation=town.units["property"], from_date=LONG_AGO, by=None, at=MONDAY)


def post_at(role: Role) -> Post:
    return Post.objects.get(person__username=WHO, role=role)


def worn(door: FrontDoor, role: Role | None) -> Client:
    """The same sign-in with this post on, by the form in the header; with None all of them."""
    client = door.town.client(WHO)
    with time_machine.travel(day(16, 12), tick=False):
        client.post("/desk/hat/", {"post": post_at(role).pk if role else ""})
    assert client.session.get(WORN) == (post_at(role).pk if role else None)
    return client


def reported_and_done_by_the_company(door: FrontDoor) -> Case:
    """Signed in as a resident they report; the branch gives it to the property company, whose other officer does it."""
    town = door.town
    colleague = User.objects.create_user("colleague", name="何同事")
    town.people["colleague"] = colleague
    appoint(
        colleague, role=Role.UNIT_OFFICER, organisation=town.units["property"], from_date=LONG_AGO, by=None, at=MONDAY
    )
    with time_machine.travel(day(16, 9), tick=False):
        said = {"words": "单元门锁坏了", "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1]}
        assert town.client(WHO).post("/report/", said, follow=True).status_code == 200
    case = Case.objects.get()
    door.number, door.code = case.number, case.tracking_code
    assert case.reporter == town.people[WHO]
    leak = town.accepted(words="别的事").category
    assert leak
    door.step("secretary", "accept", day(16, 9, 30), category=leak.pk, urgency="NORMAL", host=town.units["property"].pk)
    door.step("colleague", "sign", day(16, 10))
    door.step("colleague", "finish", day(16, 11), result="换了新锁")
    return door.now


def test_the_same_sign_in_switches_its_role_and_sees_the_desk_of_that_role(door: FrontDoor) -> None:
    settle_in(door)
    case = reported_and_done_by_the_company(door)
    for role in (Role.UNIT_OFFICER, Role.GRID_WORKER):
        with time_machine.travel(day(16, 12), tick=False):
            shown = worn(door, role).get("/desk/").content.decode()
        assert f"<summary><span>{post_at(role)}</span>" in shown
    with time_machine.travel(day(16, 12), tick=False):
        rows = worn(door, Role.GRID_WORKER).get("/desk/?q=checking").context["rows"]
        assert [row["case"] for row in rows] == [case]
        shown = worn(door, Role.BUILDING_HEAD).get("/desk/").content.decode()
    assert "不办案件" in shown


def test_whichever_is_on_who_works_for_the_company_neither_checks_nor_signs_off_its_work(door: FrontDoor) -> None:
    settle_in(door)
    reported_and_done_by_the_company(door)
    for role in (None, Role.GRID_WORKER):
        with time_machine.travel(day(16, 13), tick=False):
            answer = worn(door, role).post(f"/desk/cases/{door.number}/check_pass/", {"on_site": "on"})
        assert answer.status_code == 409
        assert "<code>not_the_handler</code>" in answer.content.decode()
    door.step("guide", "check_pass", day(16, 14), on_site="on")
    for role in (None, *map(Role, Post.objects.filter(person__username=WHO).values_list("role", flat=True))):
        with time_machine.travel(day(16, 15), tick=False):
            client = worn(door, role)
            answer = client.post(f"/desk/cases/{door.number}/revisit/", {"solved": "YES", "satisfied": "YES"})
        assert answer.status_code == 409, role
        assert "<code>not_the_handler</code>" in answer.content.decode()
    assert door.now.state == State.REVISIT


def test_nor_by_the_tracking_code_signed_in_or_not(door: FrontDoor) -> None:
    settle_in(door)
    reported_and_done_by_the_company(door)
    door.step("guide", "check_pass", day(16, 14), on_site="on")
    good = {"solved": "YES", "satisfied": "YES"}
    with time_machine.travel(day(16, 15), tick=False):
        for client in (door.town.client(WHO), Client()):
            answer = client.post(f"/progress/{door.code}/answer/", good)
            assert answer.status_code == 409
            assert "都不能核查、回访" in answer.content.decode()
    assert door.now.state == State.REVISIT


def test_somebody_else_signs_it_off(door: FrontDoor) -> None:
    settle_in(door)
    reported_and_done_by_the_company(door)
    door.step("guide", "check_pass", day(16, 14), on_site="on")
    door.step("revisitor", "revisit", day(16, 15), solved="YES", satisfied="YES")
    assert door.now.state == State.CLOSED
    assert door.now.events.get(kind="revisit_ok").post == Post.objects.get(person=door.town.people["revisitor"])
