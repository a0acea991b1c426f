"""换届 with members of outside units: they are listed, stay unless removed, and are found by number and sender."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry
from partyorg.forms.election import NOBODY_THERE
from partyorg.models import Member, Organisation, Seat
from tests.factories import LONG_AGO, Town
from tests.partyorg.building import add_members, look_over_and_save, seat

PHONE = "13912340987"
S = Seat.Role


@pytest.fixture
def outsider(town: Town) -> Member:
    """Of the property company: nobody of the branch may look them up in the roll."""
    return Member.objects.create(
        name="邻单位甲", phone=PHONE, organisation=town.units["property"], since=LONG_AGO
    )  # fmt: skip


@pytest.fixture
def secretary(town: Town) -> Member:
    [member] = add_members(town.units["branch"], 1)
    seat(member)
    return member


def sits(outsider: Member, branch: Organisation) -> Seat:
    return Seat.objects.create(
        organisation=branch, member=outsider, role=S.MEMBER, manner=Seat.Manner.PART_TIME,
        sent_by=outsider.organisation, since=LONG_AGO,
    )  # fmt: skip


def elect_page(branch: Organisation) -> str:
    return reverse("partyorg:organisation-deed", args=[branch.pk, "elect"])


def as_it_is(client: Client, branch: Organisation, **other: str) -> dict[str, str]:
    """What the page sends when nobody touches the rows."""
    form = client.get(elect_page(branch)).context["form"]
    rows = {field.html_name: str(field.value() or "") for row in form.rows for field in (*row.who, *row.beside)}
    return {**rows, "on": "2026-11-10", "note": "", **other}


def elected(client: Client, branch: Organisation, typed: dict[str, str]) -> None:
    answer = look_over_and_save(client, elect_page(branch), typed)
    assert answer.status_code == 302, answer.context["form"].errors


def sitting(branch: Organisation) -> set[tuple[str, str]]:
    return set(branch.seats.filter(until=None).values_list("member__name", "role"))


def test_who_sits_part_time_stays_where_the_page_is_sent_as_it_is(
    town: Town, outsider: Member, secretary: Member
) -> None:
    branch, client = town.units["branch"], town.client("secretary")
    sits(outsider, branch)
    assert not Member.objects.visible_to(town.hat("secretary")).filter(pk=outsider.pk).exists()
    elected(client, branch, as_it_is(client, branch))
    assert sitting(branch) == {(secretary.name, "SECRETARY"), ("邻单位甲", "MEMBER")}
    seat_now = branch.seats.get(until=None, member=outsider)
    assert (seat_now.manner, seat_now.sent_by) == ("PART_TIME", outsider.organisation)


def test_they_leave_where_their_row_is_cleared(town: Town, outsider: Member, secretary: Member) -> None:
    branch, client = town.units["branch"], town.client("secretary")
    sits(outsider, branch)
    elected(client, branch, as_it_is(client, branch, member_2="", manner_2="", sent_by_2=""))
    assert sitting(branch) == {(secretary.name, "SECRETARY")}


def test_nobody_of_more_than_seven_is_cut_off(town: Town, secretary: Member) -> None:
    branch, client = town.units["branch"], town.client("secretary")
    for member in add_members(branch, 9):
        seat(member, S.MEMBER)
    before = sitting(branch)
    elected(client, branch, as_it_is(client, branch))
    assert len(before) == 10
    assert Seat.objects.filter(organisation=branch, until=None).count() == 10


def test_of_two_of_one_name_the_one_who_sits_is_meant(town: Town, outsider: Member, secretary: Member) -> None:
    branch, client = town.units["branch"], town.client("secretary")
    sits(outsider, branch)
    Member.objects.create(name=outsider.name, organisation=branch, since=LONG_AGO)
    elected(client, branch, as_it_is(client, branch))
    assert branch.seats.filter(until=None, member=outsider).exists()


def test_somebody_of_an_outside_unit_is_found_by_number_and_sender(
    town: Town, outsider: Member, secretary: Member
) -> None:
    branch, client = town.units["branch"], town.client("secretary")
    row = {"member_2": "139 1234 0987", "role_2": "MEMBER", "manner_2": "PART_TIME"}
    elected(client, branch, as_it_is(client, branch, **row, sent_by_2=town.units["property"].name))
    assert ("邻单位甲", "MEMBER") in sitting(branch)
    line = AuditEntry.objects.filter(action="按手机号找到外单位委员").latest("id")
    assert PHONE not in str(line.detail)


@pytest.mark.parametrize("wrong", [{"sent_by_2": "区住建局"}, {"sent_by_2": ""}, {"member_2": "13912340988"}])
def test_nobody_is_found_by_half_of_it(
    town: Town, outsider: Member, secretary: Member, wrong: dict[str, str]
) -> None:  # fmt: skip
    branch, client = town.units["branch"], town.client("secretary")
    row = {"member_2": PHONE, "role_2": "MEMBER", "manner_2": "PART_TIME", "sent_by_2": town.units["property"].name}
    answer = client.post(elect_page(branch), as_it_is(client, branch, **{**row, **wrong}))
    assert answer.status_code == 422
    assert NOBODY_THERE in str(answer.context["form"].errors["member_2"])
    assert outsider.name not in answer.content.decode()


def test_neither_is_anybody_by_their_name(town: Town, outsider: Member, secretary: Member) -> None:
    branch, client = town.units["branch"], town.client("secretary")
    row = {"member_2": outsider.name, "manner_2": "PART_TIME", "sent_by_2": town.units["property"].name}
    answer = client.post(elect_page(branch), as_it_is(client, branch, **row))
    assert "没有找到党员" in str(answer.context["form"].errors["member_2"])


def test_the_keeper_reads_on_the_unit_s_page_who_sits_there(town: Town, outsider: Member, secretary: Member) -> None:
    branch = town.units["branch"]
    sits(outsider, branch)
    where = reverse("partyorg:organisation", args=[branch.pk])
    for who, named in [("secretary", True), ("community", True), ("worker", False), ("guide", False)]:
        shown = town.client(who).get(where).content.decode()
        assert (outsider.name in shown) == named, who
        assert "委员" in shown
    link = reverse("partyorg:member", args=[outsider.pk])
    assert link not in town.client("secretary").get(where).content.decode()
    assert town.client("secretary").get(link).status_code == 404
