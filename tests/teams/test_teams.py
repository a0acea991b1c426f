"""志愿队伍: founded by the community, led, joined with skills, left, disbanded; each name masked."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEntry
from teams.actions import join
from teams.models import Team
from tests.factories import MONDAY, Town
from tests.teams.conftest import (
    as_resident,
    booked,
    get,
    post,
    skill,
    station,
    team,
    text,
    with_electrician,
)
from volunteers.models import Volunteer


def founding(town: Town, **changes: object) -> dict[str, object]:
    return {
        "community": town.places["community"].pk, "name": "绿马甲", "kind": "CLEANING", "about": "清理楼道",
        "lead": "田理发", "grids": [town.grid.pk], **changes,
    }  # fmt: skip


def test_a_team_is_founded_with_its_lead_in_it(town: Town) -> None:
    said = founding(town, key="6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a15")
    made = post(town, "community", "new", **said)
    assert made.status_code == 302, text(made)
    found = Team.objects.get()
    assert (found.lead, list(found.grids.all())) == (town.people["barber"], [town.grid])
    page = text(get(town, "community", "team", found.pk))
    assert "绿马甲" in page
    assert "田*" in page
    assert "田理发" not in page
    assert post(town, "community", "new", **said).status_code == 302  # a second tap
    other = post(town, "community", "new", **{**said, "name": "手牵手"})
    assert (other.status_code, "成立“绿马甲”" in text(other)) == (409, True)
    assert Team.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"lead": "没有这人"}, "没有找到人"),
        ({"name": ""}, "请写队名"),
        ({"kind": "CHOIR"}, "请选一种队伍"),
        ({"about": "打 13812345678"}, "请不要写电话"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(town: Town, changes: dict[str, object], sentence: str) -> None:
    answer = post(town, "community", "new", **founding(town, **changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "绿马甲" in text(answer) or "name" in changes
    assert not Team.objects.exists()


def test_no_minor_leads_a_team_nor_takes_one_over(town: Town) -> None:
    Volunteer.objects.filter(person=town.people["electrician"]).update(birthday="2011-05-01")
    refused = post(town, "community", "new", **founding(town, lead="雷电工"))
    assert (refused.status_code, "还没满 18 岁，不能担任队长" in text(refused)) == (409, True)
    made = team(town)
    with_electrician(town, made)  # in it they may be
    assert post(town, "community", "change", made.pk, "lead", person="雷电工").status_code == 409
    made.refresh_from_db()
    assert made.lead == town.people["barber"]


def test_two_of_a_name_are_refused_while_the_first_is_there(town: Town) -> None:
    first = team(town, name="手牵手")
    said = founding(town, name="手牵手", lead="雷电工")
    assert "已经有叫“手牵手”的队伍" in text(post(town, "community", "new", **said))
    post(town, "community", "change", first.pk, "disband", reason="并入别队")
    assert post(town, "community", "new", **said).status_code == 302


def test_members_join_with_skills_and_leave(town: Town) -> None:
    made, fixing = team(town), skill("水电")
    joined = post(town, "worker", "change", made.pk, "join", person="13812340001", skills=[fixing.pk])
    assert joined.status_code == 302, text(joined)
    assert "已经在队里" in text(post(town, "community", "change", made.pk, "join", person="雷电工"))
    member = made.members.get(person=town.people["electrician"])
    assert list(member.skills.all()) == [fixing]
    post(town, "community", "change_member", member.pk, "skills", skills=[skill("维修").pk])
    assert [one.name for one in member.skills.all()] == ["维修"]
    post(town, "community", "change_member", member.pk, "leave")
    member.refresh_from_db()
    assert member.until
    leading = made.members.get(person=town.people["barber"])
    assert "队长不能退出" in text(post(town, "community", "change_member", leading.pk, "leave"))


def test_a_new_lead_is_in_the_team(town: Town) -> None:
    made = team(town)
    assert post(town, "community", "change", made.pk, "lead", person="雷电工").status_code == 302
    made.refresh_from_db()
    assert made.lead == town.people["electrician"]
    assert made.members.filter(person=made.lead, until=None).exists()
    assert post(town, "community", "change", made.pk, "describe", **described()).status_code == 302
    made.refresh_from_db()
    assert (made.name, made.kind, made.about) == ("便民帮办队", "CARE", "陪护")


def described(**changes: str) -> dict[str, str]:
    return {"name": "便民帮办队", "kind": "CARE", "about": "陪护", **changes}


def test_a_team_is_called_another_name_and_none_that_is_taken(town: Town) -> None:
    """A slip in its name meant disbanding it."""
    made, other = team(town, name="便民帮班队"), team(town, name="手牵手")
    assert 'value="便民帮班队"' in text(get(town, "community", "change", made.pk, "describe"))
    taken = post(town, "community", "change", made.pk, "describe", **described(name="手牵手"))
    assert (taken.status_code, list(taken.context["form"].errors)) == (409, ["name"])
    assert "请写队名" in text(post(town, "community", "change", made.pk, "describe", **described(name="")))
    for _ in range(2):  # its own name is no hindrance
        assert post(town, "community", "change", made.pk, "describe", **described()).status_code == 302
    made.refresh_from_db()
    assert made.name == "便民帮办队"
    first, second = AuditEntry.objects.filter(action="修改志愿队伍").order_by("pk")
    assert (first.detail["was"], "was" in second.detail) == ({"name": "便民帮班队"}, False)
    post(town, "community", "change", other.pk, "disband", reason="并入别队")
    assert post(town, "community", "change", made.pk, "describe", **described(name="手牵手")).status_code == 302


def test_two_of_one_name_are_told_apart_by_the_end_of_their_telephones(town: Town) -> None:
    made = team(town)
    with_electrician(town, made)
    Volunteer.objects.update(name="王建国")
    page = text(get(town, "community", "team", made.pk))
    assert ("王*（尾号 0000）" in page, "王*（尾号 0001）" in page, "13812340001" in page) == (True, True, False)
    member = made.members.get(person=town.people["electrician"])
    assert "王*（尾号 0001）" in text(get(town, "community", "change_member", member.pk, "leave"))
    station(town)
    assigned = get(town, "community", "take_booking", booked(town).pk, "assign")
    assert "王建国（便民帮办队，138****0000）" in text(assigned)


def test_others_have_nothing_to_do_with_it(town: Town) -> None:
    made = team(town)
    assert get(town, "far_secretary", "team", made.pk).status_code == 404
    assert post(town, "far_street", "change", made.pk, "join", person="雷电工").status_code == 404
    assert get(town, "housing", "list").status_code == 403
    assert get(town, "community", "change", made.pk, "nonsense").status_code == 404


def test_teams_of_a_kind_and_a_list_that_costs_no_more_with_more_of_them(town: Town) -> None:
    """30 余支文艺队伍 (B22): they are a kind of team, in one list."""
    for number in range(3):
        team(town, name=f"第{number}舞蹈队")
    with CaptureQueriesContext(connection) as few:
        get(town, "community", "list")
    for number in range(3, 12):
        team(town, name=f"第{number}舞蹈队", grids=[town.grid])
    Team.objects.filter(name__startswith="第1").update(kind=Team.Kind.ARTS)
    with CaptureQueriesContext(connection) as many:
        page = text(get(town, "community", "list"))
    assert len(many) <= len(few) + 1
    assert "第11舞蹈队" in page
    arts = text(get(town, "community", "list", kind="ARTS"))
    assert "第11舞蹈队" in arts
    assert "第2舞蹈队" not in arts


def test_a_member_costs_no_query_of_its_own(town: Town) -> None:
    made = team(town)
    with CaptureQueriesContext(connection) as one:
        get(town, "community", "team", made.pk)
    with_electrician(town, made)
    with CaptureQueriesContext(connection) as two:
        get(town, "community", "team", made.pk)
    assert len(two) <= len(one)


@pytest.mark.parametrize("comes_back", [False, True])
def test_who_leaves_is_out_at_once_and_leads_no_more(town: Town, comes_back: bool) -> None:
    """Also who signs up elsewhere the same evening: a volunteer, but of another community."""
    made, barber = team(town), town.people["barber"]
    station(town)
    booking = booked(town)
    phone = as_resident(barber)
    phone.post("/volunteer/leave/", {"sure": "on"})
    if comes_back:
        said = {"name": "田理发", "birthday": "19801116", "community": town.places["far_community"].code}
        assert phone.post("/volunteer/join/", said).status_code == 302
        assert Volunteer.objects.active().get(person=barber).community == town.places["far_community"]
    made.refresh_from_db()
    assert (made.lead, made.members.filter(until=None).count()) == (None, 0)
    page, rows = text(get(town, "community", "team", made.pk)), text(get(town, "community", "list"))
    assert ("空缺" in page, "空缺" in rows, "田*" in page) == (True, True, False)
    assert "等人接的单" not in text(phone.get("/volunteer/helpers/"))
    assert phone.post(f"/volunteer/helpers/{booking.pk}/take/").status_code == 404
    assert post(town, "community", "change", made.pk, "lead", person="雷电工").status_code == 302


def test_a_membership_that_was_forgotten_takes_no_booking(town: Town) -> None:
    """Whatever the roster says, who goes to a home is still one of the community's people."""
    team(town)
    station(town)
    booking, phone = booked(town), as_resident(town.people["barber"])
    Volunteer.objects.filter(person=town.people["barber"]).update(community=town.places["far_community"])
    assert "等人接的单" not in text(phone.get("/volunteer/helpers/"))
    assert phone.post(f"/volunteer/helpers/{booking.pk}/take/").status_code == 404


def test_who_works_here_helps_without_being_a_volunteer(town: Town) -> None:
    made, worker = team(town), town.people["worker"]
    station(town)
    booking = booked(town)
    join(made, worker, skills=[skill()], by=town.hat("community"), at=MONDAY)
    assert post(town, "community", "take_booking", booking.pk, "assign", helper=worker.pk).status_code == 302


def test_a_skill_out_of_use_stays_with_those_who_have_it(town: Town) -> None:
    """Saving the page of somebody's skills took it from them in silence, and what was booked vanished from them."""
    made = team(town)
    station(town)
    booking, member, cut = booked(town), made.members.get(), skill()
    register = reverse("admin:teams_skill_change", args=[cut.pk])
    saved = town.client("system_admin").post(register, {"name": cut.name}, follow=True)
    assert "还有 1 单没办完的预约要“理发”，其中 1 单没有人接" in text(saved)
    asked = text(get(town, "community", "change_member", member.pk, "skills"))
    assert "理发（已停用）" in asked
    ticked = re.findall(r'<input type="checkbox" name="skills" value="(\d+)"[^>]* checked', asked)
    more = [*ticked, skill("维修").pk]
    assert post(town, "community", "change_member", member.pk, "skills", skills=more).status_code == 302
    assert {one.name for one in member.skills.all()} == {"理发", "维修"}
    phone = as_resident(town.people["barber"])
    assert "等人接的单" in text(phone.get("/volunteer/helpers/"))
    assert phone.post(f"/volunteer/helpers/{booking.pk}/take/").status_code == 302
    assert "理发" not in text(get(town, "community", "change", made.pk, "join"))  # nobody new has it
    assert post(town, "community", "change_member", member.pk, "skills").status_code == 302
    assert not member.skills.exists()  # by hand it may be taken from them
