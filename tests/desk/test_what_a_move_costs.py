"""A move takes at most twenty queries, and so does the page that asks for it: each form, at its heaviest.

Counted is every statement of the whole request, the session, the person and the posts among them; not the marks of
transactions (SAVEPOINT, RELEASE), which ask the database for nothing.
"""

import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.forms import FORMS
from tests.desk.conftest import page, text
from tests.desk.every_move import SCENES
from tests.factories import Town

MOST = 20
MARKS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "BEGIN", "COMMIT")


def test_each_form_of_the_desk_is_counted():
    assert SCENES.keys() == FORMS.keys()


@pytest.mark.parametrize("name", FORMS)
def test_a_move_and_its_page_stay_within_twenty_queries(town: Town, name: str, monday: time_machine.Traveller):
    scene = SCENES[name]
    case = scene.case(town)
    monday.move_to(scene.at)
    client = town.client(scene.who)
    with CaptureQueriesContext(connection) as shown:
        form = client.get(page(case, name))
    assert form.status_code == 200, text(form)
    filled = {"version": form.context["case"].version, **scene.filled(town, case)}
    with CaptureQueriesContext(connection) as moved:
        answer = client.post(page(case, name), filled)
    assert answer.status_code == 303, text(answer)
    for asked in (statements(shown), statements(moved)):
        assert len(asked) <= MOST, f"{len(asked)}:\n" + "\n".join(asked)


def statements(queries: CaptureQueriesContext) -> list[str]:
    """Cut to what tells them apart: the columns of a SELECT do not."""
    asked = [query["sql"] for query in queries if not query["sql"].startswith(MARKS)]
    return [re.sub(r"^SELECT .*? FROM", "SELECT … FROM", sql, flags=re.DOTALL)[:160] for sql in asked]
