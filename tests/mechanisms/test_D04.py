"""D04 将每名在职党员划入网格，明确责任、亮明身份: who is in no grid is listed; names are public by consent."""

import pytest
from django.test import Client
from django.urls import reverse

from partyorg.findings import findings
from partyorg.models import GridLink, Member
from tests.factories import Town, build_town
from tests.partyorg.building import TODAY, add_members

LIST = reverse("partyorg:members")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def member(town: Town) -> Member:
    """Serves at the housing bureau, belongs to the first grid's branch, has phone and all."""
    [member] = add_members(town.units["branch"], 1)
    Member.objects.filter(pk=member.pk).update(name="申在职", works_at=town.units["housing"])
    member.refresh_from_db()
    return member


def place(town: Town, member: Member) -> None:
    typed = {"grid": town.grid.code, "kind": "COME_HOME", "duty": "矛盾调解岗", "since": "2026-11-02"}
    answer = town.client("secretary").post(reverse("partyorg:member-deed", args=[member.pk, "place"]), typed)
    assert answer.status_code == 302


def public(town: Town) -> str:
    answer = Client().get(reverse("public:grid", args=[town.grid.code]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_serving_member_without_grid_is_listed_until_placed(town: Town, member: Member) -> None:
    client, said = town.client("community"), (town.units["branch"].name, "1 名在职党员未入格。")
    assert [one.name for one in client.get(LIST, {"link": "none"}).context["page"]] == ["申在职"]
    assert "未入格" in client.get(LIST).content.decode()
    assert said in {(one.subject, one.said) for one in findings(town.places["community"], TODAY)}
    place(town, member)
    assert not client.get(LIST, {"link": "none"}).context["page"].object_list
    assert said not in {(one.subject, one.said) for one in findings(town.places["community"], TODAY)}
    link = GridLink.objects.get()
    assert (link.grid, link.duty, link.get_kind_display()) == (town.grid, "矛盾调解岗", "回归")


def test_one_who_serves_nowhere_need_not_be(town: Town, member: Member) -> None:
    Member.objects.update(works_at=None)
    assert not town.client("community").get(LIST, {"link": "none"}).context["page"].object_list


def test_residents_read_name_and_post_only_with_consent(town: Town, member: Member) -> None:
    place(town, member)
    assert "申在职" not in public(town)
    assert "矛盾调解岗" not in public(town)
    badge = reverse("partyorg:member-deed", args=[member.pk, "badge"])
    assert town.client("secretary").post(badge, {"given": "on"}).status_code == 302
    assert "申在职" in public(town)
    assert "矛盾调解岗" in public(town)
    assert "住建局" not in public(town)
    assert town.client("secretary").post(badge, {}).status_code == 302
    assert "申在职" not in public(town)
    GridLink.objects.update(until=TODAY)
    Member.objects.update(consents_to_badge=True)
    assert "申在职" not in public(town)
