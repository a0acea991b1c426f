"""What is shared with a unit: seen by those in it and below it, and the unit's even when whoever shared it has left."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from cases.models import Phrase, SavedView
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Post
from tests.desk.conftest import text
from tests.factories import LONG_AGO, MONDAY, Town


def shared(town: Town, who: str, unit: str, name: str = "急的") -> SavedView:
    answer = town.client(who).post(
        "/desk/views/new/?q=handling&urgency=URGENT", {"name": name, "unit": town.units[unit].pk}
    )
    assert answer.status_code == 303
    return SavedView.objects.latest("id")


@pytest.mark.parametrize("unit", ["branch", "community_unit"])
def test_the_staff_of_a_grid_have_the_views_and_phrases_of_branch_and_community(town: Town, unit: str) -> None:
    head = {"branch": "secretary", "community_unit": "community"}[unit]
    shared(town, head, unit)
    said = {"title": "到场看", "words": "请到现场看。", "unit": town.units[unit].pk}
    assert town.client(head).post("/desk/phrases/new/", said).status_code == 302
    worker = town.client("worker")
    assert "急的" in text(worker.get("/desk/"))
    assert "急的" in text(worker.get("/desk/views/"))
    assert "请到现场看。" in text(worker.get("/desk/phrases/"))
    assert worker.get(f"/desk/views/{SavedView.objects.get().pk}/").status_code == 403
    assert worker.get(f"/desk/phrases/{Phrase.objects.get().pk}/").status_code == 403


def test_nobody_above_or_beside_has_them(town: Town) -> None:
    view = shared(town, "community", "community_unit")
    for who in ("street", "housing", "platform"):
        assert "急的" not in text(town.client(who).get("/desk/views/")), who
        assert town.client(who).get(f"/desk/views/{view.pk}/").status_code == 404, who


def test_the_views_beside_the_list_cost_the_same_wherever_they_come_from(town: Town) -> None:
    worker = town.client("worker")
    worker.get("/desk/views/")
    with CaptureQueriesContext(connection) as without:
        worker.get("/desk/views/")
    for number in range(5):
        shared(town, "community", "community_unit", f"急的{number}")
    with CaptureQueriesContext(connection) as with_five:
        worker.get("/desk/views/")
    assert len(with_five) <= len(without) + 1  # their counts, together


def left(town: Town, who: str) -> None:
    """They hold another post now, elsewhere."""
    Post.objects.filter(person=town.people[who]).update(to_date=(MONDAY - timedelta(days=1)).date())
    unit = town.units["housing"]
    person = town.people[who]
    appoint(person, role=Role.UNIT_OFFICER, organisation=unit, from_date=LONG_AGO, by=None, at=MONDAY)


def test_as_long_as_its_owner_is_there_it_is_theirs_alone(town: Town) -> None:
    view = shared(town, "intake", "community_unit")
    head = town.client("community")
    assert f'href="/desk/views/{view.pk}/"' not in text(head.get("/desk/views/"))
    assert head.get(f"/desk/views/{view.pk}/").status_code == 403
    assert head.post(f"/desk/views/{view.pk}/drop/").status_code == 403


def test_when_its_owner_has_left_it_stays_and_the_head_of_the_unit_takes_it_over(town: Town) -> None:
    view = shared(town, "intake", "community_unit")
    left(town, "intake")
    head, gone = town.client("community"), town.client("intake")
    assert "急的" in text(town.client("worker").get("/desk/views/"))
    assert gone.get(f"/desk/views/{view.pk}/").status_code == 403
    assert gone.post(f"/desk/views/{view.pk}/drop/").status_code == 403
    assert f'href="/desk/views/{view.pk}/"' in text(head.get("/desk/views/"))
    assert head.get(f"/desk/views/{view.pk}/").status_code == 200
    changed = {"name": "很急的", "unit": town.units["community_unit"].pk}
    assert head.post(f"/desk/views/{view.pk}/", changed).status_code == 302
    view.refresh_from_db()
    assert (view.name, view.owner) == ("很急的", town.people["community"])
    assert AuditEntry.objects.filter(action="修改共享视图", by=town.people["community"]).count() == 1


def test_the_head_may_drop_what_was_left_behind(town: Town) -> None:
    view = shared(town, "intake", "community_unit")
    left(town, "intake")
    assert town.client("secretary").post(f"/desk/views/{view.pk}/drop/").status_code == 403  # below it
    assert town.client("community").post(f"/desk/views/{view.pk}/drop/").status_code == 302
    assert not SavedView.objects.exists()
