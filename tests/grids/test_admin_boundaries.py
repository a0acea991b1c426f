"""Boundaries in the admin: proposed by one person, decided by another, every drawing kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from grids.locating import locate
from grids.models import Boundary
from partyorg.kinds import Role
from tests.factories import administrator
from tests.grids.conftest import SMALL, Run, Write, place, square

LIST, ADD = reverse("admin:grids_boundary_changelist"), reverse("admin:grids_boundary_add")
Status = Boundary.Status


@pytest.fixture
def drawn(run: Run, file: Write, drawings: Callable[..., Path]) -> None:
    """Two grids side by side, with their boundaries in force."""
    shapes = {"_370203022006001": square(120.35, 36.11), "_370203022006002": square(120.36, 36.11)}
    run("import_places", file(SMALL), "--boundaries", drawings(**shapes))


@pytest.fixture
def proposed(client: Client, administrator: User, drawn: None) -> Boundary:
    """The first grid is to reach further south; the administrator asked for it."""
    propose(client, geometry=square(120.34, 36.10))
    return Boundary.objects.proposed().get()


def propose(client: Client, **other: object) -> Any:
    fields = {"place": place("370203022006001").pk, "geometry": square(120.34, 36.10), "reason": "新楼入住"} | other
    return client.post(ADD, fields | {"geometry": json.dumps(fields["geometry"])})


def decide(client: Client, boundary: Boundary, action: str, reason: str = "") -> str:
    data = {"action": action, "_selected_action": [boundary.pk], "reason": reason}
    return client.post(LIST, data, follow=True).content.decode()


def test_a_proposal_waits(client: Client, administrator: User, proposed: Boundary):
    assert (proposed.status, proposed.proposed_by, proposed.reason) == (Status.PROPOSED, administrator, "新楼入住")
    assert locate(36.105, 120.345) is None


def test_who_proposed_does_not_approve(client: Client, proposed: Boundary):
    assert "边界变更要由申请人以外的第二个人批准" in decide(client, proposed, "approve")
    proposed.refresh_from_db()
    assert proposed.status == Status.PROPOSED


def test_a_second_person_approves_and_the_old_drawing_is_kept(client: Client, second: User, proposed: Boundary):
    client.force_login(second)
    assert "已批准：太平镇社区第1网格的边界" in decide(client, proposed, "approve")
    history = place("370203022006001").boundaries.values_list("status", "decided_by__username")
    assert list(history) == [(Status.IN_FORCE, "second"), (Status.REPLACED, None)]
    located = locate(36.105, 120.345)
    assert located is not None
    assert located.place.code == "370203022006001"
    assert AuditEntry.objects.filter(action="批准边界", by=second).count() == 1


def test_a_second_person_refuses_with_a_reason(client: Client, second: User, proposed: Boundary):
    client.force_login(second)
    assert "请写明不批准的理由" in decide(client, proposed, "refuse")
    decide(client, proposed, "refuse", reason="与现场不符")
    proposed.refresh_from_db()
    assert (proposed.status, proposed.decided_by) == (Status.REFUSED, second)
    assert AuditEntry.objects.get(action="不批准边界").reason == "与现场不符"
    assert "已经处理过" in decide(client, proposed, "approve")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"geometry": square(120.355, 36.11)}, "geometry", "与太平镇社区第2网格（370203022006002）重叠"),
        ({"geometry": {"type": "Point", "coordinates": [120, 36]}}, "geometry", "Polygon 或 MultiPolygon"),
        ({"geometry": square(36.11, 120.35)}, "geometry", "先经度后纬度"),
        ({"reason": ""}, "reason", "必填"),
    ],
)
def test_a_proposal_with_something_wrong_says_so_at_its_field(
    client: Client, administrator: User, drawn: None, wrong: dict[str, object], field: str, sentence: str
):
    errors = propose(client, **wrong).context["adminform"].form.errors
    assert list(errors) == [field]
    assert sentence in errors[field][0]
    assert not Boundary.objects.proposed().exists()


def test_text_that_is_no_json_is_refused(client: Client, administrator: User, drawn: None):
    answer = client.post(ADD, {"place": place("370203022006001").pk, "geometry": "{", "reason": "新楼"})
    assert list(answer.context["adminform"].form.errors) == ["geometry"]


@pytest.mark.parametrize("depth", [900, 5_000])
def test_coordinates_nested_without_end_are_refused(client: Client, administrator: User, drawn: None, depth: int):
    deep = '{"type": "Polygon", "coordinates": ' + "[" * depth + "]" * depth + "}"
    answer = client.post(ADD, {"place": place("370203022006001").pk, "geometry": deep, "reason": "新楼"})
    assert "边界的坐标读不懂" in answer.context["adminform"].form.errors["geometry"][0]


def test_a_neighbour_drawn_in_the_meantime_stops_the_approval(client: Client, second: User, proposed: Boundary):
    propose(client, place=place("370203022006002").pk, geometry=square(120.34, 36.10))
    other = Boundary.objects.proposed().exclude(pk=proposed.pk).get()
    client.force_login(second)
    decide(client, other, "approve")
    assert "重叠" in decide(client, proposed, "approve")
    assert set(Boundary.objects.in_force().values_list("place__code", flat=True)) == {
        "370203022006001",
        "370203022006002",
    }


def test_a_drawing_is_looked_at_and_neither_edited_nor_deleted(client: Client, proposed: Boundary):
    url = reverse("admin:grids_boundary_change", args=[proposed.pk])
    assert "新楼入住" in client.get(url).content.decode()
    assert client.post(url, {"reason": "别的"}).status_code == 403
    assert client.post(reverse("admin:grids_boundary_delete", args=[proposed.pk]), {"post": "yes"}).status_code == 403


def test_the_page_of_a_place_shows_the_history_of_its_boundary(client: Client, proposed: Boundary):
    page = client.get(reverse("admin:grids_place_change", args=[proposed.place_id])).content.decode()
    assert "边界沿革" in page
    assert "待批准" in page
    assert "现行" in page


def test_who_may_only_look_may_not_decide(client: Client, proposed: Boundary):
    looker = administrator(Role.AUDIT_ADMINISTRATOR)
    decide(looker, proposed, "approve")
    proposed.refresh_from_db()
    assert proposed.status == Status.PROPOSED
