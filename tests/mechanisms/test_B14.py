"""B14 移动终端化审核: an approval is completed from a screen 390 px wide, with what was attached before one's eyes."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cases import actions
from cases.models import Case, Photo
from cases.photos import clean_photo
from cases.terms import Outcome
from partyorg.hats import RESIDENT
from tests.browser.measures import whole
from tests.browser.widths import MOVES_SIDEWAYS, WINDOW, signed_in
from tests.factories import Town, build_town
from tests.resident.conftest import picture
from worktime import clock
from worktime.limits import Limit

pytestmark = pytest.mark.enough_on("sqlite")
LEAST = 44  # as high as a thumb


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path
    return build_town()


@pytest.fixture
def case(town: Town) -> Case:
    """With a photo; its host asks for another working day."""
    at = clock.now()
    said: dict[str, Any] = {"at": at, "by": RESIDENT, "photos": [clean_photo(picture(size=(640, 480)))]}
    handled = town.handling(**said)
    limit = Limit.parse("1wd")
    return actions.extend_request(handled, limit=limit, reason="管材明天才到货", by=town.hat("worker"), at=at)


def test_an_extension_is_granted_on_a_telephone(town: Town, case: Case, live_server: Any, phone: Page) -> None:
    signed_in(phone, live_server, "community", f"/desk/cases/{case.number}/")
    fits(phone)
    expect(phone.get_by_text("管材明天才到货").first).to_be_visible()
    shown = phone.locator(".photos img").first
    shown.scroll_into_view_if_needed()
    expect(shown).to_be_visible()
    assert shown.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 640

    tapped(phone.get_by_role("link", name=re.compile("批准延期")).first)
    expect(phone.get_by_label("还要说的")).to_be_visible()
    fits(phone)
    phone.get_by_label("还要说的").fill("抓紧")
    tapped(phone.get_by_role("button", name="批准延期"))
    expect(phone.get_by_text(re.compile("延期已批准")).first).to_be_visible()
    fits(phone)
    assert case.proposals.get().outcome == Outcome.GRANTED
    assert Photo.objects.filter(case=case).count() == 1


def tapped(button: Any) -> None:
    box = button.bounding_box()
    assert box["height"] >= LEAST - 1
    assert box["x"] + box["width"] <= 390
    button.tap()


def fits(page: Page) -> None:
    """Nothing has to be pushed sideways."""
    whole(page)
    assert page.evaluate(WINDOW)[0] == 0
    assert page.evaluate(MOVES_SIDEWAYS) == []
