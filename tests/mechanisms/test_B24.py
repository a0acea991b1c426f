"""B24 矛盾化解、纠纷调处: a dispute ends with the result of its mediation; what was said stays inside."""

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cases import actions
from cases.models import Case, Category
from notifications.actions import announce, deliver
from notifications.models import Message
from tests.front_door import FrontDoor, day, photo

WORDS = "楼上老周半夜拖椅子，吵了三个月"
RESULT = "两家谈拢：十点以后不挪家具"
SECRETS = ["老周", "半夜", "拖椅子", "谈拢", "挪家具"]


@pytest.fixture
def dispute(door: FrontDoor) -> Category:
    kind = Category.objects.get(code="NEIGHBOURS")
    assert (kind.name, kind.mediation, kind.sensitive) == ("邻里纠纷", True, True)
    return kind


def handled(door: FrontDoor) -> None:
    door.report(day(16, 9), words=WORDS, category="NEIGHBOURS", phone="13800001234", name="李四")
    door.accepted_and_signed(day(16, 9, 30), category="NEIGHBOURS")


def finished(door: FrontDoor, mediation: str) -> None:
    handled(door)
    door.step("secretary", "finish", day(16, 15), result=RESULT, mediation=mediation, photos=[photo()])


def texts() -> str:
    """Everything that has gone to telephones or stands in the gateway's log."""
    with time_machine.travel(day(17, 10), tick=False):
        announce(at=day(17, 10))
        deliver(at=day(17, 10))
    log = Path(settings.SMS_LOG)
    written = log.read_text(encoding="utf8") if log.exists() else ""
    return "\n".join(Message.objects.filter(channel="SMS").values_list("text", flat=True)) + written


@pytest.mark.parametrize(("mediation", "said"), [("SUCCEEDED", "成功"), ("FAILED", "未成功"), ("LITIGATION", "转诉讼")])
def test_it_ends_with_one_of_three_results(door: FrontDoor, dispute: Category, mediation: str, said: str) -> None:
    finished(door, mediation)
    assert door.now.mediation == mediation
    assert f"<dt>调解结果</dt><dd>{said}</dd>" in door.page("secretary", day(16, 16))


@pytest.mark.parametrize("mediation", ["", "AMICABLE"])
def test_without_a_result_it_is_not_finished(door: FrontDoor, dispute: Category, mediation: str) -> None:
    handled(door)
    answer = door.post("secretary", "finish", day(16, 15), result=RESULT, mediation=mediation, photos=[photo()])
    assert answer.status_code == 422
    assert "请选调解结果：成功、未成功或转诉讼。" in answer.content.decode()
    with pytest.raises(actions.Refused) as refusal:
        actions.finish(door.now, result=RESULT, by=door.town.hat("secretary", day(16, 15)), at=day(16, 15))
    assert refusal.value.rule == "mediated"
    assert door.now.state == "handling"


def test_no_text_to_a_telephone_says_what_it_is_about(door: FrontDoor, dispute: Category) -> None:
    finished(door, "SUCCEEDED")
    door.step("guide", "check_pass", day(16, 16), on_site="on")
    door.answer(day(16, 18), solved="YES", satisfied="YES")
    sent = texts()
    assert sent
    assert [word for word in [*SECRETS, "调解"] if word in sent] == []


def test_its_own_reporter_reads_it_by_the_code_and_nobody_without(door: FrontDoor, dispute: Category) -> None:
    finished(door, "SUCCEEDED")
    own = door.progress(day(16, 16))
    assert all(words in own for words in [WORDS, RESULT, "调解成功"])
    for path in public_pages(door):
        assert [word for word in SECRETS if word in Client().get(path).content.decode()] == []


def public_pages(door: FrontDoor) -> list[str]:
    """What anybody may open, and what may be tried with the number that is spoken of aloud."""
    names: list[Any] = ["resident:home", "resident:report", "resident:find"]
    tried = [reverse("resident:progress", args=[door.number]), f"{reverse('resident:find')}?code={door.number}"]
    return [*map(reverse, names), *tried, reverse("cases:case", args=[door.number])]


def test_whoever_reported_the_same_hears_that_it_is_over_and_not_how(door: FrontDoor, dispute: Category) -> None:
    handled(door)
    main, town = door.now, door.town
    door.report(day(16, 10), words="三楼也听得到，天天吵", category="NEIGHBOURS", phone="13900005678")
    other = door.code
    actions.merge(door.now, parent=main, by=town.hat("community", day(16, 11)), at=day(16, 11))
    door.number, door.code = main.number, main.tracking_code
    door.step("secretary", "finish", day(16, 15), result=RESULT, mediation="SUCCEEDED", photos=[photo()])
    door.step("guide", "check_pass", day(16, 16), on_site="on")
    door.answer(day(16, 18), solved="YES", satisfied="YES")
    assert Case.objects.get(tracking_code=other).closed_at
    door.code = other
    page = door.progress(day(16, 19))
    assert "已结案" in page
    assert [word for word in [*SECRETS, "调解"] if word in page] == []
    assert [word for word in SECRETS if word in texts()] == []
