"""Workbook and paper of a month since which places were closed: their parts add up, and they say what was then."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.triggers import dropping
from dashboards import actions
from dashboards.models import Report, Score
from grids.actions.place import move_place
from tests.dashboards.counted import OCTOBER, answers, counted
from tests.dashboards.test_places_since import OCTOBERS, THE_SECOND, ended, frozen, page
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
NEXT_DAY = MONDAY + timedelta(days=1)


@pytest.fixture
def town() -> Town:
    """One case was reported to the first grid and is late on the next day; seven came in October to the street."""
    town = build_town()
    counted(town, "grid", OCTOBER, came=40, **answers(36, 4))
    counted(town, "street", OCTOBER, came=7)
    return town


def below(town: Town) -> list[dict[str, Any]]:
    with time_machine.travel(NEXT_DAY, tick=False):
        book = load_workbook(BytesIO(page(town, "street", "figures.xlsx").content))
    head, *rows = book["下一级"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def paper(town: Town) -> str:
    address = f"/board/{town.places['street'].pk}/reports/"
    assert town.client("leading").post(address, {"month": "2026-10"}).status_code == 302
    assert actions.make_next(at=MONDAY)
    answer = town.client("leading").get(f"{address}{Report.objects.latest('pk').pk}.pdf")
    return "".join("".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(answer.content)).pages)


def test_the_workbooks_parts_add_up_where_a_place_was_closed(town: Town) -> None:
    ended(town, "grid", "next_grid", "community")
    rows = below(town)
    assert [row["地域"] for row in rows] == ["太平镇社区（已撤销）", "不在以上任何一处"]
    assert [row["受理（件）"] for row in rows] == [40, 7]
    assert [row["现在超期（件）"] for row in rows] == [1, 0]


def test_the_papers_parts_add_up_too(town: Town) -> None:
    ended(town, "grid", "next_grid", "community")
    words = paper(town)
    assert "太平镇社区（已撤销）40" in words
    assert "不在以上任何一处7" in words


def test_the_paper_of_a_closed_month_says_what_it_was_then(town: Town) -> None:
    frozen(town)
    assert "从封存到生成，这个月的数没有变过" in paper(town)
    counted(town, "grid", OCTOBER, solved_no=10, answered=10, satisfied_no=10)
    Report.objects.all().delete()
    words = paper(town)
    assert "封存以后变了的指标" in words
    assert "满意率90.0%36/4072.0%36/50" in words


def test_a_month_is_closed_while_nobody_counts(town: Town) -> None:
    """Scores and figures come from several queries: whoever counted in between would make them disagree for good."""
    with CaptureQueriesContext(connection) as caught:
        frozen(town)
    said = [query["sql"] for query in caught]
    held = [n for n, sql in enumerate(said) if 'FROM "dashboards_projected"' in sql and sql.endswith("FOR UPDATE")]
    closed = next(n for n, sql in enumerate(said) if sql.startswith('INSERT INTO "dashboards_closing"'))
    assert bool(held) == connection.features.has_select_for_update  # SQLite holds all of it from BEGIN on
    assert all(number < closed for number in held)


def test_the_burden_of_a_month_is_of_the_communities_that_stood_at_its_end(town: Town) -> None:
    ended(town, "grid", "next_grid", "community", on=THE_SECOND)
    for period, names in ((OCTOBERS, ["太平镇社区"]), ({"period": "2026-11"}, [])):
        found = page(town, "street", "forces/", **period).context["forces"].loads
        assert [load.community.short_name for load in found] == names


def test_of_what_was_scored_before_the_group_of_then_is_found(town: Town) -> None:
    """As the migration does it, of a place that was moved since: the trail says from where."""
    made: Any = import_module("dashboards.migrations.0010_a_score_keeps_its_group")
    frozen(town)
    move_place(town.places["community"], to=town.places["far_street"], by=None, at=NEXT_DAY)
    connection.check_constraints()
    with connection.cursor() as cursor:
        editor: Any = SimpleNamespace(connection=connection, execute=cursor.execute)
        now: Any = apps
        dropping(*made.OF_SCORES).code(now, editor)
        scores = Score.objects.filter(place__isnull=False)
        scores.update(above=town.places["district"])
        made.fill(now, editor)
    found = dict(scores.values_list("place__code", "above__name"))
    assert found[town.places["community"].code] == "镇江路街道"
    assert found[town.places["far_community"].code] == "辽宁路街道"
    assert found[town.grid.code] == str(town.places["community"])
