"""三员: what each may do in every register comes from the post in force, and nobody is two of them."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from partyorg.actions import appoint, end_post, why_not
from partyorg.kinds import ADMINISTRATORS, Role
from partyorg.models import Post
from partyorg.registers import allowed
from tests.factories import LONG_AGO, MONDAY, PASSWORD, Town, build_town

SYSTEM, SECURITY, AUDIT = "system_admin", "security_admin", "audit_admin"
ROLES = {
    SYSTEM: Role.SYSTEM_ADMINISTRATOR,
    SECURITY: Role.SECURITY_ADMINISTRATOR,
    AUDIT: Role.AUDIT_ADMINISTRATOR,
}
REGISTERS = sorted(admin.site._registry, key=lambda model: model._meta.label)
POSTS = reverse("admin:partyorg_post_changelist")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def address(register: type[Model], what: str) -> str:
    return reverse(f"admin:{register._meta.app_label}_{register._meta.model_name}_{what}")


def test_every_register_opens_for_whom_the_table_says(town: Town) -> None:
    """Register × role: its list is there or refused, and nobody gets at a form to add what they do not keep."""
    for name, role in ROLES.items():
        client = town.client(name)
        for register in REGISTERS:
            may = allowed(role, register._meta.label_lower)
            listed = client.get(address(register, "changelist")).status_code
            added = client.get(address(register, "add")).status_code
            assert listed == (200 if "view" in may else 403), (name, register)
            assert added == 403 or "add" in may, (name, register)


@pytest.mark.parametrize(
    ("name", "there", "not_there"),
    [
        (SYSTEM, ["cases_category", "grids_place", "worktime_calendarday"], ["accounts_user", "accounts_auditentry"]),
        (SECURITY, ["accounts_user", "partyorg_post"], ["cases_limit", "accounts_auditentry", "notifications_wording"]),
        (AUDIT, ["accounts_auditentry", "accounts_user", "cases_limit"], ["partyorg_resource"]),
    ],
)
def test_each_has_a_part_of_their_own(town: Town, name: str, there: list[str], not_there: list[str]) -> None:
    client = town.client(name)
    index = client.get(reverse("admin:index")).text
    for register in there:
        assert reverse(f"admin:{register}_changelist") in index
        assert client.get(reverse(f"admin:{register}_changelist")).status_code == 200
    for register in not_there:
        assert f'href="{reverse(f"admin:{register}_changelist")}"' not in index
        assert client.get(reverse(f"admin:{register}_changelist")).status_code == 403


def test_the_auditor_changes_nothing(town: Town) -> None:
    client, person = town.client(AUDIT), town.people["secretary"]
    change = reverse("admin:accounts_user_change", args=[person.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"username": "secretary", "name": "改名", "is_active": ""}).status_code == 403
    assert (
        client.post(reverse("admin:accounts_user_reveal", args=[person.pk]), {"reason": "看看电话"}).status_code == 403
    )
    chosen = {"action": "make_links", "_selected_action": [person.pk]}
    assert "/desk/invited/" not in client.post(reverse("admin:accounts_user_changelist"), chosen).text
    person.refresh_from_db()
    assert (person.name, person.is_active, person.invited_at) == ("王书记", True, None)


def test_a_post_gone_the_door_is_shut_at_the_next_request(town: Town) -> None:
    client = town.client(SYSTEM)
    assert client.get("/admin/").status_code == 200
    Post.objects.filter(person=town.people[SYSTEM]).update(to_date=date(2026, 11, 1))
    assert client.get("/admin/").status_code == 302


def test_neither_groups_nor_permissions_of_an_account_give_any(town: Town) -> None:
    person = town.people["secretary"]
    person.user_permissions.add(Permission.objects.get(codename="change_user"))
    assert not User.objects.get(pk=person.pk).has_perm("accounts.change_user")
    assert town.client("secretary").get(reverse("admin:accounts_user_changelist")).status_code == 302


def giving(town: Town, **fields: object) -> dict[str, object]:
    return {
        "organisation": town.units["district_committee"].pk, "from_date": "2026-11-16", "place": "", "sent_by": "",
        "to_date": "", **fields,
    }  # fmt: skip


def test_the_security_administrator_gives_a_post(town: Town) -> None:
    fields = giving(town, person=town.people["worker"].pk, role=Role.PARTY_OFFICER)
    assert town.client(SECURITY).post(reverse("admin:partyorg_post_add"), fields).status_code == 302
    assert town.people["worker"].posts.filter(role=Role.PARTY_OFFICER).exists()
    assert AuditEntry.objects.latest("id").action == "任职"


def test_nobody_gives_or_ends_a_post_of_their_own(town: Town) -> None:
    client, own = town.client(SECURITY), Post.objects.get(person=town.people[SECURITY])
    page = client.post(
        reverse("admin:partyorg_post_add"), giving(town, person=own.person_id, role=Role.PLATFORM_OFFICER)
    )
    assert "不能给自己任职" in page.text
    assert client.post(f"{POSTS}{own.pk}/change/", {"to_date": "2026-12-01"}).status_code == 403
    with pytest.raises(ValidationError, match="不能结束自己的岗位"):
        end_post(own, on=date(2026, 12, 1), by=own.person, at=MONDAY)
    assert own.person.posts.count() == 1


@pytest.mark.parametrize("name", ROLES)
def test_nobody_is_two_of_the_three(town: Town, name: str) -> None:
    person = town.people[name]
    for role in ADMINISTRATORS - {ROLES[name]}:
        with pytest.raises(ValidationError, match="三员要分开"):
            appoint(
                person, role=role, organisation=town.units["district_committee"], from_date=date(2026, 11, 16), by=None,
                at=MONDAY,
            )  # fmt: skip


def test_the_form_says_so_at_the_person(town: Town) -> None:
    fields = giving(town, person=town.people[AUDIT].pk, role=Role.SYSTEM_ADMINISTRATOR)
    page = town.client(SECURITY).post(reverse("admin:partyorg_post_add"), fields)
    assert "三员要分开：吕审计已经是审计管理员。" in page.text


def test_one_after_the_other_somebody_may_be_two(town: Town) -> None:
    person = town.people[SYSTEM]
    Post.objects.filter(person=person).update(to_date=date(2026, 11, 15))
    committee = town.units["district_committee"]
    appoint(
        person, role=Role.AUDIT_ADMINISTRATOR, organisation=committee, from_date=date(2026, 11, 16), by=None, at=MONDAY
    )
    until = date(2027, 1, 1)
    assert "三员要分开" in why_not(person, role=Role.SYSTEM_ADMINISTRATOR, from_date=LONG_AGO, to_date=until, by=None)


@pytest.fixture
def break_glass(town: Town) -> User:
    return User.objects.create_superuser("boss", PASSWORD, name="应急")


def test_the_account_that_breaks_the_glass_is_out_of_reach(town: Town, break_glass: User) -> None:
    """Else whoever sets its password would be all three."""
    client = town.client(SECURITY)
    change, reveal, password = (
        reverse(f"admin:{page}", args=[break_glass.pk])
        for page in ("accounts_user_change", "accounts_user_reveal", "auth_user_password_change")
    )
    assert client.post(change, {"username": "boss", "name": "改名"}).status_code == 403
    assert client.post(reveal, {"reason": "想看看电话"}).status_code == 403
    assert client.get(password).status_code == 403
    chosen = {"action": "make_links", "_selected_action": [break_glass.pk]}
    assert "/desk/invited/" not in client.post(reverse("admin:accounts_user_changelist"), chosen).text


@pytest.mark.parametrize("name", [SYSTEM, AUDIT])
def test_the_accounts_of_the_others_are_out_of_reach_too(town: Town, name: str) -> None:
    """Else whoever sets a password and takes a second factor away would be all three."""
    client, person = town.client(SECURITY), town.people[name]
    password, reset = (
        reverse(f"admin:{page}", args=[person.pk])
        for page in ("auth_user_password_change", "accounts_user_reset_second_factor")
    )
    assert client.get(password).status_code == 403
    assert client.post(reset, {"reason": "说是丢了手机"}).status_code == 403
    chosen = {"action": "make_links", "_selected_action": [person.pk]}
    assert "/desk/invited/" not in client.post(reverse("admin:accounts_user_changelist"), chosen).text


def test_administrators_are_named_by_the_account_that_breaks_the_glass(town: Town, break_glass: User) -> None:
    person = User.objects.create_user("new", name="新人")
    fields = giving(town, person=person.pk, role=Role.SYSTEM_ADMINISTRATOR)
    page = town.client(SECURITY).post(reverse("admin:partyorg_post_add"), fields)
    assert "三员由应急账号任命" in page.text
    committee, day = town.units["district_committee"], date(2026, 11, 16)
    post = appoint(
        person, role=Role.SYSTEM_ADMINISTRATOR, organisation=committee, from_date=day, by=break_glass, at=MONDAY
    )
    assert post.pk


def test_an_administrator_handles_no_cases_and_who_does_is_none(town: Town, break_glass: User) -> None:
    day = date(2026, 11, 16)
    for person, role, unit in [
        (town.people[AUDIT], Role.COMMUNITY_SECRETARY, "community_unit"),
        (town.people["secretary"], Role.AUDIT_ADMINISTRATOR, "district_committee"),
        (break_glass, Role.COMMUNITY_SECRETARY, "community_unit"),
    ]:
        with pytest.raises(ValidationError, match=r"管理员不办案件|应急账号不任职"):
            appoint(person, role=role, organisation=town.units[unit], from_date=day, by=None, at=MONDAY)


def test_nobody_opens_or_closes_their_own_account(town: Town) -> None:
    own = reverse("admin:accounts_user_change", args=[town.people[SECURITY].pk])
    assert town.client(SECURITY).get(own).status_code == 200
    assert town.client(SECURITY).post(own, {"username": "x", "name": "x"}).status_code == 403


def test_the_desk_leads_administrators_to_the_registers_and_others_not(town: Town) -> None:
    assert 'href="/admin/"' in town.client(SYSTEM).get("/desk/").text
    assert 'href="/admin/"' not in town.client("secretary").get("/desk/").text


def test_the_door_of_the_registers_is_the_desk_s(town: Town) -> None:
    asked = Client().get("/admin/login/?next=/admin/cases/limit/")
    assert asked["Location"] == "/desk/sign-in/?next=/admin/cases/limit/"
