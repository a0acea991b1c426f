"""The demo's desks, as somebody sits down at them who has read the greeting."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import time_machine
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import Totp
from cases.forms import MoveForm
from cases.models import Case
from governance.demo.sign_ins import PASSWORD, SIGN_INS, SignIn, Try
from tests.front_door import photo

ASKING = reverse("accounts:second_factor")
IN_DAYS = timedelta(days=5)
# What is asked for only where something else is missing.
BESIDES = {
    "accept": {"checked": "on"},
    "check_pass": {"on_site": "on"},
    "report_in": {"where": "现场"},
}


def signed_in(username: str, at: datetime) -> Client:
    client = Client()
    with time_machine.travel(at, tick=False):
        answer = client.post(reverse("accounts:sign_in"), {"username": username, "password": PASSWORD})
        assert answer.status_code == 302, username
        if client.get("/desk/", follow=True).request["PATH_INFO"] == ASKING:
            Totp.objects.filter(user__username=username).update(
                last_step=-1
            )  # the clock stands still, and codes with it
            code = Totp.objects.get(user__username=username).code_at(at)
            assert client.post(ASKING, {"code": code}).status_code == 302, username
    return client


def waiting(desk: Client, at: datetime) -> dict[str, int]:
    """How many cases stand in each queue."""
    with time_machine.travel(at, tick=False):
        page = desk.get(reverse("cases:queue"))
    assert page.status_code == 200
    return {queue.name: count for queue, count in page.context["queues"]}


def tried() -> Iterator[tuple[SignIn, Try]]:
    """All that the greeting names, in its order."""
    return ((sign_in, one) for sign_in in SIGN_INS for one in sign_in.tries)


def case_of(one: Try, desk: Client, at: datetime) -> Case:
    """The one that the greeting names, on this desk's list."""
    with time_machine.travel(at, tick=False):
        page = desk.get(reverse("cases:queue"))
    listed = [row["case"] for row in page.context["rows"]]
    [case] = [case for case in listed if case.title.startswith(one.title)]
    return case


def offered(case: Case, desk: Client, at: datetime) -> set[str]:
    """The moves for which the case's page has a button."""
    with time_machine.travel(at, tick=False):
        page = desk.get(reverse("cases:case", args=[case.number]))
    assert page.status_code == 200
    return {button.event for button in page.context["buttons"]}


def pressed(case: Case, one: Try, desk: Client, at: datetime) -> str:
    """The form opened, filled in and sent. Returns what the next page tells."""
    path = reverse("cases:move", args=[case.number, one.move])
    with time_machine.travel(at, tick=False):
        form: MoveForm = desk.get(path).context["form"]
        sent = desk.post(path, filled(form, at))
        assert sent.status_code == 303, sent.content.decode()
        told = desk.get(sent["Location"]).context["messages"]
    [said] = [str(message) for message in told]
    return said


def filled(form: MoveForm, at: datetime) -> dict[str, Any]:
    """What is asked for, and what is there already; of choices the first."""
    said = {name: _answer(field, at) for name, field in form.fields.items() if field.required}
    said |= {name: value for name, value in form.initial.items() if isinstance(value, str | int)}
    if form.name == "merge":
        said["alike"] = _first(form.fields["alike"])
    if form.name == "top_decide":
        said |= {"what_1": "定下分担办法", "due_1": (localdate(at) + IN_DAYS).isoformat()}
    return said | BESIDES.get(form.name, {})


def _answer(field: forms.Field, at: datetime) -> Any:
    if isinstance(field, forms.DateTimeField):
        return at.strftime("%Y-%m-%dT%H:%M")
    if isinstance(field, forms.DateField):
        return (localdate(at) + IN_DAYS).isoformat()
    if isinstance(field, forms.DecimalField):
        return "0"
    if hasattr(field.widget, "choices"):
        return _first(field)
    return photo() if isinstance(field.widget, forms.FileInput) else "按商定的办，下周一前办好。"


def _first(field: forms.Field) -> str:
    """The first choice that says something; in a list of groups, of the first group."""
    for value, label in field.widget.choices:
        if isinstance(label, list | tuple):
            return str(label[0][0])
        if value:
            return str(value)
    raise AssertionError(f"nothing to choose: {field.label}")
