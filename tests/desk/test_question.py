"""A question that waits: who asks what and why, beside it the buttons of whoever decides; the others read who does."""

import re
from dataclasses import replace
from typing import Any

import pytest

from accounts.models import User
from cases import actions
from cases.models import Case
from cases.terms import Matter
from partyorg.hats import Hat
from tests.desk.conftest import move, page, text
from tests.desk.questions import WHY, asked
from tests.factories import MONDAY, PASSWORD, Town

pytestmark = pytest.mark.enough_on("sqlite")

# Who asks, who may decide and by which buttons, who only looks on, and what everybody reads.
ASKED = {
    Matter.REFUSAL: ("intake", "second_intake", ["确认不予受理", "不同意"], "street_secretary", "等另一名受理员确认"),
    Matter.DISPUTE: ("housing", "platform", ["裁定异议"], "street", "等市北区城市综合管理指挥平台裁定"),
    Matter.EXTENSION: ("street", "platform", ["批准延期", "不同意"], "community", "等区平台批准"),
    Matter.SUSPENSION: (
        "platform", "second_platform", ["批准挂账", "不同意"], "street", "等区平台或区领导小组批准",
    ),
    Matter.EXPLANATION: (
        "street", "director", ["批准解释结案", "不同意"], "community", "等镇江路街道党工委另一名负责人或区平台批准",
    ),
    Matter.REOPENING: (None, "intake", ["重新打开", "不同意"], "platform", "等受理员决定是否重新打开"),
}  # fmt: skip
FACTS = {
    Matter.REFUSAL: ["属于信访事项", "信访部门", WHY, "太平镇社区党委 · 吴受理"],
    Matter.DISPUTE: [WHY, "三定方案第三条", "最晚裁定", "区住建局 · 褚住建"],
    Matter.EXTENSION: [WHY, "延长 2 个工作日，到 11月25日（周三）17:30", "镇江路街道党工委 · 孙街道"],
    Matter.SUSPENSION: ["资金尚未落实", WHY, "报明年预算", "2027年1月15日（60 天后）"],
    Matter.EXPLANATION: [WHY, "书面解释"],
    Matter.REOPENING: [WHY, "诉求人 · "],
}
EVERY_MATTER = pytest.mark.parametrize("matter", [*Matter], ids=str)


def card(html: str) -> str:
    found = re.search(r'<section class="question".*?</section>', html, re.DOTALL)
    assert found
    return found[0]


def buttons_in(html: str) -> list[str]:
    return re.findall(r'<a class="btn[^>]*>([^<]+)</a>', html)


@EVERY_MATTER
def test_whoever_decides_has_the_buttons_beside_the_question_and_nowhere_else(town: Town, matter: Matter) -> None:
    case = asked(town, matter)
    _, decider, buttons, _, _ = ASKED[matter]
    shown = text(town.client(decider).get(page(case)))
    assert buttons_in(card(shown)) == buttons
    assert "等您决定" in card(shown)
    assert not set(buttons) & set(buttons_in(shown.replace(card(shown), "")))


@EVERY_MATTER
def test_everybody_reads_what_is_asked_and_for_whom_it_waits(town: Town, matter: Matter) -> None:
    case = asked(town, matter)
    asker, decider, _, bystander, waits_for = ASKED[matter]
    for who in filter(None, [asker, decider, bystander]):
        shown = card(text(town.client(who).get(page(case))))
        assert [said for said in FACTS[matter] if said not in shown] == []
    shown = card(text(town.client(bystander).get(page(case))))
    assert waits_for in shown
    assert buttons_in(shown) == []
    if asker:
        assert "这是您提的，要另一个人来定。" in card(text(town.client(asker).get(page(case))))


@EVERY_MATTER
def test_the_page_of_the_decision_shows_what_was_asked(town: Town, matter: Matter) -> None:
    case = asked(town, matter)
    _, decider, _, _, _ = ASKED[matter]
    client = town.client(decider)
    for event in re.findall(rf'href="{page(case)}(\w+)/"', card(text(client.get(page(case))))):
        assert WHY in card(text(client.get(page(case, event))))


@EVERY_MATTER
def test_where_nothing_is_asked_there_is_no_card(town: Town, matter: Matter) -> None:
    case = asked(town, matter)
    _, decider, _, _, _ = ASKED[matter]
    client = town.client(decider)
    if matter == Matter.DISPUTE:
        move(client, case, "ruling", ruling="UPHELD", reason="就是住建的")
    else:
        move(client, case, "decline", reason="理由不够")
    assert 'class="question"' not in text(client.get(page(case)))


def test_the_case_says_to_staff_that_it_is_not_decided_and_keeps_it_from_the_reporter(town: Town) -> None:
    case = asked(town, Matter.EXTENSION)
    assert "延期还没批，期限先不变。" in text(town.client("street").get(page(case)))
    progress = text(town.client("street").get(f"/progress/{case.tracking_code}/"))
    assert "延期" not in progress


def test_what_is_seldom_wanted_waits_behind_more_without_a_script(town: Town) -> None:
    case = town.handled_by(3)
    shown = text(town.client("street").get(page(case)))
    found = re.search(r'<details class="more">.*?</details>', shown, re.DOTALL)
    assert found
    assert {"申请延期", "申请挂账"} <= set(buttons_in(found[0]))
    assert "办结，送核查" not in buttons_in(found[0])


@pytest.mark.parametrize("said", [{}, {"anonymous": True}, {"confidential": True}], ids=str)
def test_a_resident_who_asks_is_named_to_nobody(town: Town, said: dict[str, Any]) -> None:
    resident = Hat(person=User.objects.create_user("resident", PASSWORD, name="诸葛不具名"))
    case = actions.report(actions.Report(words="地下室漏水", place=town.grid, **said), by=resident, at=MONDAY)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=MONDAY, host_org=town.units["branch"])
    case.refresh_from_db()
    actions.ask_reopening(case, facts=WHY, by=replace(resident, reporter_of=case.pk), at=MONDAY)
    shown = text(town.client("intake").get(page(case)))
    assert "诉求人 · " in card(shown)
    assert "诸葛不具名" not in shown
