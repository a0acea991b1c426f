"""A sentence of refusal that nothing raises is read by nobody, and whoever mends it mends nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.rules import RULES as OF_ACTIVITIES
from patrols.rules import RULES as OF_PATROLS
from shop.rules import RULES as OF_THE_SHOP
from teams.rules import RULES as OF_TEAMS
from volunteers.rules import RULES as OF_VOLUNTEERS

pytestmark = pytest.mark.enough_on("sqlite")

ROOT = Path(__file__).resolve().parents[2]
RULES = {
    "activities": OF_ACTIVITIES,
    "patrols": OF_PATROLS,
    "shop": OF_THE_SHOP,
    "teams": OF_TEAMS,
    "volunteers": OF_VOLUNTEERS,
}


def named_in(app: str) -> Iterator[str]:
    """Every text of its modules but those that say at which field a sentence stands: keys of a dictionary."""
    for file in (ROOT / app).rglob("*.py"):
        if file.name == "rules.py" or "migrations" in file.parts:
            continue
        tree = ast.parse(file.read_text(encoding="utf8"))
        keys = {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in keys:
                yield node.value


@pytest.mark.parametrize("app", RULES)
def test_every_rule_is_raised_somewhere(app: str) -> None:
    assert RULES[app].keys() - set(named_in(app)) == set()
