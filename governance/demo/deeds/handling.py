"""A case comes in and is worked on: accepted, signed, matched, dispatched, answered, finished, taken back, merged."""

from __future__ import annotations

from cases import actions
from cases.models import Case
from cases.terms import Contact, Mediation
from governance.demo.deeds.deed import Deed, deed, host, intake, owner, picture, reporter
from governance.demo.scene import Scene
from governance.demo.timeline import When
from partyorg.hats import RESIDENT


def accept(when: When | float, *, dispatch: bool = True, company: bool = False) -> Deed:
    """The owner does it itself; `company`: the property company of the community does; not `dispatch`: not yet said."""
    return deed(
        when,
        actions.accept,
        owner,
        category=lambda scene: scene.case.category,
        urgency=lambda scene: scene.case.urgency,
        place=lambda scene: scene.case.place,
        host=lambda scene: (scene.company if company else scene.case.owner_org) if dispatch else None,
        checked=True,
    )


def sign(when: When | float) -> Deed:
    return deed(when, actions.sign, host)


def contact(when: When | float, said: str, *, how: Contact = Contact.PHONE) -> Deed:
    return deed(when, actions.contacted, host, how=how, reason=said)


def match(when: When | float, tried: str, *, found: str = "") -> Deed:
    """`found`: the name of one of the grid's resources; nothing: 无匹配."""
    return deed(
        when,
        actions.match_resource,
        owner,
        resource=lambda scene: scene.resource(found) if found else None,
        tried=tried,
    )


def dispatch(when: When | float, unit: str, note: str = "", *, kind: str = "", assisting: str = "") -> Deed:
    """To a unit by its name. `kind`: of the whistle by which it is called. `assisting`: units by name."""
    return deed(
        when,
        actions.dispatch,
        owner,
        host=lambda scene: scene.unit(unit),
        assisting=lambda scene: [scene.unit(name) for name in assisting.split()],
        whistle_kind=kind,
        note=note,
    )


def answer_as(when: When | float, unit: str, answer: str) -> Deed:
    return deed(when, actions.co_answer, lambda scene: scene.head_of(scene.unit(unit)), answer=answer)


def finish(when: When | float, result: str, *, photo: bool = False, mediation: Mediation | None = None) -> Deed:
    return deed(
        when,
        actions.finish,
        host,
        result=result,
        photos=lambda _: [picture("after")] if photo else [],
        mediation=mediation or "",
    )


def rework(when: When | float) -> Deed:
    return deed(when, actions.rework_start, host)


def withdraw(when: When | float, reason: str) -> Deed:
    return deed(when, actions.withdraw, reporter, reason=reason)


def urge(when: When | float) -> Deed:
    return deed(when, actions.urge, reporter)


def merge(when: When | float, into: str) -> Deed:
    """By intake. `into`: the key of the story it is merged into."""
    return deed(when, actions.merge, intake, parent=lambda scene: scene.case_of(into))


def say_again(when: When | float, words: str) -> Deed:
    """The same person reports it once more, signed in by the same telephone number: no second case comes of that."""

    def do(scene: Scene) -> Case:
        case = scene.case
        said = actions.Report(
            words=words,
            place=case.place,
            category=case.category,
            lat=case.lat,
            lon=case.lon,
            address=case.address,
            name=case.reporter_name,
            phone=case.reporter_phone,
            proof=actions.Proof(phone=case.reporter_phone),
        )
        known = actions.report(said, by=RESIDENT, at=scene.at)
        if known.pk != case.pk:
            raise LookupError(f"taken for another matter: {words}")
        return known

    return Deed(when, do)
