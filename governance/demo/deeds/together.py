"""Units meet, report in, are pressed and rated."""

from cases import actions, ratings
from cases.models import Event
from cases.terms import Kind, Supervision
from governance.demo.deeds.deed import Deed, deed, host, owner, supervisor
from governance.demo.scene import Scene
from governance.demo.timeline import When
from partyorg.hats import Hat


def consult(when: When | float, units: str, about: str, *, where: str = "街道三楼会议室") -> Deed:
    """`units`: by name. They meet half a working day later."""
    return deed(
        when,
        actions.consult,
        owner,
        units=lambda scene: [scene.unit(name) for name in units.split()],
        about=about,
        meets_at=lambda scene: scene.in_working_hours(4),
        where=where,
    )


def minutes(when: When | float, said: str) -> Deed:
    return deed(when, actions.keep_minutes, owner, minutes=said)


def report_in(when: When | float, person: str, where: str) -> Deed:
    return deed(when, actions.report_in, host, person=person, arrived_at=lambda scene: scene.at, where=where)


def supervise(when: When | float, kind: Supervision, reason: str, *, in_days: int) -> Deed:
    return deed(
        when, actions.supervise, supervisor, kind=kind, reason=reason, due_on=lambda scene: scene.in_days(in_days)
    )


def rate_response(
    when: When | float, *, on_time: bool = True, solved: bool = True, manner: int, note: str = ""
) -> Deed:
    """By the owner: of the unit that it called last."""
    said = {"on_time": on_time, "solved": solved, "manner": manner, "note": note}
    return deed(when, actions.rate_response, owner, whistle=_last_call, **said)


def rate_whistle(when: When | float, *, proper: bool, note: str = "") -> Deed:
    """By the platform: of the latest whistle."""
    said = {"proper": proper, "note": note}
    return deed(when, actions.rate_whistle, _platform, whistle=lambda scene: scene.latest(Kind.WHISTLE), **said)


def _last_call(scene: Scene) -> Event:
    return [event for event in scene.case.events.order_by("seq") if ratings.names_a_host(event)][-1]


def _platform(scene: Scene) -> Hat:
    return scene.platform
