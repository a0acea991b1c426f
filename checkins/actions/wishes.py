"""微心愿: published, claimed by one, done with a word."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.actions import write_audit
from accounts.once import marked, once
from checkins.actions.acting import ask_keeper, person_of
from checkins.models import MemberCheckIn, Wish
from checkins.rules import Refused
from checkins.standing import keeps
from checkins.workflow import WISH_MOVES, Who, WishDeed, WishState
from grids.models import Place
from partyorg.hats import Hat


def publish(*, community: Place, title: str, detail: str, key: UUID | None = None, by: Hat, at: datetime) -> Wish:
    """The same key twice is one wish. Raises Refused."""
    ask_keeper(by, community, "发布微心愿")

    def make() -> Wish:
        wish = Wish.objects.create(
            key=key, community=community, title=title, detail=detail, published_by=person_of(by), published_at=at
        )
        write_audit(action="发布微心愿", of=wish, by=by.person, at=at, detail={"community": community.code})
        return wish

    return once(make, lambda: marked(Wish.objects.filter(published_by=by.person), key))


def deeds_for(wish: Wish, hat: Hat, mine: MemberCheckIn | None) -> list[WishDeed]:
    """What this hat may do with it now. `mine`: the check-in that is theirs. No query."""
    parts = parts_in(wish, hat, mine)
    return [deed for deed, move in WISH_MOVES.items() if move.source == wish.state and move.who & parts]


def parts_in(wish: Wish, hat: Hat, mine: MemberCheckIn | None) -> set[Who]:
    parts = {Who.COMMUNITY} if keeps(hat, wish.community) else set()
    if mine and mine.community_id == wish.community_id:
        parts.add(Who.MEMBER)
    if mine and mine.pk == wish.claimed_by_id:
        parts.add(Who.CLAIMANT)
    return parts


def may_take(wish: Wish, deed: WishDeed, *, by: Hat) -> MemberCheckIn | None:
    """The check-in of whoever acts, if they have one. Raises Refused."""
    move, mine = WISH_MOVES[deed], MemberCheckIn.objects.of(by).confirmed().first()
    if not move.who & parts_in(wish, by, mine):
        who = "或".join(one.label for one in Who if one in move.who)
        raise Refused("not_yours", who=who, deed=deed.label)
    if wish.state != move.source:
        raise Refused(
            "wish_taken" if deed == WishDeed.CLAIM and wish.state == WishState.CLAIMED else "not_now",
            state=WishState(wish.state).label, deed=deed.label,
        )  # fmt: skip
    return mine


def take(wish: Wish, deed: WishDeed, *, result: str = "", by: Hat, at: datetime) -> None:
    """One step of the table. Raises Refused: `wish_taken` or `conflict` when somebody was quicker."""
    move, mine = WISH_MOVES[deed], may_take(wish, deed, by=by)
    with transaction.atomic():
        # as it was read: whose it is, too, so that nobody finishes what another has claimed meanwhile
        as_read = Wish.objects.filter(pk=wish.pk, state=move.source, claimed_by=wish.claimed_by_id)
        if not as_read.update(state=move.target, **_new(deed, mine, result, at)):
            raise Refused("wish_taken" if deed == WishDeed.CLAIM else "conflict")
        write_audit(action=f"微心愿：{deed.label}", of=wish, by=by.person, at=at)


def _new(deed: WishDeed, mine: MemberCheckIn | None, result: str, at: datetime) -> dict[str, object]:
    match deed:
        case WishDeed.CLAIM:
            return {"claimed_by": mine, "claimed_at": at}
        case WishDeed.FULFIL:
            return {"done_at": at, "result": result}
        case WishDeed.GIVE_BACK:
            return {"claimed_by": None, "claimed_at": None}
    return {}
