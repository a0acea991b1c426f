"""E15 “四员”：平安巡查员、文明引领员、社情民意信息员、政策宣讲员: several of four; a report's kind suggests one."""

import pytest

from partyorg.hats import Hat
from teams.fourposts import FourPost
from teams.models import CourierPost
from tests.factories import Town, build_town
from tests.teams.conftest import couriers, get, monday, post, settled, text

__all__ = ["monday"]


@pytest.fixture
def town(db: None) -> Town:
    """Where the barber delivers as well."""
    made = settled(build_town())
    couriers(made)
    return made


def give(town: Town, kind: FourPost) -> None:
    said = {"community": town.places["community"].pk, "person": "田理发", "kind": kind.value}
    assert post(town, "community", "give_post", **said).status_code == 302


def test_there_are_four_and_a_person_may_hold_several(town: Town) -> None:
    assert [kind.label for kind in FourPost] == ["平安巡查员", "文明引领员", "社情民意信息员", "政策宣讲员"]
    for kind in FourPost:
        give(town, kind)
    assert CourierPost.objects.open().filter(person=town.people["barber"]).count() == 4


@pytest.mark.parametrize(
    ("purpose", "kind"),
    [
        ("ALERT", FourPost.SAFETY),
        ("UNCIVIL", FourPost.CIVILITY),
        ("OPINION", FourPost.OPINION),
        ("POLICY", FourPost.POLICY),
    ],
)
def test_the_kind_of_a_report_suggests_a_post(town: Town, purpose: str, kind: FourPost) -> None:
    other = next(one for one in FourPost if one != kind)
    give(town, other)
    town.reported("路口有情况", by=Hat(person=town.people["barber"]), purpose=purpose)
    page = text(get(town, "community", "courier", town.people["barber"].pk))
    assert f"kind={kind.value}" in page
    give(town, kind)
    page = text(get(town, "community", "courier", town.people["barber"].pk))
    assert f"kind={kind.value}" not in page
    assert "已担任" in page


def test_who_asked_to_stay_unnamed_is_not_found_out_here(town: Town) -> None:
    give(town, FourPost.SAFETY)
    town.reported("邻居家的事", by=Hat(person=town.people["barber"]), purpose="OPINION", confidential=True)
    assert "邻居家的事" not in text(get(town, "community", "courier", town.people["barber"].pk))
