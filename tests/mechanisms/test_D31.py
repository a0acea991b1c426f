"""D31 整合审批、服务、执法等方面力量: the grid's page lists its forces by type."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from partyorg.models import Force
from tests.factories import LONG_AGO, MONDAY, Town, build_town

K = Force.Kind


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def test_the_grids_page_lists_its_forces_by_type(town: Town) -> None:
    for name, kind, until in [
        ("政务帮办员", K.APPROVAL, None), ("执法一中队", K.LAW, None), ("家庭医生", K.SERVICE, None),
        ("执法二中队", K.LAW, None), ("旧中队", K.LAW, LONG_AGO),
    ]:  # fmt: skip
        Force.objects.create(place=town.grid, kind=kind, name=name, since=LONG_AGO, until=until, phone="13800001234")
    answer = town.client("worker").get(reverse("partyorg:grid", args=[town.grid.code]))
    assert [(label, [one.name for one in some]) for label, some in answer.context["forces"]] == [
        ("审批", ["政务帮办员"]), ("服务", ["家庭医生"]), ("执法", ["执法一中队", "执法二中队"]),
    ]  # fmt: skip
    page = answer.content.decode()
    assert "执法 2" in page
    assert "138****1234" in page
    assert "13800001234" not in page


def test_the_register_keeps_them(town: Town) -> None:
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss", name="管理员"))
    fields = {"place": town.grid.pk, "kind": "LAW", "name": "执法一中队", "phone": "", "since": f"{MONDAY:%Y-%m-%d}"}
    assert boss.post(reverse("admin:partyorg_force_add"), fields).status_code == 302
    assert boss.post(reverse("admin:partyorg_force_add"), {**fields, "kind": ""}).status_code == 200
    assert Force.objects.get().kind == K.LAW
