"""捐一物: what somebody gives enters the stock of the shop, with who gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate, localtime

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from accounts.personal import lookup_hash
from partyorg.hats import Hat
from shop.actions.shelf import locked, shift
from shop.actions.stocking import keeper
from shop.kinds import Kind, Moved
from shop.models import Donation, Good
from shop.rules import Refused
from shop.windows import Days
from volunteers.actions import Done, record
from volunteers.again import as_before
from volunteers.kinds import Work
from volunteers.models import Volunteer
from volunteers.schemes import scheme_at


@dataclass(frozen=True, slots=True)
class Gift:
    """What was given, into the stock of which good. `phone`: of a volunteer, who gets `points` for it; without one the
    giver has at most a name, which others read only where `may_be_named`.
    """

    good: Good
    item: str
    quantity: int
    points: int = 0
    phone: str = ""
    donor_name: str = ""
    may_be_named: bool = False


def receive_donation(
    gift: Gift, *, another: bool = False, key: UUID | None = None, by: Hat, at: datetime
) -> Donation:  # fmt: skip
    """Into the stock at once; the points wait for somebody else's look, as every record of service does.

    The same key twice is one donation. `another`: it is not the one that looks the same and came that day already.
    Raises Refused `not_yours`, `goods_only`, `no_donor`, `own_donation`, `points_over`, `came_already`,
    `other_form`.
    """
    person = keeper(by, gift.good.community)
    if gift.good.kind != Kind.GOODS:
        raise Refused("goods_only", good=gift.good)
    donor = _donor(gift.phone, by) if gift.phone else None
    if donor and donor.person_id == person.pk:
        raise Refused("own_donation")
    if donor and gift.points > (most := scheme_at(gift.good.community, localdate(at)).donation_most):
        raise Refused("points_over", most=most)

    def make() -> Donation:
        good = locked(gift.good)  # of two at once the second sees the first
        if not another and (same := _same(gift, donor, at)):
            raise Refused("came_already", **_facts_of(same))
        return _received(gift, good, donor, key, person, at)

    made = once(make, lambda: marked(Donation.objects.select_related("good"), key))
    return _as_before(made, gift, donor)


def _as_before(made: Donation, gift: Gift, donor: Volunteer | None) -> Donation:
    was = (
        made.good_id, made.item, made.quantity, made.points, made.donor_id, made.donor_name, made.may_be_named
    )  # fmt: skip
    said = (gift.good.pk, gift.item, gift.quantity, *_of_giver(gift, donor), gift.may_be_named)
    return as_before(made, was=was, said=said, done=str(made))


def _of_giver(gift: Gift, donor: Volunteer | None) -> tuple[int, int | None, str]:
    """What is kept: points, whose account, which name."""
    if donor is None:
        return 0, None, gift.donor_name
    return gift.points, donor.person_id, gift.donor_name or donor.name


def _same(gift: Gift, donor: Volunteer | None, at: datetime) -> Donation | None:
    """What came that day of the same good, as many, from the same giver: typed in again, as like as not. Names are
    kept enciphered, so they are compared here."""
    today = localdate(at)
    rows = Donation.objects.standing().filter(
        Days(today, today).hold("received_at"), good=gift.good, quantity=gift.quantity
    )
    _, giver, name = _of_giver(gift, donor)
    for one in rows.select_related("good", "received_by").order_by("-id"):
        if (one.donor_id == giver) if one.donor_id and giver else (one.donor_name == name):
            return one
    return None


def _facts_of(same: Donation) -> dict[str, object]:
    when, by = f"{localtime(same.received_at):%H:%M}", same.received_by.name
    return {"when": when, "by": by, "donor": same.masked_donor, "what": same, "good": same.good}


def _received(
    gift: Gift, good: Good, donor: Volunteer | None, key: UUID | None, person: User, at: datetime
) -> Donation:  # fmt: skip
    points, _, name = _of_giver(gift, donor)
    donation = Donation.objects.create(
        key=key, community=good.community, good=good, item=gift.item, quantity=gift.quantity, points=points,
        donor=donor.person if donor else None, donor_name=name, may_be_named=gift.may_be_named,
        received_by=person, received_at=at,
    )  # fmt: skip
    shift(good, Moved.DONATED, gift.quantity, donation=donation, by=person, at=at)
    if donation.donor and donation.points:
        donation.service = record(_done(donation, donation.donor), by=person, at=at)
        donation.save(update_fields=["service"])
    write_audit(action="收下捐赠", of=donation, by=person, at=at, detail={"quantity": gift.quantity})
    return donation


def _done(donation: Donation, donor: User) -> Done:
    return Done(
        key=f"donation:{donation.pk}", person=donor, community=donation.community, work=Work.DONATION,
        title=f"捐赠{donation.item}", source=f"shop.donation {donation.pk}", day=localdate(donation.received_at),
        claim=donation.points,
    )  # fmt: skip


def _donor(phone: str, by: Hat) -> Volunteer:
    """A volunteer whom this hat knows, by their telephone number. Raises Refused `no_donor`."""
    known = Volunteer.objects.visible_to(by).active().filter(person__phone_hash=lookup_hash(phone))
    if found := known.select_related("person").first():
        return found
    raise Refused("no_donor")
