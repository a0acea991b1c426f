"""What one asks of the page of rules, by state and by standing: only that is told, and lit on the picture."""

import pytest

from cases.notes import TOLD
from cases.terms import Who
from tests.desk.reading_rules import classes, lit_names, picture, shown, stops, ways
from tests.factories import Town


def test_asked_for_a_state_only_that_state_answers_and_its_ways_are_lit(town: Town) -> None:
    html = shown(town, state="handling")
    assert set(stops(html)) == {"handling"}
    assert "这一步要写明理由或情况。" in html.split('id="part-steps"')[1].split("</ol>")[0]
    assert ways(html, lit=True) == {way for way in ways(html) if way[0] == "handling"}


def test_asked_for_somebody_only_what_is_theirs_is_told(town: Town) -> None:
    html = shown(town, who="CHECKER")
    assert stops(html) == {"checking": {"check_pass", "check_fail"}}
    assert ways(html, lit=True) == {("checking", "revisit"), ("checking", "rework")}


def test_asked_for_both_only_what_answers_both(town: Town) -> None:
    html = shown(town, state="handling", who="SYSTEM")
    assert stops(html) == {"handling": {"auto_whistle", "auto_raise", "supervise"}}
    # Lit where they lead from the state asked for, nowhere else: the picture has 督办 and the others in many a place.
    assert sorted(lit_names(html)) == sorted(["系统自动吹哨", "系统自动提报", "督办"])
    nothing = shown(town, state="refused", who="SYSTEM")
    assert "没有可做的事" in nothing
    assert ways(nothing, lit=True) == set()


def test_mine_is_what_my_posts_can_make_me(town: Town) -> None:
    def mine(name: str) -> dict[str, set[str]]:
        return stops(shown(town, name, who="mine"))

    def of(who: Who) -> set[str]:
        return {str(kind) for kind, row in TOLD.items() if who in row.who}

    assert mine("revisitor")["revisit"] == of(Who.REVISIT_OFFICER) | of(Who.ASSISTANT)
    assert set().union(*mine("revisitor").values()) == mine("revisitor")["revisit"]
    assert mine("guide")["checking"] - of(Who.ASSISTANT) == {"check_pass", "check_fail"}
    assert "whistle" not in {kind for kinds in mine("housing").values() for kind in kinds}
    assert "whistle" in mine("street_secretary")["handling"]


@pytest.mark.parametrize(
    "asked",
    [{"state": "nowhere"}, {"who": "NOBODY"}, {"state": "", "who": ""}, {"state": "'\"><b>", "who": "MINE"}],
)
def test_words_that_mean_nothing_ask_for_all(town: Town, asked: dict[str, str]) -> None:
    html = shown(town, **asked)
    assert stops(html) == stops(shown(town))
    assert "asked" not in classes(picture(html))
    assert "<b>'" not in html
