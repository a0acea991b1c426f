"""No English on any page of the registers: what is seen, what is heard (aria, alt, title), what a form would answer."""

import re
from collections.abc import Iterator
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.contrib import admin
from django.db.models import Model
from django.forms import ModelChoiceField
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories import MONDAY, PASSWORD, Town, build_town

pytestmark = pytest.mark.enough_on("sqlite")

SAID_IN = ("title", "alt", "aria-label", "placeholder", "aria-description", "data-name", "summary")
BUTTONS = ("submit", "button", "reset")
NOT_READ = ("script", "style", "svg")
WORD = re.compile(r"[A-Za-z][A-Za-z-]+(?![A-Za-z-]*\*)")  # not what is masked
PLACEHOLDER = re.compile(r"\{\w+\}")
# Names of things that have no other: file formats, browsers, what rules and cases are written in.
NAMES = {
    "CSV", "GeoJSON", "UTF-8", "GBK", "WGS84", "date", "is", "workday", "name", "Django", "Edge", "Chrome", "Safari",
    "Windows", "TOTP", "ID", "XLSX", "PDF", "SMS", "Polygon", "MultiPolygon", "coordinates", "WGS", "UTF-",
    "UTF", "type", "null", "VIP",
}  # fmt: skip
SHOWN_AS_KEPT = {"code", "pre", "option"}  # values of rows: login names, codes of categories


class Read(HTMLParser):
    """The texts of a page, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.texts += [value for name in SAID_IN if (value := given.get(name))]
        if tag == "input" and given.get("type") in BUTTONS:
            self.texts.append(given.get("value") or "")
        if tag not in ("input", "img", "br", "hr", "meta", "link", "col"):
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not set(NOT_READ) & set(self.within):
            self.texts.append(data)


def english(page: str, kept: set[str]) -> set[str]:
    read = Read()
    read.feed(page)
    found = {word for text in read.texts for word in WORD.findall(PLACEHOLDER.sub("", text))}
    return {word for word in found if word not in NAMES and word not in kept}


@pytest.fixture
def boss(db: None) -> Iterator[Client]:
    with time_machine.travel(MONDAY, tick=False):
        town: Town = build_town()
        town.handled_by(4)
        client = Client()
        client.force_login(User.objects.create_superuser("boss", PASSWORD, name="应急"))
        for _ in range(5):
            Client().post("/desk/sign-in/", {"username": "worker", "password": "wrong"})
        yield client


def kept_in(register: type[Model]) -> set[str]:
    """Words that stand in the rows themselves."""
    rows = [str(value) for row in register._default_manager.values()[:300] for value in row.values()]
    names = [name for user in User.objects.all() for name in (user.username, user.name)]
    return {word for value in (*rows, *names) for word in WORD.findall(value)}


def pages(register: type[Model]) -> Iterator[str]:
    name = f"admin:{register._meta.app_label}_{register._meta.model_name}"
    yield reverse(f"{name}_changelist")
    yield f"{reverse(f'{name}_changelist')}?q=没有的"
    yield reverse(f"{name}_add")
    yield f"{reverse(f'{name}_add')}?_popup=1"
    if row := register._default_manager.order_by("-pk").first():
        for page in ("change", "history", "delete"):
            yield reverse(f"{name}_{page}", args=[row.pk])


@pytest.mark.parametrize("register", admin.site._registry, ids=lambda register: register._meta.label)
def test_no_page_of_a_register_has_a_word_of_english(boss: Client, register: type[Model]) -> None:
    kept, found = kept_in(register), {}
    for page in pages(register):
        answer = boss.get(page)
        if answer.status_code == 200 and (words := english(answer.content.decode(), kept)):
            found[page] = sorted(words)
    assert not found, "\n".join(f"{page}: {words}" for page, words in found.items())


@pytest.mark.parametrize("register", admin.site._registry, ids=lambda register: register._meta.label)
def test_what_a_form_answers_is_chinese(boss: Client, register: type[Model]) -> None:
    """An empty form, and one with nonsense in every field."""
    name = f"admin:{register._meta.app_label}_{register._meta.model_name}"
    address = reverse(f"{name}_add")
    form = boss.get(address)
    if form.status_code != 200 or form.context is None or "adminform" not in form.context:
        return
    fields = form.context["adminform"].form.fields
    below = [one.formset.prefix for one in form.context["inline_admin_formsets"]]  # a browser sends how many rows
    rows = {f"{prefix}-{count}_FORMS": "0" for prefix in below for count in ("TOTAL", "INITIAL")}
    for nonsense in ("", "‽", "9" * 400):
        typed = {name: nonsense for name, field in fields.items() if not _is_a_row(field)}
        answer = boss.post(address, {**typed, **rows})
        if answer.status_code == 200:
            words = english(answer.content.decode(), kept_in(register))
            assert not words, f"{nonsense[:9]}: {sorted(words)}"


def _is_a_row(field: Any) -> bool:
    """Django's own pickers answer a made-up number with a traceback, not with a sentence."""
    return isinstance(field, ModelChoiceField)


def test_the_ways_around_the_registers_are_chinese(boss: Client) -> None:
    day = MONDAY + timedelta(days=1)
    for page in ("/admin/", "/admin/accounts/", "/admin/password_change/", "/admin/nowhere/", f"/admin/?d={day:%Y}"):
        assert english(boss.get(page, follow=True).content.decode(), set()) <= {"boss"}, page
