"""B22 捐一物: a donated item enters the stock of the exchange shop, with who gave it."""

from typing import Any
from uuid import uuid4

import pytest
import time_machine

from shop.checking import check_stock
from shop.models import Donation
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import put_up, stock_of, volunteer_in
from tests.volunteers.ledger import balance
from volunteers.actions import approve
from volunteers.kinds import Work
from volunteers.models import Service

NEW = "/desk/shop/donations/new/"


@pytest.fixture
def town(db: None) -> Any:
    with time_machine.travel(MONDAY, tick=False):
        yield build_town()


def filled(into: Any, **changes: Any) -> dict[str, Any]:
    return {"good": into.pk, "item": "童书", "quantity": "6", "key": str(uuid4()), **changes}


def said(response: Any) -> str:
    return response.content.decode()


def test_a_donated_item_enters_the_stock_with_the_donor_noted(town: Town) -> None:
    books, donor = put_up(town, "童书", stock=2), volunteer_in(town)
    form = filled(books, phone=donor.phone, points="12")
    for _ in range(2):  # a double tap is one donation
        assert town.client("community").post(NEW, form)["Location"] == "/desk/shop/donations/"
    assert stock_of(books) == 8
    gift = Donation.objects.get()
    assert (gift.donor, *gift.moves.values_list("amount", "kind")) == (donor, (6, "DONATED"))
    page = said(town.client("community").get(f"/desk/shop/goods/{books.pk}/"))
    assert "林*捐的童书" in page
    assert check_stock().amiss == []


def test_the_points_wait_for_somebody_elses_look(town: Town) -> None:
    books, donor = put_up(town, "童书"), volunteer_in(town)
    town.client("community").post(NEW, filled(books, phone=donor.phone, points="12"))
    service = Service.objects.get(work=Work.DONATION)
    assert (service.claim, service.state, balance(donor)) == (12, "WAITING", 0)
    page = said(town.client("community").get(f"/desk/volunteers/records/{service.pk}/"))
    assert "童书 × 6" in page
    assert "要由另一个人审核" in page
    approve(service, by=town.hat("intake"), at=MONDAY)
    assert balance(donor) == 12


@pytest.mark.parametrize(("agreed", "shown"), [({"may_be_named": "on"}, "赵捐书"), ({}, "一位居民")])
def test_who_gave_it_is_shown_only_where_they_agreed(town: Town, agreed: dict[str, str], shown: str) -> None:
    books = put_up(town, "童书")
    town.client("community").post(NEW, filled(books, donor_name="赵捐书", **agreed))
    public = said(town.client("worker").get(f"/volunteer/shop/used/{books.community.code}/"))
    assert "童书 × 6" in public
    assert shown in public
    assert ("赵捐书" in public) == bool(agreed)
    assert Donation.objects.get(moves__kind="DONATED").donor is None


@pytest.mark.parametrize(("changes", "field"), [
    ({"points": "5"}, "phone"), ({"phone": "13800009999"}, "phone"), ({"quantity": "0"}, "quantity"),
    ({"quantity": "-2"}, "quantity"), ({"item": ""}, "item"), ({"good": "0"}, "good"),
])  # fmt: skip
def test_what_is_wrong_is_said_at_its_field_and_nothing_enters(town: Town, changes: dict[str, str], field: str) -> None:
    books = put_up(town, "童书")
    answer = town.client("community").post(NEW, filled(books, **changes))
    assert answer.status_code in (409, 422)
    assert f'id="id_{field}_error"' in said(answer)
    assert (Donation.objects.count(), stock_of(books)) == (0, 10)


def test_nobody_takes_in_their_own_gift(town: Town) -> None:
    own = town.people["community"]
    own.phone = "13800001234"
    own.save()
    volunteer_in(town, person=own)
    books = put_up(town, "童书")
    answer = town.client("community").post(NEW, filled(books, phone="13800001234", points="5"))
    assert (answer.status_code, "另一位同事" in said(answer)) == (409, True)
