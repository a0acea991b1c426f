"""随手拍: a photo, the place where it was taken, 发送. From nobody, or from a courier who proved their phone."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from accounts.models import AuditEntry
from accounts.personal import lookup_hash
from cases.models import Case
from cases.terms import Channel, State
from checkins.models import NewWorker
from checkins.workflow import Trade
from resident.models import KeptPhoto
from tests.factories import IN_FIRST_GRID, MONDAY, Town
from tests.resident.conftest import Browser, newest, picture, text
from tests.resident.signing_in import PHONE, signed_in
from tests.resident.test_look_over import carried

pytestmark = pytest.mark.django_db
IN_NEXT_GRID = (36.0805, 120.3515)


def milliseconds(minutes_ago: float = 0) -> str:
    return str(int((MONDAY - timedelta(minutes=minutes_ago)).timestamp() * 1000))


def snap(browser: Browser, at: tuple[float, float] | None = IN_FIRST_GRID, **said: Any) -> Any:
    lat, lon = at or ("", "")
    photos = said.pop("photos", None) or [picture()]
    return browser.post("/snap/", {"key": str(uuid4()), "lat": lat, "lon": lon, "photos": photos, **said})


def located(at: tuple[float, float], moment: str = "2026:11:16 08:20:00") -> SimpleUploadedFile:
    """A photo in which the camera wrote where and when."""
    exif = Image.Exif()
    gps, shot = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
    for number, (ref, degrees) in zip((2, 4), zip("NE", at, strict=True), strict=True):
        gps[number - 1], gps[number] = ref, (int(degrees), 0.0, (degrees - int(degrees)) * 3600)
    shot[ExifTags.Base.DateTimeOriginal] = moment
    written = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(written, "JPEG", exif=exif)
    return SimpleUploadedFile("拍.jpg", written.getvalue(), content_type="image/jpeg")


def test_a_photo_and_its_place_are_enough(town: Town, browser: Browser) -> None:
    answer = snap(browser, taken=milliseconds(40))
    case = newest()
    assert answer.url == f"/report/sent/{case.tracking_code}/"
    assert (case.channel, case.place, case.state) == (Channel.SNAPSHOT, town.grid, State.SUBMITTED)
    assert (case.lat, case.lon) == IN_FIRST_GRID
    assert (case.words, case.category) == ("随手拍，见照片（11月16日 08:20 拍）", None)
    assert case.photos.count() == 1
    assert not KeptPhoto.objects.exists()


def test_words_stay_words(town: Town, browser: Browser) -> None:
    snap(browser, words="井盖没了")
    assert newest().words == "井盖没了"


def test_without_a_photo_it_asks_for_one(town: Town, browser: Browser) -> None:
    answer = browser.post("/snap/", {"key": str(uuid4()), "lat": "36.0805", "lon": "120.3505"})
    assert answer.status_code == 422
    assert answer.context["form"].problems == [("id_photos", "请先拍一张照片。")]
    assert not Case.objects.exists()


def test_the_camera_says_where_when_the_browser_does_not(town: Town, browser: Browser) -> None:
    snap(browser, at=None, photos=[located(IN_NEXT_GRID)])
    assert newest().place == town.places["next_grid"]
    assert newest().words == "随手拍，见照片（11月16日 08:20 拍）"
    with newest().photos.get().file.open() as file:
        assert not Image.open(file).getexif()


def test_the_head_of_a_photo_made_small_says_so_too(town: Town, browser: Browser) -> None:
    head = SimpleUploadedFile("head.jpg", located(IN_NEXT_GRID).read()[:700], content_type="image/jpeg")
    assert snap(browser, at=None, heads=[head]).status_code == 422, "cut off before the picture begins it says nothing"
    snap(browser, at=None, heads=[located(IN_NEXT_GRID)])
    assert newest().place == town.places["next_grid"]


def test_the_browser_is_believed_before_the_camera(town: Town, browser: Browser) -> None:
    snap(browser, photos=[located(IN_NEXT_GRID)])
    assert newest().place == town.grid


def test_sent_later_from_elsewhere_it_is_where_the_photo_was_taken(town: Town, browser: Browser) -> None:
    key = str(uuid4())
    bad = SimpleUploadedFile("坏.jpg", b"x")
    assert snap(browser, key=key, taken=milliseconds(), words="水" * 3000).status_code == 422
    [kept] = KeptPhoto.objects.all()
    assert (kept.lat, kept.lon, kept.taken_at) == (*IN_FIRST_GRID, MONDAY)
    with time_machine.travel(MONDAY + timedelta(hours=3), tick=False):
        lat, lon = IN_NEXT_GRID
        browser.post("/snap/", {"key": key, "lat": lat, "lon": lon})
    assert (newest().place, newest().lat) == (town.grid, IN_FIRST_GRID[0])
    assert "09:00 拍" in newest().words
    assert snap(browser, photos=[bad]).status_code == 422


def test_without_any_position_it_asks_and_the_photo_is_kept(town: Town, browser: Browser) -> None:
    key = str(uuid4())
    asked = snap(browser, at=None, key=key)
    assert asked.status_code == 422
    assert asked.context["form"].problems == [("id_place", "不知道照片是在哪里拍的，请选一下地方。")]
    assert "照片收着呢" in text(asked)
    assert 'id="id_place"' in text(asked)
    page = browser.post("/snap/", {"key": key, "chosen": town.places["next_grid"].code})
    assert page.status_code == 200
    assert "镇江路街道太平镇社区第2网格" in text(page)
    browser.post("/snap/", carried(page))
    assert newest().place == town.places["next_grid"]
    assert newest().photos.count() == 1


@pytest.mark.parametrize("at", [(35.5, 121.5), (0, 0), (91, 200), ("nan", "inf"), ("x", "")])
def test_a_position_that_is_of_no_use_asks_for_the_place(town: Town, browser: Browser, at: Any) -> None:
    answer = snap(browser, at=at)
    assert answer.status_code == 422
    assert [anchor for anchor, _ in answer.context["form"].problems] == ["id_place"]
    assert KeptPhoto.objects.count() == 1


@pytest.mark.parametrize("taken", ["", "x", "-1", "9" * 14, "１", milliseconds(60 * 24 * 30)])
def test_a_moment_that_cannot_be_is_left_out(town: Town, browser: Browser, taken: str) -> None:
    snap(browser, taken=taken)
    assert newest().words == "随手拍，见照片（11月16日 09:00 报）"


def test_two_taps_are_one_case_and_another_place_is_another(town: Town, browser: Browser) -> None:
    key = str(uuid4())
    first, second = (snap(browser, key=key) for _ in range(2))
    assert first.url == second.url
    assert Case.objects.count() == 1
    snap(browser, at=IN_NEXT_GRID, key=key)
    assert Case.objects.count() == 2


def test_words_of_fire_are_looked_over_first(town: Town, browser: Browser) -> None:
    page = snap(browser, words="楼道着火了")
    assert "现在正在发生吗？" in text(page)
    assert 'action="/report/"' in text(page)
    assert not Case.objects.exists()
    browser.post("/report/", carried(page))
    assert newest().emergency_direct
    assert newest().photos.count() == 1


def filing(town: Town, **more: Any) -> NewWorker:
    said = {"name": "高骑手", "trade": Trade.choices[0][0], "platform": "某外卖", "phone": PHONE, "id_number": "1" * 18}
    return NewWorker.objects.create(
        place=town.places["street"], filed_by=town.people["party_officer"], filed_at=MONDAY, **{**said, **more}
    )


def test_a_courier_who_proved_their_phone_is_the_reporter_and_known_again(town: Town) -> None:
    filed = filing(town)
    courier = signed_in()
    assert "138****5678" in text(courier.get("/snap/"))
    snap(courier)
    snap(courier, at=IN_NEXT_GRID)
    filed.refresh_from_db()
    assert filed.account
    assert filed.account.phone_hash == lookup_hash(PHONE)
    assert {case.reporter for case in Case.objects.all()} == {filed.account}
    assert AuditEntry.objects.filter(action="新就业群体备案对上账号").count() == 1


def test_a_filing_that_has_ended_or_is_another_s_is_left_alone(town: Town) -> None:
    ended, other = filing(town, ended_on=MONDAY.date()), filing(town, phone="13812345679", id_number="2" * 18)
    snap(signed_in())
    assert newest().reporter
    for one in (ended, other):
        one.refresh_from_db()
        assert one.account is None


def test_two_photos_of_one_place_by_one_courier_are_two_matters(town: Town) -> None:
    courier = signed_in()
    snap(courier, taken=milliseconds(10))
    snap(courier, taken=milliseconds(2))
    assert Case.objects.count() == 2


def test_nobody_who_only_typed_that_phone_is_taken_for_the_courier(town: Town, browser: Browser) -> None:
    filed = filing(town)
    snap(browser)
    filed.refresh_from_db()
    assert (filed.account, newest().reporter) == (None, None)


def test_it_opens_from_the_home_screen_and_other_methods_are_refused(town: Town, browser: Browser) -> None:
    shortcuts = browser.get("/manifest.webmanifest").json()["shortcuts"]
    assert {"name": "随手拍", "url": "/snap/"}.items() <= shortcuts[0].items()
    assert 'capture="environment"' in text(browser.get("/snap/"))
    assert "no-store" in browser.get("/snap/")["Cache-Control"]
    assert browser.delete("/snap/").status_code == 405
