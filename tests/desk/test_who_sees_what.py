"""One queryset for who may see: list ∋ case ⇔ its pages are 200 ⇔ it may be shown beside the list, for everybody."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings

from accounts.models import User
from cases.forms import FORMS
from cases.models import Case, Photo
from cases.terms import OPEN, State
from tests.anyone import Drawn, World, drawings
from tests.desk.conftest import jpeg, listed, page, text
from tests.factories import MONDAY, PEOPLE, Town

pytestmark = pytest.mark.enough_on("sqlite")

ANYTHING = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
EVENTS = [*FORMS, "return", "submit"]


@pytest.fixture
def world(town: Town) -> World:
    return World.of(town)


def test_for_anybody_and_any_case_what_is_listed_opens_and_what_is_not_does_not_exist(world: World) -> None:
    seen: Counter[int] = Counter()
    picture = default_storage.save("one.jpg", ContentFile(jpeg()))

    @ANYTHING
    @given(drawings)
    def whoever_it_is(drawn: Drawn) -> None:
        with transaction.atomic():
            people, cases = world.settled(drawn)
            for case in cases:
                Photo.objects.create(case=case, file=picture, width=40, height=30, added_at=MONDAY)
            for person in people:
                seen.update(one_person(world, person, cases))
            transaction.set_rollback(True)

    whoever_it_is()
    assert {200, 403, 404} <= seen.keys(), "somebody sees something, somebody not, somebody has no post"


def one_person(world: World, person: User, cases: list[Case]) -> Iterator[int]:
    client = Client()
    client.force_login(person)
    there = {"open": all_pages(client, "?q=open"), "closed": all_pages(client, "?q=closed")}
    waiting = all_pages(client, "?q=all")
    for number, case in enumerate(cases):
        sees, has_post = world.may_see(person, case), world.has_a_post(person)
        expected = (200 if sees else 404) if has_post else 403
        statuses = set(every_door(client, case, EVENTS[(number + case.pk + person.pk) % len(EVENTS)]))
        assert statuses == {expected}, (case, case.state, list(person.posts.all()))
        found = all_pages(client, f"?words={case.number}")
        assert found == ({case.title} if expected == 200 else set())
        assert (case.title in there["open"]) is (expected == 200 and case.state in OPEN)
        assert (case.title in there["closed"]) is (expected == 200 and case.state == State.CLOSED)
        assert case.title not in waiting or expected == 200
        yield expected


def every_door(client: Client, case: Case, event: str) -> Iterator[int]:
    """The answers of all that is about this case; a form may answer as it likes, so long as it is there (200)."""
    yield client.get(page(case)).status_code
    yield client.get("/desk/", {"case": case.number}).status_code
    yield client.get(f"/desk/photos/{case.photos.get().pk}/").status_code
    for send in (client.get, client.post):
        with transaction.atomic():  # what is sent might be done: then it is taken back
            answer = send(page(case, event))
            transaction.set_rollback(True)
        yield 200 if answer.status_code in (303, 409, 422) or refused_by_rule(answer) else answer.status_code


def refused_by_rule(answer: Any) -> bool:
    """403 with the rule: the form is there, and for somebody else. Who has no post gets another page."""
    return answer.status_code == 403 and "<code>not_yours</code>" in text(answer)


def all_pages(client: Client, query: str) -> set[str]:
    """Titles on all pages of a list; nothing for somebody who is not let in."""
    titles: set[str] = set()
    number = 1
    while (answer := client.get(f"/desk/{query}&page={number}")).status_code == 200:
        titles |= set(listed(answer))
        if not answer.context["more"]:
            break
        number += 1
    return titles


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_listed_opens_and_what_is_not_does_not_exist(town: Town, who: str) -> None:
    cases = [
        town.reported("网格一的"),
        town.reported("社区的", place=town.places["community"]),
        town.reported("邻格的", place=town.places["next_grid"]),
        town.reported("远处的", place=town.places["far_grid"]),
        town.handled_by(3, words="街道的"),
        town.handled_by(4, words="平台的"),
    ]
    client = town.client(who)
    in_list = set(listed(client.get("/desk/?q=open")))
    for case in cases:
        statuses = {client.get(page(case)).status_code, client.get("/desk/", {"case": case.number}).status_code}
        assert statuses == ({200} if case.title in in_list else {404}), case.title
        assert listed(client.get("/desk/", {"words": case.number})) == [case.title] * (case.title in in_list)


@pytest.mark.parametrize("who", PEOPLE)
def test_what_waits_for_me_i_may_see(town: Town, who: str) -> None:
    town.reported("网格一的")
    town.handled_by(3, words="街道的")
    client = town.client(who)
    assert set(listed(client.get("/desk/?q=all"))) <= set(listed(client.get("/desk/?q=open")))
