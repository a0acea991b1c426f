"""Nobody is told of their own deed."""

from cases import actions
from cases.models import Case
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, Told


def test_the_resident_who_reports_is_not_texted_about_it(town: Town, told: Told) -> None:
    town.reported(phone=PHONE)
    assert told() == []


def test_a_secretary_who_dispatches_to_the_own_branch_is_not_told_while_the_worker_is(town: Town, told: Told) -> None:
    town.accepted()
    assert [text[:5] for text in told("secretary")] == ["新诉求待受"]
    assert told("worker")[-1].startswith("太平镇社区第1网格党支部派单：")


def test_a_worker_who_reports_is_not_told_while_the_colleagues_are(town: Town, told: Told) -> None:
    actions.report(actions.Report(words="井盖坏了", place=town.grid), by=town.hat("worker"), at=MONDAY)
    assert told("worker") == []
    assert told("guide")[0].startswith("新诉求待受理：井盖坏了")


def test_the_own_phone_of_whoever_takes_it_down_is_not_texted(town: Town, told: Told) -> None:
    officer = town.people["intake"]
    officer.phone = PHONE
    officer.save()
    actions.report(actions.Report(words="井盖坏了", place=town.grid, phone=PHONE), by=town.hat("intake"), at=MONDAY)
    assert told() == []


def test_a_resident_who_answers_by_tracking_code_is_not_thanked_by_text(town: Town, told: Told) -> None:
    case = actions.finish(town.handled_by(2, phone=PHONE), result="已修好", by=town.hat("community"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    before = told()
    actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=MONDAY)
    assert told() == before
    assert told("community")[-1].startswith("诉求人满意，已结案")


def test_a_person_in_two_audiences_is_told_once(town: Town, told: Told) -> None:
    actions.sign(town.accepted(), by=town.hat("worker"), at=MONDAY)
    assert Case.objects.get().owner_org == Case.objects.get().host_org
    assert len([text for text in told("guide") if "签收：" in text]) == 1
