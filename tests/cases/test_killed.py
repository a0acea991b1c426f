"""A worker killed by SIGKILL after any statement whatever: run again, each step is there once, and each message once.

The worker that dies is a child process with a connection of its own (tests/servers/killing.py). It dies after its first
moment, then, over new cases, after its second, and so on until it comes to its end unharmed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import count, groupby
from pathlib import Path
from typing import Any

import pytest

from cases import actions
from cases.models import Case, Event, new_tracking_code
from cases.terms import Who
from notifications import actions as notifications
from notifications.channels import FileSms
from notifications.models import Announced, CatchingUp, DigestLine, Message
from tests.desk.every_move import called, disputed, longer_asked, suspended, topped
from tests.factories import MONDAY, SHANGHAI, Town, build_town
from tests.front_door import day
from tests.servers.killing import lives

pytestmark = pytest.mark.django_db(transaction=True)

EVENING, AFTER_AN_OUTAGE = day(17, 17, 45), datetime(2027, 1, 15, 9, tzinfo=SHANGHAI)
A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)  # after which a try that was cut off is made again
SENDING = [(FileSms, "send")]


class Forgetful(FileSms):
    """A gateway that cannot be asked what it has sent."""

    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        super().send(phone, text, key=key, again=False, at=at)


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Path) -> Path:
    settings.SMS_LOG = tmp_path / "sms.log"
    return settings.SMS_LOG


def due_cases(town: Town) -> list[Case]:
    """At EVENING each waits for another step of the system, and nobody has been told of anything yet."""
    forget_who_reported()
    return [
        town.reported(at=day(17, 15), words="路灯不亮", phone="13800010001"),
        town.accepted(at=day(17, 15), words="井盖松动", phone="13800010002"),
        town.handling(at=day(16, 9), words="地下室漏水", phone="13800010003"),
    ]


def forget_who_reported() -> None:
    """Else the next set would be the same people's same matters, and no new cases."""
    Case.objects.update(reporter_phone_hash="")


def beat(at: datetime = EVENING) -> None:
    """What a worker does every 15 seconds, in batches so small that there are several."""
    actions.sweep(at=at, batch=2)
    notifications.announce(at=at, batch=4)
    notifications.deliver(at=at)


def later_beats() -> None:
    beat()
    beat(EVENING + A_MINUTE)


def account_of(cases: Sequence[Case], sms_log: Path) -> dict[str, list]:
    """What came of the cases, in words that are the same for every such set of them."""
    fresh = list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("id"))
    steps = Event.objects.filter(case__in=fresh).order_by("case_id", "seq")
    told = Message.objects.filter(event__case__in=fresh).order_by("event__case_id", "event__seq", "recipient", "text")
    texts = [(line["phone"], line["text"]) for line in lines_of(sms_log)]
    return {
        "versions": [case.version for case in fresh],
        "steps": list(steps.values_list("case__title", "seq", "kind", "to_level")),
        "told": [anew(fresh, row) for row in told.values_list("event__seq", "recipient", "state", "text")],
        "texts": sorted(anew(fresh, row) for row in texts),
    }


def anew(cases: Sequence[Case], row: tuple) -> tuple:
    """The row without what belongs to one case alone: its number and its code."""
    *others, text = row
    for case in cases:
        text = text.replace(case.number, "编号").replace(case.tracking_code, "查询码")
    return (*others, text)


def late_cases(town: Town) -> list[Case]:
    """One for each other step of the system. At AFTER_AN_OUTAGE each is due, most of them long since."""
    cases = [suspended(town), longer_asked(town), called(town), disputed(town), topped(town), town.handled_by(2)]
    due = {"handle_by": AFTER_AN_OUTAGE + A_DAY, "remind_at": AFTER_AN_OUTAGE, "due_at": AFTER_AN_OUTAGE}
    Case.objects.filter(pk=cases[-1].pk).update(**due)
    Case.objects.filter(pk__in=[case.pk for case in cases[2:4]]).update(handle_by=AFTER_AN_OUTAGE + A_DAY)
    Case.objects.filter(pk=cases[3].pk).update(respond_by=AFTER_AN_OUTAGE + A_DAY, report_in_by=None)
    notifications.announce(at=MONDAY)
    return cases


def once_more(patterns: Sequence[Case]) -> list[Case]:
    """The same cases again, each with its last step, of which everybody has been told, and what hangs on it."""
    return [_copied(Case.objects.get(pk=pattern.pk)) for pattern in patterns]


def _copied(pattern: Case) -> Case:
    code = new_tracking_code()
    own = {"number": f"{pattern.number[-6:]}-{code}", "tracking_code": code, "due_at": AFTER_AN_OUTAGE}
    case = _inserted(pattern, **own)
    last = _inserted(pattern.events.latest("seq"), case=case)
    Announced.objects.create(event=last, at=MONDAY)
    for one in [*pattern.assisting.all(), *pattern.proposals.all()]:
        _inserted(one, case=case)
    return case


def _inserted(row: Any, **changed: Any) -> Any:
    columns = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row).objects.create(**{**columns, **changed})


def catch_up() -> None:
    """A worker's beat when the system comes back, and again a little later."""
    actions.sweep(at=AFTER_AN_OUTAGE, batch=4)
    notifications.announce(at=AFTER_AN_OUTAGE, batch=20)


def settled(cases: Sequence[Case]) -> dict[str, list]:
    """What came of them: steps, questions, messages, and what each person's digest counts. Then the digests go, so
    that the next set has its own."""
    ours = [case.pk for case in cases]
    lines = DigestLine.objects.filter(event__case__in=ours)
    digests = Message.objects.filter(catching_up__isnull=False)
    found: dict[str, list[Any]] = {
        "steps": [list(case.events.order_by("seq").values_list("seq", "kind", "to_level")) for case in cases],
        "asked": [list(case.proposals.values_list("matter", "outcome")) for case in cases],
        "told": sorted(_told(cases)),
        "digests": sorted(digests.values_list("recipient")),
        "lines": sorted(lines.values_list("digest__recipient", "event__kind", "event__seq")),
    }
    lines.delete()
    digests.delete()
    CatchingUp.objects.all().delete()
    return found


def _told(cases: Sequence[Case]) -> list[tuple]:
    one_by_one = Message.objects.filter(event__case__in=cases, catching_up=None)
    return [anew(cases, row) for row in one_by_one.values_list("event__kind", "recipient", "channel", "text")]


def lines_of(sms_log: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in sms_log.read_text(encoding="utf8").splitlines()]


@pytest.mark.proof
def test_killed_after_any_statement_the_next_beat_brings_each_step_and_each_message_once(
    town: Town, sms_log: Path
) -> None:
    cases = due_cases(town)
    beat()
    unharmed = account_of(cases, sms_log)
    by_itself = Event.objects.filter(role=Who.SYSTEM).order_by("case_id")
    assert list(by_itself.values_list("kind", flat=True)) == ["accept", "sign", "auto_whistle"]
    assert len(unharmed["texts"]) >= len(cases)
    for moments in count(1):
        cases = due_cases(town)
        sms_log.unlink()
        survived = lives(beat, dies_after=moments, deeds_outside=SENDING)
        assert lives(later_beats)
        assert account_of(cases, sms_log) == unharmed, f"killed after moment {moments}"
        if survived:
            break
    assert moments > 100


def test_a_channel_that_cannot_be_asked_gets_a_text_twice_only_from_a_worker_killed_before_it_recorded_the_sending(
    town: Town, sms_log: Path, settings: Any
) -> None:
    """No outbox can do better: that the text is gone and that the database knows it are two deeds in two places. Both
    lines carry the same key."""
    settings.SMS_BACKEND = f"{__name__}.Forgetful"
    sent = []
    for moments in count(1):
        forget_who_reported()
        town.accepted(phone="13800010001")
        notifications.announce(at=MONDAY)
        sms_log.write_text("")
        survived = lives(lambda: notifications.deliver(at=MONDAY), dies_after=moments, deeds_outside=SENDING)
        assert lives(lambda: notifications.deliver(at=MONDAY + A_MINUTE))
        lines = lines_of(sms_log)
        assert len({line["key"] for line in lines}) == 1
        assert not Message.objects.filter(state=Message.State.PENDING).exists()
        sent.append(len(lines))
        if survived:
            break
    assert [times for times, _ in groupby(sent)] == [1, 2, 1]  # once, till it is sent, and from the commit on


@pytest.mark.proof
def test_killed_while_catching_up_after_an_outage_each_step_message_and_line_of_a_digest_is_there_once(
    town: Town, sms_log: Path
) -> None:
    """Resumed, raised to the top, signed for, pressed, reminded: the steps that the first test has not, and digests."""
    patterns = late_cases(town)
    Case.objects.filter(pk__in=[pattern.pk for pattern in patterns]).update(due_at=None)
    cases = once_more(patterns)
    catch_up()
    unharmed = settled(cases)
    kinds = [steps[-1][1] for steps in unharmed["steps"]]
    assert kinds == ["resume", "auto_raise", "sign", "overdue", "supervise", "reminded"]
    assert unharmed["digests"]
    assert unharmed["lines"]
    for moments in count(1):
        cases = once_more(patterns)
        survived = lives(catch_up, dies_after=moments)
        assert lives(catch_up)
        assert settled(cases) == unharmed, f"killed after moment {moments}"
        if survived:
            break
    assert moments > 30
