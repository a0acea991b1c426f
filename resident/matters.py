"""Which matters are somebody's: what they reported, what they follow, how many photos each has. Knows no requests."""

from collections.abc import Collection

from django.db.models import Prefetch, Q

from accounts.models import User
from cases.actions import reported_by
from cases.models import Case, CaseQuerySet, Event, Follower, Photo
from cases.telling import EVENT_FACES
from notifications.models import Letter, Message
from partyorg.models import Post

MOST_SHOWN = 200
LAST_MESSAGES = 10


def cases_of(person: User) -> list[Case]:
    """What somebody reported, by account or with their phone; the newest first, with their events."""
    return list(with_events(Case.objects.filter(reported_by(person))))


def cases_followed_by(person: User) -> list[Case]:
    """But for what nobody may know of any more: it leaves the list by itself, and comes back with what hid it."""
    followed = Follower.objects.filter(person=person, why=Follower.Why.FOLLOWING)
    return list(
        Case.objects.known_to_all().with_faces().filter(pk__in=followed.values("case")).order_by("-id")[:MOST_SHOWN]
    )


def cases_with(codes: Collection[str], person: User | None) -> list[Case]:
    """Those with these tracking codes, and those of this person; the newest first, with their events."""
    mine = Q(tracking_code__in=codes) | (reported_by(person) if person else Q())
    return list(with_events(Case.objects.filter(mine)))


def with_events(cases: CaseQuerySet) -> CaseQuerySet:
    events = Prefetch("events", Event.objects.select_related(*EVENT_FACES))
    return cases.with_faces().prefetch_related(events).order_by("-id")[:MOST_SHOWN]


def messages_to(person: User, reported: Collection[Case]) -> list[Message]:
    """What they were told of their own matters, the newest first. Who has ever held a post reads the desk's messages at
    the desk, behind its own sign-in.
    """
    if Post.objects.filter(person=person).exists():
        return []
    mine = Message.objects.in_app().filter(recipient=person, event__case__in=[case.pk for case in reported])
    return list(mine.with_case().order_by("-id")[:LAST_MESSAGES])


def letters_to(person: User) -> list[Letter]:
    """What they were told of their volunteering, the newest first."""
    return list(Letter.objects.as_volunteer(person)[:LAST_MESSAGES])


def photos_of(cases: Collection[Case]) -> dict[int, list[int]]:
    """The ids of each case's photos: one query."""
    found: dict[int, list[int]] = {}
    for case, photo in (
        Photo.objects.filter(case__in=[one.pk for one in cases]).order_by("pk").values_list("case", "pk")
    ):
        found.setdefault(case, []).append(photo)
    return found
