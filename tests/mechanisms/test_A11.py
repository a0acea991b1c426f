"""A11 网格长由社区党组织成员担任: whoever is not in the community's party organisation is refused with a sentence."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Member, Organisation, Post
from tests.factories import LONG_AGO, MONDAY, Town, build_town

SENTENCE = "网格长要由社区党组织的成员担任。太平镇社区党组织还没有为李格员办好任网格长的登记，请先找社区党务专干。"


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def name_head(town: Town) -> Post:
    given = {"role": Role.GRID_HEAD, "place": town.grid, "from_date": MONDAY.date(), "by": None, "at": MONDAY}
    return appoint(town.people["worker"], **given)  # type: ignore[arg-type]


def enrol(town: Town, where: Organisation) -> Member:
    return Member.objects.create(name="李格员", account=town.people["worker"], organisation=where, since=LONG_AGO)


def test_whoever_is_no_member_of_the_community_is_refused(town: Town) -> None:
    with pytest.raises(ValidationError, match=SENTENCE):
        name_head(town)
    elsewhere = enrol(town, town.units["far_branch"])
    with pytest.raises(ValidationError, match=SENTENCE):
        name_head(town)
    Member.objects.filter(pk=elsewhere.pk).update(organisation=town.units["branch"], until=LONG_AGO)
    with pytest.raises(ValidationError, match=SENTENCE):
        name_head(town)


@pytest.mark.parametrize("where", ["community_unit", "branch", "next_branch"])
def test_a_member_of_the_community_or_of_one_of_its_branches_becomes_head(town: Town, where: str) -> None:
    enrol(town, town.units[where])
    assert name_head(town).role == Role.GRID_HEAD


def test_the_register_says_so_at_the_field(town: Town) -> None:
    boss = Client()
    boss.force_login(User.objects.create_superuser("boss", name="管理员"))
    fields = {"person": town.people["worker"].pk, "role": "GRID_HEAD", "place": town.grid.pk, "from_date": "2026-11-16"}
    answer = boss.post(reverse("admin:partyorg_post_add"), fields)
    assert SENTENCE in answer.content.decode()
    assert "person" in answer.context["adminform"].form.errors
    assert not Post.objects.filter(role=Role.GRID_HEAD).exists()
