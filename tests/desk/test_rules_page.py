"""The tree of reasons: the page of rules says what the data says, at this moment, to everybody who signs in."""

import re
from html import escape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cases.actions.merging import OFTEN, merge
from cases.duplicates import LATELY
from cases.models import Case, Category, Limit, Panel
from cases.notes import ROWS, TOLD
from cases.rulebook import CLIMBS, ENDINGS
from cases.rules import RULES
from cases.terms import TERMINAL, Clock, Kind, Level, Notice, State, Who
from cases.workflow import MOVES, move
from tests.desk.conftest import page, rule, text
from tests.desk.reading_rules import RULES_PAGE, SVG, heard, links, part, picture, shown, stops, ways
from tests.factories import MONDAY, Town

pytestmark = pytest.mark.enough_on("sqlite")

LEVELS_SAID = {
    frozenset(Level): "各级",
    frozenset({1}): "网格",
    frozenset({1, 2, 3}): "网格到街道",
    frozenset({3, 4, 5}): "街道到区领导小组",
    frozenset({4}): "区平台",
    frozenset({5}): "区领导小组",
}


def test_every_event_stands_there_with_who_when_by_which_rules_and_to_what_end(town: Town) -> None:
    html = shown(town)
    for kind, row in TOLD.items():
        line = part(html, "tr", kind)
        assert f"{kind.label} {kind}" in heard(line)
        assert links(line, "who-") == {who.name for who in row.who}
        assert links(line, "rule-") == set(row.guards)
        assert row.effect in heard(line)
        assert all(who.value in heard(line) for who in row.who)
        assert all(state.label in heard(line) for state in [*row.sources, *filter(None, [row.target])])
        assert f'data-label="层级">{LEVELS_SAID[row.levels]}<' in line
        for name in row.guards:
            assert escape(RULES[name]) in line


def test_every_state_tells_what_may_happen_from_there(town: Town) -> None:
    html = shown(town)
    told = stops(html)
    assert set(told) == {"", *map(str, State)}
    for state in State:
        assert told[state] == {str(kind) for kind, row in TOLD.items() if state in row.sources}
        assert state.label in heard(html.split(f'id="state-{state}"')[1][:200])
        assert ("终态" in html.split(f'id="state-{state}"')[1].split("</h3>")[0]) == (state in TERMINAL)
    assert told[""] == {str(Kind.SUBMIT)}


def test_what_the_assisting_unit_answers_is_told_among_what_people_do(town: Town) -> None:
    html = shown(town)
    assert "co_answer" not in html.split("系统另记在经过里的")[1].split("</p>")[0]
    line = heard(part(html, "tr", "co_answer"))
    assert "协办答复 co_answer" in line
    assert "协办单位 各级 这一步要写明理由或情况。 协办单位都答复了，主办单位才能办结" in line
    assert "任何岗位，只要本单位被请来协办 协办答复" in heard(part(html, "tr", "who-ASSISTANT"))
    assert "co_answer" in stops(shown(town, "revisitor", who="mine"))["handling"]


def test_the_picture_shows_every_way_and_says_so_in_words(town: Town) -> None:
    html = shown(town)
    drawn = picture(html)
    ids = {element.get("id"): element.text for element in drawn.iter() if element.get("id")}
    assert drawn.get("aria-labelledby") == "diagram-title diagram-desc"
    assert ids["diagram-title"] == "案件的流程图"
    assert "方框是状态，箭头是事件" in str(ids["diagram-desc"])
    leads = {(str(s), str(row.target)) for row in MOVES.values() for s in row.sources if row.target not in (None, s)}
    assert ways(html) == leads | {("", "submitted")}
    spoken = {title.text for title in drawn.iter(f"{SVG}title")}
    assert "处置中 → 待签收：吹哨、系统自动吹哨" in spoken
    written = {words.text for words in drawn.iter(f"{SVG}text")}
    assert written >= {*State.labels, *(str(kind.label) for kind in MOVES)}


def test_a_move_that_changes_changes_the_page(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ("checking", "suspended") not in ways(shown(town))
    changed = move(
        Kind.SUSPEND, "CHECKING", State.SUSPENDED, {Who.CHECKER}, "study_note", levels={4}, effect="等三天再说"
    )
    monkeypatch.setitem(MOVES, Kind.SUSPEND, changed)
    monkeypatch.setitem(ROWS, Kind.SUSPEND, changed)
    html = shown(town)
    line = part(html, "tr", "suspend")
    assert ("checking", "suspended") in ways(html)
    assert ("topped", "suspended") not in ways(html)
    assert "suspend" in stops(html)["checking"]
    assert (links(line, "who-"), links(line, "rule-")) == ({"CHECKER"}, {"study_note"})
    assert "等三天再说" in line
    assert "suspend" in links(part(html, "tr", "who-CHECKER"))


def test_a_sentence_that_changes_changes_the_page(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RULES, "study_note", "要附 <五百字> 的研判。")
    html = shown(town)
    assert "要附 <五百字> 的研判。" in heard(part(html, "div", "rule-study_note"))
    assert "要附 <五百字> 的研判。" in heard(part(html, "tr", "whistle"))
    assert "<五百字>" not in html


def test_a_limit_that_changes_changes_the_page(town: Town) -> None:
    before = heard(part(shown(town), "tbody", "clock-SIGN"))
    Limit.objects.filter(clock=Clock.SIGN, level=Level.GRID, urgency="").update(limit="7wh")
    after = heard(part(shown(town), "tbody", "clock-SIGN"))
    assert "7 个工作小时" not in before
    assert "网格 1 小时 7 个工作小时" in after


def test_a_limit_that_nobody_has_set_is_said_to_be_missing(town: Town) -> None:
    Limit.objects.filter(clock=Clock.REVISIT).delete()
    assert "没有设定" in heard(part(shown(town), "tbody", "clock-REVISIT"))


def test_a_clock_is_told_for_the_levels_at_which_it_starts(town: Town) -> None:
    html = shown(town)
    assert "受理 网格" in heard(part(html, "tbody", "clock-ACCEPT"))
    assert "提出异议 街道到区领导小组" in heard(part(html, "tbody", "clock-DISPUTE"))


def test_what_is_different_for_a_category_is_told_under_its_name_of_today(town: Town) -> None:
    leak = Category.objects.get(code="LEAK")
    Limit.objects.create(clock=Clock.HANDLE, category=leak, level=Level.STREET, urgency="URGENT", limit="9wd")
    Category.objects.filter(pk=leak.pk).update(name="楼里漏水", auto_whistle=False)
    told = heard(shown(town).split("按类别不同的")[1])
    assert "楼里漏水 处置（街道，紧急） 9 个工作日 不到时自动吹哨" in told
    Category.objects.filter(pk=leak.pk).update(is_active=False)
    assert "楼里漏水" not in shown(town)


def test_every_ending_of_a_clock_is_told(town: Town) -> None:
    table = shown(town).split('id="part-endings"')[1].split("</table>")[0]
    lines = re.findall(r"<tr>(.*?)</tr>", table.split("<tbody>")[1], re.DOTALL)
    assert len(lines) == len(ENDINGS)
    for line, ending in zip(lines, ENDINGS, strict=True):
        said = heard(line)
        assert all(words in said for words in (ending.when, ending.then, ending.only, ending.levels_said))
        assert all(state.label in said for state in ending.states)
        assert links(line, "clock-") == {clock.value for clock in ending.clocks}
        assert (str(ending.step) in links(line)) if ending.step else "不做什么" in said


def test_what_is_said_often_is_told_to_be_supervised(town: Town) -> None:
    table = shown(town).split('id="part-endings"')[1].split("</table>")[0]
    [line] = [line for line in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL) if "同一件事" in line]
    assert f"{LATELY.days} 天里同一件事反映了 {OFTEN} 次 还没有督办的" in heard(line)
    assert "督办 列入一般督办，时限照走" in heard(line)
    assert links(line) == {"supervise"}
    parent = town.handling()
    for _ in range(OFTEN - 1):
        assert not Case.objects.get(pk=parent.pk).supervised
        merge(town.reported(), parent=Case.objects.get(pk=parent.pk), by=town.hat("intake"), at=MONDAY)
    assert Case.objects.get(pk=parent.pk).get_supervised_display() == "一般督办"


def test_what_an_auditor_asks_is_answered(town: Town) -> None:
    html = shown(town)
    # Who may whistle from the street, and by which rules?
    street = heard(part(html, "li", "level-3"))
    assert "街道党工委：街道党工委书记、街道办事处主任、街道值班长" in street
    assert "↑ 吹哨 区平台" in street
    assert {"study_note", "upwards", "next_rung", "leaders_whistle"} <= links(part(html, "tr", "whistle"), "rule-")
    # What happens when the handling clock ends at the platform?
    endings = re.findall(r"<tr>(.*?)</tr>", html.split('id="part-endings"')[1], re.DOTALL)
    assert any(
        re.search("到时没办好 处置 .* 区平台 系统自动提报 .*红牌.* 提报区领导小组", heard(line)) for line in endings
    )
    # Why is there no way back?
    laws = heard(html.split('class="laws"')[1].split("</ul>")[0])
    falling = f"30 个事件里，{len(CLIMBS)} 个让负责层级上升，{30 - len(CLIMBS)} 个让它不变，0 个让它下降"
    assert "没有“退回”：负责层级只升不降" in laws
    assert falling in laws
    assert "任何人都不能把它退回下级" in heard(part(html, "div", "rule-no_return"))
    assert not [kind for kind in ROWS if "退回" in kind.label]


def test_everybody_who_signs_in_may_read_it_with_a_post_or_without(town: Town) -> None:
    for name in town.people:
        assert "吹哨" in shown(town, name)
    auditor = Client()
    auditor.force_login(User.objects.create_user("auditor", name="审计员"))
    html = text(auditor.get(RULES_PAGE))
    assert "您现在没有在任的岗位，只能看，不能办。" in html
    assert "我的岗位" not in html
    assert stops(html) == stops(shown(town))


def test_a_stranger_is_asked_to_sign_in(town: Town) -> None:
    answer = Client().get(RULES_PAGE)
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('accounts:sign_in')}?next={RULES_PAGE}")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(town: Town, method: str) -> None:
    assert getattr(town.client("street"), method)(RULES_PAGE).status_code == 405


def test_it_costs_the_same_however_many_rules_and_posts_there_are(town: Town) -> None:
    client = town.client("street")
    client.get(RULES_PAGE)
    with CaptureQueriesContext(connection) as before:
        client.get(RULES_PAGE)
    for number in range(20):
        kind = Category.objects.create(
            code=f"K{number}", name=f"类别{number}", small=True, panel=Panel.objects.get(code="SERVICE")
        )
        Limit.objects.create(clock=Clock.HANDLE, category=kind, limit="3wd")
    with CaptureQueriesContext(connection) as after:
        assert "类别19" in text(client.get(RULES_PAGE))
    assert len(before) == len(after) <= 9


def test_each_name_on_the_page_is_there_once_and_every_link_within_it_leads_somewhere(town: Town) -> None:
    html = shown(town)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert links(html) <= set(ids)
    assert {f"rule-{name}" for name in RULES} <= set(ids)
    assert {str(name) for name in [*Kind, *Notice]} <= set(ids)


def test_nothing_on_it_is_styled_or_scripted_in_place(town: Town) -> None:
    html = shown(town)
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]* src=)", html)


def test_the_desk_leads_to_it(town: Town) -> None:
    assert f'<a href="{RULES_PAGE}">规则</a>' in text(town.client("street").get(reverse("cases:queue")))


@pytest.mark.parametrize(
    ("event", "fields", "name"),
    [("send_back", {}, "no_return"), ("whistle", {}, "not_this_level"), ("sign", {}, "not_now")],
)
def test_every_refusal_leads_to_its_rule(town: Town, event: str, fields: dict[str, str], name: str) -> None:
    refused = town.client("platform").post(page(town.handled_by(4), event), fields)
    assert rule(refused) == name
    assert f'href="{RULES_PAGE}#rule-{rule(refused)}"' in text(refused)
    assert part(shown(town), "div", f"rule-{rule(refused)}")
