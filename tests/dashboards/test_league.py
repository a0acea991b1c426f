"""比一比: who is above whom, by the same days and the same indicator; whoever rests on few is not placed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import actions
from cases.models import Case, Category
from dashboards.actions import catch_up
from partyorg.actions import add_organisation
from partyorg.kinds import Kind
from partyorg.models import Organisation
from tests.dashboards.counted import OCTOBER, counted
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.usefixtures("monday")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def league(town: Town, who: str, where: str, **query: str):
    address = f"/board/{town.places[where].pk}/league/"
    answer = town.client(who).get(address, {"period": "month", **query})
    assert answer.status_code == 200, answer.content.decode()
    return answer


def places(answer) -> list[tuple[int | None, str, str]]:
    return [(rank, one.name, one.figure.text) for rank, one in answer.context["league"].places.rows]


def test_grids_are_placed_by_the_same_days_and_whoever_rests_on_few_is_not(town: Town) -> None:
    counted(town, "grid", satisfied_yes=36, satisfied_no=4)
    counted(town, "next_grid", satisfied_yes=29)
    counted(town, "next_grid", OCTOBER, satisfied_yes=100)
    counted(town, "far_grid", satisfied_yes=30)
    answer = league(town, "platform", "district", of="grid")
    assert places(answer) == [
        (1, "科技街社区第1网格", "100.0%"),
        (2, "太平镇社区第1网格", "90.0%"),
        (None, "太平镇社区第2网格", "100.0%"),
    ]
    page = answer.content.decode()
    assert "样本少" in page
    assert "36 / 40" in page


def test_who_got_better_and_who_worse_than_in_the_period_before(town: Town) -> None:
    """Of the same indicator, in the period before; nothing is said where either rests on few."""
    counted(town, "street", satisfied_yes=36, satisfied_no=4)
    counted(town, "street", OCTOBER, satisfied_yes=30, satisfied_no=10)
    counted(town, "far_street", satisfied_yes=40)
    counted(town, "far_street", OCTOBER, satisfied_yes=2)
    counted(town, "community", satisfied_yes=30, satisfied_no=10)
    counted(town, "community", OCTOBER, satisfied_yes=40)
    said: dict[str, str] = {}
    for of in ("street", "community"):
        page = league(town, "platform", "district", of=of).content.decode().partition('id="guides"')[0]
        rows = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>.*?data-label="比上一段">(.*?)</td>', page, re.DOTALL)
        said |= {name: re.sub("<[^>]*>", "", words) for name, words in rows}
    assert said["镇江路街道"] == "▼ 5.0 变差"  # 66 of 80 after 70 of 80: with its community
    assert said["太平镇社区"] == "▼ 25.0 变差"
    assert said["辽宁路街道"] == "太少，不比"


def test_what_looks_the_same_is_the_same_place(town: Town) -> None:
    counted(town, "grid", satisfied_yes=1999, satisfied_no=1)
    counted(town, "next_grid", satisfied_yes=2999, satisfied_no=1)
    counted(town, "far_grid", satisfied_yes=30, satisfied_no=10)
    found = places(league(town, "platform", "district", of="grid"))
    assert [(rank, text) for rank, _, text in found] == [(1, "100.0%"), (1, "100.0%"), (3, "75.0%")]


def test_where_less_is_better_the_least_is_first(town: Town) -> None:
    counted(town, "street", closed=40, closed_reworked=10)
    counted(town, "far_street", closed=40, closed_reworked=1)
    found = places(league(town, "leading", "district", by="reworked"))
    assert [(rank, name) for rank, name, _ in found] == [(1, "辽宁路街道"), (2, "镇江路街道")]


def test_a_street_compares_its_own_alone(town: Town) -> None:
    counted(town, "grid", satisfied_yes=30)
    counted(town, "far_grid", satisfied_yes=30)
    page = league(town, "street", "street", of="grid").content.decode()
    assert "科技街" not in page
    district = town.places["district"].pk
    assert town.client("street").get(f"/board/{district}/league/").status_code == 404
    assert town.client("far_street").get(f"/board/{town.places['street'].pk}/league/").status_code == 404


def test_guides_run_with_the_figures_of_their_grids_and_are_named_to_those_who_look_after_them(town: Town) -> None:
    counted(town, "grid", satisfied_yes=27, satisfied_no=3)
    [(rank, guide)] = league(town, "street", "street").context["league"].guides.rows
    assert (rank, guide.name, guide.figure.text) == (1, "赵引导", "90.0%")
    [(_, guide)] = league(town, "worker", "grid").context["league"].guides.rows
    assert guide.name == "引导员"
    [(_, guide)] = league(town, "guide", "grid").context["league"].guides.rows
    assert guide.name == "赵引导"


def test_a_guide_s_rate_opens_the_cases_of_where_the_guide_is_posted(town: Town) -> None:
    counted(town, "grid", satisfied_yes=27, satisfied_no=3)
    answer = league(town, "street", "street")
    [(_, guide)] = answer.context["league"].guides.rows
    to = f"/board/{guide.place.pk}/indicators/satisfied/?period=month"
    assert f'<th scope="row">赵引导 <i><a href="/board/{guide.place.pk}/?period=month">' in answer.content.decode()
    assert f'<a href="{to}">90.0%</a></td><td data-label="多少比多少">27 / 30' in answer.content.decode()
    assert "27 / 30" in town.client("street").get(to).content.decode()


def test_a_guide_who_came_later_is_listed_and_not_placed(town: Town) -> None:
    counted(town, "grid", satisfied_yes=30)
    post = town.people["guide"].posts.get()
    post.from_date = MONDAY.date().replace(day=9)
    post.save()
    [(rank, guide)] = league(town, "street", "street").context["league"].guides.rows
    assert (rank, guide.words) == (None, "任职不满这个时段")


def test_units_are_compared_by_how_they_answer(town: Town) -> None:
    counted(
        town, "grid", unit=town.units["housing"], dispatched=40, disputed=4, dispute_granted=1, dispute_upheld=3,
        signed_in_time=38, signed_late=2, finished_in_time=36, ran_out=4, reported_in=30, not_reported_in=10, rated=20,
        rated_on_time=18, rated_solved=15, rated_manner=90, satisfied_yes=40,
    )  # fmt: skip
    counted(town, "grid", unit=town.units["branch"], dispatched=10)
    answer = league(town, "platform", "district")
    [(rank, line)] = answer.context["league"].units.rows
    assert (rank, line.unit) == (1, town.units["housing"])
    assert (line.dispatched, line.disputed, line.granted, line.upheld) == (40, 4, 1, 3)
    texts = [line.figures[code].text for code in ("signed", "in_time", "reported_in", "rated_in_time", "manner")]
    assert texts == ["95.0%", "90.0%", "75.0%", "90.0%", "4.5"]
    assert "成立 1，不成立 3" in answer.content.decode()


def test_what_a_unit_is_late_with_now_stands_beside_it(town: Town) -> None:
    """It was called long before these days: it is listed for what it is late with alone."""
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(handle_by=MONDAY, report_in_by=None)
    catch_up(at=MONDAY)
    for query in ({"period": "year"}, {"period": "days", "from": "2026-11-01", "to": "2026-11-01"}):
        answer = league(town, "platform", "district", **query)
        [(_, line)] = answer.context["league"].units.rows
        assert (line.unit, line.late) == (town.units["housing"], 1)
        [to] = re.findall(r'data-label="现在超期"><a class="late" href="([^"]*)">1</a>', answer.content.decode())
        listed = town.client("platform").get(to.replace("&amp;", "&")).content.decode()
        assert "现在超期 1 件" in listed
        assert case.number in listed


def test_a_rate_of_a_unit_opens_the_cases_it_is_counted_from(town: Town) -> None:
    """At whoever compares, and at the unit that reads its own line alone; a rate of nothing leads nowhere."""
    company = add_organisation(
        name="静静物业", kind=Kind.PROPERTY_COMPANY, parent=None, place=town.places["community"], by=None, at=MONDAY
    )
    housing = town.units["housing"]
    counted(town, "grid", unit=housing, dispatched=40, satisfied_yes=31, satisfied_no=9, reported_in=30)
    counted(town, "grid", unit=company, dispatched=3, satisfied_yes=2, finished_in_time=4, ran_out=1)
    place = town.places["district"].pk
    for who, unit, code, words, said in (
        ("platform", housing, "satisfied", "77.5%", "31 / 40"),
        ("platform", housing, "reported_in", "100.0%", "30 / 30"),
        ("housing", housing, "satisfied", "77.5%", "31 / 40"),
        ("platform", company, "in_time", "80.0%", "4 / 5"),
    ):
        query = {} if who == "platform" else {"unit": str(housing.pk)}
        page = league(town, who, "district", **query).content.decode()
        to = f"/board/{place}/indicators/{code}/?period=month&amp;unit={unit.pk}"
        assert f'<a href="{to}">{words}</a> <i>{said}' in page, (who, code)
        behind = town.client(who).get(to.replace("&amp;", "&"))
        assert behind.status_code == 200
        assert said in behind.content.decode()
        assert f"/board/{place}/indicators/manner/" not in page


def test_a_department_reads_its_own_line_and_no_place(town: Town) -> None:
    counted(town, "grid", unit=town.units["housing"], dispatched=40, satisfied_yes=40)
    counted(town, "grid", unit=town.units["finance"], dispatched=40, satisfied_yes=40)
    answer = league(town, "housing", "district", unit=str(town.units["housing"].pk))
    found = answer.context["league"]
    assert [line.unit for _, line in found.units.rows] == [town.units["housing"]]
    assert [bool(one) for one in (found.places, found.guides, found.companies)] == [False] * 3
    assert "区财政局" not in answer.content.decode()


def test_whoever_has_nothing_is_named_in_one_line_and_no_more(town: Town) -> None:
    counted(town, "grid", satisfied_yes=30)
    add_organisation(
        name="静静物业", kind=Kind.PROPERTY_COMPANY, parent=None, place=town.places["community"], by=None, at=MONDAY
    )
    answer = league(town, "platform", "district", of="grid", by="solved")
    found, page = answer.context["league"], answer.content.decode()
    assert (found.places.number, found.places.idle, found.companies.number, found.companies.idle) == (1, 2, 0, 1)
    for words in ("另有 2 个网格：这段时间没有", "另有 1 个物业公司：这段时间没有派单，手里也没有"):
        assert words in page, words
    folded = page[page.index("另有 1 个物业公司") :]
    assert "静静物业" in folded[: folded.index("</details>")]
    assert "静静物业" not in page[: page.index("另有 1 个物业公司")]


def test_a_long_list_is_cut_and_can_be_had_whole(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.peers.league.ROWS", 2)
    monkeypatch.setattr("dashboards.peers.shortening.NAMES", 1)
    for where in ("grid", "next_grid", "far_grid"):
        counted(town, where, satisfied_yes=30)
    for number in range(3):
        add_organisation(
            name=f"第{number}物业", kind=Kind.PROPERTY_COMPANY, parent=None, place=town.places["community"], by=None,
            at=MONDAY,
        )  # fmt: skip
    first = league(town, "platform", "district", of="grid")
    second = league(town, "platform", "district", of="grid", page="2")
    assert [len(places(one)) for one in (first, second)] == [2, 1]
    assert "page=2" in first.content.decode()
    assert 'rel="next"' not in second.content.decode()
    assert "看全部 3 个" in first.content.decode()
    assert "第2物业" not in first.content.decode()
    whole = league(town, "platform", "district", of="grid", all="1")
    assert len(places(whole)) == 3
    assert "第2物业" in whole.content.decode()
    assert "看全部" not in whole.content.decode()


def test_the_cost_does_not_grow_with_who_runs(town: Town) -> None:
    for where in ("grid", "next_grid", "far_grid"):
        counted(town, where, unit=town.units["housing"], satisfied_yes=30, dispatched=3)
    for number in range(3):
        add_organisation(
            name=f"第{number}物业", kind=Kind.PROPERTY_COMPANY, parent=None, place=town.places["community"], by=None,
            at=MONDAY,
        )  # fmt: skip
    client = town.client("platform")
    for query in ("of=grid", "of=grid&category=1&by=solved"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/board/{town.places['district'].pk}/league/?period=month&{query}")
        assert len(asked) <= 15, [one["sql"][:90] for one in asked.captured_queries]


def test_nobody_reads_it_signed_out_and_nothing_is_written(town: Town) -> None:
    address = f"/board/{town.places['street'].pk}/league/"
    assert town.client("street").post(address).status_code == 405
    client = town.client("street")
    client.logout()
    assert client.get(address).status_code == 302
    assert town.client("system_admin").get(address).status_code == 404


@pytest.mark.parametrize("by", ["satisfied", "in_time", "manner"])
def test_no_figure_stands_twice_in_a_table(town: Town, by: str) -> None:
    counted(town, "grid", unit=town.units["housing"], satisfied_yes=30, dispatched=3)
    page = league(town, "platform", "district", by=by).content.decode()
    for table in page.split('<table class="race">')[1:]:
        heads = re.findall(r'<th scope="col">([^<]*)</th>', table.partition("</thead>")[0])
        assert len(set(heads)) == len(heads), heads
        row = re.search(r"<tr>.*?</tr>", table.partition("<tbody>")[2], re.DOTALL)
        assert row is None or len(re.findall(r"<t[dh]\b", row[0])) == len(heads)


def test_units_are_not_compared_where_the_cases_are_narrowed_otherwise(town: Town) -> None:
    """No tally is cut twice: all of a unit's under a heading that names a category would be wrong."""
    to_the_housing_bureau(town)
    catch_up(at=MONDAY)
    leak = Category.objects.get(code="LEAK").pk
    client, address = town.client("platform"), f"/board/{town.places['district'].pk}/league/"
    for query, shown in (("?period=year", 1), (f"?period=year&category={leak}", 0), ("?period=year&channel=PHONE", 0)):
        page = client.get(address + query)
        units = [one for _, one in page.context["league"].units.rows]
        assert len(units) == shown
        assert ("这里不比" in page.content.decode()) == (not shown)
    own = client.get(f"{address}?period=year&unit={town.units['housing'].pk}").context["league"].units.rows
    assert [one.unit for _, one in own] == [town.units["housing"]]


def test_a_company_that_has_ended_since_says_so(town: Town) -> None:
    company = add_organisation(
        name="静静物业", kind=Kind.PROPERTY_COMPANY, parent=None, place=town.places["community"], by=None, at=MONDAY
    )
    counted(town, "grid", unit=company, dispatched=3)
    said = '静静物业</a> <small class="faint">已撤销</small>'
    assert said not in league(town, "platform", "district").content.decode()
    Organisation.objects.filter(pk=company.pk).update(ended_on=MONDAY.date())
    assert said in league(town, "platform", "district").content.decode()
