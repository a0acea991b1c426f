"""B16 社区公益银行；VIP志愿服务爱心兑换机制: a VIP-only item is refused to who is no VIP; the tier comes of rules."""

import inspect
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from accounts.models import User
from shop.actions import place_order
from shop.models import Order
from tests.factories import MONDAY, build_town
from tests.resident.signing_in import PHONE, signed_in
from tests.shop.scene import put_up, volunteer_in
from tests.volunteers.people import served
from volunteers.actions import approve, reckon_tiers
from volunteers.kinds import Tier
from volunteers.models import Scheme, Volunteer


def test_a_vip_only_item_is_refused_to_who_is_no_vip_whatever_is_typed(db: None, settings: Any, tmp_path: Any) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"
    with time_machine.travel(MONDAY, tick=False):
        town, browser = build_town(), signed_in()
        me = User.objects.with_phone(PHONE)
        volunteer_in(town, person=me, points=50)
        good = put_up(town, "体检一次", price=30, tier_only=Tier.VIP)
        form = {"quantity": "1", "price": "30", "key": str(uuid4()), "tier": "VIP"}
        refused = browser.post(f"/volunteer/shop/{good.pk}/", form)
        assert refused.status_code == 409
        assert "只给VIP 志愿者换，您现在是普通志愿者" in refused.content.decode()
        assert not Order.objects.exists()
        Volunteer.objects.filter(person=me).update(tier=Tier.VIP)  # as the nightly reckoning writes it
        assert browser.post(f"/volunteer/shop/{good.pk}/", form).status_code == 302


@pytest.mark.django_db
def test_a_tier_comes_of_the_rules_and_nobody_types_it_in() -> None:
    town = build_town()
    person = volunteer_in(town)
    Scheme.objects.update(silver_at=1, gold_at=2, vip_at=3)
    approve(served(town, person, hours=3), by=town.hat("community"), at=MONDAY)
    reckon_tiers(at=MONDAY)
    me = Volunteer.objects.get(person=person)
    assert me.tier == Tier.VIP
    assert "tier" not in inspect.signature(place_order).parameters
    register = f"/admin/volunteers/volunteer/{me.pk}/change/"
    town.client("system_admin").post(register, {"tier": "PLAIN"})
    me.refresh_from_db()
    assert me.tier == Tier.VIP
    assert not Volunteer._meta.get_field("tier").editable
