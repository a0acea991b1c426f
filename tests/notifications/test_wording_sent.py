"""Changed words are the words that are sent: from the administrator's page by way of the desk to the message."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from notifications.models import Wording
from tests.factories import PASSWORD, Town
from tests.front_door import FrontDoor, day
from tests.notifications.conftest import PHONE, Told

REPORTED, ACCEPTED, TOLD = day(16, 9), day(16, 9, 30), day(16, 9, 45)


@pytest.fixture
def door(town: Town) -> FrontDoor:
    return FrontDoor(town)


def change(rule: str, deed: str, words: str = "") -> Any:
    client = Client()
    boss = User.objects.filter(username="boss").first()
    client.force_login(boss or User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client.post(reverse("admin:notifications_wording_change", args=[rule]), {"deed": deed, "words": words})


def test_what_an_administrator_wrote_is_what_people_read(door: FrontDoor, told: Told):
    door.report(REPORTED, words="地下室漏水", phone=PHONE)
    assert change("accept-REPORTER", "save", "好消息：{owner}接下了“{title}”。").status_code == 302
    assert change("sign-OWNER", "save", "{host}接了：{number}").status_code == 302
    door.accepted_and_signed(ACCEPTED, category="LEAK")
    assert told(at=TOLD) == ["好消息：太平镇社区第1网格党支部接下了“地下室漏水”。"]
    assert f"太平镇社区第1网格党支部接了：{door.number}" in told("secretary", at=TOLD)


def test_what_was_told_already_is_not_told_again_in_other_words(door: FrontDoor, told: Told):
    door.report(REPORTED, words="地下室漏水", phone=PHONE)
    door.accepted_and_signed(ACCEPTED, category="LEAK")
    before = told(at=TOLD)
    change("accept-REPORTER", "save", "别的话：{title}")
    assert told(at=TOLD) == before


def test_a_message_that_is_switched_off_is_sent_to_nobody_until_it_is_on_again(door: FrontDoor, told: Told):
    change("accept-REPORTER", "off")
    door.report(REPORTED, words="地下室漏水", phone=PHONE)
    door.accepted_and_signed(ACCEPTED, category="LEAK")
    assert told(at=TOLD) == []
    change("accept-REPORTER", "on")
    door.report(REPORTED, words="楼道灯不亮", phone=PHONE)
    door.accepted_and_signed(ACCEPTED, category="LIGHTING")
    assert [text for text in told(at=TOLD) if "楼道灯不亮" in text]


def test_the_default_words_are_sent_where_the_changed_ones_cannot_be(door: FrontDoor, told: Told, caplog: Any):
    Wording.objects.create(kind="accept", audience="REPORTER", words="{title}{gone_since}")
    door.report(REPORTED, words="地下室漏水", phone=PHONE)
    door.accepted_and_signed(ACCEPTED, category="LEAK")
    with caplog.at_level(logging.ERROR):
        assert [text for text in told(at=TOLD) if text.startswith("您反映的“地下室漏水”已受理")]
    assert "accept-REPORTER" in caplog.text


def test_what_residents_are_owed_is_sent_even_where_a_row_says_off(door: FrontDoor, told: Told):
    Wording.objects.create(kind="refuse", audience="REPORTER", off=True)
    door.report(REPORTED, words="法院还没判", phone=PHONE)
    cause = {"cause": "应通过诉讼、仲裁、行政复议解决", "channel": "人民法院"}
    door.step("intake", "ask_refusal", ACCEPTED, **cause)
    door.step("second_intake", "refuse", ACCEPTED)
    assert told(at=TOLD)[-1] == "您反映的“法院还没判”不予受理：应通过诉讼、仲裁、行政复议解决。请找人民法院。"
