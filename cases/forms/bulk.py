"""批量派单: which cases, to whom, with which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from accounts.written import text
from cases import actions
from cases.actions.bulk import Outcome
from cases.forms.typed import GIVEN_AWAY, names_any, who_stays_unnamed
from cases.forms.units import UnitField, hosts_for_each, offer
from cases.models import Case
from partyorg.hats import Hat

MOST = 50
NONE = "请先勾上要派的事。"
TOO_MANY = f"一次最多派 {MOST} 件，请少勾几件。"


def may_tick(case: Case, hat: Hat) -> bool:
    """Whether this hat heads the unit that has to dispatch it. Whether it may now, the rules say."""
    return any(post.is_head and post.organisation_id == case.owner_org_id for post in hat.posts)


class AssignForm(forms.Form):
    """The cases stand beside it, each with the version that was seen: `version_<number>`."""

    host = UnitField(label="派给谁")
    note = text("交办的话", missing="请写一句交办的话，每一件都记上。")

    def __init__(self, data: Mapping[str, Any] | None = None, *, cases: Sequence[Case], hat: Hat) -> None:
        super().__init__(data)
        self.cases, self.hat = cases, hat
        offer(self.fields["host"], hosts_for_each(cases), empty="请选主办单位")

    def clean(self) -> dict[str, Any]:
        if not self.cases:
            self.add_error(None, NONE)
        if len(self.cases) > MOST:
            self.add_error(None, TOO_MANY)
        return self.cleaned_data

    def perform(self, at: Any) -> list[Outcome]:
        """The one call into the domain. A case whose reporter the words would name is left out of it."""
        note = self.cleaned_data["note"]
        named = {case.pk for case in self.cases if names_any(note, who_stays_unnamed(case))}
        seen = [(case, self._version(case)) for case in self.cases if case.pk not in named]
        done = actions.dispatch_each(seen, host=self.cleaned_data["host"], note=note, by=self.hat, at=at)
        return [*done, *(Outcome(case, _GivenAway()) for case in self.cases if case.pk in named)]

    def _version(self, case: Case) -> int:
        said = str(self.data.get(f"version_{case.number}", ""))
        return int(said) if said.isdecimal() and len(said) < 10 else -1


class _GivenAway(actions.Refused):
    """Said as a form would say it at its field."""

    def __init__(self) -> None:
        super().__init__("not_confidential")

    def __str__(self) -> str:
        return GIVEN_AWAY
