"""巡查安排: a named patroller, a place, what to look for, on which days."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from partyorg.models import Post
from patrols.models import PatrolPlan
from tests.factories import Town
from tests.patrols.conftest import WIRES, as_volunteer, item, on_duty, planned
from tests.teams.conftest import TODAY, text
from volunteers.models import Volunteer


def sent(town: Town, who: str = "community", **changes: Any) -> Any:
    said = {
        "grid": town.grid.pk, "patroller": "李格员", "items": [item().pk, item(WIRES).pk], "weekdays": ["1", "3"],
        "since": TODAY.isoformat(), **changes,
    }  # fmt: skip
    return town.client(who).post(reverse("patrols:new"), said)


def test_a_worker_of_the_grid_walks_on_duty_and_a_volunteer_as_one(town: Town) -> None:
    assert sent(town).status_code == 302
    assert sent(town, patroller="田理发").status_code == 302
    free, on_post = PatrolPlan.objects.all()
    assert (on_post.patroller, on_post.weekdays) == (town.people["worker"], "13")
    assert on_post.post
    assert (free.patroller, free.post) == (town.people["barber"], None)
    page = text(town.client("worker").get(reverse("patrols:list")))
    assert "李格员" in page
    assert "田*" in page
    assert "田理发" not in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"patroller": "周邻格"}, "既不是管太平镇社区第1网格的网格员"),
        ({"items": []}, "至少选一项"),
        ({"weekdays": []}, "至少选一天"),
        ({"weekdays": ["8"]}, "至少选一天"),
        ({"until": (TODAY - timedelta(days=1)).isoformat()}, "结束日期不能早于开始日期"),
        ({"since": (TODAY - timedelta(days=1)).isoformat()}, "开始的日子已经过了"),
        (
            {"since": (TODAY + timedelta(days=5)).isoformat(), "until": (TODAY + timedelta(days=6)).isoformat()},
            "从 2026-11-21 到 2026-11-22，没有一天是选的日子",
        ),
        ({"patroller": "没有这人"}, "没有找到人"),
        ({"grid": "9" * 30}, "请从名单里选一个网格"),
    ],
)
def test_what_cannot_be_planned_is_said(town: Town, changes: dict[str, Any], sentence: str) -> None:
    answer = sent(town, **changes)
    assert answer.status_code in (409, 422)
    assert sentence in text(answer)
    assert not PatrolPlan.objects.exists()


def test_a_minor_walks_no_patrol(town: Town) -> None:
    young = Volunteer.objects.get(person=town.people["barber"])
    young.birthday = TODAY.replace(year=TODAY.year - 17).isoformat()
    young.save()
    assert "成年志愿者" in text(sent(town, patroller="田理发"))


def test_a_form_sent_twice_is_one_plan(town: Town) -> None:
    key = "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a12"
    assert [sent(town, key=key).status_code for _ in range(2)] == [302, 302]
    assert PatrolPlan.objects.count() == 1


@pytest.mark.parametrize(
    "changes", [{"weekdays": ["2"]}, {"since": (TODAY + timedelta(days=1)).isoformat()}, {"patroller": "田理发"}]
)
def test_another_plan_with_the_mark_of_the_first_is_refused(town: Town, changes: dict[str, Any]) -> None:
    key = "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a12"
    assert sent(town, key=key).status_code == 302
    answer = sent(town, key=key, **changes)
    assert (answer.status_code, "这张单已经办过：李格员巡查太平镇社区第1网格（每周一、三）" in text(answer)) == (
        409,
        True,
    )
    assert PatrolPlan.objects.count() == 1


def test_one_that_was_to_come_is_ended_once_and_walked_on_no_day(town: Town) -> None:
    made = planned(town, since=TODAY + timedelta(days=3))
    there = reverse("patrols:end_plan", args=[made.pk])
    assert [town.client("community").post(there).status_code for _ in range(2)] == [302, 409]
    assert AuditEntry.objects.filter(action="结束巡查安排").count() == 1
    made.refresh_from_db()
    assert not made.is_on(made.since)
    page = text(town.client("community").get(reverse("patrols:list")))
    assert ("还没开始，社区就结束了" in page, there in page) == (True, False)


def test_an_ended_plan_is_walked_no_more_from_tomorrow(town: Town) -> None:
    made = planned(town)
    there = reverse("patrols:end_plan", args=[made.pk])
    assert town.client("far_street").post(there).status_code == 404
    assert town.client("intake").post(there).status_code == 302
    made.refresh_from_db()
    assert made.is_on(TODAY)
    assert not made.is_on(TODAY + timedelta(days=1))
    assert town.client("intake").post(there).status_code == 409


def test_others_have_nothing_to_do_with_it(town: Town) -> None:
    planned(town)
    assert "李格员" not in text(town.client("far_secretary").get(reverse("patrols:list")))
    assert town.client("housing").get(reverse("patrols:list")).status_code == 403
    assert sent(town, "far_secretary").status_code == 422  # the grid is not among theirs


@pytest.mark.parametrize("page", ["list", "records"])
def test_a_list_costs_no_more_with_more_rows(town: Town, page: str) -> None:
    client, made, walks = town.client("community"), planned(town), on_duty(town)

    def cost() -> int:
        made.pk = None  # another one: by the desk nobody is sent twice to one place
        made.save()
        made.items.set([item()])
        walks.starts(made)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"patrols:{page}"))
        return len(asked)

    first = cost()
    assert {cost() for _ in range(3)} <= {first, first + 1}


def test_who_leaves_the_volunteers_patrols_no_more_and_the_desk_reads_why(town: Town) -> None:
    made, later = (
        planned(town, "barber"),
        planned(town, "barber", since=TODAY + timedelta(days=9), grid=town.places["next_grid"]),
    )
    walks = as_volunteer(town)
    assert walks.client.post("/volunteer/leave/", {"sure": "on"}).status_code == 302
    assert "今天没有安排您巡查" in text(walks.get("today"))
    walks.post("start", made.pk)
    assert not made.patrols.exists()
    page = text(town.client("community").get(reverse("patrols:list")))
    assert page.count("巡查人不再是这个社区的志愿者") == 2
    for one in (made, later):
        ending = reverse("patrols:end_plan", args=[one.pk])
        assert ending not in page
        assert town.client("community").post(ending).status_code == 409


def test_who_is_about_to_leave_reads_which_patrols_end(town: Town) -> None:
    made, walks = planned(town, "barber"), as_volunteer(town)
    page = text(walks.client.get("/volunteer/leave/"))
    assert "您的巡查（太平镇社区第1网格，每天）：不用再去" in page
    assert "还没有结束" not in page
    walks.starts(made)
    assert "您 11月16日 09:00 开始的巡查（太平镇社区第1网格）还没有结束" in text(walks.client.get("/volunteer/leave/"))
    planned(town, "worker")  # what they do on duty goes on
    assert "您的巡查" not in text(as_volunteer(town, "electrician").client.get("/volunteer/leave/"))


def test_two_of_one_name_are_told_apart(town: Town) -> None:
    planned(town, "barber")
    planned(town, "electrician")
    Volunteer.objects.update(name="王建国")
    page = text(town.client("worker").get(reverse("patrols:list")))
    assert ("王*（尾号 0000）" in page, "王*（尾号 0001）" in page) == (True, True)


def test_one_that_begins_on_the_only_day_it_has_is_planned(town: Town) -> None:
    assert sent(town, until=TODAY.isoformat(), weekdays=["1"]).status_code == 302


def test_who_closes_the_account_patrols_no_more(town: Town) -> None:
    made = planned(town, "barber")
    assert as_volunteer(town).client.post("/me/leave/", {"sure": "on"}).status_code == 302
    made.refresh_from_db()
    assert made.stopped


@pytest.mark.parametrize("who", ["barber", "worker"])
def test_a_start_asks_what_they_are_now(town: Town, who: str) -> None:
    """Where the plan was made before they went: as a volunteer, or by a post."""
    made = planned(town, who)
    Volunteer.objects.filter(person=town.people["barber"]).update(community=town.places["far_community"])
    Post.objects.filter(person=town.people["worker"]).update(to_date=TODAY - timedelta(days=1))
    walks = as_volunteer(town, who)
    walks.post("start", made.pk)
    assert "要社区另外安排人" in text(walks.get("today"))
    assert not made.patrols.exists()


def test_nobody_is_sent_twice_to_one_place_on_one_day(town: Town) -> None:
    soon = (TODAY + timedelta(days=9)).isoformat()
    assert sent(town, until=(TODAY + timedelta(days=30)).isoformat()).status_code == 302
    for again in ({}, {"since": soon}, {"weekdays": ["3", "5"]}):
        answer = sent(town, **again)
        assert (answer.status_code, "每周一、三" in text(answer)) == (409, True)
        assert answer.context["form"].errors["patroller"]
    for other in (
        {"weekdays": ["2"]}, {"since": (TODAY + timedelta(days=31)).isoformat()}, {"patroller": "田理发"},
        {"grid": town.places["next_grid"].pk, "patroller": "田理发"},
    ):  # fmt: skip
        assert sent(town, **other).status_code == 302, other
    first = PatrolPlan.objects.order_by("pk")[0]
    town.client("community").post(reverse("patrols:end_plan", args=[first.pk]))
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    assert sent(town, since=tomorrow, until=(TODAY + timedelta(days=8)).isoformat()).status_code == 302
