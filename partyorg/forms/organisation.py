"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from grids.models import Estate, Place
from partyorg import actions
from partyorg.kinds import BRANCHES, RUNGS
from partyorg.models import EstateStep, Organisation


class OrganisationForm(forms.ModelForm):
    """`on`: today."""

    on: date

    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "parent",
            "place",
            "leans_on",
            "serves",
            "founded_on",
            "elected_on",
            "due_on",
            "duty_phone",
            "heads_are_members",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, place, parent = data.get("kind", ""), data.get("place"), data.get("parent")
        if kind in RUNGS and place and (taken := self._answers_there(RUNGS[kind], place)):
            self.add_error("place", f"{place}已经有{taken.get_kind_display()}：{taken}。")
        if parent and self.instance.pk and parent.is_descendant_of(self.instance, include_self=True):
            self.add_error("parent", "上级组织不能是它自己，也不能是它的下级。")
        self._check_steps(kind, data.get("serves"))
        self._check_what_belongs_to_it(data)
        return data

    def _post_clean(self) -> None:
        """Of the days that are written now: an old register's mistake keeps nobody from mending the rest."""
        super()._post_clean()  # type: ignore[misc]  # Django's own place for the rules of the row
        written = set(self.changed_data) - self.errors.keys()
        for name, said in self.instance.faults_of_days(written, self.on):
            self.add_error(name, said)

    def _check_what_belongs_to_it(self, data: dict[str, Any]) -> None:
        """Asked as the action will ask it, with the tree as it is now."""
        if not self.instance.pk or self.errors:
            return
        now = Organisation.objects.get(pk=self.instance.pk)
        before = now.kind
        for name in ("kind", "parent", "place"):
            setattr(now, name, data[name])
        for name, said in actions.faults_of_change(now, before, on=self.on).items():
            self.add_error(name, said)

    def _check_steps(self, kind: str, serves: Estate | None) -> None:
        if kind not in BRANCHES or not serves or not {"kind", "serves"} & set(self.changed_data):
            return
        if why := EstateStep.objects.why_no_branch_yet(serves):
            self.add_error("serves", why)

    def _answers_there(self, rung: int, place: Place) -> Organisation | None:
        return Organisation.objects.on_rung(rung).filter(place=place).exclude(pk=self.instance.pk).first()
