"""随手拍: a photo that is thrown away takes its place along."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import IN_FIRST_GRID, Town, build_town
from tests.front_door import photo

pytestmark = pytest.mark.enough_on("sqlite")

IN_NEXT_GRID = (36.0805, 120.3515)


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    return build_town()


def stands(phone: Page, spot: tuple[float, float]) -> None:
    phone.context.set_geolocation({"latitude": spot[0], "longitude": spot[1], "accuracy": 12})


def place(phone: Page) -> tuple[str, str]:
    return phone.locator("#id_lat").input_value(), phone.locator("#id_lon").input_value()


def written(spot: tuple[float, float]) -> tuple[str, str]:
    return f"{spot[0]:.6f}", f"{spot[1]:.6f}"


def test_a_photo_that_is_thrown_away_takes_its_place_along(
    town: Town, live_server: Any, phone: Page, tmp_path: Path
) -> None:
    picture, another = tmp_path / "漏水.jpg", tmp_path / "又漏.jpg"
    for path in (picture, another):
        path.write_bytes(photo().read())
    phone.context.grant_permissions(["geolocation"])
    album, noted = phone.get_by_label("从相册选"), phone.get_by_text("地点记下了")
    stands(phone, IN_FIRST_GRID)
    phone.goto(live_server.url + "/snap/")
    album.set_input_files(picture)
    expect(noted).to_be_visible()
    assert place(phone) == written(IN_FIRST_GRID)

    phone.get_by_label("不要刚选的第 1 张").click()
    expect(phone.get_by_text("地点：拍照时自动记下。")).to_be_visible()
    assert place(phone) == ("", "")

    stands(phone, IN_NEXT_GRID)
    album.set_input_files(picture)
    expect(noted).to_be_visible()
    assert place(phone) == written(IN_NEXT_GRID)

    stands(phone, IN_FIRST_GRID)
    album.set_input_files(another)
    expect(phone.get_by_alt_text("刚选的第 2 张照片")).to_be_visible()
    assert place(phone) == written(IN_NEXT_GRID)  # the first photo says where
    phone.get_by_label("不要刚选的第 1 张").click()
    expect(noted).to_be_visible()
    assert place(phone) == written(IN_FIRST_GRID)
