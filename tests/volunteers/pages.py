"""The desk's pages about volunteers, by HTTP."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from accounts.models import User
from tests.factories import Town


def get(town: Town, who: str, name: str, /, *args: Any, **query: Any) -> Any:
    return town.client(who).get(reverse(f"volunteers:{name}", args=args), query)


def post(town: Town, who: str, name: str, /, *args: Any, **filled: Any) -> Any:
    return town.client(who).post(reverse(f"volunteers:{name}", args=args), filled)


def done(town: Town, who: str, name: str, /, *args: Any, **filled: Any) -> None:
    """A form that is taken."""
    answer = post(town, who, name, *args, **filled)
    assert answer.status_code == 302, text(answer)


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def known_by(person: User, phone: str) -> User:
    """With a telephone that they have proved."""
    person.phone = phone
    person.save()
    return person
