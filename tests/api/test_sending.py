"""A programme sends a case and asks how it stands."""

from typing import Any

import pytest

from api.models import Sent
from cases.actions import attach
from cases.models import Case, Event
from partyorg.hats import Hat
from tests.api.conftest import Programme, programme_of
from tests.desk.conftest import picture
from tests.factories import MONDAY, Town


def test_a_case_is_made_and_its_number_code_holder_and_deadline_come_back(programme: Programme, town: Town) -> None:
    answer = programme.send(category="LEAK", name="张三", phone="13812345678")
    case = Case.objects.get()
    assert answer.status_code == 201
    said = answer.json()
    assert (said["number"], said["tracking_code"]) == (case.number, case.tracking_code)
    assert (said["held_by"], said["state_said"]) == ("太平镇社区第1网格党支部", "待受理")
    assert said["respond_by"] == "2026-11-16T11:00:00+08:00" == said["deadline"]["by"]
    assert "受理" in said["deadline"]["said"]
    assert (case.channel, case.place, case.category and case.category.code) == ("WECHAT", town.grid, "LEAK")
    assert (case.reporter_id, case.reporter_phone, case.submitted_at) == (None, "13812345678", MONDAY)
    assert "no-store" in answer["Cache-Control"]


def test_the_same_key_again_is_the_same_case(programme: Programme) -> None:
    first, second = programme.send(), programme.send()
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert Case.objects.count() == 1


def test_the_same_key_for_something_else_is_refused(programme: Programme) -> None:
    programme.send()
    answer = programme.send(words="路灯不亮")
    assert answer.status_code == 422
    assert "另一件事" in answer.json()["problems"]["Idempotency-Key"]
    assert Case.objects.count() == 1


def test_two_programmes_may_use_the_same_key(programme: Programme, town: Town) -> None:
    first, second = programme.send(), programme_of(town, "另一个").send(words="路灯不亮")
    assert (first.status_code, second.status_code) == (201, 201)


def test_a_number_is_only_typed_and_writes_in_nobodys_case(programme: Programme) -> None:
    first = programme.send(phone="13812345678")
    answer = programme.send("k-2", phone="13812345678", words="地下室漏水，墙皮洇湿，更大了")
    assert answer.status_code == 201
    assert answer.json()["number"] != first.json()["number"]
    assert Event.objects.filter(case__number=first.json()["number"]).count() == 1


def test_a_key_that_once_led_to_somebody_elses_case_still_shows_neither_number_nor_code(programme: Programme) -> None:
    programme.send(phone="13812345678")
    Sent.objects.update(is_new=False)
    answer = programme.send(phone="13812345678")
    assert (answer.status_code, answer.json()["known"]) == (200, True)
    assert not {"number", "tracking_code"} & set(answer.json())


def test_photos_come_with_a_form(programme: Programme) -> None:
    answer = programme.with_photos(picture(), picture(), anonymous="true", phone="13812345678")
    assert answer.status_code == 201, answer.json()
    case = Case.objects.get()
    assert (case.photos.count(), case.anonymous, case.reporter_phone) == (2, True, "")


@pytest.mark.parametrize(("code", "place"), [("370203022001", "community"), ("370203022001002", "next_grid")])
def test_a_community_or_a_grid_may_be_named_instead_of_a_point(
    programme: Programme, town: Town, code: str, place: str
) -> None:
    assert programme.send(lat=None, lon=None, place=code).status_code == 201
    assert Case.objects.get().place == town.places[place]


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"words": " "}, "words", "请写是什么事"),
    ({"words": ["甲"]}, "words", "只能是文字"),
    ({"words": "漏水\x00", "category": "\x00LEAK"}, "category", "看不见的字符"),
    ({"lat": None, "lon": None}, "place", "在哪里"),
    ({"lat": None}, "lat", "一起填"),
    ({"lat": 10**400}, "lat", "数字"),
    ({"lat": 1, "lon": 1}, "lat", "不在市北区"),
    ({"place": "370203022"}, "place", "网格或社区"),
    ({"category": "NONE"}, "category", "类别代码"),
    ({"phone": "123"}, "phone", "11 位"),
    ({"anonymous": 1}, "anonymous", "true 或 false"),
    ({"confidential": True, "name": "张三", "words": "张三家漏水"}, "words", "匿名或保密"),
    ({"photos": "abc"}, "photos", "multipart"),
    ({"adress": "南口路"}, "adress", "没有这一项"),
]


@pytest.mark.parametrize(("changes", "field", "sentence"), BAD, ids=[f"{field}-{said}" for _, field, said in BAD])
def test_what_is_wrong_is_said_in_a_sentence_at_its_field(
    programme: Programme, changes: dict[str, Any], field: str, sentence: str
) -> None:
    answer = programme.send(**changes)
    assert answer.status_code == 422, answer.json()
    assert sentence in answer.json()["problems"][field]
    assert not Case.objects.exists()


@pytest.mark.parametrize("key", ["", "中", "a b", "k" * 101])
def test_a_case_needs_a_key_of_its_own(programme: Programme, key: str) -> None:
    answer = programme.send(key)
    assert answer.status_code == 422
    assert list(answer.json()["problems"]) == ["Idempotency-Key"]


def test_seven_photos_are_too_many(programme: Programme) -> None:
    answer = programme.with_photos(*[picture() for _ in range(7)])
    assert (answer.status_code, "最多 6 张" in answer.json()["problems"]["photos"]) == (422, True)


def test_its_course_is_told_without_anybodys_own_words_or_number(programme: Programme, town: Town) -> None:
    number = programme.send(phone="13812345678", name="张三丰").json()["number"]
    case = Case.objects.get()
    attach(case, words="张三丰家也漏，墙皮洇湿", by=Hat(reporter_of=case.pk), at=MONDAY)
    answer = programme.get(number)
    assert answer.status_code == 200
    told = answer.json()
    assert [step["said"] for step in told["timeline"]] == ["您补充了情况", "已上报，太平镇社区第1网格党支部收到"]
    assert (told["state"], told["held_by"], told["host"]) == ("submitted", "太平镇社区第1网格党支部", None)
    assert not [word for word in ("张三丰", "1381234", "墙皮") if word in answer.content.decode()]


def test_another_programmes_case_is_not_there(programme: Programme, town: Town) -> None:
    number = programme.send().json()["number"]
    other = programme_of(town, "另一个")
    assert [other.get(one).status_code for one in (number, "none", town.reported("路灯不亮").number)] == [404] * 3
    assert "没有这件案件" in other.get(number).json()["error"]
