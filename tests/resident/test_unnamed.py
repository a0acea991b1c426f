"""Who wants to stay unnamed and names themselves in what the units will read is told so before it is sent."""

from typing import Any

import pytest

from cases.models import Case
from tests.factories import Town
from tests.resident.conftest import Browser, send, text

pytestmark = pytest.mark.django_db
GIVEN_AWAY = "您不想让人知道是谁报的，可这里写着您的称呼或电话"


@pytest.mark.parametrize("ticked", ["confidential", "anonymous"])
@pytest.mark.parametrize(
    "words",
    ["楼上王大妈家漏水", "漏水，请打 138-1234 5678", "电话１３８１２３４５６７８"],
    ids=["name", "phone", "wide"],
)
def test_the_own_name_or_number_among_the_words_is_refused(
    town: Town, browser: Browser, words: str, ticked: str
) -> None:
    said = {"name": "王大妈", "phone": "13812345678", ticked: "on"}
    response = send(browser, words=words, **said)
    assert response.status_code == 422
    assert GIVEN_AWAY in text(response)
    assert not Case.objects.exists()


def test_in_the_address_too(town: Town, browser: Browser) -> None:
    response = send(browser, name="王大妈", address="3号楼王大妈家", confidential="on")
    assert [anchor for anchor, _ in response.context["form"].problems] == ["id_address"]


def test_whoever_may_be_known_may_write_their_name(town: Town, browser: Browser) -> None:
    assert send(browser, name="王大妈", words="我是王大妈，地下室漏水").status_code == 302


def test_one_letter_is_no_name(town: Town, browser: Browser) -> None:
    assert send(browser, name="王", words="王府路地下室漏水", confidential="on").status_code == 302


def test_a_number_in_chinese_digits_is_a_number(town: Town, browser: Browser) -> None:
    case = town.reported(anonymous=True)
    address = f"/progress/{case.tracking_code}/add/"
    for words in ("打一三四一一一一零零零三", "打幺三四 1111 〇〇〇三"):
        assert browser.post(address, {"words": words}).status_code == 422
    assert browser.post(address, {"words": "三号楼二单元一层还在漏"}).status_code == 302


DEEDS = {"add": "words", "answer": "reason", "reopen": "facts", "withdraw": "reason"}
BAD = {"solved": "NO", "satisfied": "NO"}


@pytest.mark.parametrize(("deed", "field"), DEEDS.items())
@pytest.mark.parametrize("words", ["我是王大妈", "请打 138-1234 5678"], ids=["name", "phone"])
def test_what_is_said_later_does_not_name_them_either(
    town: Town, browser: Browser, deed: str, field: str, words: str
) -> None:
    case = town.reported(name="王大妈", phone="13812345678", confidential=True)
    response = browser.post(f"/progress/{case.tracking_code}/{deed}/", {**BAD, field: words})
    assert response.status_code == 422
    assert text(response).count(GIVEN_AWAY) >= 1
    assert response.context["forms"][deed].errors.keys() == {field}
    assert case.events.count() == 1


@pytest.mark.parametrize("words", ["门牌 68 13912345678", "打＋86 139 1234 5678", "1391234-5678 找我"])
def test_an_anonymous_case_takes_no_mobile_number_at_all(town: Town, browser: Browser, words: str) -> None:
    case = town.reported(anonymous=True)
    assert browser.post(f"/progress/{case.tracking_code}/add/", {"words": words}).status_code == 422
    assert case.events.count() == 1


@pytest.mark.parametrize("words", ["表号 139123456789", "2026-11-16 10:30 又漏", "找物业 85661234"])
def test_other_numbers_are_no_mobile_number(town: Town, browser: Browser, words: str) -> None:
    case = town.reported(anonymous=True)
    assert browser.post(f"/progress/{case.tracking_code}/add/", {"words": words}).status_code == 302


def test_whoever_may_be_known_may_leave_their_number_later(town: Town, browser: Browser) -> None:
    case = town.reported(name="王大妈", phone="13812345678")
    said = {"words": "我是王大妈，请打 13812345678"}
    assert browser.post(f"/progress/{case.tracking_code}/add/", said).status_code == 302


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"name": "王大妈", "phone": "13812345678", "confidential": True}, "王大妈又来电话"),
        ({"anonymous": True}, "回电 139 1234 5678"),
    ],
    ids=["confidential", "anonymous"],
)
def test_nor_does_the_desk_name_them(town: Town, said: dict[str, Any], words: str) -> None:
    case = town.reported(**said)
    response = town.client("intake").post(f"/desk/cases/{case.number}/added/", {"words": words})
    assert "对方不愿让人知道是谁说的，可这里写着称呼或电话" in text(response)
    assert case.events.count() == 1
