"""A camera that looks at what the test holds before it: Chromium's own, which plays a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import segno
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import CHROMIUM, FLAGS
from tests.browser.measures import until

WIDTH, HEIGHT = 640, 480
ELSEWHERE = "shaodao.test"  # the same server by a name that is no localhost: the browser takes it for insecure
# What the page did with the camera, and what its policy had to stop.
WATCH = """
  window.tracks = []; window.refused = [];
  addEventListener('securitypolicyviolation', ({violatedDirective}) => refused.push(violatedDirective));
  if (navigator.mediaDevices) {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      window.wanted = wanted;
      const stream = await ask(wanted);
      tracks.push(...stream.getTracks());
      return stream;
    };
  }
"""


@dataclass
class Camera:
    browser: Browser
    film: Path

    def sees(self, text: str) -> None:
        """From the next time that it is turned on."""
        self._plays(square(text))

    def sees_what_is_on(self, screen: Page) -> None:
        """As large as its window is high, and askew."""
        shown = Image.open(BytesIO(screen.screenshot())).convert("L")
        shown.thumbnail((WIDTH, HEIGHT))
        self._plays(shown.rotate(5, Image.Resampling.BICUBIC, fillcolor=150))

    def sees_nothing(self) -> None:
        self._plays(Image.new("L", (300, 300), 120))

    def _plays(self, picture: Image.Image) -> None:
        seen = Image.new("L", (WIDTH, HEIGHT), 150)
        seen.paste(picture, ((WIDTH - picture.width) // 2, (HEIGHT - picture.height) // 2))
        frame = b"FRAME\n" + seen.tobytes() + bytes([128]) * (WIDTH * HEIGHT // 2)
        self.film.write_bytes(b"YUV4MPEG2 W%d H%d F20:1 Ip A1:1 C420mpeg2\n" % (WIDTH, HEIGHT) + frame * 2)


def square(text: str) -> Image.Image:
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=5, border=3)
    return Image.open(drawn).convert("L")


@contextmanager
def camera_of(browser: Browser, film: Path) -> Iterator[Camera]:
    """A browser of its own, since what its camera plays is said when it starts."""
    flags = [
        *FLAGS, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}", f"--host-resolver-rules=MAP {ELSEWHERE} 127.0.0.1",
    ]  # fmt: skip
    other = browser.browser_type.launch(executable_path=CHROMIUM, args=flags)
    yield Camera(other, film)
    other.close()


def visitor(camera: Camera, size: tuple[int, int], url: str, session: str) -> Page:
    camera.sees_nothing()
    context = camera.browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    context.add_cookies([{"name": "sessionid", "value": session, "url": url}])
    context.add_init_script(WATCH)
    context.set_default_timeout(10_000)
    return context.new_page()


def is_filming(page: Page) -> bool:
    return bool(page.evaluate("tracks.some((track) => track.readyState === 'live')"))


def has_stopped(page: Page) -> None:
    """A closing by Esc is told to the page a moment later."""
    until(page, "tracks.length && tracks.every((track) => track.readyState === 'ended')")
