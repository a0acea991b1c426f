"""A case lived through as people live through it: by HTTP, each step by a signed-in person at a frozen moment.

case = FrontDoor(town)
case.report(day(16, 9), words="地下室漏水")
case.step("secretary", "accept", day(16, 9, 30), category=…, urgency="NORMAL", host=…)
assert case.now.state == "dispatched"
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cases.models import Case, Category
from tests.factories import IN_FIRST_GRID, SHANGHAI, Town, build_town


def day(number: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 16th is a Monday, with plain working weeks around it."""
    return datetime(2026, 11, number, hour, minute, tzinfo=SHANGHAI)


@dataclass
class FrontDoor:
    town: Town
    number: str = ""
    code: str = ""

    @property
    def now(self) -> Case:
        return Case.objects.with_faces().get(number=self.number)

    def report(self, at: datetime, *, words: str, category: str = "", **more: Any) -> None:
        """By a resident who signs in nowhere, standing in the first grid."""
        said = {"words": words, "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1], **more}
        if category:
            said["category"] = Category.objects.get(code=category).pk
        with time_machine.travel(at, tick=False):
            sent = Client().post(reverse("resident:report"), said, follow=True)
        assert "查询码" in sent.content.decode()
        case = Case.objects.latest("id")
        self.number, self.code = case.number, case.tracking_code
        assert self.code in sent.content.decode()

    def post(self, who: str, event: str, at: datetime, **filled: Any) -> Any:
        """Whatever comes of it."""
        with time_machine.travel(at, tick=False):
            return self.town.client(who).post(reverse("cases:move", args=[self.number, event]), filled)

    def step(self, who: str, event: str, at: datetime, **filled: Any) -> None:
        """A step that succeeds."""
        answer = self.post(who, event, at, **filled)
        assert answer.status_code == 303, answer.content.decode()

    def refused(self, who: str, event: str, at: datetime, **filled: Any) -> str:
        """A forced step: 409, nothing has moved. Returns the rule that the page names."""
        before = self.now.version
        answer = self.post(who, event, at, **filled)
        assert answer.status_code == 409, answer.status_code
        assert self.now.version == before
        [rule] = re.findall(r"规则：<code>(\w+)</code>", answer.content.decode())
        return rule

    def accepted_and_signed(self, at: datetime, *, category: str) -> None:
        kind = Category.objects.get(code=category)
        self.step("secretary", "accept", at, category=kind.pk, urgency=kind.urgency, host=self.town.units["branch"].pk)
        self.step("worker", "sign", at)

    def page(self, who: str, at: datetime) -> str:
        """The case's page at the desk."""
        answer = self._open(who, at)
        assert answer.status_code == 200
        return answer.content.decode()

    def may_see(self, who: str, at: datetime) -> bool:
        return self._open(who, at).status_code == 200

    def _open(self, who: str, at: datetime) -> Any:
        with time_machine.travel(at, tick=False):
            return self.town.client(who).get(reverse("cases:case", args=[self.number]))

    def offered(self, who: str, at: datetime) -> set[str]:
        """The moves for which the page has a button."""
        path = reverse("cases:case", args=[self.number])
        return set(re.findall(rf'href="{path}(\w+)/"', self.page(who, at))) - {"phone"}  # that moves nothing

    def queue(self, who: str, name: str, at: datetime) -> list[Case]:
        """The cases that stand in this queue of a desk."""
        with time_machine.travel(at, tick=False):
            answer = self.town.client(who).get(reverse("cases:queue"), {"q": name})
        assert answer.status_code == 200
        return [row["case"] for row in answer.context["rows"]]

    def progress(self, at: datetime) -> str:
        """What the resident sees by the tracking code."""
        with time_machine.travel(at, tick=False):
            answer = Client().get(reverse("resident:progress", args=[self.code]))
        assert answer.status_code == 200
        return answer.content.decode()

    def answer(self, at: datetime, **said: str) -> None:
        with time_machine.travel(at, tick=False):
            answered = Client().post(reverse("resident:answer", args=[self.code]), said)
        assert answered.status_code == 302, answered.content.decode()

    def kinds(self) -> list[str]:
        return list(self.now.events.order_by("seq").values_list("kind", flat=True))

    def levels(self) -> list[int]:
        """The owner levels that the case has been at, in their order."""
        levels = self.now.events.order_by("seq").values_list("to_level", flat=True)
        return list(dict.fromkeys(levels))


def photo() -> SimpleUploadedFile:
    """A small picture, made anew each time: an upload is read once."""
    written = BytesIO()
    Image.new("RGB", (40, 30), "grey").save(written, "JPEG")
    return SimpleUploadedFile("after.jpg", written.getvalue(), content_type="image/jpeg")


@pytest.fixture
def door(db: None, settings: Any, tmp_path: Path) -> FrontDoor:
    settings.MEDIA_ROOT, settings.SMS_LOG = tmp_path / "media", tmp_path / "sms.log"
    return FrontDoor(build_town())
