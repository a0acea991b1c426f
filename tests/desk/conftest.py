"""The desk on a working Monday morning, in the small district of tests/factories.py."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
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


def move(client: Client, case: Case, event: str, **fields: object) -> Case:
    """Look at the form, send it, follow to the case. Returns the case as it then is."""
    form = client.get(page(case, event))
    assert form.status_code == 200, text(form)
    response = client.post(page(case, event), {"version": form.context["case"].version, **fields})
    assert response.status_code == 303, text(response)
    case.refresh_from_db()
    return case


def message(client: Client) -> str:
    return text(client.get("/desk/")).split('role="status">')[1].split("</p>")[0]


def rule(response: Any) -> str:
    """The rule by which a page refused."""
    return text(response).split("规则：<code>")[1].split("</code>")[0]


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
