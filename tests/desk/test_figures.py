"""The page of figures: scoped to what one may see, with every channel and category on it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from cases import actions
from cases.models import Category
from cases.terms import Channel, Matter
from tests.desk.conftest import text
from tests.desk.questions import asked
from tests.factories import MONDAY, Town

FIGURES = reverse("cases:figures")


def row(page: str, name: str) -> list[str]:
    """The cells of the table's line with this heading."""
    [line] = re.findall(rf'<tr[^>]*><th scope="row">{name}</th>(.*?)</tr>', page)
    return [re.sub(r"<[^>]+>|\s", "", cell) for cell in re.findall(r"<td>(.*?)</td>", line)]


def shown(town: Town, who: str, **asked: str) -> str:
    with time_machine.travel(MONDAY + timedelta(hours=1), tick=False):
        return town.client(who).get(FIGURES, asked).content.decode()


def test_every_channel_and_every_category_has_its_line(town: Town) -> None:
    page = shown(town, "street")
    for name in [*Channel.labels, *Category.objects.values_list("name", flat=True)]:
        assert row(page, name)[0] == "0"


def test_counts_are_of_what_one_may_see(town: Town) -> None:
    town.reported(channel=Channel.HOTLINE)
    town.reported(channel=Channel.HOTLINE, place=town.places["far_grid"])
    assert row(shown(town, "street"), "热线")[0] == "1"
    assert row(shown(town, "platform"), "热线")[0] == "2"
    assert row(shown(town, "housing"), "热线")[0] == "0"


def test_the_period_is_chosen_and_an_unknown_one_is_the_month(town: Town) -> None:
    town.reported(at=MONDAY - timedelta(days=20))
    assert row(shown(town, "street", days="7"), "随手拍")[0] == "0"
    assert row(shown(town, "street", days="90"), "随手拍")[0] == "1"
    assert row(shown(town, "street", days="x"), "随手拍")[0] == "1"


def test_days_are_those_of_the_calendar_and_today_is_one(town: Town) -> None:
    first = MONDAY - timedelta(days=29)
    for hours in (8, 10):  # 01:00 on the first of the thirty days; 23:00 on the day before
        town.reported(f"灯不亮，提前{hours}小时", at=first - timedelta(hours=hours))
    assert row(shown(town, "street"), "随手拍")[0] == "1"


def disputed(town: Town) -> None:
    case = town.handled_by(3)
    housing, street = town.units["housing"], town.hat("street")
    case = actions.consult(case, units=[housing], about="谁来修", meets_at=MONDAY, where="街道", by=street, at=MONDAY)
    case = actions.keep_minutes(case, minutes="住建局来修", by=town.hat("street"), at=MONDAY)
    case = actions.dispatch(case, host=town.units["housing"], by=town.hat("street"), at=MONDAY)
    case = actions.dispute(case, reason="不归我们", basis="三定方案", by=town.hat("housing"), at=MONDAY)
    case = actions.rule_dispute(case, host=town.units["housing"], reason="归你们", by=town.hat("director"), at=MONDAY)
    case = actions.sign(case, by=town.hat("housing"), at=MONDAY)
    case = actions.finish(case, result="修好了", by=town.hat("housing"), at=MONDAY)
    called = case.events.filter(kind="dispatch").latest("seq")
    actions.rate_response(case, whistle=called, on_time=True, solved=False, manner=4, by=town.hat("street"), at=MONDAY)


def test_disputes_and_ratings_are_told_unit_by_unit(town: Town) -> None:
    disputed(town)
    page = shown(town, "platform")
    disputes, ratings = page.split('id="ratings"')
    assert row(disputes, "区住建局") == ["1", "1", "0", "0", "0"]
    assert row(ratings, "区住建局") == ["1", "100%", "0%", "4.0"]


def test_a_dispute_that_nobody_ruled_on_in_time_does_not_wait_for_ever(town: Town) -> None:
    case = asked(town, Matter.DISPUTE)
    assert row(shown(town, "platform"), "区住建局") == ["1", "0", "0", "0", "1"]
    assert case.handle_by
    actions.sweep(at=case.handle_by)
    case.refresh_from_db()
    assert (case.owner_level, case.proposed) == (5, "")
    page = shown(town, "platform")
    assert row(page, "区住建局") == ["1", "0", "0", "1", "0"]
    assert "推诿" not in page


def test_the_page_costs_the_same_however_much_there_is(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    disputed(town)
    client = town.client("platform")
    with django_assert_max_num_queries(13):
        assert client.get(FIGURES).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(town: Town, method: str) -> None:
    assert getattr(town.client("street"), method)(FIGURES).status_code == 405


def test_a_stranger_is_asked_to_sign_in_and_nobody_without_a_post_gets_in(town: Town) -> None:
    assert Client().get(FIGURES).status_code == 302
    assert "统计" not in text(Client().get(FIGURES))
