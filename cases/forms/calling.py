"""两种哨: how soon a department that is called has to report in."""

from datetime import datetime

from django import forms

from cases.deadlines import Clockwork
from cases.guards import GUARDS, Attempt
from cases.models import Case
from cases.terms import Clock, Kind, WhistleKind, Who
from partyorg.hats import Hat

CLOCKS = {WhistleKind.PROGRESS: Clock.REPORT_IN, WhistleKind.BREAKTHROUGH: Clock.BREAKTHROUGH}
ALLOWED = GUARDS["leaders_whistle"]


class WhistleKindField(forms.ChoiceField):
    """Which kinds are listed, `offer` says; the other is let through, for the rules to refuse by name."""

    def __init__(self) -> None:
        super().__init__(
            label="哪一种哨",
            choices=WhistleKind.choices,
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "请选哪一种哨。"},
        )

    def offer(self, case: Case, hat: Hat, at: datetime, level: int) -> None:
        """The kinds that this hat may blow, each with the limit that holds at the level where the call is made."""
        clockwork = Clockwork.load()
        spans = {
            kind: clockwork.span(clock, category_id=case.category_id, level=level, urgency=case.urgency)
            for kind, clock in CLOCKS.items()
            if ALLOWED(Attempt(case, Kind.WHISTLE, hat, Who.OWNER_HEAD, at, {"whistle_kind": kind}))
        }
        self.widget.choices = [
            (kind.value, f"{kind.label}：部门 {span.in_words}内报到") for kind, span in spans.items()
        ]
        self.initial = case.whistle_kind if case.whistle_kind in spans else WhistleKind.PROGRESS
        if WhistleKind.BREAKTHROUGH not in spans:
            self.help_text = "攻坚克难哨由街道党工委书记或办事处主任吹。"
