"""补充情况: those who work on it hear that something was added, whoever added it and wherever."""

from cases import actions
from cases.models import Category
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.notifications.conftest import Told


def test_what_is_added_is_told_to_owner_and_host_whoever_added_it(town: Town, told: Told) -> None:
    case = town.handled_by(3)
    actions.attach(case, words="门牌是 68 号", by=town.hat("intake"), at=MONDAY)
    assert told("street")[-1] == f"补充了情况：{case.title}（{case.number}）。"


def test_what_is_added_to_a_merged_case_is_told_to_those_who_work_on_the_main_one(town: Town, told: Told) -> None:
    main = town.handled_by(3, words="墙根渗水")
    case = town.reported(category=Category.objects.get(code="LEAK"))
    case = actions.merge(case, parent=main, by=town.hat("community"), at=MONDAY)
    actions.attach(case, words="电表箱也湿了", by=Hat(reporter_of=case.pk), at=MONDAY)
    assert told("street")[-1] == f"补充了情况：墙根渗水（{main.number}）。"
