"""What nobody sees is not written, and whoever wants to stay unnamed is named on no form of the desk."""

import pytest

from cases.models import Case, Follower
from tests.desk.conftest import page, text
from tests.desk.entering import CALLER, send
from tests.factories import Town

UNNAMED = "对方不愿让人知道是谁说的"


def refused(town: Town, who: str, case: Case, event: str, **fields: object) -> str:
    answer = town.client(who).post(page(case, event), fields)
    assert answer.status_code == 422, answer.status_code
    assert Case.objects.get(pk=case.pk).version == case.version
    return text(answer)


@pytest.mark.parametrize("nothing", ["\u200b\u200b", "\u2060", "\u202e", "\u3000"])
def test_signs_that_nobody_sees_are_no_result(town: Town, nothing: str) -> None:
    assert "请写明" in refused(town, "worker", town.handling(), "finish", result=nothing)


def test_signs_that_turn_a_line_are_dropped(town: Town) -> None:
    case = town.handling()
    town.client("worker").post(page(case, "finish"), {"result": "好\u202e了gnp.exe"})
    assert case.events.get(kind="finish").note == "好了gnp.exe"


@pytest.mark.parametrize("said", ["赵铁柱说好了", "他电话 137 6666-8888"])
@pytest.mark.parametrize(
    ("who", "event", "field"),
    [("worker", "finish", "result"), ("worker", "contacted", "reason"), ("secretary", "match_resource", "tried")],
)
def test_a_confidential_reporter_is_named_in_nothing_that_units_read(
    town: Town, who: str, event: str, field: str, said: str
) -> None:
    case = town.handling(name="赵铁柱", phone="13766668888", confidential=True)
    given = {"finish": {}, "contacted": {"how": "PHONE"}, "match_resource": {"resource": "none"}}[event]
    answer = town.client(who).post(page(case, event), {**given, field: said})
    if event == "contacted":  # of a confidential one the host may contact nobody
        assert answer.status_code in (403, 409, 422)
        return
    assert answer.status_code == 422
    assert UNNAMED in text(answer)
    assert said in text(answer)  # nothing typed is lost


def test_nor_is_anybody_for_whom_they_reported(town: Town) -> None:
    case = town.handling(confidential=True)
    Follower.objects.create(case=case, why=Follower.Why.REPRESENTED, name="李四喜", phone="13755556666")
    for said in ["李四喜家也漏", "13755556666"]:
        assert UNNAMED in refused(town, "worker", case, "finish", result=said)


def test_nor_is_anybody_named_while_it_is_taken_down(town: Town) -> None:
    client = town.client("intake")
    head = {"channel": "BUILDING_HEAD", "name": "孙楼长", "phone": CALLER, "confidential": "on"}
    answer = send(client, **head, who_1="李四喜", tel_1="13755556666", words="替李四喜报：楼道漏水")
    assert (answer.status_code, UNNAMED in text(answer)) == (422, True)
    answer = send(client, anonymous="on", words=f"路灯不亮，我电话{CALLER}")
    assert (answer.status_code, UNNAMED in text(answer)) == (422, True)
    assert not Case.objects.exists()
