"""年度评价: one a member and year, corrected freely until it is returned, then by a new row alone."""

import pytest
from django.db import DatabaseError, transaction

from checkins.models import Appraisal, Feedback
from tests.checkins.conftest import appraised, confirmed, done, get, post, returned, says, text
from tests.factories import MONDAY, Town


def test_one_a_member_and_year(town: Town) -> None:
    check_in = confirmed(town)
    appraised(town, check_in)
    again = post(town, "community", "appraise", check_in.pk, year=2026, grade="POOR", words="再写")
    assert (again.status_code, says(again, "appraised_once", member="方在职", year=2026)) == (409, True)
    before = post(town, "community", "appraise", check_in.pk, year=2025, grade="POOR", words="那年")
    assert (before.status_code, says(before, "before_arrival", year=2025)) == (409, True)
    assert post(town, "community", "appraise", check_in.pk, year=2027, grade="POOR", words="明年").status_code == 422


def test_until_it_is_returned_it_is_rewritten_in_place(town: Town) -> None:
    appraisal = appraised(town, confirmed(town))
    done(town, "party_officer", "change_appraisal", appraisal.pk, "rewrite", grade="FAIR", words="还可以")
    appraisal.refresh_from_db()
    assert (appraisal.grade, appraisal.words, Appraisal.objects.count()) == ("FAIR", "还可以", 1)
    early = post(town, "community", "change_appraisal", appraisal.pk, "correct", grade="GOOD", words="x")
    assert early.status_code == 409


def test_then_only_a_new_row_that_points_to_it(town: Town) -> None:
    appraisal = returned(town, confirmed(town))
    late = post(town, "community", "change_appraisal", appraisal.pk, "rewrite", grade="POOR", words="改")
    assert (late.status_code, says(late, "returned_stays")) == (409, True)
    done(town, "community", "change_appraisal", appraisal.pk, "correct", grade="FAIR", words="更正：较好")
    correction = Appraisal.objects.get(corrects=appraisal)
    appraisal.refresh_from_db()
    assert (appraisal.grade, correction.grade, correction.year) == ("GOOD", "FAIR", 2026)
    # not yet returned: neither the unit nor the member knows of it
    assert get(town, "housing", "appraisal", correction.pk).status_code == 404
    assert "更正后的一份" not in text(get(town, "housing", "appraisal", appraisal.pk))
    assert appraisal.words in text(get(town, "serving", "mine"))
    done(town, "community", "change_appraisal", correction.pk, "return")
    assert "更正后的一份" in text(get(town, "housing", "appraisal", appraisal.pk))
    assert "更正：较好" in text(get(town, "serving", "mine"))
    twice = post(town, "community", "change_appraisal", appraisal.pk, "correct", grade="POOR", words="x")
    assert (twice.status_code, says(twice, "corrected_once")) == (409, True)


def test_the_unit_acknowledges_once(town: Town) -> None:
    appraisal = returned(town, confirmed(town))
    assert post(town, "community", "change_appraisal", appraisal.pk, "acknowledge").status_code == 403
    assert post(town, "finance", "change_appraisal", appraisal.pk, "acknowledge").status_code == 404
    assert "待单位签收 1" in text(get(town, "housing", "list", "appraisals"))
    done(town, "housing", "change_appraisal", appraisal.pk, "acknowledge")
    again = post(town, "housing", "change_appraisal", appraisal.pk, "acknowledge")
    assert (again.status_code, says(again, "nothing_to_answer")) == (409, True)
    assert get(town, "housing", "change_appraisal", appraisal.pk, "nonsense").status_code == 404


@pytest.mark.parametrize(
    "forget",
    [
        lambda: Appraisal.objects.update(words="别的"),
        lambda: Appraisal.objects.all()._raw_delete("default"),
        lambda: Feedback.objects.update(answer="别的"),
        lambda: Feedback.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_keeps_what_was_returned(town: Town, forget) -> None:
    appraisal = returned(town, confirmed(town))
    done(town, "housing", "change_appraisal", appraisal.pk, "acknowledge", answer="知道了")
    with pytest.raises(DatabaseError), transaction.atomic():
        forget()
    appraisal.refresh_from_db()
    assert (appraisal.returned_at, appraisal.feedback.answer) == (MONDAY, "知道了")
