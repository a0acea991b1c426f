"""What is taken in as a gift: into goods alone, for no more points than the rule allows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine

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


def test_a_gift_that_came_that_day_already_is_asked_about_and_taken_as_another(
    town: Town, person: Any, monday: time_machine.Traveller
) -> None:
    """Typed in again after lunch, it had another mark, and was another gift: goods that nobody had brought."""
    books, phone, client = put_up(town, "旧书"), str(person.phone), town.client("community")
    assert 'name="another"' not in text_of(client.get(NEW))
    assert client.post(NEW, sent(books, phone)).status_code == 302
    monday.move_to(MONDAY + timedelta(hours=5))
    form = sent(books, phone, item="旧课本", points="20")
    for who in ("community", "intake"):
        asked = town.client(who).post(NEW, form)
        text = text_of(asked)
        assert asked.status_code == 409
        for words in (
            "今天 09:00 陈社区已经登记过一笔：林*捐的旧书 × 3，放进“旧书”", 'id="id_another_error"',
            'name="another"', 'value="旧课本"', f'value="{phone}"', 'value="20"',
        ):  # fmt: skip
            assert words in text, words
    assert (Donation.objects.count(), stock_of(books)) == (1, 13)
    client = town.client("community")
    for _ in range(2):  # and a second tap is no third gift
        assert client.post(NEW, {**form, "another": "on"}).status_code == 302
    assert (Donation.objects.count(), stock_of(books)) == (2, 16)


def test_only_what_looks_the_same_is_asked_about(town: Town, person: Any, monday: time_machine.Traveller) -> None:
    books, salt, client = put_up(town, "旧书"), put_up(town), town.client("community")
    named = sent(books, "", points="", donor_name="王阿姨")
    assert client.post(NEW, named).status_code == 302
    for other in (
        sent(books, "", points="", donor_name="李大爷"), sent(books, "", points="", donor_name="王阿姨", quantity="2"),
        sent(salt, "", points="", donor_name="王阿姨"), sent(books, str(person.phone)), sent(books, "", points=""),
    ):  # fmt: skip
        assert client.post(NEW, other).status_code == 302, other
    again = client.post(NEW, sent(books, "", points="", donor_name=person.name))  # the volunteer, without the number
    assert (again.status_code, "林*捐的" in text_of(again)) == (409, True)
    monday.move_to(MONDAY + timedelta(days=1))
    assert town.client("community").post(NEW, {**named, "key": str(uuid4())}).status_code == 302
    assert Donation.objects.count() == 7


def text_of(response: Any) -> str:
    return response.content.decode()


def offered(client: Any) -> list[tuple[Any, str]]:
    return [choice for choice in client.get(NEW).context["form"].fields["good"].widget.choices if choice[0]]
