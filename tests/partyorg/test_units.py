"""我的单位: what everybody at the desk reads of an organisation; who converts, ends and elects, what comes of it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from grids.models import Place
from partyorg.kinds import Kind
from partyorg.models import Chapter, Member, Organisation, Post, Seat
from partyorg.terms import election_due
from tests.factories import LONG_AGO, Town
from tests.partyorg.building import TODAY, add, add_community, add_grids, add_members, seat

UNIT = reverse("partyorg:unit")


def page(unit: Organisation, deed: str = "") -> str:
    return reverse(
        "partyorg:organisation-deed" if deed else "partyorg:organisation", args=[unit.pk, *filter(None, [deed])]
    )


def text(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def group(town: Town) -> Organisation:
    """A working group of three full members in a grid that has no branch."""
    [grid] = add_grids(add_community(town, 2, "板桥社区"), 1)
    group = add(
        Kind.WORKING_GROUP, "板桥党的工作小组", town.units["community_unit"], place=grid, founded_on=LONG_AGO,
        due_on=TODAY + timedelta(days=300),
    )  # fmt: skip
    add_members(group, 3)
    return group


@pytest.mark.parametrize(
    ("who", "unit"),
    [("secretary", "branch"), ("worker", "branch"), ("guide", "branch"), ("street", "street_unit"),
     ("housing", "housing"), ("party_officer", "community_unit"), ("audit_admin", "district_committee")],
)  # fmt: skip
def test_everybody_has_a_unit(town: Town, who: str, unit: str) -> None:
    shown = text(town.client(who), UNIT)
    assert f"<h1>{town.units[unit]}</h1>" in shown
    assert f'href="{UNIT}"' in text(town.client(who), "/desk/")


def test_with_two_posts_both_units_are_a_tap_away(town: Town) -> None:
    Post.objects.create(
        person=town.people["housing"], role="UNIT_OFFICER", organisation=town.units["station"], from_date=LONG_AGO
    )
    shown = text(town.client("housing"), UNIT)
    assert page(town.units["station"]) in shown
    assert page(town.units["housing"]) in shown


def test_it_says_who_sits_there_and_names_members_only_to_party_roles(town: Town) -> None:
    [member] = add_members(town.units["branch"], 1)
    seat(member)
    Organisation.objects.filter(pk=town.units["branch"].pk).update(
        elected_on=date(2022, 2, 28), duty_phone="0532-1234567"
    )
    for who, named in [("secretary", True), ("community", True), ("worker", False), ("director", False)]:
        shown = text(town.client(who), page(town.units["branch"]))
        assert (member.name in shown) == named, who
        assert "2027年2月28日任期届满" in shown
        assert "0532-1234567" in shown
        assert "王书记" in shown  # by post
        assert "李格员" in shown  # in the grid
        assert ("1 名</a>" in shown) == named, who


def test_terms_end_five_years_on_or_three(town: Town) -> None:
    branch = Organisation(kind=Kind.GRID_BRANCH, elected_on=date(2024, 2, 29))
    assert election_due(branch) == date(2029, 2, 28)
    assert election_due(Organisation(kind=Kind.TEMPORARY_BRANCH, elected_on=date(2024, 3, 1))) == date(2027, 3, 1)
    assert election_due(Organisation(kind=Kind.COMPANY, elected_on=date(2024, 3, 1))) is None
    assert election_due(Organisation(kind=Kind.GRID_BRANCH)) is None


def test_the_finding_leads_to_the_page_on_which_a_group_becomes_a_branch(town: Town, group: Organisation) -> None:
    client = town.client("community")
    found = text(town.client("street"), reverse("partyorg:organisations"))
    assert f'href="{page(group, "convert")}">去转建' in found
    typed = {
        "to": "GRID_BRANCH",
        "name": "板桥第1网格党支部",
        "grid": "板桥社区第1网格",
        "on": "2026-11-10",
        "note": "批复",
    }
    assert "要写明是哪个网格" in client.post(page(group, "convert"), {**typed, "grid": ""}).content.decode()
    assert client.post(page(group, "convert"), typed).status_code == 302
    branch = Organisation.objects.get(pk=group.pk)
    assert (branch.kind, branch.name, branch.due_on) == (Kind.GRID_BRANCH, "板桥第1网格党支部", None)
    assert "此前是党的工作小组“板桥党的工作小组”" in text(client, page(branch))
    assert client.get(page(branch, "convert")).status_code == 403  # it is one now


def test_too_few_full_members_make_no_branch(town: Town, group: Organisation) -> None:
    Member.objects.filter(organisation=group).update(is_full=False)
    typed = {"to": "ESTATE_BRANCH", "name": "板桥党支部", "on": "2026-11-10"}
    answer = town.client("community").post(page(group, "convert"), typed)
    assert answer.status_code == 422
    assert "正式党员 3 人以上才能成立党支部，现在 0 人" in answer.content.decode()


def test_what_holds_nothing_more_is_ended_from_above(town: Town, group: Organisation) -> None:
    client, typed = town.client("party_officer"), {"on": "2026-11-10", "note": "并入第1网格"}
    assert "3 个党员" in client.post(page(group, "end"), typed).content.decode()
    Member.objects.filter(organisation=group).update(until=LONG_AGO)
    assert "请写明原因" in client.post(page(group, "end"), {"on": "2026-11-10", "note": ""}).content.decode()
    assert client.post(page(group, "end"), typed).status_code == 302
    assert Organisation.objects.get(pk=group.pk).ended_on == date(2026, 11, 10)
    assert "2026年11月10日撤销" in text(client, page(group))
    assert client.get(page(group, "end")).status_code == 403


@pytest.mark.parametrize("deed", ["convert", "end"])
def test_nobody_founds_or_ends_their_own_unit_or_a_strangers(town: Town, group: Organisation, deed: str) -> None:
    for who in ("secretary", "worker", "director", "far_secretary", "guide", "housing", "system_admin"):
        assert town.client(who).get(page(group, deed)).status_code == 403, who
    assert town.client("community").get(page(town.units["community_unit"], deed)).status_code == 403
    assert Client().get(page(group, deed)).status_code == 302
    assert town.client("community").get(page(group, "nothing")).status_code == 404
    assert town.client("community").put(page(group, deed)).status_code == 405


def committee(**more: str) -> dict[str, str]:
    return {"on": "2026-11-10", "note": "选举结果批复", "member_1": "甲书记", "role_1": "SECRETARY", **more}


def test_an_election_ends_the_old_committee_and_seats_the_new(town: Town) -> None:
    branch = town.units["branch"]
    members = add_members(branch, 8)
    for member, name in zip(members, ["甲书记", "乙副", "重名", "重名"], strict=False):
        Member.objects.filter(pk=member.pk).update(name=name)
    old = seat(members[7])
    client, elect = town.client("secretary"), page(branch, "elect")
    assert "要有一名书记" in client.post(elect, committee(role_1="DEPUTY")).content.decode()
    assert "不止一个" in client.post(elect, committee(member_2="重名")).content.decode()
    outside = committee(member_2="乙副", role_2="DEPUTY", manner_2="CONCURRENT")
    assert "要写明由哪个单位选派" in client.post(elect, outside).content.decode()
    assert Seat.objects.get() == old  # nothing of these was written
    typed = committee(member_2="乙副", role_2="DEPUTY", manner_2="FULL_TIME")
    assert client.post(elect, typed).status_code == 302
    old.refresh_from_db()
    assert old.until == date(2026, 11, 10)
    sitting = Seat.objects.filter(until=None).order_by("id")
    assert [(one.member.name, one.role) for one in sitting] == [("甲书记", "SECRETARY"), ("乙副", "DEPUTY")]
    assert Organisation.objects.get(pk=branch.pk).elected_on == date(2026, 11, 10)
    assert Chapter.objects.get(organisation=branch).get_what_display() == "换届"
    again = client.post(elect, {**typed, "on": "2026-11-09"})
    assert "上一次换届是 2026年11月10日" in again.content.decode()


def test_as_many_queries_for_a_street_of_many_units_as_for_few(
    town: Town, django_assert_max_num_queries: object
) -> None:
    for number in range(2, 30):
        place = add_community(town, number, f"第{number}社区")
        add(Kind.COMMUNITY_COMMITTEE, f"第{number}社区党委", town.units["street_unit"], place=place)
    assert Place.objects.filter(level="COMMUNITY").count() > 28
    client = town.client("street_secretary")
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert len(client.get(UNIT).context["below"]) > 28
