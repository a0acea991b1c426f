"""What people do in the demo's stories: each deed is one verb of cases.actions, by whoever it is due from.

`when`: working hours after the step before, or a moment of governance/demo/timeline.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases import actions
from cases.actions.moving import Step, take
from cases.deadlines import NO_RESPOND
from cases.models import Case
from cases.photos import CleanPhoto, clean_photo
from cases.terms import Kind, Level, Satisfied, Solved, Who
from cases.workflow import MOVES
from governance.demo.scene import Scene
from governance.demo.timeline import When
from partyorg.hats import Hat

PHOTOS = Path(__file__).parent / "photos"


@dataclass(frozen=True)
class Deed:
    when: When | float
    do: Callable[[Scene], Any]


def _deed(when: When | float, verb: Callable[..., Case], who: Callable[[Scene], Hat], **given: Any) -> Deed:
    """`given`: what the verb is told; a callable is asked when the moment has come."""

    def do(scene: Scene) -> Case:
        said = {name: value(scene) if callable(value) else value for name, value in given.items()}
        return verb(scene.case, **said, by=who(scene), at=scene.at)

    return Deed(when, do)


_owner, _host, _guide = attrgetter("owner"), attrgetter("host"), attrgetter("guide")
_reporter, _revisit_officer = attrgetter("reporter"), attrgetter("revisit_officer")


def accept(when: When | float, *, dispatch: bool = True) -> Deed:
    return _deed(
        when,
        actions.accept,
        _owner,
        category=lambda scene: scene.case.category,
        urgency=lambda scene: scene.case.urgency,
        place=lambda scene: scene.case.place,
        host=lambda scene: scene.case.owner_org if dispatch else None,
    )


def sign(when: When | float) -> Deed:
    return _deed(when, actions.sign, _host)


def match(when: When | float, tried: str, *, found: str = "") -> Deed:
    """`found`: the name of one of the grid's resources; nothing: 无匹配."""
    return _deed(
        when,
        actions.match_resource,
        _owner,
        resource=lambda scene: scene.resource(found) if found else None,
        tried=tried,
    )


def whistle(when: When | float, to: Level, reason: str, study: str = "") -> Deed:
    return _deed(when, actions.whistle, _owner, to=to, reason=reason, study=study)


def dispatch(when: When | float, host: str, note: str = "") -> Deed:
    return _deed(when, actions.dispatch, _owner, host=lambda scene: scene.unit(host), note=note)


def raise_top(when: When | float, reason: str) -> Deed:
    return _deed(when, actions.raise_top, _owner, reason=reason)


def decide(
    when: When | float,
    decision: str,
    *,
    host: str,
    assisting: str = "",
    money: int = 0,
    milestones: list[tuple[str, int]],
) -> Deed:
    """`assisting`: units by name. `milestones`: what, and in how many days it is due."""
    return _deed(
        when,
        actions.top_decide,
        _owner,
        leader="示例：分管副区长",
        decision=decision,
        money=Decimal(money),
        host=lambda scene: scene.unit(host),
        assisting=lambda scene: [scene.unit(name) for name in assisting.split()],
        milestones=lambda scene: [(what, scene.in_days(days)) for what, days in milestones],
    )


def answer_as(when: When | float, unit: str, answer: str) -> Deed:
    return _deed(when, actions.co_answer, lambda scene: scene.head_of(scene.unit(unit)), answer=answer)


def finish(when: When | float, result: str, *, photo: bool = False) -> Deed:
    return _deed(when, actions.finish, _host, result=result, photos=lambda _: [picture("after")] if photo else [])


def check(when: When | float) -> Deed:
    return _deed(when, actions.check_pass, _guide, on_site=True, note="到现场看过，办好了")


def check_fails(when: When | float, reason: str) -> Deed:
    return _deed(when, actions.check_fail, _guide, reason=reason)


def content(when: When | float, *, satisfied: Satisfied = Satisfied.YES, asked: bool = False) -> Deed:
    """The resident says that it is solved, by the tracking page or to a revisit officer (`asked`)."""
    who = _revisit_officer if asked else _reporter
    return _deed(when, actions.revisit, who, solved=Solved.YES, satisfied=satisfied)


def closed_on_the_check(when: When | float) -> Deed:
    """An anonymous case has nobody to ask."""
    return _deed(when, actions.revisit, _revisit_officer, solved="", satisfied="")


def not_content(when: When | float, reason: str, *, solved: Solved = Solved.NO) -> Deed:
    return _deed(when, actions.revisit, _reporter, solved=solved, satisfied=Satisfied.NO, reason=reason)


def rework(when: When | float) -> Deed:
    return _deed(when, actions.rework_start, _host)


def withdraw(when: When | float, reason: str) -> Deed:
    return _deed(when, actions.withdraw, _reporter, reason=reason)


# The states below have no verb and no page yet (workflow.NOT_OPEN_YET). They are reached by the same kind of step as
# all others, so that lists and timelines can show them.


def consult(when: When | float, units: str, minutes: str) -> Deed:
    return Deed(when, lambda scene: _write(scene, Kind.CONSULT, minutes, data={"units": units.split()}))


def suspend(when: When | float, cause: str, plan: str, *, review_in_days: int) -> Deed:
    stopped = {"handle_from": None, "handle_limit": "", "handle_by": None}
    return Deed(
        when,
        lambda scene: _write(
            scene, Kind.SUSPEND, plan, data={"cause": cause}, review_on=scene.in_days(review_in_days), **stopped
        ),
    )


def merge(when: When | float, into: str) -> Deed:
    """`into`: the key of the story it is merged into."""

    def do(scene: Scene) -> Case:
        number = scene.number_of(into)
        note = f"和 {number} 是同一件事，并到一起办"
        return _write(scene, Kind.MERGE, note, data={"into": number}, closed_at=scene.at)

    return Deed(when, do)


def refuse(when: When | float, reason: str) -> Deed:
    return Deed(when, lambda scene: _write(scene, Kind.REFUSE, reason, closed_at=scene.at))


def _write(scene: Scene, kind: Kind, note: str, *, data: dict[str, Any] | None = None, **new: Any) -> Case:
    who, by = (Who.INTAKE, scene.intake) if kind == Kind.REFUSE else (Who.OWNER_HEAD, scene.owner)
    new |= {"state": MOVES[kind].target, **NO_RESPOND}
    return take(Step(scene.case, kind, who, by, scene.at, new=new, post=by.posts[0], note=note, data=data or {}))


def picture(name: str) -> CleanPhoto:
    """One of the drawn pictures; each says on its face that it is a sample."""
    return clean_photo(SimpleUploadedFile(f"{name}.jpg", (PHOTOS / f"{name}.jpg").read_bytes()))
