"""Whatever is sent: a clear sentence at its field and on top, nothing typed is lost, nothing half-written stays."""

import re
import struct
import zlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case, Photo
from partyorg.models import Organisation
from tests.factories import Town
from tests.resident.conftest import Browser, filled, newest, picture, send, text

pytestmark = pytest.mark.django_db


def problems(browser: Browser, **said: Any) -> list[tuple[str, str]]:
    """Sends, and holds what every refused page has to keep to. Returns (anchor, sentence) of the summary."""
    response = send(browser, **said)
    page = text(response)
    assert response.status_code == 422
    assert not Case.objects.exists()
    assert not Photo.objects.exists()
    assert "<title>错误：" in page
    assert 'role="alert" tabindex="-1" autofocus' in page
    found = response.context["form"].problems
    for anchor, sentence in found:
        assert f'id="{anchor}"' in page
        assert page.count(sentence) >= (1 if anchor == "main" else 2)  # on top and beside the field
    return found


def test_without_words(town: Town, browser: Browser) -> None:
    assert problems(browser, words="") == [("id_words", "请写一句是什么事。")]


@pytest.mark.parametrize("words", ["   ", "\u3000\n\t", "\u200b\u200d\ufeff", "\x00\x01"])
def test_words_that_nobody_can_see_are_no_words(town: Town, browser: Browser, words: str) -> None:
    assert problems(browser, words=words) == [("id_words", "请写一句是什么事。")]


def test_ten_thousand_characters(town: Town, browser: Browser) -> None:
    words = "水" * 10_000
    assert problems(browser, words=words) == [("id_words", "最多 2000 个字，您写了 10000 个，请写短一些。")]
    assert words in text(send(browser, words=words))


def test_exactly_two_thousand_with_line_breaks_are_taken(town: Town, browser: Browser) -> None:
    send(browser, words="水\r\n" * 999 + "漏水")
    assert len(newest().words) == 2000


def test_several_problems_come_in_the_order_of_the_page(town: Town, browser: Browser) -> None:
    found = problems(browser, words="", lat="", lon="", phone="1234", photos=[picture("空.jpg")] * 7)
    assert [anchor for anchor, _ in found] == ["id_photos", "id_community", "id_words", "id_phone"]


def test_everything_typed_stays(town: Town, browser: Browser) -> None:
    said = {"address": "南口路“68”号<b>", "name": "王大妈", "phone": "1234", "community": "370203022001"}
    page = text(send(browser, words="", confidential="on", **said))
    assert 'value="南口路“68”号&lt;b&gt;"' in page
    assert 'value="王大妈"' in page
    assert 'value="1234"' in page
    assert '<option value="370203022001" selected>' in page
    assert re.search(r'name="confidential"[^>]* checked', page)


def test_photos_stay_and_that_is_said_to_those_who_chose_some(town: Town, browser: Browser) -> None:
    assert "您写的都还在，照片也在。" in text(send(browser, words="", photos=[picture()]))
    assert "照片也在" not in text(send(browser, words=""))


@pytest.mark.parametrize("number", ["1234", "12345678901", "1381234567", "138123456789", "电话", "138 1234 567８9"])
def test_a_wrong_phone_number(town: Town, browser: Browser, number: str) -> None:
    assert problems(browser, phone=number) == [("id_phone", "手机号要 11 位数字，例如 13812345678。不想留可以空着。")]


def test_a_phone_number_in_full_width_signs_is_read(town: Town, browser: Browser) -> None:
    send(browser, phone="１３８ １２３４ ５６７８")
    assert newest().reporter_phone == "13812345678"


def test_a_photo_of_30_megabytes(town: Town, browser: Browser) -> None:
    huge = SimpleUploadedFile("大.jpg", b"\xff\xd8" + b"0" * (30 * 1024 * 1024))
    ((anchor, sentence),) = problems(browser, photos=[huge])
    assert (anchor, "太大（30 MB）" in sentence) == ("id_photos", True)


def test_a_text_file_named_jpg(town: Town, browser: Browser) -> None:
    ((_, sentence),) = problems(browser, photos=[SimpleUploadedFile("说明.jpg", b"hello")])
    assert "“说明.jpg”打不开：它不是照片" in sentence


def test_an_empty_photo(town: Town, browser: Browser) -> None:
    ((_, sentence),) = problems(browser, photos=[SimpleUploadedFile("空.jpg", b"")])
    assert "“空.jpg”是空的" in sentence


def test_seven_photos(town: Town, browser: Browser) -> None:
    assert problems(browser, photos=[picture()] * 7) == [("id_photos", "照片最多 6 张，您选了 7 张。请少选几张。")]


def test_a_good_photo_beside_a_bad_one_is_not_kept(town: Town, browser: Browser, settings: Any) -> None:
    problems(browser, photos=[picture(), SimpleUploadedFile("坏.jpg", b"x")])
    assert not list(settings.MEDIA_ROOT.rglob("*.jpg"))


def test_a_key_that_is_none_is_replaced_and_nothing_is_lost(town: Town, browser: Browser) -> None:
    response = send(browser, key="not-a-uuid")
    assert response.status_code == 422
    assert response.context["form"].problems == [("main", "这一页放得太久了，您填的都还在，请再按一次“发送”。")]
    again = browser.post("/report/", filled(key=str(response.context["form"].filling)))
    assert again.status_code == 302


def test_a_category_that_does_not_exist(town: Town, browser: Browser) -> None:
    assert problems(browser, category="99999999999999999999") == [("id_category", "请从名单里选一类，或者不选。")]


def test_where_nobody_answers_it_is_said_and_nothing_is_written(town: Town, browser: Browser) -> None:
    Organisation.objects.exclude(kind__in=["DEPARTMENT", "COMPANY"]).update(place=town.places["far_grid"], kind="TEAM")
    assert problems(browser) == [("id_community", "这个地方还没有登记负责单位，请联系管理员。")]


def test_a_form_from_another_site_is_refused(town: Town) -> None:
    assert Browser(enforce_csrf_checks=True).post("/report/", filled()).status_code == 403


def test_more_fields_than_any_page_has_get_a_page_in_chinese(town: Town, browser: Browser) -> None:
    response = browser.post("/report/", filled(**{f"field{n}": "" for n in range(2000)}))
    assert response.status_code == 400
    assert "这次没有收下" in text(response)
    assert not Case.objects.exists()


@pytest.mark.parametrize("number", ["13٨١٢٣٤٥٦٧٨", "13८१२३४५६७८"])
def test_digits_of_another_script_are_no_phone_number(town: Town, browser: Browser, number: str) -> None:
    assert [anchor for anchor, _ in problems(browser, phone=number)] == ["id_phone"]


def test_signs_that_turn_the_direction_of_writing_are_dropped(town: Town, browser: Browser) -> None:
    turned = "\u202e\u202a\u2066\u2069\u200e\u200f"
    send(browser, words=f"漏{turned}水", address=f"南口路{turned}68号", name=f"{turned}王大妈")
    assert (newest().words, newest().address, newest().reporter_name) == ("漏水", "南口路68号", "王大妈")


EVIL = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_markup_in_every_field_is_words_on_every_page(town: Town, browser: Browser) -> None:
    """On the form that is shown again, on the page to look over, on the one that chooses a place, on the case's own."""
    everywhere = dict.fromkeys(("words", "address", "name", "community", "category", "purpose", "place", "lat"), EVIL)
    said = {
        **everywhere,
        "phone": EVIL,
        "key": EVIL,
        "drop": EVIL,
        "step": EVIL,
        "page": EVIL,
        "q": EVIL,
        "under": EVIL,
    }
    pages = [browser.post(path, filled(**said)) for path in ("/report/", "/report/places/", "/snap/")]
    sent = send(browser, words=EVIL, address=EVIL, name=EVIL[:28])
    progress = f"/progress/{newest().tracking_code}/"
    pages += [browser.get(sent.url), browser.get(progress), browser.get("/"), browser.get(f"/progress/?code={EVIL}")]
    pages += [
        browser.post(progress + deed, dict.fromkeys(("words", "reason", "facts", "solved", "satisfied"), EVIL))
        for deed in ("add/", "answer/", "reopen/", "withdraw/")
    ]
    pages.append(browser.post("/me/sign-in/", {"phone": EVIL, "who": EVIL, "next": EVIL}))
    for page in pages:
        assert page.status_code < 500
        assert "<script>alert" not in text(page)
        assert "<img src=x" not in text(page)


def test_five_thousand_emoji_are_counted_as_people_count(town: Town, browser: Browser) -> None:
    assert problems(browser, words="😭" * 5000) == [("id_words", "最多 2000 个字，您写了 5000 个，请写短一些。")]
    assert "😭" * 5000 in text(send(browser, words="😭" * 5000))
    send(browser, words="😭" * 2000)
    assert newest().words == "😭" * 2000


@pytest.mark.parametrize("number", ["+1 415 555 0132", "+852 9123 4567", "0081-90-1234-5678", "+86 1234567890"])
def test_a_telephone_of_another_country_is_told_what_is_taken(town: Town, browser: Browser, number: str) -> None:
    assert problems(browser, phone=number) == [("id_phone", "手机号要 11 位数字，例如 13812345678。不想留可以空着。")]


def test_a_picture_that_would_fill_the_memory_is_not_even_opened(town: Town, browser: Browser) -> None:
    """A PNG of a few kilobytes whose header says 30,000 × 30,000."""
    bomb = SimpleUploadedFile("大.png", a_png_that_says(30_000, 30_000), content_type="image/png")
    ((anchor, sentence),) = problems(browser, photos=[bomb])
    assert (anchor, "像素太多" in sentence) == ("id_photos", True)


def a_png_that_says(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100_000)), (b"IEND", b"")]
    parts = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def test_signs_without_width_are_no_words_in_any_form(town: Town, browser: Browser) -> None:
    unseen = "\u200b\u2060\ufeff\u202e"
    assert [anchor for anchor, _ in problems(browser, words=unseen)] == ["id_words"]
    send(browser)
    progress = f"/progress/{newest().tracking_code}/"
    assert browser.post(progress + "add/", {"words": unseen}).status_code == 422
    assert newest().events.count() == 1


def test_the_same_page_sent_from_two_tabs_is_one_case(town: Town, browser: Browser) -> None:
    once = filled(step="")
    browser.post("/report/", {**once, "step": "check"})
    answers = [browser.post("/report/", once), Browser().post("/report/", once)]
    assert [answer.url for answer in answers] == [f"/report/sent/{newest().tracking_code}/"] * 2
    assert Case.objects.count() == 1
