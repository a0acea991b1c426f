"""What every form of a move has in common: it knows the case and the hat, and performs one verb of cases.actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django import forms

from accounts.written import WrittenField
from cases import actions
from cases.forms.typed import GIVEN_AWAY, names_any, who_stays_unnamed
from cases.guards import pending_proposal
from cases.models import Case, Proposal
from cases.terms import Kind, Notice
from partyorg.hats import Hat


class MoveForm(forms.Form):
    """One move as staff see it. `events` are the rows of the workflow that it leads to.

    The form offers what makes sense and lets through what was forced: the refusal, with its rule, is the domain's.
    """

    name: ClassVar[str]  # in the address: /desk/cases/<number>/<name>/
    events: ClassVar[tuple[Kind | Notice, ...]]
    verb: ClassVar[Callable[..., Case]]
    button: ClassVar[str]
    tone: ClassVar[str] = ""  # "act" what leads on, "whistle" what goes up
    key: ClassVar[str] = ""  # on the keyboard
    decides: ClassVar[bool] = False  # answers what somebody has asked (提请): its button stands beside the question
    beside: ClassVar[bool] = False  # nobody waits for it: its button stands behind 更多
    advice: str = ""  # read before anything is filled in

    def __init__(self, *args: Any, case: Case, hat: Hat, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.hat, self.at = case, hat, at
        self.fit()

    def fit(self) -> None:
        """Cut the fields to this case: a chance for each form, before anything is read."""

    def _post_clean(self) -> None:
        """After each form's own: whatever is written here the units read, and it may not say who stays unnamed."""
        written = [name for name, field in self.fields.items() if isinstance(field, WrittenField)]
        unnamed = who_stays_unnamed(self.case) if any(self.cleaned_data.get(name) for name in written) else []
        for name in written:
            if unnamed and names_any(self.cleaned_data.get(name), unnamed):
                self.add_error(name, GIVEN_AWAY)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return self.visible_fields()

    @property
    def has_long_text(self) -> bool:
        """Whether there is a field beside which phrases (常用语) are of use."""
        return any(isinstance(field.widget, forms.Textarea) for field in self.fields.values())

    @property
    def steps(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Rows of two fields, below the plain ones."""
        return []

    @classmethod
    def label_for(cls, case: Case) -> str:
        """The words on the button; they may say where the case goes."""
        return cls.button

    @property
    def pending(self) -> Proposal | None:
        """The question that waits for somebody's decision."""
        return pending_proposal(self.case)

    @classmethod
    def refusal(cls, case: Case, hat: Hat, at: datetime) -> actions.Refused | None:
        """Why this may not even be begun, by this hat or now; None when it may."""
        try:
            actions.may_begin(case, cls.events[0], by=hat, at=at)
        except actions.Refused as refused:
            return refused
        return None

    @cached_property
    def can_be_sent(self) -> bool:
        return self.refusal(self.case, self.hat, self.at) is None

    @property
    def label(self) -> str:
        return self.label_for(self.case)

    def perform(self) -> Case:
        """The one call into the domain. Raises actions.Refused."""
        return type(self).verb(self.case, **self.said(), by=self.hat, at=self.at)

    def said(self) -> dict[str, Any]:
        return dict(self.cleaned_data)

    def done(self, case: Case) -> str:
        """What has been done, in the past tense, for the case as it now is."""
        return f"已{self.button}"
