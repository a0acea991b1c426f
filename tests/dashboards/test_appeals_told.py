"""Of an appeal whoever decides hears at the desk that it has come, the appellant's unit what was decided, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboards.models import Score
from notifications.actions import send_letters, write_letters
from notifications.models import LONGEST_LETTER, Letter
from tests.dashboards.counted import OCTOBER, answers, counted
from tests.factories import MONDAY, Town, build_town

INBOX = "/desk/messages/"
HEADS = ("street", "street_secretary", "director")
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    """October is closed by the platform; nothing has been told of it."""
    town = build_town()
    counted(town, "grid", OCTOBER, **answers(36, 4))
    counted(town, "far_grid", OCTOBER, **answers(40))
    page = f"/board/{town.places['district'].pk}/scores/close/"
    assert town.client("platform").post(page, {"period": "2026-10"}).status_code == 302
    assert write_letters(at=MONDAY) == 0
    return town


def of(town: Town, where: str = "street") -> Score:
    return Score.objects.get(place=town.places[where])


def appealed(town: Town, who: str = "street", where: str = "street", **changed: str) -> None:
    said = {"indicator": "satisfied", "reason": "有四件不是我们的事", **changed}
    assert town.client(who).post(f"/board/scores/{of(town, where).pk}/appeal/", said).status_code == 302


def decided(town: Town, who: str = "platform", **said: str) -> None:
    said = {"verdict": "DECLINED", "answer": "查过了，确实归你们", **said}
    assert town.client(who).post(f"/board/scores/{of(town).pk}/decide/", said).status_code == 302


def told() -> dict[str, str]:
    """What was newly written, by whom it is for."""
    before = set(Letter.objects.values_list("pk", flat=True))
    write_letters(at=MONDAY)
    return {str(one.person): one.text for one in Letter.objects.exclude(pk__in=before).select_related("person")}


def name(town: Town, *who: str) -> set[str]:
    return {town.people[one].name for one in who}


def inbox(town: Town, who: str) -> Any:
    return town.client(who).get(INBOX)


def test_whoever_decides_hears_that_an_appeal_has_come(town: Town) -> None:
    appealed(town)
    found = told()
    assert set(found) == name(town, "platform", "second_platform", "leading")
    assert set(found.values()) == {"镇江路街道对2026年10月考核的“满意率”提出了申诉，请裁定：有四件不是我们的事"}
    assert not told()  # once


def test_the_appellants_unit_hears_what_was_decided_and_why(town: Town) -> None:
    appealed(town)
    told()
    decided(town)
    found = told()
    assert set(found) == name(town, *HEADS)
    assert set(found.values()) == {
        "镇江路街道对2026年10月考核的“满意率”的申诉裁定了：申诉不成立。理由：查过了，确实归你们"
    }


def test_what_is_upheld_says_what_becomes_of_the_score(town: Town) -> None:
    appealed(town)
    decided(town, verdict="UPHELD", remedy="EXCUSED", answer="属实\n容错")
    found = told()
    assert set(found) == name(town, *HEADS)  # whoever decides need not be asked any more
    after = of(town).appeal.adjustment.score
    assert all(f"申诉成立，容错：这一项不计，调整后得分 {after}。理由：属实 容错" in said for said in found.values())


def test_a_department_hears_of_its_own(town: Town) -> None:
    score = Score.objects.get(unit=town.units["housing"])
    said = {"indicator": "satisfied", "reason": "不归我们"}
    assert town.client("housing").post(f"/board/scores/{score.pk}/appeal/", said).status_code == 302
    told()
    answer = {"verdict": "DECLINED", "answer": "归你们"}
    assert town.client("leading").post(f"/board/scores/{score.pk}/decide/", answer).status_code == 302
    assert set(told()) == name(town, "housing")


def test_it_stands_in_the_inbox_unread_and_opens_the_score(town: Town) -> None:
    appealed(town)
    told()
    page = inbox(town, "platform")
    assert page.context["unread_messages"] == 1
    letter = Letter.objects.get(person=town.people["platform"])
    assert f'href="{INBOX}letters/{letter.pk}/"' in page.content.decode()
    opened = town.client("platform").get(f"{INBOX}letters/{letter.pk}/", follow=True)
    assert opened.redirect_chain == [(f"/board/scores/{of(town).pk}/", 302)]
    assert "有四件不是我们的事" in opened.content.decode()
    assert inbox(town, "platform").context["unread_messages"] == 0
    assert inbox(town, "leading").context["unread_messages"] == 1


def test_it_is_nobody_elses_and_reading_all_reads_ones_own(town: Town) -> None:
    appealed(town)
    told()
    letter = Letter.objects.get(person=town.people["platform"])
    for who in ("leading", "street"):
        assert town.client(who).get(f"{INBOX}letters/{letter.pk}/").status_code == 404
    assert letter.text not in inbox(town, "street").content.decode()
    assert town.client("platform").post(f"{INBOX}read/").status_code == 302
    assert not Letter.objects.unread().filter(person=town.people["platform"]).exists()
    assert Letter.objects.unread().filter(person=town.people["leading"]).exists()


def test_no_phone_rings_for_it(town: Town) -> None:
    appealed(town)
    told()
    assert send_letters(at=MONDAY + HOUR) == 0


def test_the_longest_reason_is_cut_and_stands_whole_on_the_page(town: Town) -> None:
    appealed(town, reason="理" * 2000)
    for said in told().values():
        assert (len(said), said[-1]) == (LONGEST_LETTER, "…")


def test_more_letters_are_no_more_queries(town: Town) -> None:
    appealed(town)
    told()
    counts = []
    client = town.client("platform")
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(INBOX)
        counts.append(len(queries))
        Letter.objects.create(key=f"more:{number}", person=town.people["platform"], text="再一封", link="/", at=MONDAY)
    assert len(set(counts)) == 1
