"""扫一扫: the code is read by the camera in the page, or from a photo; where it cannot be, typing it stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from activities import actions, codes
from activities.kinds import End
from activities.models import Activity, Presence
from shop.models import Order
from shop.workflow import State
from tests.activities.calling import STARTS_AT, called, phone_of, volunteer
from tests.browser.measures import ELDER, STANDARD, Bounds, faults
from tests.browser.scanning import ELSEWHERE, Camera, camera_of, has_stopped, is_filming, square, visitor
from tests.factories import MONDAY, Town, build_town
from tests.shop.scene import order, put_up, volunteer_in
from worktime import clock

pytestmark = pytest.mark.enough_on("sqlite")
FOREIGN = "https://example.com/volunteer/activities/scan/abc/"


@pytest.fixture
def town(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr("worktime.clock.now", lambda: STARTS_AT)
    return build_town()


@pytest.fixture(scope="module")
def camera(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Camera]:
    with camera_of(chromium, tmp_path_factory.mktemp("camera") / "film.y4m") as one:
        yield one


@pytest.fixture
def person(town: Town) -> User:
    return volunteer(town)


@pytest.fixture
def activity(town: Town, person: User) -> Activity:
    found = called(town)
    actions.sign_up(found, person, at=MONDAY)
    return found


@pytest.fixture
def phone(camera: Camera, live_server: Any, person: User) -> Iterator[Page]:
    page = visitor(camera, (390, 844), live_server.url, phone_of(person).cookies["sessionid"].value)
    yield page
    refused = page.evaluate("refused")
    page.context.close()
    assert refused == []


@pytest.fixture
def counter(camera: Camera, live_server: Any, town: Town) -> Iterator[Page]:
    page = visitor(camera, (1366, 768), live_server.url, town.client("community").cookies["sessionid"].value)
    page.goto(live_server.url + reverse("shop:counter"))
    yield page
    refused = page.evaluate("refused")
    page.context.close()
    assert refused == []


@pytest.fixture
def placed(town: Town) -> Order:
    return order(volunteer_in(town, points=20), put_up(town), 2)


def link(url: str, activity: Activity, end: End = End.IN) -> str:
    return url + reverse("activities_resident:scan", args=[codes.token(activity.pk, end, clock.now())])


def opens(page: Page) -> None:
    page.get_by_role("button", name="扫一扫").click()


def at_its_page(phone: Page, url: str, activity: Activity, *path: str) -> Page:
    phone.goto(url + reverse(f"activities_resident:{'code' if path else 'activity'}", args=[activity.pk, *path]))
    return phone


def test_who_scans_the_organisers_screen_is_one_tap_from_being_checked_in(
    camera: Camera, phone: Page, live_server: Any, activity: Activity
) -> None:
    camera.sees(link(live_server.url, activity))
    opens(at_its_page(phone, live_server.url, activity))
    phone.wait_for_url("**/activities/check/**")
    assert not Presence.objects.exists()
    phone.get_by_role("button", name="签到").click()
    expect(phone.get_by_text("签到好了")).to_be_visible()
    assert Presence.objects.get().came_slot == codes.slot_of(STARTS_AT)


def test_what_is_no_code_of_ours_is_said_and_the_camera_goes_on_until_it_is_closed(
    camera: Camera, phone: Page, live_server: Any, activity: Activity
) -> None:
    camera.sees(FOREIGN)
    opens(at_its_page(phone, live_server.url, activity, "in"))
    expect(phone.get_by_text("这不是签到签退的码。请对准组织者屏幕上的码。")).to_be_visible()
    assert phone.evaluate("wanted.video.facingMode.ideal") == "environment"
    assert is_filming(phone)
    assert phone.evaluate("document.activeElement.textContent") == "关掉"
    phone.keyboard.press("Escape")
    expect(phone.get_by_role("dialog")).to_be_hidden()
    has_stopped(phone)
    assert phone.evaluate("document.activeElement.textContent") == "扫一扫"
    assert phone.url.endswith("/code/in/")
    opens(phone)
    expect(phone.get_by_text("这不是签到签退的码。请对准组织者屏幕上的码。")).to_be_visible()
    phone.get_by_role("button", name="关掉").click()
    has_stopped(phone)


def test_nothing_but_an_address_of_checking_in_is_opened(
    phone: Page, live_server: Any, activity: Activity, tmp_path: Path
) -> None:
    here, scan = live_server.url, "/volunteer/activities/scan"
    at_its_page(phone, here, activity, "in")
    for text in [
        f"{here.replace('localhost', ELSEWHERE)}{scan}/x/", f"{here}/me/", f"{here}{scan}/a/b/", f"{here}{scan}/x/../",
        f"//{here.split('//')[1]}{scan}/x/", "javascript:alert(1)", "370203022001123456",
    ]:  # fmt: skip
        from_album(phone, text, tmp_path)
        expect(phone.get_by_text("这不是签到签退的码。请对准组织者屏幕上的码。"), text).to_be_visible()
        phone.get_by_role("button", name="关掉").click()
    assert phone.url.endswith("/code/in/")


def from_album(page: Page, text: str | None, folder: Path) -> None:
    """As a telephone takes it: the code small in a large picture."""
    photo = square(text).convert("RGB") if text else None
    seen = Image.new("RGB", (3000, 2250), "silver")
    if photo:
        seen.paste(photo.resize((700, 700)), (1300, 900))
    seen.save(folder / "码.jpg")
    opens(page)
    page.get_by_label("从相册选一张").set_input_files(folder / "码.jpg")


def test_a_photo_of_the_code_does_as_well_and_is_sent_nowhere(
    phone: Page, live_server: Any, activity: Activity, tmp_path: Path
) -> None:
    sent: list[str] = []
    phone.on("request", lambda one: sent.append(one.method))
    at_its_page(phone, live_server.url, activity)
    from_album(phone, None, tmp_path)
    expect(phone.get_by_text("照片里没有认出签到签退的码。")).to_be_visible()
    phone.get_by_role("button", name="关掉").click()
    from_album(phone, link(live_server.url, activity), tmp_path)
    phone.wait_for_url("**/activities/check/**")
    assert set(sent) == {"GET"}


def test_a_picture_hidden_is_a_camera_off(phone: Page, live_server: Any, activity: Activity) -> None:
    opens(at_its_page(phone, live_server.url, activity))
    expect(phone.get_by_text("把组织者屏幕上的码放进框里。")).to_be_visible()
    turned = """(hidden) => { Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
      document.dispatchEvent(new Event('visibilitychange')); }"""
    phone.evaluate(turned, True)
    has_stopped(phone)
    phone.evaluate(turned, False)
    expect(phone.get_by_text("把组织者屏幕上的码放进框里。")).to_be_visible()
    assert is_filming(phone)
    phone.evaluate("dispatchEvent(new Event('pagehide'))")
    has_stopped(phone)


NONE_OF_IT = "() => Object.defineProperty(navigator, 'mediaDevices', {value: undefined})"
REFUSED = "() => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', '%s') }; }"


def test_without_a_camera_it_says_why_and_typing_stays(phone: Page, live_server: Any, activity: Activity) -> None:
    at_its_page(phone, live_server.url, activity, "in")
    for script, words in [
        (REFUSED % "NotAllowedError", "这里没有允许用相机。"),
        (REFUSED % "NotFoundError", "没有找到相机。"),
        (NONE_OF_IT, "这个浏览器打不开相机。"),
    ]:
        phone.evaluate(script)
        opens(phone)
        expect(phone.get_by_text(f"{words}可以给组织者屏幕上的码拍张照片")).to_be_visible()
        expect(phone.get_by_text("拍一张照片", exact=True)).to_be_visible()
        phone.get_by_role("button", name="关掉").click()
    phone.get_by_label("6 位数字").fill(codes.digits(activity.pk, End.IN, STARTS_AT))
    phone.get_by_role("button", name="签到").click()
    expect(phone.get_by_text("签到好了")).to_be_visible()


def test_without_https_it_says_that(
    camera: Camera, live_server: Any, person: User, activity: Activity, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    url = live_server.url.replace("localhost", ELSEWHERE)
    page = visitor(camera, (390, 844), url, phone_of(person).cookies["sessionid"].value)
    opens(at_its_page(page, url, activity))
    expect(page.get_by_text("网址不是 https 开头的，浏览器不让用相机。")).to_be_visible()
    page.context.close()


def test_without_javascript_nobody_misses_the_button(
    camera: Camera, live_server: Any, person: User, activity: Activity
) -> None:
    context = camera.browser.new_context(java_script_enabled=False)
    session = phone_of(person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = at_its_page(context.new_page(), live_server.url, activity)
    expect(page.get_by_role("link", name="输数字签到")).to_be_visible()
    expect(page.get_by_role("button", name="扫一扫")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(("elder", "bounds"), [("", STANDARD), ("1", ELDER)], ids=["standard", "elder"])
def test_the_open_picture_keeps_to_the_measures_and_moves_nothing(
    phone: Page, live_server: Any, activity: Activity, elder: str, bounds: Bounds
) -> None:
    phone.context.add_cookies([{"name": "elder", "value": elder, "url": live_server.url}])
    at_its_page(phone, live_server.url, activity, "in")
    phone.evaluate("""() => { window.jumped = 0; new PerformanceObserver((seen) => {
      for (const one of seen.getEntries()) jumped += one.value; }).observe({type: 'layout-shift'}); }""")
    opens(phone)
    expect(phone.get_by_text("把组织者屏幕上的码放进框里。")).to_be_visible()
    assert phone.evaluate("jumped") < 0.02
    assert faults(phone, bounds) == []


def test_at_the_counter_a_scanned_code_shows_the_order_before_it_is_handed_over(
    camera: Camera, counter: Page, live_server: Any, placed: Order
) -> None:
    url = live_server.url
    shows = visitor(camera, (390, 480), url, phone_of(placed.person).cookies["sessionid"].value)
    shows.goto(url + reverse("shopping:order", args=[placed.pk]))
    posts: list[str] = []
    counter.on("request", lambda one: posts.append(one.url) if one.method == "POST" else None)
    shows.get_by_alt_text("取货码的方块码").scroll_into_view_if_needed()
    camera.sees_what_is_on(shows)
    shows.context.close()
    opens(counter)
    counter.wait_for_url(f"**{reverse('shop:hand_over', args=[placed.pk])}")
    assert len(posts) == 1
    placed.refresh_from_db()
    assert placed.state == State.PLACED
    counter.get_by_label("货架上还剩几件").fill("8")
    counter.get_by_role("button", name="核销，已经递给本人").click()
    expect(counter.get_by_text("已核销：食用盐 × 2")).to_be_visible()
    placed.refresh_from_db()
    assert placed.state == State.TAKEN


def test_at_the_counter_what_is_no_pickup_code_is_not_sent(counter: Page, placed: Order, tmp_path: Path) -> None:
    for text in (FOREIGN, "13812345678", "6901234567892", placed.code):
        from_album(counter, text, tmp_path)
        expect(counter.get_by_text("这不是取货码。请对准居民手机上的方块码。"), text).to_be_visible()
        counter.get_by_role("button", name="关掉").click()
    expect(counter.get_by_label("取货码", exact=True)).to_have_value("")
