"""The lists: who has which tabs, how many queries they take, what turns a page."""

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from checkins.models import Appraisal, MemberCheckIn, NewWorker, UnitCheckIn, Wish
from checkins.views.lists import TABS
from partyorg.kinds import Kind
from partyorg.models import GridLink, Member
from tests.checkins.conftest import confirmed, duty, get, post, returned, text
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partyorg.building import add

QUERIES = 12


def in_the_bar(town: Town, who: str) -> bool:
    return f'href="{reverse("checkins:list")}"' in text(town.client(who).get(reverse("notifications:inbox")))


@pytest.mark.parametrize("who", ["community", "party_officer", "street_secretary", "secretary", "housing", "leading"])
def test_who_has_something_there_has_a_link(town: Town, who: str) -> None:
    assert in_the_bar(town, who)
    assert get(town, who, "list").status_code == 200


@pytest.mark.parametrize("who", ["worker", "street", "intake", "platform", "system_admin"])
def test_who_may_not_know_who_is_a_member_reads_why(town: Town, who: str) -> None:
    assert not in_the_bar(town, who)
    page = get(town, who, "list")
    assert (page.status_code, "谁是党员，别的岗位看不到" in text(page)) == (403, True)


def test_units_have_the_tabs_of_their_own_people(town: Town) -> None:
    tabs = [name for name, _ in get(town, "housing", "list").context["tabs"]]
    assert tabs == ["units", "members", "appraisals"]
    assert get(town, "housing", "list", "wishes").status_code == 403
    assert get(town, "community", "list", "nonsense").status_code == 404
    assert post(town, "community", "list", "units").status_code == 405


def test_each_tab_offers_what_one_may_begin_there(town: Town) -> None:
    offered = {
        ("community", "units"): "announce", ("community", "members"): "receive", ("community", "workers"): "file",
        ("community", "wishes"): "publish", ("housing", "units"): "announce", ("housing", "members"): "ask_in",
    }  # fmt: skip
    for (who, tab), name in offered.items():
        assert f'href="{reverse(f"checkins:{name}")}"' in text(get(town, who, "list", tab)), (who, tab)
    for tab in TABS:
        assert "＋" not in text(get(town, "leading", "list", tab))


def test_a_unit_sees_its_own_people_alone(town: Town) -> None:
    returned(town, confirmed(town))
    confirmed(town, "second_serving")
    for tab in ("members", "appraisals"):
        page = text(get(town, "housing", "list", tab))
        assert ("方在职" in page, "安在职" in page) == (True, False)
        assert "方在职" not in text(get(town, "finance", "list", tab))


@pytest.mark.parametrize("tab", list(TABS))
def test_the_counts_are_what_the_cuts_list(town: Town, tab: str) -> None:
    crowd(town, 3)
    page = get(town, "leading", "list", tab)
    assert page.context["number"] == len(page.context["page"].object_list) > 0
    for name, _, count in page.context["cuts"]:
        cut = get(town, "leading", "list", tab, q=name)
        assert cut.context["page"].paginator.count == count == len(cut.context["page"].object_list)
    assert get(town, "leading", "list", tab, q="乱写", page="x").context["cut"] == ""


@pytest.mark.parametrize("tab", list(TABS))
def test_sixty_rows_take_as_few_queries_as_one(
    town: Town, tab: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crowd(town, 60)
    client, address = town.client("leading"), reverse("checkins:list", args=[tab])
    client.get(address)
    with django_assert_max_num_queries(QUERIES):
        page = client.get(address)
    assert len(page.context["page"].object_list) == 50
    assert len(re.findall("<tr>", text(page))) == 51
    assert len(client.get(address, {"page": 2}).context["page"].object_list) == 10


def crowd(town: Town, number: int) -> None:
    """So many of everything in the first community."""
    by, here, housing = town.people["community"], town.places["community"], town.units["housing"]
    for one in range(number):
        unit = add(Kind.COMPANY, f"单位{one}", None)
        UnitCheckIn.objects.create(unit=unit, community=here, asked_by=by, asked_at=MONDAY)
        member = Member.objects.create(
            name=f"党员{one}", organisation=town.units["branch"], works_at=housing, since=LONG_AGO
        )  # fmt: skip
        link = GridLink.objects.create(member=member, grid=town.grid, kind="COME_HOME", since=LONG_AGO)
        check_in = MemberCheckIn.objects.create(
            member=member, community=here, state="CONFIRMED", placed=link, asked_by=by, asked_at=MONDAY,
            decided_by=by, decided_at=MONDAY,
        )  # fmt: skip
        check_in.claims.create(duty=duty(), since=LONG_AGO)
        Wish.objects.create(community=here, title=f"心愿{one}", published_by=by, published_at=MONDAY)
        Appraisal.objects.create(
            check_in=check_in, member=member, year=2026, grade="GOOD", words="好", written_by=by, written_at=MONDAY
        )  # fmt: skip
        NewWorker.objects.create(
            name=f"骑手{one}", trade="RIDER", platform="平台", phone=f"1390000{one:04d}", id_number=f"{one:018d}",
            place=here, filed_by=by, filed_at=MONDAY,
        )  # fmt: skip
