"""巡查: a round begun, what was found stopped with a picture or made a case, its end; a volunteer's is a service."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from cases.models import Case
from partyorg.hats import Hat
from patrols.actions import Found, Refused, find
from patrols.models import Finding, Patrol
from patrols.tasks import end_forgotten
from tests.desk.conftest import picture
from tests.factories import MONDAY, Town
from tests.patrols.conftest import MESS, WIRES, as_volunteer, item, on_duty, planned
from tests.teams.conftest import TODAY, text
from volunteers.kinds import Work
from volunteers.models import Scheme, Service

BOTH = pytest.mark.parametrize(("who", "walker"), [("worker", on_duty), ("barber", as_volunteer)])


@BOTH
def test_one_walks_what_is_planned_for_today(town: Town, who: str, walker: Any) -> None:
    plan, walks = planned(town, who), walker(town, who)
    assert "太平镇社区第1网格" in text(walks.get("today"))
    patrol = walks.starts(plan)
    assert walks.post("start", plan.pk).status_code == 302  # a second tap
    assert Patrol.objects.count() == 1
    page = text(walks.get("patrol", patrol))
    assert all(name in page for name in ("车辆乱停", "私接电线", "杂乱无章"))
    assert "飞线充电" not in page
    assert walks.post("finish", patrol).status_code == 302
    assert walks.post("finish", patrol).status_code == 302
    assert "没有发现问题" in text(walks.get("patrol", patrol))


def test_a_round_that_took_no_minute_is_no_service_and_says_so(town: Town) -> None:
    walks = as_volunteer(town)
    patrol = walks.starts(planned(town, "barber"))
    found = text(walks.get("find", patrol, item(WIRES).pk))
    assert "现场照片（当场制止必传）<" in found
    walks.post("finish", patrol)
    assert not Service.objects.exists()
    assert "不记时长" in text(walks.get("patrol", patrol))


def test_a_picture_is_ours_and_only_for_those_who_see_the_round(town: Town) -> None:
    walks = as_volunteer(town)
    patrol = walks.starts(planned(town, "barber"))
    walks.stops(patrol)
    finding = Finding.objects.get()
    with Image.open(finding.photo.open()) as kept:
        assert not kept.getexif()
    assert walks.get("photo", finding.pk)["Content-Type"] == "image/jpeg"
    assert as_volunteer(town, "electrician").get("photo", finding.pk).status_code == 404
    assert on_duty(town, "community").get("photo", finding.pk).status_code == 200
    assert on_duty(town, "far_street").get("photo", finding.pk).status_code == 404


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"outcome": "STOPPED", "words": "劝离"}, "当场制止要附现场照片"),
        ({"outcome": "CASE", "words": ""}, "转为案件要写一句"),
        ({"outcome": "", "words": "劝离"}, "请选一种"),
        ({"outcome": "CASE", "words": "车主 13812345678"}, "请不要写电话"),
    ],
)
def test_what_is_missing_is_said_and_the_words_stay(town: Town, said: dict[str, str], sentence: str) -> None:
    walks = on_duty(town)
    patrol = walks.starts(planned(town))
    answer = walks.post("find", patrol, item().pk, address="3号楼", **said)
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "3号楼" in text(answer)
    assert not Finding.objects.exists()


def test_what_is_no_picture_is_said(town: Town) -> None:
    walks = on_duty(town)
    patrol = walks.starts(planned(town))
    answer = walks.stops(patrol, photos=[SimpleUploadedFile("空.jpg", b"no picture", content_type="image/jpeg")])
    assert answer.status_code == 422
    assert not Finding.objects.exists()


def test_a_finding_sent_twice_is_one(town: Town) -> None:
    walks = on_duty(town)
    patrol, key = walks.starts(planned(town)), "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a13"
    assert [walks.raises(patrol, key=key).status_code for _ in range(2)] == [302, 302]
    assert (Finding.objects.count(), Case.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "changes", [{"words": "二楼又拉了一根"}, {"address": "4号楼"}, {"name": MESS}, {"photos": [picture("另一张.jpg")]}]
)
def test_another_finding_with_the_mark_of_the_first_is_not_lost_in_silence(town: Town, changes: Any) -> None:
    """Gone back to and written anew: it said “记下了” and a whole case was lost."""
    walks = on_duty(town)
    patrol, key = walks.starts(planned(town)), "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a13"
    assert walks.raises(patrol, key=key).status_code == 302
    answer = walks.raises(patrol, key=key, **changes)
    assert (answer.status_code, "这张单已经办过：私接电线：转为案件" in text(answer)) == (409, True)
    assert (Finding.objects.count(), Case.objects.count()) == (1, 1)


def test_what_is_found_while_the_round_ends_is_refused(town: Town, monkeypatch: Any) -> None:
    """It had been read as under way."""
    walks = on_duty(town)
    patrol = Patrol.objects.with_faces().get(pk=walks.starts(planned(town)))
    walks.post("finish", patrol.pk)
    said = Found(item=item(WIRES), outcome="CASE", words="拉线")
    with pytest.raises(Refused, match="已经结束"):
        find(patrol, said, by=Hat(person=town.people["worker"]), at=MONDAY)
    assert not Case.objects.exists()


def test_what_is_found_again_on_another_round_is_another_case(town: Town) -> None:
    walks, plan = as_volunteer(town), planned(town, "barber")
    for _ in range(2):
        patrol = walks.starts(plan)
        walks.raises(patrol)
        walks.post("finish", patrol)
    assert len(set(Case.objects.values_list("patrol", flat=True))) == 2


def test_a_volunteers_round_waits_as_a_service_and_one_on_duty_does_not(town: Town) -> None:
    for who, walks in (("barber", as_volunteer(town)), ("worker", on_duty(town))):
        patrol = walks.starts(planned(town, who))
        with time_machine.travel(MONDAY + timedelta(minutes=50), tick=False):
            walks.post("finish", patrol)
    service = Service.objects.get()
    assert (service.person, service.work, service.minutes) == (town.people["barber"], Work.PATROL, 50)


def test_a_forgotten_round_counts_four_hours_at_most(town: Town) -> None:
    walks = as_volunteer(town)
    patrol = walks.starts(planned(town, "barber"))
    with time_machine.travel(MONDAY + timedelta(hours=9), tick=False):
        walks.post("finish", patrol)
        assert "先按 4 小时报给社区" in text(walks.get("patrol", patrol))
    service = Service.objects.get()
    assert (service.minutes, service.ends_at) == (240, MONDAY + timedelta(hours=4))
    assert (service.came_at, service.left_at) == (MONDAY, MONDAY + timedelta(hours=9))
    [[kind, sentence]] = service.held
    assert (kind, "过了 9 小时才结束，只按 4 小时记" in sentence) == ("EVIDENCE", True)


@pytest.mark.parametrize("hours", [1, 30])
def test_one_forgotten_yesterday_ends_when_the_next_begins_and_is_looked_at(town: Town, hours: int) -> None:
    walks, plan = as_volunteer(town), planned(town, "barber")
    past_midnight = MONDAY.replace(hour=0, minute=30)
    with time_machine.travel(past_midnight - timedelta(hours=hours), tick=False):
        old = walks.starts(plan)
    with time_machine.travel(past_midnight, tick=False):
        page = text(walks.get("today"))
        assert ("这是以前的一趟" in page, "开始巡查" in page) == (True, True)
        assert [walks.post("start", plan.pk).status_code for _ in range(2)] == [302, 302]
    assert [one.pk == old for one in Patrol.objects.exclude(ended_at=None)] == [True]
    assert Patrol.objects.get(ended_at=None).started_at == past_midnight
    service = Service.objects.get()
    assert service.minutes == min(hours, 4) * 60
    assert "再开始下一趟时才结束的" in service.held[0][1]


def test_one_that_nobody_ends_is_ended_the_day_after_and_looked_at(town: Town) -> None:
    """On the last day of a plan no next round ended it: it stood open for ever, and nothing came of it."""
    plans = planned(town, "barber", until=TODAY), planned(town, "worker", until=TODAY)
    for plan, walks in zip(plans, (as_volunteer(town), on_duty(town)), strict=True):
        walks.starts(plan)
    with time_machine.travel(MONDAY.replace(hour=23), tick=False):
        assert end_forgotten() == 0  # they may still end it today
    with time_machine.travel(MONDAY.replace(hour=3) + timedelta(days=1), tick=False):
        assert [end_forgotten(), end_forgotten()] == [2, 0]
        assert "还在走" not in text(on_duty(town, "community").get("records"))
    service = Service.objects.get()
    assert (service.person, service.minutes) == (town.people["barber"], 240)
    [[kind, sentence]] = service.held
    assert (kind, "过了 18 小时才结束" in sentence, "由系统结束" in sentence) == ("EVIDENCE", True, True)


def test_who_walks_past_midnight_is_not_cut_short(town: Town) -> None:
    walks, late = as_volunteer(town), MONDAY.replace(hour=23)
    with time_machine.travel(late, tick=False):
        patrol = walks.starts(planned(town, "barber"))
    with time_machine.travel(late + timedelta(hours=2), tick=False):
        assert end_forgotten() == 0
        walks.post("finish", patrol)
    assert Service.objects.get().minutes == 120


def test_without_rules_one_that_nobody_ends_waits_for_them(town: Town) -> None:
    as_volunteer(town).starts(planned(town, "barber"))
    Scheme.objects.all().delete()
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        assert end_forgotten() == 0
    assert Patrol.objects.get().ended_at is None


def test_where_no_rules_are_the_round_says_so_and_goes_on(town: Town) -> None:
    walks = as_volunteer(town)
    patrol = walks.starts(planned(town, "barber"))
    Scheme.objects.all().delete()
    with time_machine.travel(MONDAY + timedelta(minutes=50), tick=False):
        assert walks.post("finish", patrol).status_code == 302
        page = text(walks.get("patrol", patrol))
    assert ("没有积分细则" in page, "巡查完了" in page) == (True, True)
    assert Patrol.objects.get().ended_at is None


def test_a_round_is_walked_by_the_one_who_is_named_on_its_days(town: Town) -> None:
    plan = planned(town, "worker", weekdays="7")
    walks = on_duty(town)
    assert "今天没有安排您巡查" in text(walks.get("today"))
    walks.post("start", plan.pk)
    assert not Patrol.objects.exists()
    assert on_duty(town, "community").post("start", plan.pk).status_code == 404
    patrol = walks.starts(planned(town, weekdays="123456"))
    assert on_duty(town, "community").get("patrol", patrol).status_code == 200  # as a record
    assert on_duty(town, "community").get("find", patrol, item().pk).status_code == 404
    assert on_duty(town, "far_street").get("patrol", patrol).status_code == 404
    assert walks.get("find", patrol, item("飞线充电").pk).status_code == 404
    walks.post("finish", patrol)
    assert walks.raises(patrol).status_code == 409


def test_the_database_keeps_a_finding_whole(town: Town) -> None:
    walks = on_duty(town)
    patrol = walks.starts(planned(town))
    walks.stops(patrol, MESS)
    walks.raises(patrol, WIRES)
    stopped, raised = Finding.objects.all()
    for one, wrong in ((stopped, {"photo": ""}), (raised, {"case": None}), (stopped, {"outcome": "CASE"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=one.pk).update(**wrong)


def test_rounds_of_a_minute_are_each_held_whichever_comes_first(town: Town) -> None:
    walks, plan = as_volunteer(town), planned(town, "barber")
    for start in (0, 30):
        with time_machine.travel(MONDAY + timedelta(minutes=start), tick=False):
            patrol = walks.starts(plan)
        with time_machine.travel(MONDAY + timedelta(minutes=start + 1), tick=False):
            walks.post("finish", patrol)
    held = [[sentence for _, sentence in one.held] for one in Service.objects.all()]
    assert held == [["这一趟只走了 1 分钟，不到 5 分钟。"]] * 2
