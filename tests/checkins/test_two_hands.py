"""Two do the same at once, with real commits: between any two statements of one the other comes, and one wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from checkins.models import MemberCheckIn, NewWorker, Wish
from checkins.workflow import State
from partyorg.models import GridLink
from tests.checkins.conftest import A_THIRD_ID, asked, confirmed, duty, member, published, rider, settled
from tests.factories import MONDAY, Town, build_town
from tests.servers.meeting import meet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]


@pytest.fixture
def town(transactional_db: None) -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        yield settled(build_town())


def sending(town: Town, who: str, name: str, /, *args: Any, **filled: Any) -> Callable[[], Any]:
    return partial(town.client(who).post, reverse(f"checkins:{name}", args=args), filled)


def meet_everywhere(forget: Callable[[], None], pair: Callable[[], tuple[Callable, Callable]]) -> Iterator[list[int]]:
    """The statuses of both, for every moment at which the second may come; `forget` makes room for the next."""
    for after in count(1):
        first, second = pair()
        met = meet(first, second, after=after)
        yield sorted([met.held.status_code, met.met.status_code])
        forget()
        if not met.was_held:
            return


def test_two_communities_that_receive_the_same_member_one_wins(town: Town) -> None:
    known = member(town)
    said = {"name": known.name, "phone": known.phone, "duty": duty().pk}

    def forget() -> None:
        assert MemberCheckIn.objects.open().count() == GridLink.objects.count() == 1
        for check_in in MemberCheckIn.objects.all():
            check_in.claims.all().delete()
        MemberCheckIn.objects.all().delete()
        GridLink.objects.all().delete()

    def pair() -> tuple[Callable, Callable]:
        return (
            sending(town, "community", "receive", **said, grid=town.grid.pk),
            sending(town, "far_community", "receive", **said, grid=town.places["far_grid"].pk),
        )

    for statuses in meet_everywhere(forget, pair):
        assert statuses == [302, 409]


def test_two_who_confirm_the_same_check_in_one_wins(town: Town) -> None:
    check_in = asked(town)
    confirm = {"grid": town.grid.pk, "duty": duty().pk}

    def forget() -> None:
        assert check_in.claims.count() == GridLink.objects.count() == 1
        check_in.claims.all().delete()
        MemberCheckIn.objects.update(state=State.PENDING, placed=None, decided_by=None, decided_at=None)
        GridLink.objects.all().delete()

    def pair() -> tuple[Callable, Callable]:
        return (
            sending(town, "community", "decide_member", check_in.pk, "confirm", **confirm),
            sending(town, "party_officer", "decide_member", check_in.pk, "confirm", **confirm),
        )

    for statuses in meet_everywhere(forget, pair):
        assert statuses == [302, 409]


def test_a_wish_that_two_claim_is_ones(town: Town) -> None:
    confirmed(town)
    confirmed(town, "second_serving")
    wish = published(town)

    def forget() -> None:
        wish.refresh_from_db()
        assert wish.claimed_by
        Wish.objects.update(state="PUBLISHED", claimed_by=None, claimed_at=None)

    def pair() -> tuple[Callable, Callable]:
        return tuple(sending(town, who, "take", wish.pk, "claim") for who in ("serving", "second_serving"))  # type: ignore[return-value]

    for statuses in meet_everywhere(forget, pair):
        assert statuses in ([302, 409], [302, 404])  # who comes after it finds nothing that they may see


def test_one_rider_whom_two_communities_file_is_filed_once(town: Town) -> None:
    def forget() -> None:
        assert NewWorker.objects.count() == 1
        NewWorker.objects.all().delete()

    def pair() -> tuple[Callable, Callable]:
        said = rider(town, id_number=A_THIRD_ID)
        return (
            sending(town, "community", "file", **said),
            sending(town, "far_community", "file", **{**said, "place": town.places["far_community"].pk}),
        )

    for statuses in meet_everywhere(forget, pair):
        assert statuses == [302, 409]
