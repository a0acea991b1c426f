"""Whoever writes what the reporter will read is told so at the field, before they write it."""

import pytest

from cases import actions
from cases.forms import FORMS, MoveForm
from cases.models import Case
from cases.telling.lines import LINES
from partyorg.hats import Hat
from tests.desk.conftest import page, text
from tests.factories import MONDAY, Town

READ_BY_THE_REPORTER = [form for form in FORMS.values() if any(LINES[event].open_note for event in form.events)]
WARNING = "诉求人看得到"
# What is asked for first and told once it is granted, or told out of the record: the field in which it is written.
TOLD_OUT_OF_THE_RECORD = [
    ("extend_request", "reason"),
    ("ask_suspension", "statement"),
    ("ask_suspension", "plan"),
    ("ask_explanation", "reason"),
    ("report_in", "where"),
]


@pytest.mark.parametrize("form", READ_BY_THE_REPORTER, ids=lambda form: form.name)
def test_each_form_whose_note_is_open_says_so(form: type[MoveForm]):
    assert [field.label for field in form.base_fields.values() if WARNING in field.help_text]


@pytest.mark.parametrize(("form", "field"), TOLD_OUT_OF_THE_RECORD)
def test_each_field_that_is_told_out_of_the_record_says_so(form: str, field: str):
    assert WARNING in FORMS[form].base_fields[field].help_text


def test_whoever_does_not_open_a_case_again_answers_the_reporter(town: Town):
    case = checked(town, anonymous=False)
    case = actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
    case = actions.ask_reopening(case, facts="又漏了", by=Hat(reporter_of=case.pk), at=MONDAY)
    assert WARNING in text(town.client("intake").get(page(case, "decline")))


def checked(town: Town, *, anonymous: bool) -> Case:
    case = actions.finish(town.handling(anonymous=anonymous), result="换了管子", by=town.hat("worker"), at=MONDAY)
    return actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_revisit_says_so_whether_or_not_anybody_can_be_asked(town: Town, anonymous: bool):
    case = checked(town, anonymous=anonymous)
    assert WARNING in text(town.client("revisitor").get(page(case, "revisit")))


def test_what_stays_inside_is_not_said_to_be_seen(town: Town):
    assert WARNING not in text(town.client("secretary").get(page(town.handling(), "match_resource")))
