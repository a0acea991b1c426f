"""The registers at /admin/: which of the three administrators opens which page. Everybody else is told that it is not
theirs; the object does not matter, since a register is kept as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from notifications.wordings import entries
from partyorg.kinds import Role
from tests.matrix.people import EVERY_ROLE
from tests.matrix.row import ANYBODY, PAGE, REFUSED, Args, Row
from tests.matrix.world import World

SYSTEM, SECURITY, AUDIT = (
    Role.SYSTEM_ADMINISTRATOR,
    Role.SECURITY_ADMINISTRATOR,
    Role.AUDIT_ADMINISTRATOR,
)
ALL_THREE = frozenset({SYSTEM, SECURITY, AUDIT})


@dataclass(frozen=True, slots=True)
class Register:
    """`kept_by`: who may do there what may be done (`adds`, `deletes`); `looked_at_by`: who only reads.

    `more`: further pages of an object, and who opens them.
    """

    kept_by: Role
    looked_at_by: frozenset[Role] = frozenset({AUDIT})
    adds: bool = True
    deletes: bool = False
    more: Mapping[str, frozenset[Role]] = field(default_factory=dict)

    def rows(self, name: str) -> Iterator[tuple[str, Row]]:
        readers, keepers = {self.kept_by} | self.looked_at_by, frozenset({self.kept_by})
        one = _object(name)
        for page, who, args in [
            ("changelist", readers, _nothing),
            ("add", keepers if self.adds else frozenset(), _nothing),
            ("change", readers, one),
            ("history", readers, one),
            ("delete", keepers if self.deletes else frozenset(), one),
            *((page, who, one) for page, who in self.more.items()),
        ]:
            yield f"admin:{name}_{page}", Row({ANYBODY: who}, args, otherwise=REFUSED)


NOBODY: frozenset[Role] = frozenset()
WHERE_POSTS_ARE = frozenset({SECURITY, AUDIT})  # looked up while a post is given
_SHOWN = Register(SYSTEM, adds=False)
_KEPT = Register(SYSTEM)
_ABOUT_PEOPLE = Register(SYSTEM, NOBODY, more={"reveal": frozenset({SYSTEM})})

REGISTERS = {
    "accounts_auditentry": Register(AUDIT, NOBODY, adds=False),
    "accounts_user": Register(
        SECURITY, more=dict.fromkeys(("reveal", "reset_second_factor", "end_sessions"), frozenset({SECURITY}))
    ),
    "accounts_lockout": Register(SECURITY, adds=False, more={"unlock": frozenset({SECURITY})}),
    "worktime_calendarday": _SHOWN,  # its days come by import
    "worktime_workperiod": Register(SYSTEM, deletes=True),
    "worktime_calendarchange": _SHOWN,
    "grids_region": _SHOWN,
    "grids_place": Register(SYSTEM, WHERE_POSTS_ARE),
    "grids_boundary": _KEPT,
    "grids_estate": _KEPT,
    "partyorg_organisation": Register(SYSTEM, WHERE_POSTS_ARE),
    "partyorg_post": Register(SECURITY, more={"withdraw": frozenset({SECURITY})}),
    "partyorg_force": _ABOUT_PEOPLE,
    "partyorg_resource": _ABOUT_PEOPLE,
    "partyorg_neighbourhood": _KEPT,
    "partyorg_gridredraw": _KEPT,
    "partyorg_round": Register(SYSTEM, deletes=True),
    "checkins_duty": _KEPT,
    "teams_skill": _KEPT,
    "patrols_checkitem": _KEPT,
    "cases_setaside": _SHOWN,
    "cases_heartbeat": _SHOWN,
    "cases_category": _KEPT,
    "cases_panel": _KEPT,
    "dashboards_problem": _KEPT,
    "cases_limit": _KEPT,
    "cases_reason": _KEPT,
    "cases_dutyitem": _KEPT,
    "cases_recomputation": _KEPT,
    "burden_listedmatter": _KEPT,
    "dashboards_scorescheme": _KEPT,
    "api_client": Register(SYSTEM, more={"revoke": frozenset({SYSTEM})}),
    "volunteers_scheme": _KEPT,
    "volunteers_window": _KEPT,
    "volunteers_volunteer": Register(SYSTEM, NOBODY, adds=False),
    "volunteers_service": _SHOWN,
    "notifications_message": _SHOWN,
    "notifications_attempt": _SHOWN,
    "notifications_untold": _SHOWN,
}


def _nothing(_world: World, _whose: str, _who: str) -> list[Any]:
    return []


def _object(name: str) -> Args:
    """The first there is; where there is none, a number that none has (the register then says so)."""
    app, _, model_name = name.partition("_")
    model = apps.get_model(app, model_name)

    def first(_world: World, _whose: str, _who: str) -> list[Any]:
        return [model._default_manager.values_list("pk", flat=True).first() or 987654]

    return first


def _wording(_world: World, _whose: str, _who: str) -> list[Any]:
    """A rule is named by its key; most have no row."""
    return [str(entries()[0].key)]


def _nothing_there(_world: World, _whose: str, _who: str) -> list[Any]:
    return [987654, 1]


def _in_the_middle(_world: World, _whose: str, _who: str) -> list[Any]:
    return ["partyorg"]


READ_BY_TWO = {ANYBODY: frozenset({SYSTEM, AUDIT})}
WORDINGS = {
    "admin:notifications_wording_changelist": Row(READ_BY_TWO, otherwise=REFUSED),
    "admin:notifications_wording_add": Row({ANYBODY: NOBODY}, otherwise=REFUSED),
    "admin:notifications_wording_change": Row(READ_BY_TWO, _wording, otherwise=REFUSED),
    "admin:notifications_wording_history": Row(READ_BY_TWO, _wording, otherwise=REFUSED),
    "admin:notifications_wording_delete": Row({ANYBODY: NOBODY}, _wording, otherwise=REFUSED),
}
THREE = {ANYBODY: ALL_THREE}
AT_THE_REGISTERS: dict[str, Row] = {
    **{address: row for name, register in REGISTERS.items() for address, row in register.rows(name)},
    **WORDINGS,
    "admin:worktime_calendarday_import": Row({ANYBODY: {SYSTEM}}, otherwise=REFUSED),
    "admin:index": Row(THREE, otherwise=REFUSED),
    "admin:app_list": Row(THREE, _in_the_middle, otherwise=REFUSED),
    "admin:jsi18n": Row(THREE, otherwise=REFUSED),
    "admin:autocomplete": Row({ANYBODY: NOBODY}, otherwise=REFUSED),  # without naming a register it is for nobody
    "admin:login": Row(THREE, otherwise=REFUSED),
    "admin:logout": Row({ANYBODY: EVERY_ROLE}, no_post=PAGE, visitor=PAGE, method="POST"),
    "admin:password_change_done": Row(THREE, otherwise=REFUSED),
    "admin:password_change": Row(THREE, otherwise=REFUSED),
    "admin:auth_user_password_change": Row({ANYBODY: {SECURITY}}, _object("accounts_user"), otherwise=REFUSED),
    "admin:view_on_site": Row({ANYBODY: NOBODY}, _nothing_there, {ANYBODY: EVERY_ROLE - ALL_THREE}),
}
