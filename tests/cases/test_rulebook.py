"""What the page of rules tells of posts and levels, held against what the workflow asks."""

from itertools import product

import pytest

from cases.models import Case
from cases.notes import TOLD
from cases.rulebook import could_be, rungs, standings_told
from cases.standing import standings
from cases.terms import Level, State, Who
from partyorg.hats import Hat
from tests.cases.putting import AT_REST, put
from tests.factories import PEOPLE, Town

HOSTS = ("", "housing", "finance", "station", "property", "next_branch")
NOT_BY_POST = {Who.ANYONE, Who.SYSTEM, Who.REPORTER}


@pytest.fixture
def cases(town: Town) -> list[Case]:
    """At every level, in the owner's hands and in those of others."""
    return [put(town, State.HANDLING, level, AT_REST, host=host) for level, host in product(Level, HOSTS)]


def held(hat: Hat, cases: list[Case]) -> set[Who]:
    """What its posts make this hat; and what its units could be asked to be."""
    by_post = {who for case in cases for who, post in standings(hat, case).items() if post}
    return by_post | ({Who.ASSISTANT} if hat.unit_ids else set())


def test_what_a_post_can_make_one_is_told_of_it(town: Town, cases: list[Case]) -> None:
    for name in PEOPLE:
        hat = town.hat(name)
        assert held(hat, cases) <= could_be(hat.posts), name


def test_nothing_is_told_of_a_post_that_it_makes_nobody(town: Town, cases: list[Case]) -> None:
    """Posts of the far street and grid are told what they can be to cases there, not here."""
    for name in PEOPLE:
        hat = town.hat(name)
        if not name.startswith("far_"):
            assert could_be(hat.posts) <= held(hat, cases), name


def test_of_every_standing_the_table_tells_which_posts_give_it(town: Town, cases: list[Case]) -> None:
    told = {one.who: one.roles for one in standings_told([])}
    assert set(told) == {who for row in TOLD.values() for who in row.who}
    assert {who for who, roles in told.items() if not roles} == NOT_BY_POST & set(told)
    for name, (_, role, _) in PEOPLE.items():
        for who in could_be(town.hat(name).posts) & set(told):
            assert role.label in told[who], (name, who)


def test_without_a_post_one_can_be_nothing() -> None:
    assert could_be(()) == frozenset()
    assert not [one for one in standings_told(could_be(())) if one.mine]


def test_who_owns_at_a_level_may_do_there_what_the_card_of_that_level_tells(town: Town, cases: list[Case]) -> None:
    heads = {1: "secretary", 2: "community", 3: "director", 4: "platform", 5: "leading"}
    for rung in rungs():
        case = next(one for one in cases if one.owner_level == rung.level)
        owning = {Who.OWNER_HEAD, Who.BRANCH_SECRETARY} & set(standings(town.hat(heads[rung.level]), case))
        may = {kind for kind, row in TOLD.items() if rung.level in row.levels and not owning.isdisjoint(row.who)}
        assert {line.move.kind for line in rung.may} == may
        assert not may & {line.move.kind for line in rung.lacks}


def test_a_hat_of_several_posts_can_be_what_each_can_make_it(town: Town) -> None:
    guide, revisitor = town.hat("guide"), town.hat("revisitor")
    both = Hat(posts=(*guide.posts, *revisitor.posts))
    assert could_be(both.posts) == could_be(guide.posts) | could_be(revisitor.posts)
