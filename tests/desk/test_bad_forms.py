"""Bad input gets a clear sentence on top and at the field; what was typed stays; nothing half-written is left."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import actions
from cases.models import Case, Category, Photo
from tests.desk.conftest import page, picture, text
from tests.factories import MONDAY, Town

pytestmark = pytest.mark.enough_on("sqlite")

DECIDED = {"leader": "王副区长", "decision": "换管", "money": "0", "what_1": "鉴定", "due_1": "2026-11-23"}


def refused(town: Town, who: str, case: Case, event: str, **fields: object) -> str:
    response = town.client(who).post(page(case, event), fields)
    assert response.status_code == 422, text(response)
    assert Case.objects.get(pk=case.pk).version == case.version
    assert "<title>错误：" in text(response)
    return text(response)


def test_each_error_stands_on_top_with_a_link_and_at_its_field(town: Town):
    shown = refused(town, "street", town.handled_by(3), "whistle", to=4, reason="要部门")
    assert '<a href="#id_study">街道吹哨到区平台，要附研判意见。</a>' in shown
    assert 'id="id_study_error">街道吹哨到区平台，要附研判意见。' in shown
    assert "要部门</textarea>" in shown


def test_accepting_without_a_category(town: Town):
    shown = refused(town, "secretary", town.reported(), "accept", urgency="NORMAL")
    assert "请选定类别。" in shown


def test_accepting_with_an_urgency_that_does_not_exist(town: Town):
    leak = Category.objects.get(code="LEAK").pk
    case = town.reported()
    refused(town, "secretary", case, "accept", category=leak, urgency="HURRY")
    case.refresh_from_db()
    assert (case.state, case.urgency) == ("submitted", "NORMAL")


@pytest.mark.parametrize("host", ["", "999999", "9" * 20, "x", "é"])
def test_dispatching_to_nobody(town: Town, host: str):
    case = town.handled_by(3)
    Case.objects.filter(pk=case.pk).update(state="rework")
    assert "单位" in refused(town, "street", case, "dispatch", host=host)


def test_a_small_matter_is_not_matched_without_saying_what_was_tried(town: Town):
    case = town.handling(category="LIGHTING")
    shown = refused(town, "secretary", case, "match_resource", resource="none", tried="  ")
    assert "小事不出格" in shown


@pytest.mark.parametrize("resource", ["", "999999", "x"])
def test_matching_with_nothing_or_with_something_that_is_not_here(town: Town, resource: str):
    shown = refused(town, "secretary", town.handling(), "match_resource", resource=resource, tried="看过")
    assert "没有合适的，选“无匹配资源”" in shown


def test_finishing_without_a_result(town: Town):
    assert "请写明办理结果。" in refused(town, "worker", town.handling(), "finish", result=" ")


def test_finishing_without_the_photo_that_the_category_asks_for(town: Town):
    case = town.handling(category="RUBBISH")
    shown = refused(town, "worker", case, "finish", result="清走了")
    assert "要附办理后的照片" in shown
    assert "清走了" in shown


def test_a_text_file_named_jpg(town: Town):
    fake = SimpleUploadedFile("灯.jpg", b"not a picture", content_type="image/jpeg")
    shown = refused(town, "worker", town.handling(), "finish", result="修好了", photos=[picture(), fake])
    assert "打不开" in shown
    assert "照片要重新选一次" in shown
    assert not Photo.objects.exists()


def test_ten_thousand_characters(town: Town):
    shown = refused(town, "worker", town.handling(), "finish", result="长" * 10_000)
    assert "最多 2000 个字" in shown


def test_emoji_are_words_too(town: Town):
    case = town.handling()
    assert town.client("worker").post(page(case, "finish"), {"result": "修好了👍🏽"}).status_code == 303
    assert case.events.get(kind="finish").note == "修好了👍🏽"


def test_a_check_neither_on_site_nor_with_a_photo(town: Town):
    case = actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)
    assert "核查要到现场，或者附照片。" in refused(town, "guide", case, "check_pass", note="听说好了")


def test_a_bad_answer_without_a_reason(town: Town):
    case = actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    shown = refused(town, "revisitor", case, "revisit", solved="NO", satisfied="NO")
    assert "请写明没解决或者不满意的原因。" in shown
    assert "请选：解决了吗？" in refused(town, "revisitor", case, "revisit")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"leader": ""}, "请写明牵头领导。"),
        ({"decision": ""}, "请写明决定事项。"),
        ({"money": "-1"}, "资金不能是负数。"),
        ({"money": "很多"}, "请写数字"),
        ({"money": ""}, "没有就写 0"),
        ({"what_1": "", "due_1": ""}, "请至少写一步"),
        ({"due_1": ""}, "第 1 步哪天办好？"),
        ({"what_1": ""}, "第 1 步做什么？"),
        ({"due_1": "明天"}, "日期要写成"),
        ({"due_1": "2026-11-15"}, "第 1 步的期限已经过去了"),
        ({"what_2": "换管", "due_2": "2026-11-13"}, "第 2 步的期限已经过去了"),
        ({"assisting": ["999999"]}, "请从名单里选一个单位。"),
        ({"assisting": ["9" * 20]}, "请从名单里选一个单位。"),
    ],
)
def test_a_decision_that_is_not_whole(town: Town, changed: dict[str, object], sentence: str):
    case = actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    fields = {**DECIDED, "host": town.units["housing"].pk, **changed}
    assert sentence in refused(town, "leading", case, "top_decide", **fields)


def test_a_step_due_today_is_decided_before_work_ends(town: Town, monday: time_machine.Traveller):
    case = actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    fields = {**DECIDED, "host": town.units["housing"].pk, "due_1": "2026-11-16"}
    monday.move_to(MONDAY.replace(hour=17, minute=30))
    shown = refused(town, "leading", case, "top_decide", **fields)
    assert 'id="id_due_1_error">第 1 步的期限已经过去了：最晚算到那天下班。' in shown
    monday.move_to(MONDAY.replace(hour=17, minute=29))
    assert town.client("leading").post(page(case, "top_decide"), fields).status_code == 303
