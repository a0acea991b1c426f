"""D32 选调生/年轻干部与老书记搭档: each grid shows its pair of guide and branch secretary."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partyorg.kinds import Role
from partyorg.models import Pairing, Post
from tests.factories import LONG_AGO, Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def guide_of(town: Town) -> Post:
    return Post.objects.get(role=Role.GUIDE)


def paired(town: Town, guide: int, who: str = "secretary") -> int:
    page = reverse("partyorg:pair", args=[town.grid.code])
    return town.client(who).post(page, {"guide": guide, "since": "2026-11-02"}).status_code


def card(town: Town) -> str:
    return town.client("worker").get(reverse("partyorg:grid", args=[town.grid.code])).content.decode()


def test_the_grid_shows_its_pair(town: Town) -> None:
    assert "还没有结成搭档" in card(town)
    assert paired(town, guide_of(town).pk) == 302
    assert "<b>赵引导</b>" in card(town)
    assert "<b>王书记</b>" in card(town)


def test_only_who_keeps_the_branch_pairs_and_only_a_guide_of_the_grid(town: Town) -> None:
    for who in ("worker", "guide", "far_secretary", "director"):
        assert paired(town, guide_of(town).pk, who) == 403
    assert paired(town, Post.objects.get(role=Role.GRID_WORKER, place=town.grid).pk) == 422
    assert not Pairing.objects.exists()


def test_a_new_pair_follows_the_old_one(town: Town) -> None:
    paired(town, guide_of(town).pk)
    second = Post.objects.create(
        person=town.people["housing"], role=Role.GUIDE, place=town.places["community"], from_date=LONG_AGO
    )
    assert paired(town, second.pk) == 302
    assert "<b>褚住建</b>" in card(town)
    assert Pairing.objects.filter(until=None).count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Pairing.objects.create(
            grid=town.grid,
            guide=second,
            secretary=Post.objects.get(role="BRANCH_SECRETARY", organisation=town.units["branch"]),
            since=LONG_AGO,
        )


def test_when_the_guide_s_posting_ends_so_does_the_pair(town: Town) -> None:
    paired(town, guide_of(town).pk)
    Post.objects.filter(role=Role.GUIDE).update(to_date=LONG_AGO)
    assert "还没有结成搭档" in card(town)
