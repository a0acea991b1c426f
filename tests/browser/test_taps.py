"""How many taps it takes on a telephone: five for a report, three for a 随手拍; and to the end without JavaScript."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pillow_heif import register_heif_opener
from playwright.sync_api import Browser, Page, expect

from cases.models import Case
from tests.browser.measures import held_back, whole
from tests.desk.entering import add_building
from tests.factories import IN_FIRST_GRID, Town, build_town
from tests.front_door import photo

pytestmark = pytest.mark.enough_on("sqlite")

WORDS = "地下室的墙漏水，地上积了一指深的水。"
COUNTS = """addEventListener('click', (event) => { if (event.isTrusted && !event.target.closest('textarea'))
  sessionStorage.taps = Number(sessionStorage.taps || 0) + 1; }, true)"""

SIDES_ONCE_SMALL = """async (input) => {
  while (input.files[0].size > 3e6) await new Promise((done) => setTimeout(done, 50));
  const {width, height} = await createImageBitmap(input.files[0]);
  return [width, height];
}"""


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.MEDIA_ROOT = tmp_path / "media"
    town = build_town()
    add_building(town, "太平镇1号楼", 1)
    return town


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "漏水.jpg"
    path.write_bytes(photo().read())
    return path


def standing_in_the_grid(phone: Page) -> None:
    lat, lon = IN_FIRST_GRID
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": lat, "longitude": lon, "accuracy": 12})
    phone.add_init_script(COUNTS)


def take(phone: Page, picture: Path) -> None:
    """The tap opens the camera, which then hands over what it took."""
    whole(phone)
    with phone.expect_file_chooser() as camera:
        phone.locator("label", has_text="拍照").click()
    camera.value.set_files(picture)


def taps(phone: Page) -> int:
    return int(phone.evaluate("sessionStorage.taps"))


def test_five_taps_from_the_front_page_to_the_confirmation(
    town: Town, live_server: Any, phone: Page, picture: Path
) -> None:
    standing_in_the_grid(phone)
    phone.goto(live_server.url)
    phone.get_by_role("link", name="报事").first.click()
    take(phone, picture)
    expect(phone.get_by_alt_text("刚选的第 1 张照片")).to_be_visible()
    phone.get_by_role("button", name="用我现在的位置").click()
    expect(phone.get_by_text("位置已填好，误差约 12 米。")).to_be_visible()
    phone.get_by_label("什么事").fill(WORDS)
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    assert taps(phone) == 5
    assert (Case.objects.get().place, Case.objects.get().photos.count()) == (town.grid, 1)


def test_three_taps_for_a_snap_wherever_it_is_sent_from(
    town: Town, live_server: Any, phone: Page, picture: Path
) -> None:
    standing_in_the_grid(phone)
    phone.goto(live_server.url)
    phone.get_by_role("link", name="随手拍").click()  # as the icon's shortcut does
    take(phone, picture)
    expect(phone.get_by_text("地点记下了，误差约 12 米。")).to_be_visible()
    phone.context.set_geolocation({"latitude": 35.5, "longitude": 121.5})  # riding on, through a tunnel
    phone.context.set_offline(True)
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("现在没有网，没有发出去。")).to_be_visible()
    phone.evaluate("sessionStorage.taps = 2")  # that one was in vain
    phone.context.set_offline(False)
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    assert taps(phone) == 3
    assert Case.objects.get().place == town.grid


def test_photos_are_seen_taken_out_and_stop_at_six(town: Town, live_server: Any, phone: Page, picture: Path) -> None:
    phone.goto(live_server.url + "/report/")
    phone.get_by_label("从相册选").set_input_files([picture] * 5)
    take(phone, picture)
    expect(phone.get_by_alt_text("刚选的第 6 张照片")).to_be_visible()
    take(phone, picture)
    expect(phone.get_by_text("照片最多 6 张，多出来的没有要。")).to_be_visible()
    phone.get_by_role("button", name="不要刚选的第 6 张").click()
    expect(phone.locator("[data-photos-chosen] li")).to_have_count(5)
    assert phone.get_by_label("从相册选").evaluate("input => input.files.length") == 5


def test_photos_that_were_taken_before_the_scripts_came_are_seen(
    town: Town, live_server: Any, phone: Page, picture: Path, tmp_path: Path
) -> None:
    from_album = tmp_path / "又漏.jpg"
    from_album.write_bytes(picture.read_bytes())
    let_go = held_back(phone, "**/photos*.js")
    phone.goto(live_server.url + "/report/", wait_until="commit")
    phone.get_by_label("拍照").set_input_files(picture)
    phone.get_by_label("从相册选").set_input_files(from_album)
    expect(phone.get_by_alt_text("刚选的第 1 张照片")).to_have_count(0)
    let_go()
    expect(phone.get_by_alt_text("刚选的第 2 张照片")).to_be_visible()
    names = phone.get_by_label("从相册选").evaluate("input => [...input.files].map(({name}) => name)")
    assert names == ["又漏.jpg", "漏水.jpg"]
    assert phone.get_by_label("拍照").evaluate("input => input.files.length") == 0


def test_large_photos_are_made_small_and_what_cannot_be_shown_is_sent_all_the_same(
    town: Town, live_server: Any, phone: Page, tmp_path: Path
) -> None:
    camera, iphone = tmp_path / "12MP.jpg", tmp_path / "IMG_1.heic"
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(camera, quality=90)
    register_heif_opener()
    Image.new("RGB", (60, 40), "grey").save(iphone)
    phone.goto(live_server.url + "/report/")
    phone.get_by_label("从相册选").set_input_files([camera, iphone])
    expect(phone.get_by_text("第 2 张，这里显示不了，照样能发")).to_be_visible()
    assert phone.get_by_label("从相册选").evaluate(SIDES_ONCE_SMALL) == [1920, 1440]
    phone.get_by_label("或者只选社区").select_option(town.places["community"].code)
    phone.get_by_label("什么事").fill(WORDS)
    phone.get_by_role("button", name="下一步").click()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    assert [(one.width, one.height) for one in Case.objects.get().photos.order_by("pk")] == [(1920, 1440), (60, 40)]


def test_refused_a_position_it_says_so_in_one_sentence_and_the_other_ways_stay(
    town: Town, live_server: Any, phone: Page, picture: Path
) -> None:
    phone.add_init_script("navigator.geolocation.getCurrentPosition = (found, failed) => failed({code: 1})")
    phone.goto(live_server.url + "/report/")
    phone.get_by_role("button", name="用我现在的位置").click()
    expect(phone.get_by_text("手机没有允许定位。请用下面的办法选地方。")).to_be_visible()
    phone.goto(live_server.url + "/snap/")
    take(phone, picture)
    expect(phone.get_by_text("没有定到位置。")).to_be_visible()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_text("不知道照片是在哪里拍的，请选一下地方。").first).to_be_visible()
    phone.get_by_role("button", name="自己选地方").click()
    phone.get_by_label("写小区、路名或楼号").fill("太平镇1号楼")
    phone.get_by_role("button", name="找", exact=True).click()
    phone.get_by_role("button", name="太平镇1号楼").click()
    phone.get_by_role("button", name="发送").click()
    expect(phone.get_by_role("heading", name="已收到")).to_be_visible()
    assert Case.objects.get().address == "太平镇1号楼"


def test_without_javascript_to_the_end(town: Town, live_server: Any, browser: Browser, picture: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="报事").first.click()
    page.get_by_label("拍照").set_input_files(picture)
    page.get_by_label("什么事").fill(WORDS)
    page.get_by_role("button", name="按小区、路名、楼号找").click()
    for name in ("镇江路街道", "太平镇社区", "太平镇社区第1网格", "太平镇1号楼"):
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text("镇江路街道太平镇社区第1网格，太平镇1号楼")).to_be_visible()
    expect(page.get_by_label("什么事")).to_have_value(WORDS)
    page.get_by_label("什么事").press("Tab")
    page.get_by_role("button", name="下一步").click()
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("heading", name="已收到")).to_be_visible()
    context.close()
    assert (Case.objects.get().place, Case.objects.get().photos.count()) == (town.grid, 1)
