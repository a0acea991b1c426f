"""How much comes in from one address, or with a number only typed. Nothing typed is lost, nothing burning waits."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from accounts.braking import drop_old_counts, line_hash
from accounts.models import Counted, User
from cases.models import Case
from resident.models import KeptPhoto
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, filled, picture, send, text
from tests.resident.signing_in import PHONE, signed_in

pytestmark = pytest.mark.django_db
LINE = line_hash("127.0.0.1")


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Path) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"


def came_already(what: str, most: int, of: str = LINE) -> None:
    """All but the last that fits."""
    Counted.objects.bulk_create(Counted(what=what, of=of, at=MONDAY) for _ in range(most - 1))


def test_after_thirty_reports_from_an_address_one_waits_and_nothing_typed_is_lost(town: Town, monday: Any) -> None:
    came_already("REPORT", 30)
    assert send(Browser()).status_code == 302
    refused = send(Browser(), words="楼道灯不亮", name="诸葛")
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    page = text(refused)
    assert not [said for said in ("请过 60 分钟再发", "110 / 119 / 120", "楼道灯不亮", "诸葛") if said not in page]
    assert Case.objects.count() == 1
    assert send(Browser(REMOTE_ADDR="203.0.113.9")).status_code == 302
    monday.move_to(MONDAY + timedelta(minutes=61))
    assert send(Browser()).status_code == 302


def test_one_line_of_ipv6_is_one_address(town: Town) -> None:
    came_already("REPORT", 30, line_hash("2001:db8:1:2::1"))
    assert send(Browser(REMOTE_ADDR="2001:db8:1:2::2")).status_code == 302
    assert send(Browser(REMOTE_ADDR="2001:db8:1:2:ffff::1")).status_code == 429


def test_what_burns_is_taken_all_the_same(town: Town) -> None:
    came_already("REPORT", 31)
    for number in range(4):
        sent = send(Browser(), words=f"{number}号楼着火了", purpose="EMERGENCY", phone=PHONE)
        assert sent.status_code == 302
    assert Case.objects.filter(emergency_direct=True).count() == 4


def test_a_second_tap_is_counted_once_and_never_refused(town: Town, browser: Browser) -> None:
    came_already("REPORT", 30)
    typed = filled()
    assert [browser.post("/report/", typed).status_code for _ in range(3)] == [302] * 3
    assert Counted.objects.filter(what="REPORT").count() == 30


def test_a_number_that_is_only_typed_reports_three_times_a_day(town: Town) -> None:
    said = ("楼道灯不亮", "地下室漏水", "电梯停了")
    assert [send(Browser(), words=words, phone=PHONE).status_code for words in said] == [302] * 3
    refused = send(Browser(REMOTE_ADDR="203.0.113.9"), words="井盖破损", phone=PHONE)
    assert refused.status_code == 429
    page = text(refused)
    assert not [said for said in ("今天已经报了 3 件", "/me/sign-in/", "井盖破损", PHONE) if said not in page]
    assert send(Browser(), words="井盖破损").status_code == 302  # without it, or with it proved, it is taken
    assert send(signed_in(PHONE), words="树倒了挡着路", phone=PHONE).status_code == 302
    assert Case.objects.count() == 5


def test_photos_are_counted_by_address_and_the_words_stay(town: Town, browser: Browser) -> None:
    came_already("PHOTO", 180)
    assert browser.post("/report/", filled(photos=[picture(), picture()], step="check")).status_code == 200
    refused = browser.post("/report/", filled(photos=[picture()], step="check"))
    assert (refused.status_code, "照片太多" in text(refused), "墙皮洇湿" in text(refused)) == (429, True, True)
    assert KeptPhoto.objects.count() == 2
    burning = filled(photos=[picture()], step="check", words="楼道里着火了")
    assert browser.post("/report/", burning).status_code == 200


def test_a_snap_waits_too_and_its_photo_is_kept(town: Town, browser: Browser) -> None:
    came_already("REPORT", 31)
    refused = browser.post("/snap/", filled(words="", photos=[picture()]))
    assert (refused.status_code, "分钟再发" in text(refused)) == (429, True)
    assert KeptPhoto.objects.count() == 1


def test_what_is_counted_by_names_nobody_and_is_gone_after_a_day(town: Town, browser: Browser) -> None:
    send(browser, phone=PHONE)
    assert not [one for one in Counted.objects.values_list("of", flat=True) if PHONE in one or "127.0.0.1" in one]
    assert drop_old_counts(MONDAY + timedelta(hours=25)) == 2


def test_leaving_does_not_start_the_codes_anew(town: Town) -> None:
    browser = signed_in()
    assert browser.post("/me/leave/", {"sure": "on"}).url == "/"
    assert not User.objects.filter(phone=PHONE).exists()
    refused = browser.post("/me/sign-in/", {"phone": PHONE, "who": "OF_AGE"})
    assert (refused.status_code, int(refused["Retry-After"]) >= 60) == (429, True)
