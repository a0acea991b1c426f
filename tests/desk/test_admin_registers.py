"""The registers in the admin: organisations by the locked tree, posts that end, resources; each save is audited."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from grids.treecheck import broken_rows
from partyorg.models import Organisation, Post, Resource
from tests.desk.conftest import text
from tests.factories import PASSWORD, Town

ORGANISATIONS = reverse("admin:partyorg_organisation_changelist")
ADD_ORGANISATION = reverse("admin:partyorg_organisation_add")
ADD_POST = reverse("admin:partyorg_post_add")


@pytest.fixture
def boss(town: Town) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def change(row: Organisation | Post | Resource) -> str:
    return reverse(f"admin:partyorg_{row._meta.model_name}_change", args=[row.pk])


def as_it_is(unit: Organisation, **other: object) -> dict[str, object]:
    fields = {"name": unit.name, "kind": unit.kind, "parent": unit.parent_id or "", "place": unit.place_id or ""}
    return {**fields, "duty_phone": unit.duty_phone, **other}


def test_organisations_stand_in_their_tree(town: Town, boss: Client):
    shown = text(boss.get(ORGANISATIONS))
    assert 'unit-depth-1">镇江路街道党工委' in shown
    assert 'unit-depth-2">太平镇社区党委' in shown
    assert shown.index("镇江路街道党工委") < shown.index("太平镇社区党委") < shown.index("辽宁路街道党工委")


def test_a_new_organisation_hangs_where_it_belongs(town: Town, boss: Client):
    street = town.units["street_unit"]
    fields = {"name": "镇江路街道环卫所", "kind": "STREET_BODY", "parent": street.pk, "place": town.places["street"].pk}
    assert boss.post(ADD_ORGANISATION, fields).status_code == 302
    assert Organisation.objects.get(name="镇江路街道环卫所").is_descendant_of(Organisation.objects.get(pk=street.pk))
    assert not broken_rows(Organisation)
    assert AuditEntry.objects.filter(action="新增组织", by__username="boss").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"kind": "STREET_COMMITTEE", "place": ""}, "街道党工委要写明管辖哪里。"),
        ({"kind": "STREET_COMMITTEE", "place": "street"}, "镇江路街道已经有街道党工委：镇江路街道党工委。"),
    ],
)
def test_a_rung_covers_one_place_and_a_place_has_one_unit_on_it(
    town: Town, boss: Client, fields: dict[str, str], sentence: str
):
    place = town.places[fields["place"]].pk if fields["place"] else ""
    response = boss.post(ADD_ORGANISATION, {"name": "另一个党工委", "kind": fields["kind"], "place": place})
    assert sentence in text(response)
    assert not Organisation.objects.filter(name="另一个党工委").exists()


def test_a_unit_cannot_hang_below_itself(town: Town, boss: Client):
    street = Organisation.objects.get(pk=town.units["street_unit"].pk)
    response = boss.post(change(street), as_it_is(street, parent=town.units["community_unit"].pk))
    assert "上级组织不能是它自己，也不能是它的下级。" in text(response)
    assert not broken_rows(Organisation)


def test_moved_and_described_in_one_save(town: Town, boss: Client):
    station = Organisation.objects.get(pk=town.units["station"].pk)
    there = {"parent": town.units["far_street_unit"].pk, "place": town.places["far_street"].pk}
    fields = as_it_is(station, **there, duty_phone="0532-85891234")
    assert boss.post(change(station), fields).status_code == 302
    station = Organisation.objects.get(pk=station.pk)
    assert (station.parent, station.duty_phone) == (town.units["far_street_unit"], "0532-85891234")
    assert not broken_rows(Organisation)


def test_organisations_and_posts_are_not_deleted(town: Town, boss: Client):
    for row in [town.units["station"], Post.objects.first()]:
        assert row
        assert boss.post(change(row).replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_a_person_is_appointed_and_works_at_the_next_request(town: Town, boss: Client):
    newcomer = User.objects.create_user("newcomer", PASSWORD, name="新来的")
    client = Client()
    client.force_login(newcomer)
    assert client.get("/desk/").status_code == 403
    fields = {"person": newcomer.pk, "role": "UNIT_OFFICER", "organisation": town.units["housing"].pk}
    assert boss.post(ADD_POST, {**fields, "from_date": "2026-11-16"}).status_code == 302
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("where", "dates", "sentence"),
    [
        ([], {}, "单位和地域要填一个"),
        (["organisation", "place"], {}, "单位和地域只能填一个。"),
        (["place"], {"to_date": "2026-11-01"}, "离任日期不能早于任职日期。"),
    ],
)
def test_a_post_is_at_one_place_and_ends_after_it_began(
    town: Town, boss: Client, where: list[str], dates: dict[str, str], sentence: str
):
    keys = {"organisation": town.units["housing"].pk, "place": town.grid.pk}
    fields = {"person": town.people["worker"].pk, "role": "GRID_WORKER", "from_date": "2026-11-16"}
    before = Post.objects.count()
    assert sentence in text(boss.post(ADD_POST, {**fields, **{key: keys[key] for key in where}, **dates}))
    assert Post.objects.count() == before


def test_a_post_is_ended_and_never_rewritten_or_revived(town: Town, boss: Client):
    post = Post.objects.get(person=town.people["street"])
    assert boss.post(change(post), {"to_date": "2026-11-15", "role": "PLATFORM_OFFICER"}).status_code == 302
    post.refresh_from_db()
    assert (post.to_date, post.role) == (date(2026, 11, 15), "STREET_OFFICER")
    assert town.client("street").get("/desk/").status_code == 403
    assert AuditEntry.objects.filter(action="离任", object_id=str(post.pk)).exists()
    for day in ("", "2027-01-01"):
        assert boss.post(change(post), {"to_date": day}).status_code == 403


def test_posts_in_force_can_be_told_apart(town: Town, boss: Client):
    Post.objects.filter(person=town.people["street"]).update(to_date=date(2026, 11, 15))
    posts = reverse("admin:partyorg_post_changelist")
    assert "孙街道" not in text(boss.get(posts, {"in_force": "yes"}))
    assert "孙街道" in text(boss.get(posts, {"in_force": "no"}))


def test_a_resource_is_kept_with_its_phone_encrypted_and_masked(town: Town, boss: Client):
    fields = {"place": town.grid.pk, "kind": "CRAFTSMAN", "name": "刘师傅", "skills": "水暖", "contact": "13800001234"}
    fields["pool"] = "TALENT"
    assert boss.post(reverse("admin:partyorg_resource_add"), {**fields, "is_active": "on"}).status_code == 302
    shown = text(boss.get(reverse("admin:partyorg_resource_changelist")))
    assert "138****1234" in shown
    assert "13800001234" not in shown
    assert AuditEntry.objects.filter(action="新增网格资源").exists()


def test_staff_without_the_flag_do_not_come_in(town: Town):
    assert town.client("platform").get(ORGANISATIONS).status_code == 302
