"""Days that nobody means, sums that nobody pays, characters that nobody sees: a sentence at the field, never a 500."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django import forms

from burden.forms.task import TaskForm
from cases import actions
from cases.forms.asking import AskRefusalForm
from cases.forms.entry import EntryForm
from cases.forms.merging import MergeForm
from cases.forms.move import MoveForm
from cases.models import Case
from tests.desk.conftest import page, text
from tests.desk.every_move import SCENES, topped
from tests.factories import MONDAY, Town

pytestmark = pytest.mark.enough_on("sqlite")

UNREAL = "请写一个真实的日期。"
UNSEEN = "里面有看不见的字符，请重新输入。"
LAST_DAY = (MONDAY.date() + timedelta(days=3650)).isoformat()
DAY_AFTER = (MONDAY.date() + timedelta(days=3651)).isoformat()


def sent(town: Town, event: str, **changed: Any) -> tuple[Any, Case]:
    """The form filled in as it should be, but for what is changed."""
    scene = SCENES[event]
    case = scene.case(town)
    filled = {**scene.filled(town, case), **changed}
    return town.client(scene.who).post(page(case, event), filled), case


def said_at(response: Any, field: str) -> str:
    """The sentence at this field. Fails when there is none."""
    assert response.status_code == 422, text(response)
    return text(response).split(f'id="id_{field}_error">')[1].split("<")[0]


UNREAL_MOMENTS = ["0001-01-01T00:00", "9999-12-31T23:59", "1999-12-31T23:59", "2000-01-01T00:00", "2201-01-01T00:00"]


@pytest.mark.parametrize("moment", UNREAL_MOMENTS)
@pytest.mark.parametrize(("event", "field"), [("report_in", "arrived_at"), ("consult", "meets_at")])
def test_a_moment_of_no_real_year_is_refused_at_its_field(town: Town, event: str, field: str, moment: str):
    response, case = sent(town, event, **{field: moment})
    assert said_at(response, field) == UNREAL
    assert town.client(SCENES[event].who).get(page(case)).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2201-01-01", "2300-06-01", "9999-12-31"])
@pytest.mark.parametrize(
    ("event", "field"), [("top_decide", "due_1"), ("supervise", "due_on"), ("ask_suspension", "review_on")]
)
def test_a_day_of_no_real_year_is_refused_at_its_field(town: Town, event: str, field: str, day: str):
    response, _ = sent(town, event, **{field: day})
    assert said_at(response, field) == UNREAL


def test_nobody_arrives_before_they_were_called(town: Town):
    response, _ = sent(town, "report_in", arrived_at="2026-11-16T08:59")
    assert said_at(response, "arrived_at") == "这个时间早于派单，请写到达的时间。"


def test_who_arrives_within_the_minute_of_the_call_is_believed(town: Town, monday: time_machine.Traveller):
    """The picker knows no seconds: 09:00 is sent for what happened at 09:00:30."""
    case = town.handled_by(4)
    at = MONDAY.replace(second=30)
    Case.objects.filter(pk=case.pk).update(state="rework")
    case = actions.dispatch(
        Case.objects.get(pk=case.pk), host=town.units["housing"], by=town.hat("platform", at), at=at
    )
    case = actions.sign(case, by=town.hat("housing", at), at=at)
    monday.move_to(at)
    came = {"person": "褚科长", "arrived_at": "2026-11-16T09:00", "where": "地下室"}
    assert town.client("housing").post(page(case, "report_in"), came).status_code == 303


def test_a_meeting_is_not_called_for_yesterday(town: Town):
    response, _ = sent(town, "consult", meets_at="2026-11-15T23:59")
    assert said_at(response, "meets_at") == "这一天已经过去了，请写今天或以后的时间。"


def test_a_meeting_of_the_same_morning_may_be_written_down_afterwards(town: Town):
    response, _ = sent(town, "consult", meets_at="2026-11-16T00:00")
    assert response.status_code == 303


@pytest.mark.parametrize(
    ("event", "field", "sentence"),
    [
        ("top_decide", "due_2", "第 2 步的期限太远了，请选 3650 天（约十年）以内的日期。"),
        ("supervise", "due_on", "督办期限太远了，请选 3650 天（约十年）以内的日期。"),
    ],
)
def test_a_limit_lies_within_ten_years(town: Town, event: str, field: str, sentence: str):
    response, case = sent(town, event, **{field: DAY_AFTER})
    assert said_at(response, field) == sentence
    last = {**SCENES[event].filled(town, case), field: LAST_DAY}
    assert town.client(SCENES[event].who).post(page(case, event), last).status_code == 303


def test_what_was_decided_beyond_ten_years_can_still_be_asked_to_take_longer(town: Town):
    """Not by the form, but a case may have come to it: the page offers the longest limit there is."""
    decided: dict[str, Any] = {"leader": "王副区长", "decision": "换管", "money": 0, "assisting": []}
    decided |= {"host": town.units["housing"], "milestones": [("换完", date(2037, 6, 1))]}
    case = actions.top_decide(topped(town), **decided, by=town.hat("leading"), at=MONDAY)
    case = actions.sign(case, by=town.hat("housing"), at=MONDAY)
    shown = text(town.client("housing").get(page(case, "extend_request")))
    assert '<option value="3650">' in shown
    assert '<option value="3651">' not in shown


@pytest.mark.parametrize(
    ("money", "sentence"),
    [
        ("1e400", "金额太大了，请核对。"),
        ("9999999999999", "金额太大了，请核对。"),
        ("1000000000000000", "金额太大了，请核对。"),
        ("0.001", "金额最多写到分，请核对。"),
    ],
)
def test_a_sum_that_cannot_be(town: Town, money: str, sentence: str):
    response, _ = sent(town, "top_decide", money=money)
    assert said_at(response, "money") == sentence


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ("finish", "result"),
        ("report_in", "person"),
        ("top_decide", "leader"),
        ("top_decide", "what_1"),
        ("ask_refusal", "cause"),
        ("ask_suspension", "cause"),
        ("merge", "number"),
    ],
)
def test_a_character_that_nobody_sees_is_named_as_such(town: Town, event: str, field: str):
    response, _ = sent(town, event, **{field: "甲\x00乙"})
    assert said_at(response, field) == UNSEEN


def forms_of_the_desk() -> list[type[forms.Form]]:
    return [*MoveForm.__subclasses__(), EntryForm, TaskForm]


@pytest.mark.parametrize("form", forms_of_the_desk(), ids=lambda form: form.__name__)
def test_no_field_has_djangos_own_words_for_it(form: type[forms.Form]):
    assert {AskRefusalForm, MergeForm} <= set(forms_of_the_desk())
    for name, field in form.base_fields.items():
        if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
            assert field.error_messages.get("null_characters_not_allowed") == UNSEEN, name
