"""E01 网格重新划定与党支部组建同步: a redrawn grid lists its branch action: 新建, 调整 or 过渡."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from partyorg.models import GridRedraw
from tests.factories import Town, build_town

ADD = reverse("admin:partyorg_gridredraw_add")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def boss(town: Town) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", name="管理员"))
    return client


def listed(town: Town) -> str:
    answer = town.client("community").get(reverse("partyorg:organisations"), {"about": "划格"})
    return answer.content.decode()


@pytest.mark.parametrize(("action", "label"), [("FOUND", "新建"), ("ADJUST", "调整"), ("TRANSITION", "过渡")])
def test_a_redrawn_grid_lists_its_branch_action_until_it_is_done(
    town: Town, boss: Client, action: str, label: str
) -> None:
    fields = {"place": town.grid.pk, "begun_on": "2026-11-02", "action": action}
    assert boss.post(ADD, fields).status_code == 302
    assert f"2026年11月2日开始重新划定，支部动作：{label}，还没有完成。" in listed(town)
    redraw = GridRedraw.objects.get()
    change = reverse("admin:partyorg_gridredraw_change", args=[redraw.pk])
    undone = boss.post(change, {**fields, "done_on": "2026-11-10"})
    assert "完成时要写明建好、调整或者过渡的是哪个组织" in undone.content.decode()
    done = boss.post(change, {**fields, "done_on": "2026-11-10", "branch": town.units["branch"].pk})
    assert done.status_code == 302
    assert "还没有完成" not in listed(town)


def test_a_grid_is_redrawn_once_at_a_time(town: Town, boss: Client) -> None:
    fields = {"place": town.grid.pk, "begun_on": "2026-11-02", "action": "FOUND"}
    assert boss.post(ADD, fields).status_code == 302
    assert "这个网格有一次重划还没有完成" in boss.post(ADD, fields).content.decode()
    wrong = boss.post(ADD, {**fields, "place": town.places["community"].pk})
    assert "重新划定的是网格" in wrong.content.decode()


def test_another_communitys_branch_has_nothing_to_do_with_the_grid(town: Town, boss: Client) -> None:
    fields = {"place": town.grid.pk, "begun_on": "2026-11-02", "action": "ADJUST"}
    for unit, sentence in [
        ("far_branch", "科技街社区第1网格党支部不是太平镇社区的党组织"),
        ("housing", "区住建局是区直部门，这里写党支部或者党的工作小组"),
        ("community_unit", "太平镇社区党委是社区党委，这里写党支部或者党的工作小组"),
    ]:
        assert sentence in boss.post(ADD, {**fields, "branch": town.units[unit].pk}).content.decode()
    assert boss.post(ADD, {**fields, "branch": town.units["next_branch"].pk}).status_code == 302
