"""What is taken in as a gift: into goods alone, for no more points than the rule allows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from shop.actions import Gift, Refused, receive_donation
from shop.models import Donation, Good
from tests.factories import MONDAY, Town
from tests.shop.scene import put_up, stock_of
from volunteers.models import Scheme

pytestmark = pytest.mark.usefixtures("monday")
NEW = "/desk/shop/donations/new/"


def sent(good: Good, phone: str, **changes: Any) -> dict[str, Any]:
    return {
        "good": good.pk, "item": "旧书", "quantity": "3", "phone": phone, "points": "50", "key": str(uuid4()), **changes
    }  # fmt: skip


def test_more_points_than_the_rule_allows_are_refused_at_their_field(town: Town, person: Any) -> None:
    """They were taken, shown as they were typed, and paid as the rule says."""
    books, phone = put_up(town, "旧书"), str(person.phone)
    most, client = Scheme.objects.get(place=None).donation_most, town.client("community")
    refused = client.post(NEW, sent(books, phone, points=str(most + 1)))
    assert refused.status_code in (409, 422)
    text = refused.content.decode()
    assert f"一次捐赠最多认定 {most} 分" in text
    assert 'id="id_points_error"' in text
    assert f'value="{most + 1}"' in text
    assert (Donation.objects.count(), stock_of(books)) == (0, 10)
    assert client.post(NEW, sent(books, phone, points=str(most))).status_code == 302
    assert Donation.objects.get().points == most


def test_a_thing_is_no_place_at_the_barbers(town: Town) -> None:
    cut, books = put_up(town, "理发", kind="SERVICE"), put_up(town, "旧书")
    client = town.client("community")
    assert [name for _, name in offered(client)] == [books.name]
    refused = client.post(NEW, sent(cut, "", points=""))
    assert refused.status_code == 422
    assert 'id="id_good_error"' in refused.content.decode()
    with pytest.raises(Refused) as error:
        receive_donation(Gift(cut, "旧书", 3, donor_name="某居民"), by=town.hat("community"), at=MONDAY)
    assert error.value.rule == "goods_only"
    assert stock_of(cut) == 10


def offered(client: Any) -> list[tuple[Any, str]]:
    return [choice for choice in client.get(NEW).context["form"].fields["good"].widget.choices if choice[0]]
