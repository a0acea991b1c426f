"""Signing in as a resident does: the phone, the code from the text, the page."""

import json
import re
from datetime import timedelta
from typing import Any

import time_machine
from django.conf import settings

from tests.factories import MONDAY
from tests.resident.conftest import Browser

PHONE = "13812345678"


def ask(browser: Browser, phone: str = PHONE, who: str = "OF_AGE", **more: Any) -> Any:
    return browser.post("/me/sign-in/", {"phone": phone, "who": who, **more})


def texts() -> list[str]:
    lines = settings.SMS_LOG.read_text(encoding="utf8").splitlines() if settings.SMS_LOG.exists() else []
    return [json.loads(line)["text"] for line in lines]


def code() -> str:
    """From the newest text."""
    found = re.search(r"验证码 (\d{6})", texts()[-1])
    assert found
    return found[1]


def wrong(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06d}"


def type_in(browser: Browser, typed: str) -> Any:
    return browser.post("/me/code/", {"code": typed})


def signed_in(phone: str = PHONE, **more: Any) -> Browser:
    browser = Browser(**more)
    assert ask(browser, phone).status_code == 302
    assert type_in(browser, code()).url == "/me/"
    return browser


def later(minutes: float) -> time_machine.travel:
    return time_machine.travel(MONDAY + timedelta(minutes=minutes), tick=False)
