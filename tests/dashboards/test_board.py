"""The board of one place: who comes where, what it says first, and that its figures are those of the cases."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Category
from cases.terms import Channel
from dashboards.actions import catch_up
from dashboards.checking import faults
from tests.dashboards.counted import answers, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def town() -> Town:
    return build_town()


def page(client: Client, address: str, status: int = 200) -> str:
    with time_machine.travel(MONDAY + HOUR, tick=False):
        answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def board(town: Town, who: str, where: str, query: str = "", status: int = 200) -> str:
    return page(town.client(who), f"/board/{town.places[where].pk}/{query}", status)


def cells(text: str, head: str) -> list[str]:
    """The row of a table that begins with this, without its tags."""
    [row] = re.findall(rf'<tr[^>]*>\s*<th scope="row">(?:<a[^>]*>)?{head}\b.*?</tr>', text, re.DOTALL)
    found = re.findall(r"<td.*?</td>", row, re.DOTALL)
    return [re.sub(r"\s+", "", re.sub(r"<[^>]+>", "", cell)) for cell in found]


def without_tokens(text: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_a_leader_comes_to_the_place_that_the_post_covers(town: Town) -> None:
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    with time_machine.travel(MONDAY + HOUR, tick=False):
        answer = town.client("street").get("/board/", follow=True)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<h1>镇江路街道</h1>" in text
    assert "1 社区 · 2 网格" in text
    assert not list(faults(at=MONDAY))


def test_a_department_reads_its_own_line_alone(town: Town) -> None:
    client = town.client("housing")
    answer = client.get("/board/", follow=True)
    assert answer.status_code == 200
    assert "只看 <b>区住建局</b>" in answer.content.decode()
    place = town.places["district"].pk
    assert client.get(f"/board/{place}/").status_code == 404
    assert client.get(f"/board/{place}/?unit={town.units['finance'].pk}").status_code == 404


@pytest.mark.parametrize(
    "tail", ["", "parts/", "indicators/solved/", "indicators/combined/", "indicators/took/", "late/"]
)
def test_who_may_read_what(town: Town, tail: str) -> None:
    there, far = (f"/board/{town.places[key].pk}/{tail}" for key in ("street", "far_street"))
    client = town.client("street")
    assert client.get(there).status_code == 200
    assert client.get(far).status_code == 404
    assert client.post(there).status_code == 405
    assert Client().get(there).status_code == 302
    assert town.client("community").get(there).status_code == 404


def test_one_street_never_reads_what_anothers_case_moves(town: Town) -> None:
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    before = without_tokens(board(town, "street", "street"))
    town.reported(place=town.places["far_grid"])
    catch_up(at=MONDAY)
    assert without_tokens(board(town, "street", "street")) == before
    assert cells(board(town, "platform", "district"), "辽宁路街道")[0] == "1"


def test_the_first_row_says_what_is_late_and_how_the_rates_stand(town: Town) -> None:
    case = town.handled_by(3)
    Case.objects.filter(pk=case.pk).update(handle_by=MONDAY)
    counted(town, "grid", MONDAY.date(), **answers(40, bad=10))
    counted(town, "grid", MONDAY.date() - timedelta(days=7), **answers(50))
    text = board(town, "street", "street")
    first = text[text.index('class="figs"') : text.index('id="rungs"')]
    assert re.search(r'现在超期</span>\s*<b class="late">1</b>', first)
    assert "80.0%" in first
    assert "▼ 20.0 变差" in first
    assert "40 / 50" in first
    assert "三率综合" in first
    longest = text[text.index('id="longest"') :]
    assert cells(longest, case.title)[:2] == [str(case.host_org or case.owner_org), "0个工作日·现在超期"]
    assert f'href="/desk/cases/{case.number}/"' in longest


def test_the_sum_of_the_three_is_small_where_one_of_them_is(town: Town) -> None:
    """Each of the three says so; what they come to says no more than they."""
    counted(town, "grid", MONDAY.date(), **answers(20, bad=5))
    few = board(town, "street", "street")
    assert re.search(r'>三率综合</span>\s*<b class="few">[\d.]+</b></a>\s*<span class="xs faint">样本少', few)
    there = f"/board/{town.places['street'].pk}/"
    behind = page(town.client("street"), f"{there}indicators/combined/")
    assert re.search(r'class="big"><b class="few">[\d.]+</b>\s*<small class="few">样本少', behind)
    parts = page(town.client("street"), f"{there}parts/")
    value = re.search(r">三率综合</span>\s*<b[^>]*>([\d.]+)", few)
    assert value
    assert cells(parts[parts.index('id="all"') :], "三率综合")[0] == f"{value[1]}样本少"


def test_what_came_stands_on_its_rung_and_opens_as_a_list(town: Town) -> None:
    town.accepted(category="LEAK")
    town.handled_by(4)
    catch_up(at=MONDAY)
    text = board(town, "street", "street")
    assert [cells(text, rung) for rung in ("网格", "社区", "街道", "区平台", "区领导小组")] == [
        ["1"], ["0"], ["0"], ["1"], ["0"],
    ]  # fmt: skip
    [to] = re.findall(r'href="([^"]*indicators/came/[^"]*level=4[^"]*)"', text)
    assert "在区平台" not in page(town.client("street"), to.replace("&amp;", "&"))


def test_places_are_sorted_ties_tie_and_few_are_grey(town: Town) -> None:
    counted(town, "grid", MONDAY.date(), **answers(30, bad=10))
    counted(town, "far_grid", MONDAY.date(), **answers(9))
    by_rate = board(town, "platform", "district", "?sort=solved")
    first, second = (by_rate.index(name, by_rate.index('id="compared"')) for name in ("镇江路街道", "辽宁路街道"))
    assert first < second  # 100 % of nine is no rank
    assert "75.0%" in cells(by_rate, "镇江路街道")
    assert "100.0%样本少" in cells(by_rate, "辽宁路街道")
    assert 'aria-sort="descending"' in by_rate
    counted(town, "far_grid", MONDAY.date(), solved_yes=21, solved_no=10)
    tied = board(town, "platform", "district", "?sort=solved")
    assert tied.count("第 1</small>") == 2
    assert "第 1</small>" not in board(town, "platform", "district", "?sort=late")


def test_dates_that_cannot_be_followed_are_said_and_kept(town: Town) -> None:
    text = board(town, "street", "street", "?period=days&from=2026-11-20&to=2026-11-01")
    assert "开始日期不能晚于结束日期" in text
    assert 'value="2026-11-20"' in text
    own = board(town, "street", "street", "?period=days&from=2026-11-01&to=2026-11-10&channel=HOTLINE")
    assert "2026-11-01 至 2026-11-10" in own
    assert '<input type="hidden" name="channel" value="HOTLINE">' in own


def test_the_way_up_ends_where_the_post_ends(town: Town) -> None:
    text = board(town, "street", "grid")
    up = text[text.index('aria-label="往上"') : text.index("<h1>")]
    assert "太平镇社区" in up
    assert "镇江路街道" in up
    assert "市北区" not in up


def test_a_grid_ends_in_its_cases(town: Town) -> None:
    mine, old = town.accepted(category="LEAK"), town.reported("很久以前的", at=MONDAY - timedelta(days=30))
    other = town.reported("邻格的", place=town.places["next_grid"])
    catch_up(at=MONDAY)
    text = board(town, "street", "grid")
    ending = text[text.index('id="cases"') :]
    assert mine.number in ending
    assert old.number in ending
    assert other.number not in ending
    assert mine.number in board(town, "street", "grid", "?channel=SNAPSHOT")
    assert mine.number not in board(town, "street", "grid", "?channel=HOTLINE").split('id="cases"')[1]


def test_parts_tell_apart_and_lead_on(town: Town) -> None:
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    text = page(town.client("street"), f"/board/{town.places['street'].pk}/parts/")
    assert cells(text[text.index('id="by-category"') :], "房屋漏水")[0] == "1"
    assert cells(text[text.index('id="by-channel"') :], "随手拍")[0] == "1"
    assert cells(text[text.index('id="trend"') : text.index('id="by-category"')], "11-16") == ["1", "0", "0"]
    panel = Category.objects.get(code="LEAK").panel
    by_panel = text[text.index('id="by-panel"') : text.index('id="by-category"')]
    assert cells(by_panel, panel.name)[0] == "1"
    there = page(town.client("street"), f"/board/{town.places['street'].pk}/?panel={panel.pk}")
    assert f"只看 <b>{panel.name}</b>" in there
    assert cells(there, "太平镇社区")[0] == "1"
    [to] = set(re.findall(r'<th scope="row"><a href="([^"]*category=[^"]*)">房屋漏水', text))
    narrowed = page(town.client("street"), to.replace("&amp;", "&"))
    assert "只看 <b>房屋漏水</b>" in narrowed
    assert "不限，看全部" in narrowed
    assert "#by-unit" not in narrowed
    whole = re.search(r'href="([^"]*)">✕', narrowed)
    assert whole
    assert "#by-unit" in page(town.client("street"), whole[1].replace("&amp;", "&"))


@pytest.mark.parametrize(("who", "where", "query"), [
    ("platform", "district", ""), ("street", "street", ""), ("community", "community", "?channel=SNAPSHOT"),
    ("secretary", "grid", "?channel=SNAPSHOT"),
])  # fmt: skip
def test_the_number_of_queries_grows_with_nothing(town: Town, who: str, where: str, query: str) -> None:
    client = town.client(who)
    tails = ["", "parts/", "indicators/response/", "indicators/suspended/", "indicators/combined/", "indicators/took/"]
    town.handled_by(2)
    catch_up(at=MONDAY)
    first = [queries(client, f"/board/{town.places[where].pk}/{tail}{query}") for tail in tails]
    for key in ("grid", "grid", "next_grid", "far_grid"):
        town.reported(place=town.places[key])
    catch_up(at=MONDAY)
    assert [queries(client, f"/board/{town.places[where].pk}/{tail}{query}") for tail in tails] == first
    assert max(first) <= 15


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(client, address)
    return len(asked)


def test_places_that_have_nothing_are_folded_into_one_line(town: Town) -> None:
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    text = board(town, "platform", "district")
    shown, folded = text[text.index('id="compared"') :].split('<details class="idle">')
    assert "镇江路街道" in shown
    assert "辽宁路街道" not in shown
    assert "另有 1 个街道" in folded
    assert cells(folded, "辽宁路街道")[0] == "0"
    far = town.reported(place=town.places["far_grid"], at=MONDAY - timedelta(days=30))
    Case.objects.filter(pk=far.pk).update(respond_by=MONDAY)
    late = board(town, "platform", "district")
    assert "个街道：这段时间没有" not in late


def test_of_a_long_cut_the_largest_are_shown_and_the_others_folded(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.parts.PARTS_SHOWN", 1)
    for category in ("LEAK", "LEAK", "NOISE"):
        town.accepted(category=category)
    catch_up(at=MONDAY)
    text = page(town.client("street"), f"/board/{town.places['street'].pk}/parts/")
    cut = text[text.index('id="by-category"') : text.index('id="by-channel"')]
    shown, folded = cut.split('<details class="idle">')
    assert cells(shown, "房屋漏水")[0] == "2"
    assert "看全部：还有 1 个" in folded
    nothing = text[text.index('id="all"') :].split('<details class="idle">')[1]
    assert "个指标：这段时间和上一段都没有" in nothing


def test_the_late_ones_are_listed_one_tap_from_their_number(town: Town) -> None:
    """As many rows as the number says, at each place, the longest late first, with who has them and since when."""
    soon, long_ago = town.handled_by(3, words="井盖松了"), town.handling()
    far = town.reported("远处的", place=town.places["far_grid"])
    Case.objects.filter(pk=soon.pk).update(handle_by=MONDAY, report_in_by=None)
    Case.objects.filter(pk=long_ago.pk).update(handle_by=MONDAY + HOUR, report_in_by=MONDAY - 24 * HOUR)
    Case.objects.filter(pk=far.pk).update(respond_by=MONDAY)
    town.handling(words="还没到期的")
    client = town.client("platform")
    text = board(town, "platform", "district")
    [card] = re.findall(
        r'<a class="card" href="([^"]*)"><span class="s soft">现在超期</span>\s*<b class="late">3<', text
    )
    rows = re.findall(r'data-label="现在超期" data-value="(\d+)"><a class="late" href="([^"]*)"', text)
    assert [number for number, _ in rows] == ["2", "1"]
    for number, to in [("3", card), *rows]:
        listed = page(client, to.replace("&amp;", "&"))
        assert f"现在超期 {number} 件" in listed
        assert listed.count('data-label="哪一步"') == int(number)
    listed = page(client, card.replace("&amp;", "&"))
    assert listed.index(long_ago.number) < listed.index(soon.number)
    assert cells(listed, soon.title)[:4] == ["处置", str(soon.host_org or soon.owner_org), "2026-11-1609:00", "超1小时"]
    assert "2026-11-15 09:00" in listed
    assert far.number not in page(town.client("street"), f"/board/{town.places['street'].pk}/late/")
    assert "现在没有超期的" in board(town, "worker", "grid", "late/?channel=HOTLINE")


@pytest.mark.parametrize(
    ("who", "where", "child"), [("street", "street", "community"), ("community", "community", "grid")]
)
def test_the_line_of_weeks_is_of_the_narrowed_cases_alone(town: Town, who: str, where: str, child: str) -> None:
    for channel in (Channel.PHONE, Channel.SNAPSHOT, Channel.SNAPSHOT):
        town.reported(f"灯坏了{channel}", channel=channel)
    catch_up(at=MONDAY)
    for query, many in (("", 3), ("?channel=PHONE", 1), ("?channel=PATROL", 0)):
        with time_machine.travel(MONDAY, tick=False):
            shown = town.client(who).get(f"/board/{town.places[where].pk}/{query}").context["page"]
        [line] = [line for line in shown.lines if line.place == town.places[child]]
        assert line.spark.weeks[-1] == many
