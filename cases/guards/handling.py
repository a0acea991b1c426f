"""What is asked of those who handle, check, revisit, supervise and rate."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from accounts.models import User
from cases import ratings
from cases.guards.attempt import Attempt
from cases.models import AssistingUnit, Case, Event, Photo
from cases.standing import works_for
from cases.terms import Kind, Level, Notice, Satisfied, Solved, Supervision, Who
from cases.workflow import HANDLING_KINDS
from partyorg.kinds import REPORTING_IN
from partyorg.models import Organisation, Post

TRIES, TRIED_OVER = 3, timedelta(days=3)
_GRAVITY = list(Supervision)


def reason_given(attempt: Attempt) -> bool:
    return bool(attempt.given["reason"].strip())


def is_called(case: Case, host: Organisation) -> bool:
    """A department or a street body whom the owner calls to do the work, not the owner itself. By the rung: a street
    that stands in for a grid calls as a street does.
    """
    return case.rung >= Level.STREET and host.kind in REPORTING_IN and host.pk != case.owner_org_id


def called_here(attempt: Attempt) -> bool:
    """A host that was called and has not come yet. Once a call; late is better than never."""
    case = attempt.case
    if case.host_org is None or not is_called(case, case.host_org):
        return False
    return not any(event.kind == Kind.REPORT_IN for event in since_called(attempt.events))


def since_called(events: Iterable[Event]) -> list[Event]:
    """What has happened since the host that the case has now was called."""
    in_order = sorted(events, key=lambda event: event.seq)
    calls = [event.seq for event in in_order if ratings.names_a_host(event)]
    return [event for event in in_order if event.seq > max(calls, default=0)]


def called_at(events: Iterable[Event]) -> datetime | None:
    """When the host that the case has now was called; None where nobody has called it."""
    return max(((event.seq, event.at) for event in events if ratings.names_a_host(event)), default=(0, None))[1]


def can_be_reached(attempt: Attempt) -> bool:
    return attempt.case.may_be_contacted


def time_person_place(attempt: Attempt) -> bool:
    given = attempt.given
    there = given["where"].strip() or given["video"].strip()
    return bool(given["arrived_at"] and given["person"].strip() and there)


def result_given(attempt: Attempt) -> bool:
    return bool(attempt.given["result"].strip())


def after_photo(attempt: Attempt) -> bool:
    case = attempt.case
    if not (case.category and case.category.after_photo):
        return True
    return bool(attempt.given.get("photos")) or case.photos.filter(taken=Photo.When.AFTER).exists()


def mediated(attempt: Attempt) -> bool:
    category = attempt.case.category
    return not (category and category.mediation) or bool(attempt.given.get("mediation"))


def co_units_answered(attempt: Attempt) -> bool:
    """Those named beside the host; one that has become the host itself answers by finishing."""
    named = [unit for unit in attempt.case.assisting.all() if unit.why == AssistingUnit.Why.NAMED]
    return all(unit.answered_at or unit.organisation_id == attempt.case.host_org_id for unit in named)


def not_the_handler(attempt: Attempt) -> bool:
    """Nobody judges their own work: neither who had it in hands nor who heads or handles matters for the host,
    whichever of several posts they have on, and as the reporter neither (一人多角).
    """
    person, host = attempt.hat.person, attempt.case.host_org
    if person and person.pk in {event.by_id for event in attempt.events if event.kind in HANDLING_KINDS}:
        return False
    return host is None or not any(works_for(post, host) for post in _posts_of_the_judge(attempt))


def _posts_of_the_judge(attempt: Attempt) -> Iterable[Post]:
    """Of a reporter all they hold, as far as it is known who it is: by the account, or the number they left. Whoever
    shows the tracking code comes without posts, signed in or not.
    """
    hat, case = attempt.hat, attempt.case
    if attempt.who != Who.REPORTER:
        return hat.held or hat.posts
    known = Q(pk=hat.person.pk) if hat.person else Q()
    known |= Q(pk=case.reporter_id) if case.reporter_id else Q()
    known |= Q(phone_hash=case.reporter_phone_hash) if case.reporter_phone_hash else Q()
    if not known:
        return ()
    posts = Post.objects.in_force(localdate(attempt.at)).filter(person__in=User.objects.filter(known))
    return posts.select_related("organisation")


def on_site_or_photo(attempt: Attempt) -> bool:
    return bool(attempt.given["on_site"] or attempt.given["photos"])


def somebody_to_ask(attempt: Attempt) -> bool:
    return not attempt.case.anonymous


def good_answer(attempt: Attempt) -> bool:
    """Solved and at least mostly satisfied; nobody to ask; or nobody reached, often enough and long enough."""
    given = attempt.given
    if not given.get("solved"):
        by_officer = attempt.who == Who.REVISIT_OFFICER
        return by_officer and (attempt.case.anonymous or nobody_reached(attempt))
    return is_good(given["solved"], given.get("satisfied", ""))


def is_good(solved: str, satisfied: str) -> bool:
    return solved == Solved.YES and satisfied in (Satisfied.YES, Satisfied.MOSTLY)


def nobody_reached(attempt: Attempt) -> bool:
    """Three tries over three days, since it last came to be revisited."""
    came = max((event.at for event in attempt.events if event.kind == Kind.CHECK_PASS), default=None)
    tries = [event.at for event in attempt.events if event.kind == Notice.UNREACHED and came and event.at >= came]
    return len(tries) >= TRIES and max(tries) - min(tries) >= TRIED_OVER


def not_weaker(attempt: Attempt) -> bool:
    kind, now = Supervision(attempt.given["weight"]), Supervision(attempt.case.supervised)
    return kind != Supervision.NONE and _GRAVITY.index(kind) >= _GRAVITY.index(now)


def something_to_rate(attempt: Attempt) -> bool:
    return bool(ratings.open_for(attempt.case, attempt.hat))
