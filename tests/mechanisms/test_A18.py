"""A18 街道治理指挥中心四板块: each category is one panel's, whoever is in it sees its queue, who is not is listed."""

import pytest

from accounts.models import AuditEntry
from cases.models import Category, Panel, PanelSeat
from partyorg.models import Post
from tests.desk.conftest import monday, text
from tests.factories import Town, build_town

__all__ = ["monday"]
PANELS = ["党建统领", "经济生态", "平安法治", "公共服务"]
PAGE = "/desk/panels/"


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def assign(town: Town, who: str, panel: str, by: str = "street") -> int:
    post = Post.objects.get(person=town.people[who])
    now = PanelSeat.objects.filter(post=post).values_list("panel", flat=True).first()
    name, chosen = f"post_{post.pk}", Panel.objects.get(name=panel).pk if panel else ""
    said = {name: chosen, f"initial-{name}": now or ""}
    return town.client(by).post(PAGE, said).status_code


def in_my_panel(town: Town, who: str) -> set[str]:
    return {row["case"].number for row in town.client(who).get("/desk/", {"q": "panel"}).context["rows"]}


def test_there_are_four_and_each_category_is_in_one(town: Town) -> None:
    assert list(Panel.objects.values_list("name", flat=True)) == PANELS
    assert not Category.objects.filter(panel=None).exists()
    assert not Category._meta.get_field("panel").null
    assert {panel.name for panel in Panel.objects.all() if panel.categories.exists()} == set(PANELS)


def test_somebody_in_a_panel_sees_its_queue_and_nobody_elses(town: Town) -> None:
    leak, quarrel = town.accepted(category="LEAK"), town.accepted(category="NEIGHBOURS")
    far = town.reported(place=town.places["far_grid"])
    type(far).objects.filter(pk=far.pk).update(category=Category.objects.get(code="LEAK"))
    assert in_my_panel(town, "street") == set()
    assert assign(town, "street", "公共服务") == 302
    assert in_my_panel(town, "street") == {leak.number}
    assert '本板块：公共服务 <span class="faint">1 件' in text(town.client("street").get("/desk/?q=panel"))
    assert assign(town, "street", "平安法治") == 302
    assert in_my_panel(town, "street") == {quarrel.number}


def test_who_is_in_none_is_listed_until_the_streets_head_assigns(town: Town) -> None:
    client = town.client("street_secretary")
    name = str(town.people["street"])

    def notice() -> str:
        return text(client.get(PAGE)).split('class="notice')[1].split("</p>")[0]

    assert name in notice()
    assert assign(town, "street", "平安法治", by="street_secretary") == 302
    assert name not in notice()
    line = AuditEntry.objects.get(action="分配板块")
    assert (line.by, line.detail) == (town.people["street_secretary"], {"panel": "平安法治", "before": ""})
    assert assign(town, "street", "") == 302
    assert name in notice()
