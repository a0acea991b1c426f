"""Stories lived through side by side, in the order of time: people's deeds, and what the system does between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import F, Min, OuterRef, Subquery
from django.utils.timezone import localdate

from cases import actions
from cases.models import Case, Category, Event
from cases.terms import Channel
from governance.demo.deeds import Deed, picture
from governance.demo.people import SURNAMES
from governance.demo.scene import Cast, Scene
from governance.demo.timeline import Timeline, When, after
from grids.models import Place
from notifications.actions import announce, deliver
from notifications.models import Message
from partyorg.hats import RESIDENT, Hat

SWEEP_EVERY = timedelta(seconds=15)
READ_AFTER = timedelta(days=1)
BY_THEMSELVES = {Channel.SNAPSHOT, Channel.BUILDING_HEAD}  # what comes by another channel, intake takes down


@dataclass(frozen=True)
class Story:
    """One case: what is said, where and when, and what people then do. Untold, only the system acts.

    `place` is a code; `building` is counted from 1 among those of the grid, 0 when none is named. `tracking_code`: one
    that the demo's greeting can name. `represented`: so many neighbours for whom a head of building reports.
    """

    words: str
    category: str
    place: str
    begins: When
    deeds: Sequence[Deed] = ()
    key: str = ""
    tracking_code: str = ""
    building: int = 0
    address: str = ""
    anonymous: bool = False
    confidential: bool = False
    channel: Channel = Channel.SNAPSHOT
    households: int | None = None
    represented: int = 0
    photo: str = ""


@dataclass(order=True)
class _Moment:
    at: datetime
    number: int
    story: Story = field(compare=False)
    deed: Deed | None = field(compare=False)  # None: it is reported


def replay(stories: Sequence[Story], timeline: Timeline) -> None:
    """All events, clocks, cards and messages come from the real actions. A refused deed ends it with its error."""
    cast, cases = Cast(timeline.at), dict[str, int]()
    for _, day in groupby(sorted(_moments(stories, timeline)), key=lambda moment: localdate(moment.at)):
        for moment in day:
            _let_the_system_act_until(moment.at)
            _live(moment, cast, cases)
        _tell(moment.at)
    _let_the_system_act_until(timeline.at)
    _tell(timeline.at)
    _date_messages_back(timeline.at)


def _moments(stories: Sequence[Story], timeline: Timeline) -> Iterator[_Moment]:
    for number, story in enumerate(stories):
        not_on_the_dot = timedelta(seconds=number * 37 % 290)
        at = story.begins(timeline, timeline.at) + not_on_the_dot
        yield _Moment(at, number, story, None)
        for deed in story.deeds:
            when = after(deed.when) if isinstance(deed.when, int | float) else deed.when
            at = when(timeline, at) + not_on_the_dot
            yield _Moment(at, number, story, deed)
        if at > timeline.at:
            raise ValueError(f"this story runs past the present: {story.words}")


def _live(moment: _Moment, cast: Cast, cases: dict[str, int]) -> None:
    key = moment.story.key or str(moment.number)
    try:
        if moment.deed:
            moment.deed.do(Scene(Case.objects.with_faces().get(pk=cases[key]), moment.at, cast, cases))
        else:
            cases[key] = _reported(moment.story, moment.number, cast, moment.at).pk
    except (actions.Refused, LookupError) as error:
        error.add_note(f"in the demo's story “{moment.story.words}” at {moment.at}")
        raise


def _let_the_system_act_until(moment: datetime) -> None:
    """The sweeps of the time in between, as the worker would have run them; those that found nothing are left out."""
    while due := Case.objects.overdue(moment).aggregate(first=Min("due_at"))["first"]:
        at = min(due + SWEEP_EVERY, moment)
        actions.sweep(at=at)


def _tell(at: datetime) -> None:
    """Once a day: told after every step the demo would take minutes to begin."""
    announce(at=at)
    deliver(at=at)


def _date_messages_back(at: datetime) -> None:
    """A message came when its event happened, and what is older than a day has been read."""
    Message.objects.update(created_at=Subquery(Event.objects.filter(pk=OuterRef("event_id")).values("at")))
    Message.objects.in_app().filter(created_at__lt=at - READ_AFTER).update(read_at=F("created_at"))


def _reported(story: Story, number: int, cast: Cast, at: datetime) -> Case:
    place = Place.objects.get(code=story.place)
    building = place.get_children().order_by("code")[story.building - 1] if story.building else None
    on_patrol = story.channel == Channel.PATROL
    said = actions.Report(
        words=story.words,
        place=place,
        category=Category.objects.filter(code=story.category).first(),
        channel=story.channel,
        lat=building.lat if building else None,
        lon=building.lon if building else None,
        address=f"{building.name if building else ''}{story.address}",
        name="" if on_patrol else _somebody(number),
        phone="" if on_patrol else f"141990{number:05d}",
        anonymous=story.anonymous,
        confidential=story.confidential,
        photos=[picture(story.photo)] if story.photo else [],
        households=story.households,
        represented=[
            actions.Represented(_somebody(number + other), f"141991{number:03d}{other:02d}")
            for other in range(1, story.represented + 1)
        ],
    )
    case = actions.report(said, by=_who_reports(story.channel, place, cast), at=at)
    if story.tracking_code:
        Case.objects.filter(pk=case.pk).update(tracking_code=story.tracking_code)
    return case


def _who_reports(channel: Channel, place: Place, cast: Cast) -> Hat:
    if channel in BY_THEMSELVES:
        return RESIDENT
    return cast.grid_worker(place) if channel == Channel.PATROL else cast.intake(place)


def _somebody(number: int) -> str:
    return f"{SURNAMES[number % len(SURNAMES)]}{'女士' if number % 2 else '先生'}"
