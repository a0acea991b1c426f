"""A guide's journal: written day by day, mended within a day, amended later; read by the heads above."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from duty.models import Entry, Log, Photo
from tests.duty.conftest import (
    JOURNAL,
    MISSING,
    WRITE,
    at_entry,
    at_log,
    filled,
    moment,
    photo_from_a_camera,
    rule,
    text,
    written,
)
from tests.factories import PEOPLE, Town

pytestmark = pytest.mark.enough_on("sqlite")

HEADS = {"community", "street", "street_secretary", "director"}
FAR_HEADS = {"far_street"}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_guide_sees_their_own_and_the_heads_those_of_their_territory(town: Town, who: str):
    entry, client = written(town, photos=[photo_from_a_camera()]), town.client(who)
    seen, has_page = who in {"guide"} | HEADS, who in {"guide"} | HEADS | FAR_HEADS
    for address in (JOURNAL, MISSING):
        assert client.get(address).status_code == (200 if has_page else 403)
    assert client.get(at_log(entry.log)).status_code == (200 if seen else 404)
    picture = reverse("duty:photo", args=[Photo.objects.get().pk])
    assert client.get(picture).status_code == (200 if seen else 404)
    for deed in ("edit", "amend"):
        expected = 200 if who == "guide" else 403 if seen else 404
        assert client.get(at_entry(entry, deed)).status_code == expected
    assert client.get(WRITE).status_code == (200 if who == "guide" else 403)
    assert ('href="/desk/journal/"' in text(client.get("/desk/"))) == has_page


def test_another_guide_does_not_see_it(town: Town):
    entry = written(town)
    assert town.client("far_guide").get(at_log(entry.log)).status_code == 404
    assert "还没有日志" in text(town.client("far_guide").get(JOURNAL))


def test_a_photo_is_cleaned_and_nobody_may_keep_it(town: Town):
    written(town, photos=[photo_from_a_camera()])
    kept = Photo.objects.get()
    assert str(kept.file.name).startswith("duty/2026/11/16/")
    answer: Any = town.client("guide").get(reverse("duty:photo", args=[kept.pk]))
    assert b"SecretCamera" not in b"".join(answer.streaming_content)
    assert "private" in answer["Cache-Control"]
    assert reverse("duty:photo", args=[kept.pk]) in text(town.client("community").get(at_log(kept.entry.log)))


def test_cases_are_linked_and_shown_to_whoever_may_see_them(town: Town):
    case = town.reported("单元门坏了")
    far = town.reported("远处的", place=town.places["far_grid"])
    form = text(town.client("guide").get(WRITE))
    assert "单元门坏了" in form
    assert "远处的" not in form
    entry = written(town, cases=[case.pk])
    assert "工单：" in text(town.client("guide").get(at_log(entry.log)))
    forced = town.client("guide").post(WRITE, filled(cases=[far.pk]))
    assert forced.status_code == 422
    assert "请从名单里选" in text(forced)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"words": ""}, "请写下做了什么。"),
        ({"day": ""}, "请选日期。"),
        ({"day": "2026-11-17"}, "只能写今天的日志"),
        ({"day": "2026-11-08"}, "只能写今天的日志"),
        ({"cases": ["9" * 30]}, "请从名单里选"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(town: Town, wrong: dict, sentence: str):
    town.reported("单元门坏了")
    response = town.client("guide").post(WRITE, {**filled(words="写了很多"), **wrong})
    assert response.status_code in (409, 422)
    assert sentence in text(response)
    assert not Entry.objects.exists()
    assert "words" in wrong or "写了很多" in text(response)


def test_a_day_that_was_forgotten_is_written_later_for_a_week(town: Town):
    entry = written(town, day="2026-11-09")
    assert str(entry.log.day) == "2026-11-09"


def test_a_form_sent_twice_is_one_entry(town: Town):
    key = str(uuid4())
    assert written(town, key=key) == written(town, key=key)
    assert Entry.objects.count() == 1


def test_only_the_writer_mends_and_only_within_a_day(town: Town):
    entry = written(town)
    refused = town.client("community").post(at_entry(entry, "edit"), {"words": "改"})
    assert (refused.status_code, rule(refused)) == (403, "own_log")
    with time_machine.travel(moment(17, 8, 59), tick=False):
        assert town.client("guide").post(at_entry(entry, "edit"), {"words": ""}).status_code == 422
        assert town.client("guide").post(at_entry(entry, "edit"), {"words": "走了两栋楼"}).status_code == 302
        assert "改过" in text(town.client("guide").get(at_log(entry.log)))
    with time_machine.travel(moment(17, 9), tick=False):
        late = town.client("guide").post(at_entry(entry, "edit"), {"words": "又改"})
        assert (late.status_code, rule(late)) == (409, "kept_after_a_day")
        assert "又改" in text(late)
    entry.refresh_from_db()
    assert entry.words == "走了两栋楼"


def test_a_stranger_signs_in_and_the_wrong_method_is_none(client: Client, town: Town):
    entry = written(town)
    for address in (JOURNAL, WRITE, MISSING, at_log(entry.log), at_entry(entry, "edit")):
        assert client.get(address)["Location"] == f"/desk/sign-in/?next={address}"
    for address in (JOURNAL, MISSING, at_log(entry.log)):
        assert town.client("guide").post(address).status_code == 405
    assert town.client("guide").put(WRITE).status_code == 405


def test_as_many_queries_for_many_as_for_one(town: Town, django_assert_max_num_queries: DjangoAssertNumQueries):
    client, first = town.client("street"), written(town)
    client.get(JOURNAL)
    counts = []
    for turn in range(2):
        for address in (JOURNAL, MISSING, at_log(first.log)):
            with django_assert_max_num_queries(12) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        for day in range(0 if turn else 7):
            written(town, day=f"2026-11-{10 + day}", photos=[photo_from_a_camera()])
    assert counts[:2] == counts[3:5]
    assert Log.objects.count() == 7


@pytest.mark.parametrize("words", ["住户电话 138 1234 5678", "卡号 6222 0212 3456 7890", "370203199003074510"])
def test_nobody_s_number_is_written_in_a_journal(town: Town, words: str):
    entry = written(town)
    guide = town.client("guide")
    for where, said in [(WRITE, filled(words=words)), (at_entry(entry, "edit"), {"words": words})]:
        answer = guide.post(where, said)
        assert (answer.status_code, "请不要写电话" in text(answer), words in text(answer)) == (422, True, True)
    assert guide.post(at_entry(entry, "amend"), {"words": words}).status_code == 422
    assert Entry.objects.count() == 1


def test_an_amendment_sent_twice_is_one(town: Town):
    entry, key = written(town), str(uuid4())
    for _ in range(2):
        answer = town.client("guide").post(at_entry(entry, "amend"), {"words": "是四栋楼", "key": key})
        assert answer.status_code == 302
    assert list(Entry.objects.values_list("words", flat=True)) == ["和书记走了三栋楼，看了地下室。", "是四栋楼"]
