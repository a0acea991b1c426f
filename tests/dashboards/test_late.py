"""现在超期, line by line: which step let its time pass first, and who has to take it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case
from cases.terms import State
from tests.desk.questions import checked, to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def town() -> Town:
    return build_town()


def page(town: Town, query: str = "", client: Client | None = None) -> str:
    client = client or town.client("platform")
    with time_machine.travel(MONDAY, tick=False):
        answer = client.get(f"/board/{town.places['district'].pk}/late/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def told(town: Town) -> tuple[str, str]:
    """Of the one line: 哪一步, 该谁办."""
    [step] = re.findall('data-label="哪一步">(.*?)</td>', page(town))
    [holder] = re.findall('data-label="该谁办">(.*?)</td>', page(town))
    return step, holder


def held(town: Town) -> list[tuple[str, str]]:
    """在谁手里: who, and how many."""
    table = page(town).partition('id="holders"')[2].partition("</table>")[0]
    return re.findall(r'<th scope="row">(.*?)</th>.*?<a class="late" href="[^"]*">(.*?)</a>', table)


def late(case: Case, **clocks: object) -> None:
    Case.objects.filter(pk=case.pk).update(**clocks)


def finished(town: Town) -> Case:
    return actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)


STEPS: dict[str, tuple[Callable[[Town], Case], str, str]] = {
    "受理": (lambda town: town.reported(), "respond_by", "太平镇社区第1网格党支部"),
    "签收": (to_the_housing_bureau, "respond_by", "区住建局"),
    "处置": (lambda town: town.handled_by(3), "handle_by", "镇江路街道党工委"),
    "报到": (
        lambda town: actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY),
        "report_in_by",
        "区住建局",
    ),
    "核查": (finished, "respond_by", "太平镇社区第1网格党支部（等网格员或引导员核查）"),
    "回访": (checked, "respond_by", "镇江路街道党工委（等诉求人评价或回访员回访）"),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_line_names_the_step_that_is_late_and_who_takes_it(town: Town, step: str) -> None:
    made, clock, holder = STEPS[step]
    late(made(town), **{clock: MONDAY - HOUR})
    assert told(town) == (step, holder)
    assert held(town) == [(holder.partition("（")[0], "1 件")]


def test_at_the_top_a_leader_has_to_be_named(town: Town) -> None:
    case = town.handled_by(3)
    late(case, state=State.TOPPED, respond_by=MONDAY - HOUR, handle_by=MONDAY + DAY)
    assert told(town) == ("明确牵头领导", "镇江路街道党工委")


def test_who_meets_about_it_is_its_owner(town: Town) -> None:
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    late(case, state=State.CONSULTING, handle_by=MONDAY - HOUR, report_in_by=None)
    assert told(town) == ("处置", str(case.owner_org))
    assert held(town) == [(str(case.owner_org), "1 件")]
    late(case, report_in_by=MONDAY - DAY)  # but whoever is waited for to come is the host
    assert told(town) == ("报到", "区住建局")
    assert held(town) == [("区住建局", "1 件")]


def test_of_two_that_ran_out_the_first_is_told(town: Town) -> None:
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    late(case, handle_by=MONDAY - HOUR, report_in_by=MONDAY - DAY)
    assert told(town)[0] == "报到"
    assert held(town) == [("区住建局", "1 件")]
    late(case, handle_by=MONDAY - 2 * DAY)
    assert told(town)[0] == "处置"


def test_who_holds_how_many_and_which(town: Town) -> None:
    """The numbers add up to the page's, the most first; each leads to its own, and to nobody else's."""
    for number in range(3):
        late(town.handling(words=f"网格的第{number}件"), handle_by=MONDAY - HOUR)
    late(town.handled_by(3, words="街道的"), handle_by=MONDAY - HOUR)
    assert held(town) == [("太平镇社区第1网格党支部", "3 件"), ("镇江路街道党工委", "1 件")]
    [mine, _] = re.findall(r'<a class="late" href="(\?[^"]*)"', page(town))
    text = page(town, mine.replace("&amp;", "&"))
    assert "现在超期 3 件" in text
    assert "只看 <b>太平镇社区第1网格党支部</b> 手里的" in text
    assert text.count('data-label="哪一步"') == 3
    assert "街道的" not in text
    nobody = page(town, f"?holder={town.units['finance'].pk}")
    assert "现在超期 0 件" in nobody
    assert "这个单位手里现在没有超期的" in nobody
    assert "现在超期 4 件" in page(town, "?holder=全部")


def test_the_page_says_of_every_step_that_it_counts(town: Town) -> None:
    [words] = re.findall(r"正在等的那一步（(.*?)）", page(town))
    assert set(re.split("、|或者", words)) == {*STEPS, "明确牵头领导"}


def test_beyond_the_last_page_it_leads_back_to_the_first(town: Town) -> None:
    late(town.handling(), handle_by=MONDAY)
    assert re.search(r'这一页没有，请回<a href="[^"]*#each">第一页</a>', page(town, "?page=99"))


def test_the_list_costs_the_same_for_many(town: Town) -> None:
    client = town.client("platform")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(town, client=client)
        return len(asked)

    late(town.handling(), handle_by=MONDAY)
    few = cost()
    for made, clock, _ in STEPS.values():
        late(made(town), **{clock: MONDAY - HOUR})
    assert cost() == few <= 10
