"""What stands in the database after a deed, and what has come since the look before: three queries a look."""

from __future__ import annotations

from collections import Counter, defaultdict

from cases.models import Case, Event, Proposal


class Look:
    """`cases` as they stand, `before` as they stood; `events` of each case so far, `fresh` those of the last deed."""

    def __init__(self) -> None:
        self.cases: dict[int, Case] = {}
        self.before: dict[int, Case] = {}
        self.events: dict[int, list[Event]] = defaultdict(list)
        self.fresh: list[Event] = []
        self.proposals: dict[int, list[Proposal]] = {}
        self.done: Counter[str] = Counter()
        self.swept = self.refused = False
        self._last = 0

    @property
    def numbers(self) -> list[int]:
        return list(self.cases)

    def nth(self, pk: int) -> int:
        return self.numbers.index(pk) + 1 if pk in self.cases else len(self.numbers) + 1

    def again(self) -> list[Event]:
        """Look once more. Returns the events that have come since."""
        self.before, self.swept, self.refused = self.cases, False, False
        faces = ("category", "owner_org", "host_org", "place")
        cases = Case.objects.select_related(*faces).defer("words", "reporter_name", "reporter_phone").order_by("id")
        self.cases = {case.pk: case for case in cases}
        self.fresh = list(
            Event.objects.filter(id__gt=self._last)
            .select_related("owner_org", "host_org", "post__organisation")
            .order_by("id")
        )
        for event in self.fresh:
            self.events[event.case_id].append(event)
            self.done[event.kind] += 1
        self._last = max([self._last, *(event.pk for event in self.fresh)])
        self.proposals = defaultdict(list)
        for proposal in Proposal.objects.order_by("id"):
            self.proposals[proposal.case_id].append(proposal)
        return self.fresh
