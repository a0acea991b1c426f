"""Who wants to stay unnamed and names themselves in what the units will read is told so before it is sent."""

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
