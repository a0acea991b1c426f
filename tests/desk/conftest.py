"""The desk on a working Monday morning, in the small district of tests/factories.py."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.models import Case
from cases.photos import CleanPhoto
from tests.factories import MONDAY, Town, build_town


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


def page(case: Case, event: str = "") -> str:
    return f"/desk/cases/{case.number}/" + (f"{event}/" if event else "")


def text(response: Any) -> str:
    return response.content.decode()


def listed(response: Any) -> list[str]:
    """The titles in the list, in its order."""
    return [row["case"].title for row in response.context["rows"]]


def jpeg() -> bytes:
    written = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(written, "JPEG")
    return written.getvalue()


def picture(name: str = "灯.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(), content_type="image/jpeg")


def clean_picture() -> CleanPhoto:
    return CleanPhoto(jpeg(), 40, 30)
