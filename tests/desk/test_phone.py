"""看电话: the reporter's number in full, once, to whoever has to call and says why; kept nowhere else."""

import logging
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import AuditEntry, Session, User
from cases import actions
from cases.actions import Represented
from cases.models import AssistingUnit, Case
from partyorg.actions import appoint
from partyorg.hats import Hat
from partyorg.kinds import Role
from tests.desk.conftest import page, rule, text
from tests.desk.every_move import signed
from tests.desk.leaks import heard, leaks
from tests.factories import LONG_AGO, MONDAY, PEOPLE, Town

pytestmark = pytest.mark.enough_on("sqlite")

NAME, PHONE, OTHER, THEIRS = "鬯三丰", "13912340007", "黹小妹", "053285891234"
SECRETS = ["鬯三", PHONE, "黹小", "85891234"]
SAID: dict[str, dict[str, Any]] = {
    "plain": {},
    "confidential": {"confidential": True},
    "anonymous": {"anonymous": True},
    "represented": {"represented": [Represented(OTHER, THEIRS), Represented("没电话的", "")]},
}
ASKING = {"intake", "second_intake", "community", "street", "revisitor"}
IN_THE_GRID = {"secretary", "worker", "guide"}
LOOKING_ON = {"street_secretary", "director", "platform", "second_platform", "supervisor", "leading"}
MAY = {
    "plain": ASKING | IN_THE_GRID,
    "confidential": ASKING,
    "anonymous": set(),
    "represented": ASKING | IN_THE_GRID,
}
WHY = {"tapped": "联系诉求人"}


def said(kind: str = "plain") -> dict[str, Any]:
    return {"name": NAME, "phone": PHONE, **SAID[kind]}


def told(answer: Any) -> set[str]:
    return leaks(heard(answer), SECRETS)


def trail(case: Case) -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(action="查看诉求人电话", object_id=str(case.pk)).select_related("by")
    return [(row.by.username, row.reason) for row in rows if row.by]


def finished(town: Town, **kept: Any) -> Case:
    """Closed by the reporter's own word."""
    case = actions.finish(town.handling(**kept), result="修好了", by=town.hat("worker"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    by = Hat(reporter_of=case.pk)
    return actions.revisit(case, solved="YES", satisfied="YES", by=by, at=MONDAY)


def may(town: Town, case: Case) -> set[str]:
    """Who is asked for a reason and not refused; and to whom the button is shown, which has to be the same."""
    asked, shown = set(), set()
    for who in PEOPLE:
        client = town.client(who)
        if client.get(page(case, "phone")).status_code == 200:
            asked.add(who)
        if page(case, "phone") in text(client.get(page(case))):
            shown.add(who)
    assert asked == shown
    return asked


@pytest.mark.parametrize("kind", SAID)
def test_each_person_sees_it_or_does_not(town: Town, kind: str) -> None:
    case = town.handling(**said(kind))
    for who in PEOPLE:
        sees_it_or_does_not(town, case, kind, who)
    assert {who for who, _ in trail(case)} == MAY[kind]
    assert len(trail(case)) == len(MAY[kind])


def sees_it_or_does_not(town: Town, case: Case, kind: str, who: str) -> None:
    client = town.client(who)
    seen, asked = client.get(page(case)), client.get(page(case, "phone"))
    answer = client.post(page(case, "phone"), WHY)
    assert told(seen) == told(asked) == set()
    assert ("看电话" in text(seen)) is (who in MAY[kind])
    if who in MAY[kind]:
        assert (asked.status_code, answer.status_code) == (200, 200)
        assert told(answer) == ({*SECRETS} if kind == "represented" else {"鬯三", PHONE})
        assert trail(case)[0] == (who, "联系诉求人")
    else:
        there = who in ASKING | IN_THE_GRID | LOOKING_ON
        assert (asked.status_code, answer.status_code) == ((403, 403) if there else (404, 404))
        assert told(answer) == set()
        assert not there or rule(asked) == rule(answer) == "not_your_contact"


def test_only_the_answer_to_the_reason_shows_it_and_no_browser_keeps_that(town: Town) -> None:
    case, client = town.handling(**said("represented")), town.client("secretary")
    answer = client.post(page(case, "phone"), {"tapped": "登记回访", "reason": "约上门时间"})
    assert f"{NAME}　" in text(answer)
    assert f'href="tel:{PHONE}"' in text(answer)
    assert "没电话的" not in text(answer)
    assert trail(case) == [("secretary", "登记回访：约上门时间")]
    for again in (client.get(page(case)), client.get(page(case, "phone")), client.get("/desk/")):
        assert told(again) == set()
    assert "鬯* 139****0007" in text(client.get(page(case)))
    for one in (answer, client.get(page(case, "phone")), town.client("platform").get(page(case, "phone"))):
        assert "no-store" in one["Cache-Control"]


def test_the_number_is_kept_in_no_trail_no_log_no_session(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    case, client = town.handling(**said("represented")), town.client("secretary")
    assert client.post(page(case, "phone"), WHY).status_code == 200
    spoken = f"打 {PHONE[:3]}-{PHONE[3:7]} ０００７，{THEIRS[:4]}-{THEIRS[4:]}"
    assert len(actions.see_phone(case, reason=spoken, by=town.hat("secretary"), at=MONDAY)) == 2
    assert [why for _, why in trail(case)] == ["打 139****0007，053****1234", "联系诉求人"]
    kept = [str(vars(row)) for row in AuditEntry.objects.all()]
    kept += [str(session.get_decoded()) for session in Session.objects.all()]
    assert leaks("\n".join([*kept, caplog.text]), SECRETS) == set()
    [contact, *_] = actions.see_phone(case, reason="核对情况", by=town.hat("secretary"), at=MONDAY)
    assert leaks(repr(contact), SECRETS) == set()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "请选一项理由，或者自己写一句。"),
        ({"reason": " \u200e\n "}, "请选一项理由，或者自己写一句。"),
        ({"tapped": "好奇", "reason": "看看就好"}, "请选一项理由，或者自己写一句。"),
        ({"reason": "看看就好，" + "长" * 200}, "最多 200 个字，您写了 205 个，请写短一些。"),
        ({"reason": "看看就好，打 139 1234 0007"}, "理由会留在审计记录里，请不要写电话号码。"),
        ({"reason": "看看就好，打 0532-85891234"}, "理由会留在审计记录里，请不要写电话号码。"),
        (
            {"tapped": "登记回访", "reason": "看看就好，打１３９１２３４０００７"},
            "理由会留在审计记录里，请不要写电话号码。",
        ),
    ],
)
def test_without_a_good_reason_nothing_is_shown_and_nothing_typed_is_lost(
    town: Town, fields: dict[str, str], sentence: str
) -> None:
    case = town.handling(**said())
    answer = town.client("secretary").post(page(case, "phone"), fields)
    assert answer.status_code == 422
    assert f'<p class="error" id="id_{"tapped" if "选一项" in sentence else "reason"}_error">{sentence}' in text(answer)
    assert leaks(heard(answer), ["鬯三"]) == set()
    assert ("看看就好" in text(answer)) is ("看看就好" in fields.get("reason", ""))
    assert ('value="登记回访" id="id_tapped_1" checked' in text(answer)) is ("登记回访" in fields.values())
    assert trail(case) == []


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_it_is_only_asked_and_answered(town: Town, method: str) -> None:
    case = town.handling(**said())
    assert getattr(town.client("secretary"), method)(page(case, "phone")).status_code == 405


def test_strangers_sign_in_and_whoever_has_no_post_is_told_so(town: Town) -> None:
    case, resident = town.handling(**said()), Client()
    assert resident.post(page(case, "phone"), WHY)["Location"].startswith("/desk/sign-in/")
    resident.force_login(User.objects.create_user("nobody", name="没岗位"))
    assert resident.post(page(case, "phone"), WHY).status_code == 403
    assert trail(case) == []


def test_where_no_number_was_left_there_is_nothing_to_see(town: Town) -> None:
    case, client = town.handling(name=NAME), town.client("secretary")
    assert "看电话" not in text(client.get(page(case)))
    for answer in (client.get(page(case, "phone")), client.post(page(case, "phone"), WHY)):
        assert (answer.status_code, rule(answer)) == (409, "can_be_reached")
    assert trail(case) == []


def test_an_account_has_its_number_too_but_not_that_of_staff_on_patrol(town: Town) -> None:
    account = User.objects.create_user("resident", name=NAME, phone=PHONE)
    case, client = town.handling(by=Hat(person=account)), town.client("secretary")
    assert told(client.post(page(case, "phone"), WHY)) == {"鬯三", PHONE}
    worker = town.people["worker"]
    worker.phone = "13700001111"
    worker.save()
    found = town.handling(words="巡查发现", channel="PATROL", by=town.hat("worker"))
    assert rule(client.post(page(found, "phone"), WHY)) == "can_be_reached"


def test_the_platform_and_whom_it_called_may_call(town: Town) -> None:
    case = signed(town, **said())  # owned by the platform, done by housing, finance assists
    assert may(town, case) == ASKING | {"platform", "second_platform", "housing"}


def test_of_a_confidential_case_nobody_who_has_or_had_it_in_hand_sees_anything(town: Town) -> None:
    case = signed(town, **said("confidential"))  # went through the hands of the community and the street
    assert may(town, case) == {"intake", "second_intake", "revisitor"}
    for who in ("housing", "finance", "station", "platform", "street", "community"):
        client = town.client(who)
        answers = [client.get(page(case)), client.get(page(case, "phone")), client.post(page(case, "phone"), WHY)]
        assert [told(answer) for answer in answers] == [set()] * 3
        assert answers[2].status_code in (403, 404)
    assert trail(case) == []


@pytest.mark.parametrize(
    ("why", "left"),
    [("NAMED", {"revisitor"}), ("LATE", {"revisitor"}), ("COPIED", {"intake", "second_intake", "revisitor"})],
)
def test_intake_at_an_assisting_unit_does_not_see_it_but_who_was_sent_a_copy_does(
    town: Town, why: str, left: set[str]
) -> None:
    case = signed(town, **said("confidential"))
    for unit in ("community_unit", "street_unit"):
        AssistingUnit.objects.update_or_create(
            case=case, organisation=town.units[unit], defaults={"why": why, "since_at": MONDAY}
        )
    assert may(town, case) == left


def test_a_second_post_at_the_host_shuts_a_revisit_officer_out(town: Town) -> None:
    case = signed(town, **said("confidential"))
    housing = town.units["housing"]
    appoint(
        town.people["revisitor"], role=Role.UNIT_OFFICER, organisation=housing, from_date=LONG_AGO, by=None, at=MONDAY
    )
    assert "revisitor" not in may(town, case)


def test_the_street_as_host_of_a_confidential_case_leaves_its_own_intake_and_revisits_out(town: Town) -> None:
    case = town.handled_by(3, **said("confidential"))
    assert may(town, case) == {"intake", "second_intake"}


@pytest.mark.parametrize("kind", ["plain", "confidential"])
@pytest.mark.parametrize(("days", "left"), [(0, ASKING), (30, ASKING), (31, set())])
def test_when_it_is_over_intake_and_revisits_may_for_thirty_days(
    town: Town, monday: time_machine.Traveller, kind: str, days: int, left: set[str]
) -> None:
    case = finished(town, **said(kind))
    later: datetime = MONDAY + timedelta(days=days)
    monday.move_to(later)
    assert may(town, case) == left
    answer = town.client("secretary").post(page(case, "phone"), WHY)
    assert (answer.status_code, rule(answer), told(answer)) == (403, "not_your_contact", set())
