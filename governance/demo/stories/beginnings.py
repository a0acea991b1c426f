"""The first steps that most stories share."""

from cases.terms import Level, Mediation, WhistleKind
from governance.demo.deeds import Deed, accept, consult, contact, finish, match, minutes, sign, whistle
from governance.demo.timeline import on, same_day


def taken_up() -> list[Deed]:
    """Accepted by the branch secretary and signed by the grid worker, well in time."""
    return [accept(0.4), sign(0.6)]


def taken_up_by_the_company() -> list[Deed]:
    """Accepted by the branch secretary and given to the property company (物业), which signs it, well in time."""
    return [accept(0.4, company=True), sign(0.6)]


def done_by_the_company(result: str) -> list[Deed]:
    return [*taken_up_by_the_company(), finish(2.5, result)]


def done_in_the_grid(
    result: str, *, found: str = "", tried: str = "上门看过", photo: bool = False, mediation: Mediation | None = None
) -> list[Deed]:
    return [*taken_up(), match(0.5, tried, found=found), finish(2, result, photo=photo, mediation=mediation)]


def at_the_street(why: str, tried: str) -> list[Deed]:
    """Tried in the grid, whistled to the street the same day, signed there, the reporter called."""
    told = contact(0.3, "电话告诉诉求人：街道接手了，会来看。")
    return [*taken_up(), match(0.5, tried), whistle(1, Level.STREET, why), sign(1.5), told]


def at_the_platform(days_back: int, study: str, *, kind: str = WhistleKind.PROGRESS) -> list[Deed]:
    """Whistled on by the street on that day, at ten, and signed by the platform within its hour."""
    reason = "要几个部门一起办，街道定不了"
    told = contact(0.4, "电话告诉诉求人：区平台在约部门会商。")
    return [whistle(on(days_back, "10:00"), Level.PLATFORM, reason, study, kind=kind), sign(same_day("10:20")), told]


def settled_together(days_back: int, units: str, about: str, said: str) -> list[Deed]:
    """Called together on that day, the minutes kept on the next: now somebody may be named."""
    return [consult(on(days_back, "14:00"), units, about), minutes(on(days_back - 1, "09:40"), said)]
