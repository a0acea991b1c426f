"""What several have settled stands on the page: meetings, arrivals, marks, rulings; and in how few queries."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases import actions, ratings
from cases.models import Case, Category, Event
from cases.terms import Channel, Kind
from partyorg.hats import Hat
from tests.desk.conftest import clean_picture, move, page, text
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town
from worktime.limits import Limit

REPRESENTED = [actions.Represented("钱被代", "13900000001"), actions.Represented("孙被代", "13900000002")]


def read(town: Town, who: str, case: Case) -> str:
    answer = town.client(who).get(page(case))
    assert answer.status_code == 200
    return text(answer)


def arrived(town: Town, case: Case) -> Case:
    case = actions.sign(case, by=town.hat("housing"), at=MONDAY)
    came: dict[str, Any] = {"person": "褚科长", "arrived_at": MONDAY, "where": "南口路 68 号"}
    return actions.report_in(case, **came, by=town.hat("housing"), at=MONDAY)


def rated(town: Town, case: Case, *, by: str) -> Case:
    [question, *_] = [one for one in ratings.open_for(case, town.hat(by)) if one.of == "RESPONSE"]
    return actions.rate_response(
        case, whistle=question.whistle, on_time=True, solved=False, manner=4, note="来得快", by=town.hat(by), at=MONDAY
    )


def test_a_meeting_stands_with_its_minutes(town: Town) -> None:
    case = town.handled_by(3)
    units = [town.units["housing"], town.units["station"]]
    case = actions.consult(
        case, units=units, about="谁来修", meets_at=MONDAY + timedelta(hours=5), where="三楼会议室",
        by=town.hat("street"), at=MONDAY,
    )  # fmt: skip
    shown = read(town, "housing", case)
    for words in ["今天 14:00", "三楼会议室", "区住建局、镇江路街道综合执法队", "谁来修", "还没写纪要"]:
        assert words in shown
    case = actions.keep_minutes(case, minutes="住建局牵头", by=town.hat("street"), at=MONDAY)
    case = actions.keep_minutes(case, minutes="再补一条", by=town.hat("street"), at=MONDAY)
    shown = read(town, "street", case)
    assert "还没写纪要" not in shown
    assert shown.index("住建局牵头") < shown.index("再补一条")


def test_who_came_when_and_where(town: Town) -> None:
    case = arrived(town, to_the_housing_bureau(town))
    assert "区住建局 · 褚科长 · 今天 09:00 · 南口路 68 号" in read(town, "platform", case)


def test_who_came_late_is_marked(town: Town) -> None:
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    assert case.report_in_by
    actions.sweep(at=case.report_in_by)
    case = Case.objects.get(pk=case.pk)
    came: dict[str, Any] = {"person": "褚科长", "arrived_at": MONDAY, "where": "", "video": "和街道连线"}
    case = actions.report_in(case, **came, by=town.hat("housing"), at=case.due_at or MONDAY)
    shown = read(town, "platform", case)
    assert "视频：和街道连线" in shown
    assert "<b>晚了</b>" in shown


def test_the_marks_are_shown_once_they_are_given(town: Town) -> None:
    case = arrived(town, to_the_housing_bureau(town))
    case = actions.finish(case, result="修好了", by=town.hat("housing"), at=MONDAY)
    assert "双考核</h2>" not in read(town, "street", case)
    case = rated(town, case, by="platform")
    shown = read(town, "street", case)
    for words in ["区住建局的报到：<b>及时，没解决，态度 4 分</b>", "市北区城市综合管理指挥平台评", "来得快"]:
        assert words in shown


@pytest.mark.parametrize(
    ("ruling", "host", "said"),
    [("UPHELD", "", "维持派单，由区住建局办"), ("MOVED", "finance", "从区住建局改派给区财政局")],
)
def test_a_ruling_stands_with_its_reason(town: Town, ruling: str, host: str, said: str) -> None:
    case = to_the_housing_bureau(town)
    case = actions.dispute(case, reason="不归我们", basis="三定方案", by=town.hat("housing"), at=MONDAY)
    chosen = {"host": town.units[host].pk} if host else {}
    move(town.client("platform"), case, "ruling", ruling=ruling, reason="看过权责清单", **chosen)
    shown = read(town, "street", case)
    assert said in shown
    assert "看过权责清单" in shown


def test_until_when_it_is_supervised(town: Town) -> None:
    case = town.handled_by(3)
    due = (MONDAY + timedelta(days=4)).date()
    case = actions.supervise(case, kind="LISTED", reason="群里都在说", due_on=due, by=town.hat("supervisor"), at=MONDAY)
    shown = read(town, "street", case)
    assert "挂牌督办，11月20日前" in shown
    assert "群里都在说；11月20日前要有结果" in shown


@pytest.mark.parametrize("said", [{}, {"confidential": True}, {"anonymous": True}], ids=str)
@pytest.mark.parametrize("who", ["secretary", "street", "platform"])
def test_of_those_who_were_reported_for_only_their_number_is_told(town: Town, who: str, said: dict[str, Any]) -> None:
    case = town.reported(represented=REPRESENTED, name="李楼长", phone="13900000003", **said)
    for shown in [read(town, who, case), text(town.client(who).get(f"/desk/?q=open&case={case.number}"))]:
        assert "另代 2 位居民" in shown
        assert not [word for word in ("钱被代", "孙被代", "13900000001", "139****0001", "李楼长") if word in shown]
    assert "代 2 人报" in text(town.client(who).get("/desk/?q=open"))


def test_of_a_confidential_case_host_and_assisting_units_see_no_reporter(town: Town) -> None:
    resident: dict[str, Any] = {"name": "李保密", "phone": "13900000003", "confidential": True}
    case = town.handled_by(4, **resident, represented=REPRESENTED)
    about: dict[str, Any] = {"about": "谁来修", "meets_at": MONDAY, "where": "区平台"}
    by = town.hat("platform")
    case = actions.consult(case, units=[town.units["finance"]], **about, by=by, at=MONDAY)
    case = actions.keep_minutes(case, minutes="住建局牵头", by=by, at=MONDAY)
    case = actions.dispatch(case, host=town.units["housing"], assisting=[town.units["finance"]], by=by, at=MONDAY)
    for who in ["housing", "finance", "platform"]:
        for shown in [read(town, who, case), text(town.client(who).get("/desk/"))]:
            assert "<dt>诉求人</dt><dd>保密" in shown
            assert not [word for word in ("李保密", "李*", "139****", "13900000003", "钱被代") if word in shown]


def test_staff_who_found_it_and_stay_unnamed_are_not_named_as_those_who_brought_it(town: Town) -> None:
    found = actions.Report(words="井盖没了", place=town.grid, channel=Channel.PATROL, confidential=True)
    case = actions.report(found, by=town.hat("worker"), at=MONDAY)
    assert "李格员" not in read(town, "secretary", case)
    assert "李格员" not in text(town.client("secretary").get("/desk/"))
    named = actions.report(actions.Report(words="路灯不亮", place=town.grid), by=town.hat("worker"), at=MONDAY)
    assert "李格员" in read(town, "secretary", named)


def test_merged_cases_name_each_other_and_say_how_many(town: Town) -> None:
    leak = Category.objects.get(code="LEAK")
    main = town.handling(words="三单元漏水")
    child = town.reported("三单元楼道漏水", category=leak)
    actions.merge(child, parent=main, by=town.hat("community"), at=MONDAY)
    assert child.number in read(town, "secretary", main)
    assert f"和 {main.number} 是同一件事" in read(town, "secretary", child)
    assert "并入 1 件" in text(town.client("secretary").get("/desk/"))


# --- how many queries -------------------------------------------------------------------------------------------------


def everything(town: Town) -> Case:
    """Merged into, whistled up, met about, decided at the top, come to, rated, asked about; with photos."""
    leak = Category.objects.get(code="LEAK")
    case = town.handled_by(4, photos=[clean_picture()], represented=REPRESENTED)
    actions.merge(town.reported("地下室又漏水了", category=leak), parent=case, by=town.hat("community"), at=MONDAY)
    case = Case.objects.get(pk=case.pk)
    case = rated(town, case, by="secretary")
    case = actions.raise_top(case, reason="要钱", by=town.hat("platform"), at=MONDAY)
    case = actions.top_decide(
        case, leader="王副区长", decision="换管", money=Decimal(350000), host=town.units["housing"],
        assisting=[town.units["finance"]], milestones=[("鉴定", MONDAY.date() + timedelta(days=9))],
        by=town.hat("leading"), at=MONDAY,
    )  # fmt: skip
    case = arrived(town, case)
    limit = Limit.parse("2nd")
    return actions.extend_request(case, limit=limit, reason="等管子", by=town.hat("housing"), at=MONDAY)


@pytest.mark.parametrize("who", ["leading", "platform", "housing", "finance", "street", "community"])
def test_a_case_to_which_everything_has_happened_stays_within_the_budgets(
    town: Town, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case, client = everything(town), town.client(who)
    assert set(Event.objects.filter(case=case).values_list("kind", flat=True)) >= {
        Kind.TOP_DECIDE, Kind.EXTEND_REQUEST, Kind.REPORT_IN, "rated", "joined",
    }  # fmt: skip
    first_on_the_list(client, case)
    with django_assert_max_num_queries(13):  # a list has 12 at most; here the whole case stands beside it
        first_on_the_list(client, case)
    with django_assert_max_num_queries(15):
        assert client.get(page(case)).status_code == 200


def first_on_the_list(client: Client, case: Case) -> None:
    assert client.get("/desk/?q=open").context["case"] == case


def test_who_asked_again_is_the_reporter_and_nobody_else(town: Town) -> None:
    case = town.handled_by(3)
    case = actions.attach(case, words="又漏了一处", by=Hat(reporter_of=case.pk), at=MONDAY)
    assert "诉求人补充了情况" in read(town, "street", case)
