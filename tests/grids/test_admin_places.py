"""The register of places in the admin: its order, its saves through the locked actions, its refusals at the field."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, User
from grids.models import Place
from grids.treecheck import broken_rows
from tests.grids.conftest import DATA, Run, place

LIST, ADD = reverse("admin:grids_place_changelist"), reverse("admin:grids_place_add")


def change(code: str) -> str:
    return reverse("admin:grids_place_change", args=[place(code).pk])


def new_grid(**other: object) -> dict[str, object]:
    parent = place("370203022006").pk
    fields = {
        "code": "370203022006003",
        "name": "第3网格",
        "level": "GRID",
        "parent": parent,
        "valid_from": "2026-01-01",
    }
    return fields | {"parent": parent} | other


def as_it_is(code: str, /, **other: object) -> dict[str, object]:
    """What the change form posts when nothing was touched, and what was."""
    now = place(code)
    history = {f"boundaries-{key}": 0 for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"name": now.name, "parent": now.parent_id or "", **history, **other}


def test_the_list_shows_the_tree_in_its_order_each_level_a_step_to_the_right(
    client: Client, administrator: User, small: None
):
    page = client.get(LIST).content.decode()
    names = ["市北区", "镇江路街道", "太平镇社区居委会", "太平镇社区第1网格", "太平镇社区第2网格"]
    marks = [f'place-depth-{min(depth, 3)}">{name}' for depth, name in enumerate(names)]
    assert [page.find(mark) for mark in marks] == sorted(page.find(mark) for mark in marks)
    assert all(mark in page for mark in marks)
    assert "admin/grids.css" in page
    assert "style=" not in page.split('id="changelist"')[1].split("</main>")[0]


def test_a_long_list_asks_no_more_than_a_short_one(
    client: Client, administrator: User, run: Run, small: None, django_assert_max_num_queries: DjangoAssertNumQueries
):
    with django_assert_max_num_queries(6):
        client.get(LIST)
    run("import_places", DATA / "divisions_shibei_370203.csv")
    with django_assert_max_num_queries(6):
        assert "大港街道" in client.get(LIST).content.decode()


@pytest.mark.parametrize("words", ["第2网格", "370203022006002"])
def test_a_place_is_found_by_name_and_by_code(client: Client, administrator: User, small: None, words: str):
    page = client.get(LIST, {"q": words}).content.decode()
    assert "太平镇社区第2网格" in page
    assert "太平镇社区第1网格" not in page


def test_a_new_grid_is_added_under_its_community_with_an_audit_line(client: Client, administrator: User, small: None):
    answer = client.post(ADD, new_grid(lines=["SECURITY", "URBAN"], lat="36.1", lon="120.3"))
    assert answer.status_code == 302
    grid = place("370203022006003")
    assert (grid.full_name, grid.lines, grid.lat) == ("镇江路街道太平镇社区第3网格", ["SECURITY", "URBAN"], 36.1)
    assert broken_rows(Place) == []
    assert AuditEntry.objects.get(action="新增地域").by == administrator


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"level": "STREET"}, "parent", "乡级应属于区县，不能属于社区"),
        ({"parent": ""}, "parent", "网格应属于社区或村，不能没有上级"),
        ({"code": "370203022006001"}, "code", "编码 370203022006001 已经用于太平镇社区第1网格，编码不能重复使用"),
        ({"code": "37020302200600x"}, "code", "编码只能是数字"),
        ({"region": "3702"}, "region", "只有区县填写所属省市"),
        ({"level": "MICRO_GRID", "parent": "grid", "lines": ["PARTY"]}, "lines", "只有网格标注条线"),
        ({"lat": "36"}, "lon", "纬度和经度要么都填，要么都不填"),
        ({"lat": "136", "lon": "36"}, "lat", "90"),
        ({"lines": ["ARMY"]}, "lines", "不在可用的选项里，请重新选"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client: Client, administrator: User, small: None, wrong: dict[str, object], field: str, sentence: str
):
    if wrong.get("parent") == "grid":
        wrong = wrong | {"parent": place("370203022006001").pk}
    answer = client.post(ADD, new_grid(name="新的网格") | wrong)
    assert answer.status_code == 200
    errors = answer.context["adminform"].form.errors
    assert list(errors) == [field]
    assert sentence in errors[field][0]
    assert 'value="新的网格"' in answer.content.decode()
    assert Place.objects.count() == 5


def test_renaming_moving_and_tagging_go_through_the_actions(client: Client, administrator: User, run: Run, small: None):
    run("import_places", DATA / "divisions_shibei_370203.csv")
    to = place("370203022011")
    data = as_it_is("370203022006002", name="北仲社区第1网格", parent=to.pk, lines=["PARTY"])
    assert client.post(change("370203022006002"), data).status_code == 302
    grid = place("370203022006002")
    assert (grid.name, grid.parent, grid.lines) == ("北仲社区第1网格", to, ["PARTY"])
    assert broken_rows(Place) == []
    done = AuditEntry.objects.exclude(action="导入地域").values_list("action", flat=True)
    assert set(done) == {"地域更名", "地域改隶", "修改地域资料"}


def test_saving_an_untouched_place_writes_nothing(client: Client, administrator: User, small: None):
    before = AuditEntry.objects.count()
    assert client.post(change("370203022006002"), as_it_is("370203022006002")).status_code == 302
    assert AuditEntry.objects.count() == before


def test_a_district_keeps_standing_as_a_root(client: Client, administrator: User, small: None):
    data = as_it_is("370203", name="市北新区", region="3702")
    assert client.post(change("370203"), data).status_code == 302
    assert (place("370203").name, place("370203").parent) == ("市北新区", None)


def test_the_code_and_the_level_are_not_changed_here(client: Client, administrator: User, small: None):
    client.post(change("370203022006002"), as_it_is("370203022006002", code="1", level="STREET"))
    assert place("370203022006002").level == "GRID"


def test_a_place_is_closed_and_then_only_looked_at(client: Client, administrator: User, small: None):
    url = change("370203022006002")
    assert client.post(url, as_it_is("370203022006002", valid_to="2026-01-01")).status_code == 302
    closed = Place.objects.get(code="370203022006002")
    assert str(closed.valid_to) == "2026-01-01"
    assert "place-closed" in client.get(LIST).content.decode()
    assert client.post(url, {"name": "又来", "parent": closed.parent_id}).status_code == 403


@pytest.mark.parametrize(
    ("code", "day", "sentence"),
    [
        ("370203022006002", "2999-01-01", "停用日期不能晚于今天"),
        ("370203022006002", "1899-01-01", "停用日期不能早于启用日期"),
        ("370203022006", "2026-01-01", "下面还有 2 个在用的地域"),
    ],
)
def test_a_place_that_may_not_be_closed_says_why(
    client: Client, administrator: User, small: None, code: str, day: str, sentence: str
):
    answer = client.post(change(code), as_it_is(code, valid_to=day))
    assert sentence in answer.context["adminform"].form.errors["valid_to"][0]
    assert place(code).valid_to is None


def test_nothing_is_deleted(client: Client, administrator: User, small: None):
    url = reverse("admin:grids_place_delete", args=[place("370203022006002").pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert "delete_selected" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("name", ["place", "boundary", "region"])
def test_who_is_no_administrator_is_sent_to_sign_in(client: Client, small: None, name: str):
    client.force_login(User.objects.create_user("grid1", name="网格员"))
    assert client.get(reverse(f"admin:grids_{name}_changelist")).status_code == 302


def test_regions_are_looked_at_only(client: Client, administrator: User, small: None):
    assert "青岛市" in client.get(reverse("admin:grids_region_changelist")).content.decode()
    assert client.get(reverse("admin:grids_region_add")).status_code == 403
