"""One step of a case, and who is told of it in which words."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import User
from cases import actions
from cases.models import Case, Category
from cases.terms import Channel, Kind, Notice
from notifications.rules import BY_SYSTEM, RULES, SILENT
from partyorg.actions import appoint
from partyorg.hats import Hat
from partyorg.kinds import Role
from tests.factories import LONG_AGO, MONDAY, Town
from tests.notifications.conftest import PHONE, Told, swept_until


def test_every_step_has_its_words_or_is_silent_on_purpose() -> None:
    assert set(RULES) | SILENT == set(Kind) | set(Notice)
    assert not set(RULES) & SILENT
    assert set(BY_SYSTEM) <= set(RULES)


def test_a_report_goes_to_the_grids_branch_and_its_workers(town: Town, told: Told) -> None:
    case = town.reported()
    words = f"新诉求待受理：{case.title}（{case.number}）。请在11月16日11:00前受理。"
    assert [told(name) for name in ("secretary", "worker", "guide")] == [[words]] * 3
    assert [told(name) for name in ("next_worker", "community", "far_secretary")] == [[]] * 3


def test_a_report_taken_down_by_staff_is_confirmed_to_the_caller(town: Town, told: Told) -> None:
    said = actions.Report(words="路灯不亮", place=town.grid, phone=PHONE, channel=Channel.PHONE)
    actions.report(said, by=town.hat("intake"), at=MONDAY)
    assert told() == ["您反映的“路灯不亮”已登记，由太平镇社区第1网格党支部受理。"]


def test_the_reporter_hears_that_it_was_accepted_and_until_when(town: Town, told: Told) -> None:
    town.accepted(phone=PHONE)
    words = "您反映的“地下室漏水，墙皮洇湿”已受理，太平镇社区第1网格党支部负责，最晚11月17日17:30办好。"
    assert told() == [words]


def test_whoever_left_no_phone_is_not_texted(town: Town, told: Told) -> None:
    town.accepted()
    assert told() == []


def test_an_anonymous_reporter_is_not_texted(town: Town, told: Told) -> None:
    town.accepted(phone=PHONE, anonymous=True)
    assert told() == []


def test_a_case_nobody_accepted_is_told_to_branch_and_community(town: Town, told: Told) -> None:
    case = town.reported(phone=PHONE)
    swept_until("accept")
    assert told("secretary")[-1] == f"受理超期，系统已代为受理，记黄牌：{case.title}（{case.number}）。请尽快派单。"
    assert told("community") == [
        f"太平镇社区第1网格党支部受理超期，系统已代为受理，抄送贵单位：{case.title}（{case.number}）。"
    ]
    assert "已受理" in told()[0]


def test_an_emergency_goes_to_the_street_with_a_word_to_the_grid(town: Town, told: Told) -> None:
    case = town.reported("楼道着火了", category=Category.objects.get(code="EMERGENCY"), phone=PHONE)
    assert told("street") == [f"突发事件直报：楼道着火了（{case.number}）。请在11月16日10:00前签收处置。"]
    assert told("worker")[-1] == f"突发事件已直报镇江路街道党工委：楼道着火了（{case.number}），请就近配合。"
    assert told() == ["您反映的“楼道着火了”属突发事件，已直送镇江路街道党工委处置。"]


def test_a_dispatch_goes_to_the_host(town: Town, told: Told) -> None:
    case = town.handled_by(3)
    actions.finish(case, result="已修", by=town.hat("street"), at=MONDAY)
    actions.check_fail(_fresh(case), reason="还漏", by=town.hat("guide"), at=MONDAY)
    actions.dispatch(_fresh(case), host=town.units["housing"], by=town.hat("street"), at=MONDAY)
    assert told("housing") == [
        f"镇江路街道党工委派单：{case.title}（{case.number}）。请在11月17日17:30前签收，11月19日17:30前报到。"
    ]


def test_the_owner_hears_that_the_host_signed(town: Town, told: Told) -> None:
    case = town.accepted()
    actions.sign(case, by=town.hat("worker"), at=MONDAY)
    assert told("secretary")[-1] == f"太平镇社区第1网格党支部已签收：{case.title}（{case.number}）。"


def test_a_dispatch_nobody_signed_is_told_to_the_host(town: Town, told: Told) -> None:
    case = town.accepted()
    swept_until("sign")
    assert told("worker")[-1].startswith(f"签收超期，系统已代为签收，记黄牌：{case.title}")


def test_a_whistle_past_the_community_is_copied_to_it(town: Town, told: Told) -> None:
    case = town.handling(phone=PHONE)
    actions.match_resource(case, resource=None, tried="看过", by=town.hat("secretary"), at=MONDAY)
    actions.whistle(_fresh(case), to=3, reason="办不了", by=town.hat("secretary"), at=MONDAY)
    branch = "太平镇社区第1网格党支部"
    assert told("street") == [f"{branch}吹哨：{case.title}（{case.number}）。请在11月17日17:30前签收。"]
    assert told("community") == [f"{branch}已吹哨到镇江路街道党工委，抄送贵单位：{case.title}（{case.number}）。"]
    assert told()[-1].startswith("您反映的“地下室漏水，墙皮洇湿”已吹哨到镇江路街道党工委，最晚11月23日17:30办好。")


def test_a_whistle_to_the_community_is_no_copy(town: Town, told: Told) -> None:
    town.handled_by(2)
    assert [text[:15] for text in told("community")] == ["太平镇社区第1网格党支部吹哨："]


def test_the_systems_whistle_tells_the_next_rung_and_the_late_one(town: Town, told: Told) -> None:
    case = town.handled_by(2, phone=PHONE)
    told()
    swept_until("auto_whistle")
    assert told("street")[-1] == (
        f"太平镇社区党委未办好，系统自动吹哨：{case.title}（{case.number}）。请在11月19日17:30前签收。"
    )
    assert told("community")[-1] == (
        f"未按期办好，系统已自动吹哨到镇江路街道党工委：{case.title}（{case.number}）。记黄牌，转协办。"
    )
    assert "还没办好，系统已自动升到镇江路街道党工委，最晚11月25日17:30办好。" in told()[-1]


def test_the_platform_raises_a_case_to_the_leading_group(town: Town, told: Told) -> None:
    case = town.handled_by(4, phone=PHONE)
    actions.raise_top(case, reason="要协调资金", by=town.hat("platform"), at=MONDAY)
    assert told("leading") == [
        f"市北区城市综合管理指挥平台提报顶格协调：{case.title}（{case.number}）。请在11月17日17:30前明确牵头领导。"
    ]
    assert told()[-1].startswith("您反映的“地下室漏水，墙皮洇湿”已提报区领导小组顶格协调。")


def test_the_system_raises_a_case_and_the_platform_hears_of_its_red_card(town: Town, told: Told) -> None:
    case = town.handled_by(4)
    swept_until("auto_raise")
    assert told("leading")[0].startswith("市北区城市综合管理指挥平台未办好，系统自动提报顶格协调：")
    assert told("platform")[-1] == (
        f"未按期办好，系统已自动提报市北区委党建引领基层治理工作领导小组：{case.title}（{case.number}）。"
        "记红牌，转协办。"
    )


def test_the_leading_groups_decision_goes_to_host_and_assisting_units(town: Town, told: Told) -> None:
    case = _decided(town)
    assert told("housing") == [
        f"顶格协调决定由贵单位主办：{case.title}（{case.number}）。请在11月17日17:30前签收，11月19日17:30前报到。"
    ]
    assert told("finance") == [f"顶格协调决定由贵单位协办：{case.title}（{case.number}），主办区住建局。"]
    assert "区领导小组已决定：您反映的“地下室漏水，墙皮洇湿”由区住建局主办，最晚11月30日17:30办好。" in told()[-1]


def test_a_unit_that_was_late_or_copied_before_hears_that_it_is_named(town: Town, told: Told) -> None:
    case = actions.raise_top(town.handled_by(4), reason="资金", by=town.hat("platform"), at=MONDAY)
    case.assisting.create(organisation=town.units["finance"], why="LATE", since_at=MONDAY - timedelta(days=3))
    _decided(town, case)
    assert told("finance")[-1].startswith("顶格协调决定由贵单位协办：")


def test_the_host_hears_that_an_assisting_unit_answered(town: Town, told: Told) -> None:
    case = actions.sign(_decided(town), by=town.hat("housing"), at=MONDAY)
    actions.co_answer(case, answer="资金已拨付", by=town.hat("finance"), at=MONDAY)
    assert told("housing")[-1] == f"协办单位已答复：{case.title}（{case.number}）。"


def test_supervision_at_the_top_is_told_to_the_owner(town: Town, told: Told) -> None:
    case = actions.raise_top(town.handled_by(4), reason="资金", by=town.hat("platform"), at=MONDAY)
    swept_until("supervise")
    assert told("leading")[-1] == f"一般督办，到期没有办好：{case.title}（{case.number}）。请尽快办理。"


def test_a_finished_case_calls_the_grid_force_to_check_it(town: Town, told: Told) -> None:
    case = town.handled_by(2)
    actions.finish(case, result="已修好", by=town.hat("community"), at=MONDAY)
    assert told("guide")[-1] == f"太平镇社区党委已办结，待核查：{case.title}（{case.number}）。"
    assert told("next_worker") == []


def test_a_check_that_nobody_makes_is_told_to_the_owner(town: Town, told: Told) -> None:
    case = actions.finish(town.handled_by(2), result="已修好", by=town.hat("community"), at=MONDAY)
    swept_until("overdue")
    assert told("community")[-1] == f"“待核查”已超期：{case.title}（{case.number}）。请尽快督促。"


def test_a_check_that_nobody_makes_is_told_to_those_who_check(town: Town, told: Told) -> None:
    case = actions.finish(town.handled_by(2), result="已修好", by=town.hat("community"), at=MONDAY)
    swept_until("overdue")
    words = f"核查已超期：{case.title}（{case.number}）。请尽快到现场核查。"
    assert [told(name)[-1] for name in ("worker", "guide")] == [words] * 2
    assert told("revisitor") == told("next_worker") == []


def test_a_passed_check_calls_who_revisits_there_and_nobody_elsewhere(town: Town, told: Told) -> None:
    far = _revisitor(town, "far_revisitor", organisation=town.units["far_street_unit"])
    case = _checked(town)
    words = f"待回访：{case.title}（{case.number}）。请在11月23日17:30前回访。"
    assert told("revisitor") == [words]
    assert told(far) == []


def test_a_revisit_that_nobody_makes_is_told_to_who_revisits(town: Town, told: Told) -> None:
    case = _checked(town)
    swept_until("overdue")
    assert told("revisitor")[-1] == f"回访已超期：{case.title}（{case.number}）。请尽快回访。"
    assert not any("核查已超期" in text for text in told("guide"))


def test_who_revisits_by_a_post_at_a_place_hears_too(town: Town, told: Told) -> None:
    at_place = _revisitor(town, "place_revisitor", place=town.places["street"])
    _checked(town)
    assert len(told(at_place)) == 1


def test_the_hosts_own_revisit_officer_does_not_judge_its_work(town: Town, told: Told) -> None:
    own = _revisitor(town, "own_revisitor", organisation=town.units["community_unit"])
    _checked(town)
    assert told(own) == []


def test_a_unit_without_a_rung_gives_its_revisit_officer_no_territory(town: Town, told: Told) -> None:
    finance = _revisitor(town, "finance_revisitor", organisation=town.units["finance"])
    _checked(town)
    assert told(finance) == []


def test_a_passed_check_asks_the_reporter(town: Town, told: Told) -> None:
    case = _checked(town)
    words = "您反映的“地下室漏水，墙皮洇湿”已办好，核查通过。解决了吗？满意吗？请告诉我们。"
    assert told()[-1] == words
    assert told("community")[-1] == f"核查通过：{case.title}（{case.number}），待回访。"


def test_a_failed_check_goes_back_to_the_host(town: Town, told: Told) -> None:
    case = actions.finish(town.handled_by(2), result="已修好", by=town.hat("community"), at=MONDAY)
    actions.check_fail(case, reason="还漏", by=town.hat("guide"), at=MONDAY)
    assert told("community")[-1] == f"核查没有通过，请重办：{case.title}（{case.number}）。"


def test_closing_tells_reporter_host_and_followers_with_the_result(town: Town, told: Told) -> None:
    case = _checked(town)
    case.followers.create(name="李四", phone="13900020002")
    case.followers.create(person=town.people["far_street"])
    actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
    result = "您关注的“房屋漏水”已办好：已修好"  # none of the reporter's words
    assert told("far_street") == [result]
    assert told()[-2:] == ["您反映的“地下室漏水，墙皮洇湿”已结案，谢谢您。", result]
    assert told("community")[-1] == f"诉求人满意，已结案：{case.title}（{case.number}）。"


def test_an_unsatisfied_answer_sends_the_host_back_to_work(town: Town, told: Told) -> None:
    case = _checked(town)
    actions.revisit(case, solved="NO", satisfied="NO", reason="还漏", by=town.hat("revisitor"), at=MONDAY)
    assert told("community")[-1] == f"诉求人说没办好，请重办：{case.title}（{case.number}）。"
    assert told()[-1].startswith("您说“地下室漏水，墙皮洇湿”没办好，已交太平镇社区党委重办。")


def test_a_withdrawal_spares_the_host_the_work(town: Town, told: Told) -> None:
    case = town.accepted()
    actions.withdraw(case, by=Hat(reporter_of=case.pk), at=MONDAY)
    assert told("worker")[-1] == f"诉求人已撤回：{case.title}（{case.number}），不用再办。"


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_each_sentence_about_a_common_case_is_one_text_message(town: Town, told: Told, level: int) -> None:
    town.handled_by(level, phone=PHONE)
    told()
    swept_until("auto_whistle" if level < 4 else "auto_raise")
    assert all(len(text) + len("查询码XXXX-XXXX-XXXX") <= 70 for text in told())


def _revisitor(town: Town, name: str, **where: Any) -> str:
    town.people[name] = User.objects.create_user(name, name=name)
    appoint(town.people[name], role=Role.REVISIT_OFFICER, from_date=LONG_AGO, by=None, at=MONDAY, **where)
    return name


def _fresh(case: Case) -> Case:
    return Case.objects.with_faces().get(pk=case.pk)


def _checked(town: Town) -> Case:
    case = actions.finish(town.handled_by(2, phone=PHONE), result="已修好", by=town.hat("community"), at=MONDAY)
    return actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)


def _decided(town: Town, case: Case | None = None) -> Case:
    case = case or actions.raise_top(town.handled_by(4, phone=PHONE), reason="资金", by=town.hat("platform"), at=MONDAY)
    return actions.top_decide(
        case, leader="张区长", decision="防水工程", money=Decimal(300000), host=town.units["housing"],
        assisting=[town.units["finance"]], milestones=[("完工", date(2026, 11, 30))], by=town.hat("leading"), at=MONDAY,
    )  # fmt: skip
