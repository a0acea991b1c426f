"""B09 在职党员到社区报到和社区评价反馈制度: to the unit as a record; the member sees their own, others nothing."""

from accounts.models import User
from checkins.models import Feedback
from tests.checkins import conftest as desk
from tests.checkins.conftest import monday, town
from tests.factories import Town

__all__ = ["monday", "town"]


def test_an_appraisal_goes_to_the_unit_the_member_sees_it_others_do_not(town: Town) -> None:
    check_in = desk.confirmed(town, "serving")  # who works at the housing bureau
    appraisal = desk.appraised(town, check_in, grade="GOOD", words="雨夜巡楼，群众都说好")
    for who in ("housing", "serving"):
        assert desk.get(town, who, "appraisal", appraisal.pk).status_code == 404  # a draft is the community's
    desk.done(town, "community", "change_appraisal", appraisal.pk, "return")

    feedback = Feedback.objects.get(appraisal=appraisal)
    assert (feedback.unit, feedback.acknowledged_at) == (town.units["housing"], None)
    assert "雨夜巡楼" in desk.text(desk.get(town, "housing", "appraisal", appraisal.pk))
    desk.done(town, "housing", "change_appraisal", appraisal.pk, "acknowledge", answer="计入年度考核")
    feedback.refresh_from_db()
    assert (feedback.acknowledged_by, feedback.answer) == (town.people["housing"], "计入年度考核")

    assert "雨夜巡楼" in desk.text(desk.get(town, "serving", "appraisal", appraisal.pk))
    assert "雨夜巡楼" in desk.text(desk.get(town, "serving", "mine"))

    town.people["resident"] = User.objects.create_user("resident", name="随便谁")
    for who in ("resident", "second_serving", "finance", "worker", "far_community", "platform"):
        assert desk.get(town, who, "appraisal", appraisal.pk).status_code == 404, who
        assert "雨夜巡楼" not in desk.text(desk.get(town, who, "mine"))
