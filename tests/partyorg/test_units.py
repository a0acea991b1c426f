"""我的单位: what everybody at the desk reads of an organisation; who converts, ends and elects, what comes of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grids.actions.place import add_place
from grids.models import Place
from partyorg.kinds import Kind
from partyorg.models import Chapter, Member, Organisation, Post, Seat
from partyorg.terms import election_due
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partyorg.building import TODAY, add, add_community, add_members, look_over_and_save, seat

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
    community = Place.objects.get(pk=town.places["community"].pk)
    grid = add_place(
        code=f"{community.code}003", name="太平镇社区第3网格", level="GRID", parent=community, by=None, at=MONDAY
    )
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
    found = text(client, reverse("partyorg:organisations"))
    assert f'href="{page(group, "convert")}">去转建' in found
    typed = {
        "to": "GRID_BRANCH",
        "name": "板桥第1网格党支部",
        "grid": "太平镇社区第3网格",
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
    twice = client.post(elect, committee(member_2="重名", member_3="甲书记", role_4="HEAD", member_4="乙副"))
    for said, field in [("不止一个", "member_2"), ("甲书记已经写在上面一行", "member_3"), ("不在可用的选项", "role_4")]:
        assert said in str(twice.context["form"].errors[field]), twice.context["form"].errors
    outside = committee(member_2="乙副", role_2="DEPUTY", manner_2="CONCURRENT")
    assert "要写明由哪个单位选派" in client.post(elect, outside).content.decode()
    assert Seat.objects.get() == old  # nothing of these was written
    typed = committee(member_2="乙副", role_2="DEPUTY", manner_2="FULL_TIME")
    assert look_over_and_save(client, elect, typed).status_code == 302
    old.refresh_from_db()
    assert old.until == date(2026, 11, 10)
    sitting = Seat.objects.filter(until=None).order_by("id")
    assert [(one.member.name, one.role) for one in sitting] == [("甲书记", "SECRETARY"), ("乙副", "DEPUTY")]
    assert Organisation.objects.get(pk=branch.pk).elected_on == date(2026, 11, 10)
    assert Chapter.objects.get(organisation=branch).get_what_display() == "换届"
    again = client.post(elect, {**typed, "on": "2026-11-09"})
    assert "上一次换届是 2026年11月10日" in again.content.decode()


def test_the_form_begins_with_the_committee_that_sits(town: Town) -> None:
    branch = town.units["branch"]
    members = add_members(branch, 3)
    seat(members[0])
    seat(members[1], Seat.Role.DEPUTY)
    answer = town.client("secretary").get(page(branch, "elect"))
    form, shown = answer.context["form"], answer.content.decode()
    assert [row.who[0].value() for row in form.shown] == [members[0].name, members[1].name, ""]
    assert [row.who[1].value() for row in form.shown[:2]] == ["SECRETARY", "DEPUTY"]
    assert len(form.folded) == 4
    assert f'<option value="{members[2].name}">' in shown
    assert ">组长</option>" not in shown
    other = town.client("community").get(page(town.units["next_branch"], "elect"))
    assert f'<option value="{members[2].name}">' not in other.content.decode()


def test_each_fault_stands_at_its_row(town: Town) -> None:
    branch = town.units["branch"]
    [own] = add_members(branch, 1)
    [street] = add_members(town.units["next_branch"], 1)
    client = town.client("community")
    typed = committee(member_1=own.name, member_2=street.name, member_3=street.name, manner_3="PART_TIME")
    answer = client.post(page(branch, "elect"), typed)
    errors = answer.context["form"].errors
    assert "外单位的请选兼任或兼职委员" in str(errors["member_2"])
    assert "要写明由哪个单位选派" in str(errors["sent_by_3"])
    assert "<details open>" in answer.content.decode()


def test_a_branch_has_one_secretary_and_no_head_of_a_group(town: Town) -> None:
    branch = town.units["branch"]
    first, second = add_members(branch, 2)
    seat(first)
    to = reverse("partyorg:member-deed", args=[second.pk, "seat"])
    typed = {"organisation": branch.name, "role": "SECRETARY", "manner": "FULL_TIME", "on": "2026-11-10"}
    client = town.client("secretary")
    assert f"已经有在任的书记 {first}，先请原来的书记离任" in client.post(to, typed).content.decode()
    Seat.objects.update(until=date(2026, 11, 12))  # who leaves only later sits still
    assert "已经有在任的书记" in client.post(to, typed).content.decode()
    page_of_head = client.post(to, {**typed, "role": "HEAD"}).content.decode()
    assert "网格党支部只有书记、副书记、组织委员、宣传委员、纪检委员、委员，没有组长" in page_of_head
    assert client.post(to, {**typed, "on": "2026-11-12"}).status_code == 302


def test_a_group_that_becomes_a_branch_keeps_no_head(town: Town, group: Organisation) -> None:
    member = Member.objects.filter(organisation=group).first()
    assert member
    head = seat(member, Seat.Role.HEAD)
    client, typed = town.client("community"), {"to": "GRID_BRANCH", "name": "支部", "on": "2026-11-10"}
    taken = client.post(page(group, "convert"), {**typed, "grid": "太平镇社区第1网格"}).content.decode()
    assert "这个地方已经有同一级的组织" in taken
    assert "one_unit_on_a_rung" not in taken
    assert client.post(page(group, "convert"), {**typed, "grid": "太平镇社区第3网格"}).status_code == 302
    head.refresh_from_db()
    assert head.until == date(2026, 11, 10)


def test_as_many_queries_for_a_street_of_many_units_as_for_few(
    town: Town, django_assert_max_num_queries: object
) -> None:
    for number in range(2, 30):
        place = add_community(town, number, f"第{number}社区")
        add(Kind.COMMUNITY_COMMITTEE, f"第{number}社区党委", town.units["street_unit"], place=place)
    assert Place.objects.filter(level="COMMUNITY").count() > 28
    client = town.client("street_secretary")
    with django_assert_max_num_queries(19):  # type: ignore[operator]  # a fixture
        assert len(client.get(UNIT).context["below"]) > 28


def test_who_may_elect_is_asked_once(town: Town) -> None:
    """Whoever may elect the committee is shown by name who sits on it: by the same question."""
    client = town.client("secretary")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(UNIT)
    assert "elect" in page.context["doable"]
    assert page.context["keeps"]
    said = [query["sql"] for query in asked.captured_queries]
    assert [one for one in said if said.count(one) > 1] == []
