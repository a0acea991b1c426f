"""Every page of residents in every state, both versions: nothing grave for axe, nothing too small, nothing too wide.

make shots          the same walk, with a picture of each in var/shots/residents/
"""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.every_state import STATES, Visit
from tests.browser.measures import ELDER, STANDARD, Bounds, faults
from tests.cases.reaching import LATER, walked_town
from tests.factories import Town
from tests.front_door import photo
from tests.resident.signing_in import code

pytestmark = pytest.mark.enough_on("sqlite")

PICTURES = os.environ.get("SHOTS")


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    monkeypatch.setattr("worktime.clock.now", lambda: LATER)
    return walked_town()


@pytest.fixture
def visit(town: Town, live_server: Any, phone: Page, tmp_path: Path) -> Visit:
    picture = tmp_path / "漏水.jpg"
    picture.write_bytes(photo().read())
    phone.set_default_timeout(10_000)
    return Visit(phone, live_server.url, town, picture, code)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("version", "bounds"), [("standard", STANDARD), pytest.param("elder", ELDER, marks=pytest.mark.proof)]
)
def test_every_page_in_every_state(visit: Visit, version: str, bounds: Bounds) -> None:
    if version == "elder":
        visit.page.context.add_cookies([{"name": "elder", "value": "1", "url": visit.url}])
    found: list[str] = []
    for state in STATES:
        state.come(visit)
        if PICTURES:
            kept(visit.page, Path(PICTURES) / version / state.name)
        found += [f"{state.name}: {fault}" for fault in faults(visit.page, bounds)]
    assert found == [], "\n".join(found)


def kept(page: Page, path: Path) -> None:
    """At both widths, as a telephone shows it, and a tablet: the window as high as the page, the tabs at its end."""
    size = page.viewport_size
    assert size
    for width in (size["width"], 768):
        page.set_viewport_size({"width": width, "height": size["height"]})
        high = page.evaluate("() => document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": high})
        page.screenshot(path=f"{path}-{width}.png")
    page.set_viewport_size(size)
