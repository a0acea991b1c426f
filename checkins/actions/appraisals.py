"""年度评价: the community writes, returns it to the work unit, the unit acknowledges. Then only a new row corrects."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from checkins.actions.acting import ask_keeper, person_of
from checkins.models import Appraisal, Feedback, MemberCheckIn
from checkins.rules import Refused
from checkins.standing import handles
from checkins.workflow import State
from partyorg.hats import Hat


def may_appraise(check_in: MemberCheckIn, *, by: Hat) -> None:
    """Raises Refused. No query."""
    ask_keeper(by, check_in.community, "写评价")
    if check_in.state not in (State.CONFIRMED, State.ENDED):
        raise Refused("not_now", state=State(check_in.state).label, deed="写评价")


def appraise(check_in: MemberCheckIn, *, year: int, grade: str, words: str, by: Hat, at: datetime) -> Appraisal:
    """The community's word on a member's year. One a member and year. Raises Refused."""
    may_appraise(check_in, by=by)
    if year > localdate(at).year:
        raise Refused("year_over", year=year)
    if check_in.decided_at and year < localdate(check_in.decided_at).year:
        raise Refused("before_arrival", year=year)
    try:
        with transaction.atomic():
            made = Appraisal.objects.create(
                check_in=check_in, member=check_in.member, year=year, grade=grade, words=words,
                written_by=person_of(by), written_at=at,
            )  # fmt: skip
            write_audit(action="写年度评价", of=made, by=by.person, at=at, detail={"year": year})
    except IntegrityError:
        if Appraisal.objects.filter(member=check_in.member, year=year, corrects=None).exists():
            raise Refused("appraised_once", member=check_in.member, year=year) from None
        raise
    return made


def may_rewrite(appraisal: Appraisal, *, by: Hat) -> None:
    """As long as it has not been returned. Raises Refused. No query."""
    ask_keeper(by, appraisal.check_in.community, "改评价、反馈评价")
    if appraisal.is_returned:
        raise Refused("returned_stays")


def rewrite(appraisal: Appraisal, *, grade: str, words: str, by: Hat, at: datetime) -> None:
    """Before it is returned. Raises Refused."""
    may_rewrite(appraisal, by=by)
    draft = Appraisal.objects.filter(pk=appraisal.pk, returned_at=None)
    with transaction.atomic():
        if not draft.update(grade=grade, words=words, written_by=by.person, written_at=at):
            raise Refused("returned_stays")
        write_audit(action="改年度评价", of=appraisal, by=by.person, at=at)


def send_back(appraisal: Appraisal, *, by: Hat, at: datetime) -> Feedback:
    """反馈 to the work unit: from then on the unit and the member read it, and it never changes."""
    may_rewrite(appraisal, by=by)
    unit = appraisal.goes_to
    if unit is None:
        raise Refused("serving", member=appraisal.member)
    with transaction.atomic():
        if not Appraisal.objects.filter(pk=appraisal.pk, returned_at=None).update(returned_at=at):
            raise Refused("returned_stays")
        write_audit(action="反馈年度评价", of=appraisal, by=by.person, at=at, detail={"unit": unit.pk})
        return Feedback.objects.create(appraisal=appraisal, unit=unit, returned_by=person_of(by))


def may_correct(appraisal: Appraisal, *, by: Hat) -> None:
    """Once it has been returned. Raises Refused."""
    ask_keeper(by, appraisal.check_in.community, "更正评价")
    if not appraisal.is_returned:
        raise Refused("not_now", state="还没有反馈，可以直接改", deed="更正")
    if Appraisal.objects.filter(corrects=appraisal).exists():
        raise Refused("corrected_once")


def correct(appraisal: Appraisal, *, grade: str, words: str, by: Hat, at: datetime) -> Appraisal:
    """更正: a new row that points to the returned one; it has to be returned in its turn. Raises Refused."""
    may_correct(appraisal, by=by)
    try:
        with transaction.atomic():
            made = Appraisal.objects.create(
                check_in=appraisal.check_in, member=appraisal.member, year=appraisal.year, grade=grade, words=words,
                corrects=appraisal, written_by=person_of(by), written_at=at,
            )  # fmt: skip
            write_audit(action="更正年度评价", of=made, by=by.person, at=at, detail={"corrects": appraisal.pk})
    except IntegrityError:
        if Appraisal.objects.filter(corrects=appraisal).exists():
            raise Refused("corrected_once") from None
        raise
    return made


def may_acknowledge(appraisal: Appraisal, *, by: Hat) -> None:
    """Raises Refused."""
    feedback = Feedback.objects.filter(appraisal=appraisal).select_related("unit").first()
    if feedback is None or not handles(by, feedback.unit):
        raise Refused("not_yours", who="收到反馈的单位的经办人", deed="签收")
    if feedback.acknowledged_at:
        raise Refused("nothing_to_answer")


def acknowledge(feedback: Feedback, *, answer: str, by: Hat, at: datetime) -> None:
    """签收, with the unit's word if it has one. Raises Refused."""
    may_acknowledge(feedback.appraisal, by=by)
    with transaction.atomic():
        unread = Feedback.objects.filter(pk=feedback.pk, acknowledged_at=None)
        if not unread.update(acknowledged_by=by.person, acknowledged_at=at, answer=answer):
            raise Refused("nothing_to_answer")
        write_audit(action="签收年度评价", of=feedback, by=by.person, at=at)
