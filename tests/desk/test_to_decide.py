"""待决定 holds exactly the cases whose page offers its reader a decision: every person, every matter."""

import pytest
from django.test import Client

from cases.models import Case
from cases.terms import Matter
from tests.desk.conftest import page
from tests.desk.questions import asked
from tests.factories import Town


def queue(client: Client) -> set[Case]:
    answer = client.get("/desk/", {"q": "decide"})
    return {row["case"] for row in answer.context["rows"]} if answer.context["choice"].name == "decide" else set()


def offered(client: Client, case: Case) -> bool:
    answer = client.get(page(case))
    return answer.status_code == 200 and any(one.event in DECIDING for one in answer.context["offer"].deciding)


DECIDING = {"refuse", "ruling", "extend_approve", "suspend", "close_explained", "reopen", "decline"}


@pytest.mark.proof
def test_the_queue_is_what_the_pages_offer(town: Town) -> None:
    cases = [asked(town, matter) for matter in Matter]
    cases += [town.handled_by(level) for level in (1, 2, 3, 4)]
    deciders: dict[Matter, set[str]] = {matter: set() for matter in Matter}
    for who in town.people:
        client = town.client(who)
        may = {case for case in cases if offered(client, case)}
        assert queue(client) == may, who
        for case in may:
            deciders[Matter(case.proposed)].add(who)
    assert all(deciders.values())
    assert "second_intake" in deciders[Matter.REFUSAL]
    assert "intake" not in deciders[Matter.REFUSAL]
    assert "far_street" not in set().union(*deciders.values())


def test_it_is_shown_to_those_alone_who_ever_decide(town: Town) -> None:
    shown = {who for who in town.people if "待决定" in labels(town.client(who))}
    assert {"intake", "community", "street", "platform", "leading"} <= shown
    assert not {"secretary", "worker", "guide", "housing", "finance", "station"} & shown


def labels(client: Client) -> list[str]:
    return [queue.label for queue, _ in client.get("/desk/").context.get("queues", [])]


def test_what_waits_for_my_decision_alone_is_not_counted_as_my_own_work(town: Town) -> None:
    asked(town, Matter.EXTENSION)
    counts = {queue.name: count for queue, count in town.client("platform").get("/desk/").context["queues"]}
    assert (counts["decide"], counts["handling"], counts["all"]) == (1, 0, 1)
