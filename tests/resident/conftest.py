"""The resident's pages on a working Monday morning, in the small district of tests/factories.py."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cases.models import Case
from tests.factories import MONDAY, Town, build_town


class Browser(Client):
    """A resident's, signed in as nobody. What comes back has more on it (url, context) than the types know."""

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return super().get(*args, **kwargs)

    def post(self, *args: Any, **kwargs: Any) -> Any:
        return super().post(*args, **kwargs)


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def browser() -> Browser:
    return Browser()


def picture(name: str = "漏水.jpg", size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    written = BytesIO()
    Image.new("RGB", size, "grey").save(written, "JPEG")
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


def filled(**changes: Any) -> dict[str, Any]:
    """The report form as somebody fills it in who says no more than is needed."""
    return {"words": "地下室漏水，墙皮洇湿", "lat": "36.0805", "lon": "120.3505", "key": str(uuid4()), **changes}


def send(browser: Browser, **changes: Any) -> Any:
    return browser.post("/report/", filled(**changes))


def text(response: Any) -> str:
    return response.content.decode()


def newest() -> Case:
    return Case.objects.with_faces().latest("pk")
