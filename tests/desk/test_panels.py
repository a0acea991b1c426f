"""四板块: who reads the page, who assigns, what a post of another street changes; and the queue is the one door's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry, User
from cases.models import Category, Panel, PanelSeat
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Post
from tests.desk.conftest import text
from tests.factories import LONG_AGO, MONDAY, Town, administrator

PAGE = "/desk/panels/"


def seat(town: Town, who: str, code: str = "SERVICE") -> PanelSeat:
    post = Post.objects.get(person=town.people[who])
    return PanelSeat.objects.create(post=post, panel=Panel.objects.get(code=code), seated_at=MONDAY)


def choice(town: Town, who: str, code: str, was: str = "") -> dict[str, object]:
    post = Post.objects.get(person=town.people[who])
    return {f"post_{post.pk}": Panel.objects.get(code=code).pk, f"initial-post_{post.pk}": was}


def unchosen(town: Town, who: str) -> dict[str, object]:
    """As a page has it that was opened before anybody was seated."""
    post = Post.objects.get(person=town.people[who])
    return {f"post_{post.pk}": "", f"initial-post_{post.pk}": ""}


def test_whoever_works_in_the_street_reads_it_and_only_its_heads_assign(town: Town) -> None:
    assert "存分配" in text(town.client("street").get(PAGE))
    station = town.client("station")
    assert "存分配" not in text(station.get(PAGE))
    refused = station.post(PAGE, choice(town, "street", "SAFETY"))
    assert refused.status_code == 403
    assert "由街道负责人分配" in text(refused)
    for outsider in ("worker", "community", "platform", "housing"):
        assert town.client(outsider).get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302
    assert town.client("street").delete(PAGE).status_code == 405


def test_a_head_seats_nobody_of_another_street(town: Town) -> None:
    assert town.client("far_street").post(PAGE, choice(town, "street", "SAFETY")).status_code == 302
    assert not PanelSeat.objects.exists()
    assert not AuditEntry.objects.filter(action="分配板块").exists()


def test_what_another_head_has_changed_meanwhile_is_not_undone(town: Town) -> None:
    seat(town, "street", "SAFETY")
    stale = {**choice(town, "station", "PARTY"), **unchosen(town, "street")}
    town.client("street").post(PAGE, stale)
    seats = {seat.post.person.username: seat.panel.code for seat in PanelSeat.objects.all()}
    assert seats == {"street": "SAFETY", "station": "PARTY"}


def test_a_panel_that_is_none_is_refused_with_a_sentence(town: Town) -> None:
    post = Post.objects.get(person=town.people["street"])
    answer = town.client("street").post(PAGE, {f"post_{post.pk}": "999", f"initial-post_{post.pk}": ""})
    assert answer.status_code == 422
    assert "请从名单里选一个板块。" in text(answer)


def test_a_seat_opens_no_case_that_is_not_ones_own(town: Town) -> None:
    case = town.accepted(category="LEAK")
    seat(town, "station")
    answer = town.client("station").get("/desk/", {"q": "panel"})
    assert case.number not in text(answer)
    assert "街道里没有归公共服务的在办的事。" in text(answer)


def test_without_a_panel_the_list_says_whom_to_ask(town: Town) -> None:
    assert "还没有分到板块" in text(town.client("street").get("/desk/", {"q": "panel"}))
    assert "本板块" in text(town.client("street").get("/desk/"))
    assert "本板块" not in text(town.client("worker").get("/desk/"))


def test_the_page_costs_the_same_however_many_work_there(town: Town) -> None:
    client = town.client("street")
    client.get(PAGE)
    with CaptureQueriesContext(connection) as before:
        client.get(PAGE)
    for number in range(5):
        person = User.objects.create_user(f"more{number}", name=f"干部{number}")
        unit = town.units["street_unit"]
        appoint(person, role=Role.INTAKE_OFFICER, organisation=unit, from_date=LONG_AGO, by=None, at=MONDAY)
    with CaptureQueriesContext(connection) as after:
        client.get(PAGE)
    assert len(before) == len(after)


@pytest.mark.django_db
def test_a_category_without_a_panel_is_refused_and_a_panel_in_use_stays() -> None:
    keeper = administrator(Role.SYSTEM_ADMINISTRATOR)
    leak = Category.objects.get(code="LEAK")
    answer = keeper.post(f"/admin/cases/category/{leak.pk}/change/", {"code": "LEAK", "name": "漏水", "order": 1})
    assert "请选这一类归哪个板块" in text(answer)
    panel = leak.panel
    said = {"name": panel.name, "order": panel.order}
    assert "还有在用的类别归这个板块" in text(keeper.post(f"/admin/cases/panel/{panel.pk}/change/", said))
