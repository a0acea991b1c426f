"""What may be chosen as a category, on each page that asks for one; and what the register says to its editor."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cases.models import Case, Category
from tests.desk.conftest import page, text
from tests.factories import PASSWORD, Town

ADD = reverse("admin:cases_category_add")
ABOVE = "“绿化养护”从此是上级类别，受理时不再直接选它，请选下面的小类。"


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


@pytest.fixture
def green(db: None) -> Category:
    return Category.objects.get(code="GREENERY")


def below(green: Category, **changed: object) -> dict[str, object]:
    row = {
        "code": "TREES", "name": "修剪树枝", "parent": green.pk, "panel": green.panel_id, "order": 5,
        "urgency": "NORMAL", "is_active": "on",
    }  # fmt: skip
    return {name: value for name, value in {**row, **changed}.items() if value}


def category_page(category: Category) -> str:
    return reverse("admin:cases_category_change", args=[category.pk])


def offered(town: Town, case: Case | None = None) -> dict[str, set[int]]:
    """Page → the categories that stand in its list."""
    case = case or town.reported()
    answers = {
        "resident": Client().get(reverse("resident:report")),
        "entry": town.client("intake").get(reverse("cases:report")),
        "accept": town.client("intake").get(page(case, "accept")),
    }
    lists = {name: answer.context["form"].fields["category"].queryset for name, answer in answers.items()}
    for name, answer in answers.items():
        assert all(f'<option value="{one.pk}"' in text(answer) for one in lists[name]), name
    return {name: {one.pk for one in categories} for name, categories in lists.items()}


def test_what_stands_above_others_in_use_is_offered_nowhere(town: Town, boss: Client, green: Category):
    assert all(green.pk in categories for categories in offered(town).values())
    assert ABOVE in text(boss.post(ADD, below(green), follow=True))
    trees = Category.objects.get(code="TREES")
    for categories in offered(town).values():
        assert green.pk not in categories
        assert trees.pk in categories
    refused = town.client("intake").post(page(town.reported(), "accept"), {"category": green.pk, "urgency": "NORMAL"})
    assert refused.status_code == 422
    assert "请从名单里选一个类别。" in text(refused)


def test_what_is_below_and_out_of_use_takes_nothing_off_the_list(town: Town, boss: Client, green: Category):
    assert ABOVE not in text(boss.post(ADD, below(green, is_active=""), follow=True))
    trees = Category.objects.get(code="TREES")
    for categories in offered(town).values():
        assert green.pk in categories
        assert trees.pk not in categories
    assert ABOVE in text(boss.post(category_page(trees), below(green), follow=True))
    assert ABOVE not in text(boss.post(category_page(trees), below(green, order=6), follow=True))  # not news any more
    assert all(green.pk not in categories for categories in offered(town).values())


def test_what_a_case_has_is_still_offered_when_it_is_accepted(town: Town, boss: Client, green: Category):
    case = town.reported(category=green)
    boss.post(ADD, below(green))
    assert {name for name, categories in offered(town, case).items() if green.pk in categories} == {"accept"}
    answer = town.client("intake").post(page(case, "accept"), {"category": green.pk, "urgency": "NORMAL"})
    assert answer.status_code == 303
    assert Case.objects.get(pk=case.pk).category == green


def test_the_list_costs_the_same_however_many_there_are(town: Town, green: Category):
    client, case = town.client("intake"), town.reported()
    client.get(page(case, "accept"))
    with CaptureQueriesContext(connection) as before:
        client.get(page(case, "accept"))
    for number in range(10):
        Category.objects.create(code=f"K{number}", name=f"类别{number}", parent=green, panel=green.panel)
    with CaptureQueriesContext(connection) as after:
        assert "类别9" in text(client.get(page(case, "accept")))
    assert len(before) == len(after)


@pytest.mark.parametrize("code", ["greenery", "GREENERY", "Greenery"])
def test_a_code_is_there_once_however_it_is_written(boss: Client, green: Category, code: str):
    said = boss.post(ADD, below(green, code=code)).context["adminform"].form.errors
    assert said == {"code": ["代码“GREENERY”已经是“绿化养护”的了，只差大小写也算同一个。请换一个代码。"]}


def test_a_name_in_use_is_there_once(boss: Client, green: Category):
    twin = below(green, name="绿化养护", parent="")
    said = boss.post(ADD, twin)
    assert list(said.context["adminform"].form.errors) == ["name"]
    assert "已经有一个在用的“绿化养护”（GREENERY），选的人分不清。" in text(said)
    assert boss.post(ADD, {**twin, "is_active": ""}).status_code == 302  # out of use it misleads nobody


def test_a_category_may_keep_its_own_name_and_code(boss: Client, green: Category):
    kept = below(green, name=green.name, code=green.code, parent="", order=7)
    assert boss.post(category_page(green), kept).status_code == 302
    assert boss.post(category_page(green), {**kept, "code": "greenery"}).status_code == 302  # its own, rewritten
