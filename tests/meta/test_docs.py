"""The documents say what the code says: tables, commands, files and links are held against it."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path

import pytest
from django.contrib.admin import site
from django.core.management import get_commands
from django.db.models import BooleanField, Choices

from cases.models import Case
from cases.notes import ASKINGS, NOTES, ROWS
from cases.rules import RULES
from cases.terms import Kind, Notice, State, Who
from cases.workflow import MOVES, Move
from tests.meta.tables import DOCS, MOVES_AT, NOTES_AT, ROOT, as_move, tables, words_of
from worktime.limits import Unit

pytestmark = pytest.mark.enough_on("sqlite")

APPS = (
    "accounts", "worktime", "grids", "partyorg", "partylife", "cases", "burden", "duty", "exchange",
    "checkins", "notifications", "resident", "api", "volunteers", "teams", "activities", "shop", "patrols",
    "dashboards",
)  # fmt: skip
PAGES = sorted([*ROOT.glob("README*.md"), *DOCS.rglob("*.md")])


def vocabularies() -> Iterator[type[Enum]]:
    """Every closed list of words that an app defines."""
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".migrations" not in module.name:
                yield from _enums(importlib.import_module(module.name))


def _enums(owner: object) -> Iterator[type[Enum]]:
    module = getattr(owner, "__module__", None) or owner.__name__  # type: ignore[attr-defined]  # a module
    for value in vars(owner).values():
        if isinstance(value, type) and value.__module__ == module and value is not owner:
            if issubclass(value, Enum):
                yield value
            elif not isinstance(owner, type):
                yield from _enums(value)


def words(vocabulary: type[Enum]) -> dict[str, str]:
    """What is stored or written in code → what the screens say."""
    if issubclass(vocabulary, Choices):
        return {str(word.value) or '""': str(word.label) for word in vocabulary}
    if issubclass(vocabulary, Unit):
        return {unit.value: unit.in_words for unit in vocabulary}
    return {word.name: word.value for word in vocabulary}


def in_full(named: type) -> str:
    return f"{named.__module__}.{named.__qualname__}"


def test_the_glossary_pairs_every_word_of_the_code_with_its_chinese() -> None:
    expected = {in_full(vocabulary): words(vocabulary) for vocabulary in vocabularies()}
    assert len(expected) > 20
    written = {
        heading: {code: chinese for code, chinese, *_ in rows}
        for heading, rows in tables(DOCS / "glossary.md").items()
        if heading.split(".")[0] in APPS and heading != in_full(Case)
    }
    assert written == expected


def test_the_glossary_pairs_every_flag_of_a_case() -> None:
    flags = [field for field in Case._meta.fields if isinstance(field, BooleanField) or field.name == "supervised"]
    written = {code: chinese for code, chinese, _ in tables(DOCS / "glossary.md")[in_full(Case)]}
    assert written == {flag.name: flag.verbose_name for flag in flags}


@pytest.mark.parametrize(("heading", "rows"), [(MOVES_AT, MOVES), (NOTES_AT, NOTES)])
def test_the_tables_of_who_may_do_what_are_the_workflow(heading: str, rows: dict[Kind | Notice, Move]) -> None:
    """Row by row in the same order, guards in the order in which they are asked."""
    written = map(as_move, tables(DOCS / "authorization.md")[heading])
    assert list(written) == list(rows.values())


def test_each_matter_is_asked_granted_and_stands_as_written() -> None:
    rows = tables(DOCS / "authorization.md")["Matters that take two people"]
    assert [matter for matter, *_ in rows] == [str(matter) for matter in ASKINGS]
    for (matter, asked, granted, states), asking in zip(rows, ASKINGS.values(), strict=True):
        assert (asked, granted) == (asking.asked, asking.granted), matter
        assert set(map(State, words_of(states))) == asking.states, matter


def test_every_rule_that_the_page_names_exists() -> None:
    prose = (DOCS / "authorization.md").read_text(encoding="utf8")
    named = {"not_this_level", "not_yours", "not_now", "second_officer", "one_grid", "clock_ended", "not_your_contact"}
    assert [rule for rule in sorted(named) if f"`{rule}`" not in prose or rule not in RULES] == []
    assert {guard for row in ROWS.values() for guard in row.guards} <= set(RULES)


def test_every_register_is_spoken_of() -> None:
    rows = tables(DOCS / "authorization.md")["Registers"]
    written = {word.strip() for register, *_ in rows for word in register.split(",")}
    kept = {model.__name__ for model in site._registry} - LOOKED_AT
    assert written == {REGISTERS.get(name, name) for name in kept}


# What the page calls a register that people write in; the others are only looked at.
REGISTERS = {
    "Estate": "estates",
    "User": "accounts",
    "Lockout": "failed sign-ins",
    "CalendarDay": "working calendar",
    "WorkPeriod": "working calendar",
    "Place": "places",
    "Boundary": "boundaries",
    "Organisation": "organisations",
    "Post": "posts",
    "Resource": "resources",
    "Force": "forces of grids",
    "Neighbourhood": "neighbourhoods",
    "GridRedraw": "redrawn grids",
    "Round": "rounds of dynamic workers",
    "Category": "categories",
    "Panel": "panels",
    "Problem": "problems of surveys",
    "Reason": "reasons",
    "DutyItem": "duty lists",
    "Limit": "limits",
    "Duty": "posts to claim",
    "Scheme": "schemes of points",
    "ScoreScheme": "schemes of scores",
    "Window": "exchange windows",
    "ListedMatter": "list of matters for communities",
    "Recomputation": "recomputations",
    "Message": "messages",
    "Untold": "messages",
    "Wording": "wordings of messages",
    "Client": "programmes of units",
    "Skill": "skills of helpers",
    "CheckItem": "check items of patrols",
}
LOOKED_AT = {"AuditEntry", "Region", "CalendarChange", "SetAside", "Heartbeat", "Attempt", "Volunteer", "Service"}


def test_every_standing_is_explained() -> None:
    rows = tables(DOCS / "authorization.md")["One source of power"]
    assert [name for name, _ in rows] == [who.name for who in Who]


def test_every_variable_of_the_environment_is_documented() -> None:
    rows = tables(DOCS / "operations.md")["Settings come from the environment"]
    assert {row[0] for row in rows} == {*_variables(ROOT / "governance" / "settings.py"), "DATABASE_URL"}


def _variables(settings: Path) -> Iterator[str]:
    """Names that are read by os.environ.get(…), os.environ[…] or kept_secret(…); dj_database_url reads its own."""
    for node in ast.walk(ast.parse(settings.read_text(encoding="utf8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ")), args=[ast.Constant(value=str(name)), *_]
            ):
                yield name
            case ast.Subscript(value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name))):
                yield name
            case ast.Call(func=ast.Name(id="kept_secret"), args=[ast.Constant(value=str(name)), *_]):
                yield name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_what_exists(page: Path) -> None:
    text = page.read_text(encoding="utf8")
    targets = re.findall(r"^([a-z]+)[a-z -]*:", (ROOT / "Makefile").read_text(encoding="utf8"), re.MULTILINE)
    assert set(re.findall(r"manage\.py ([a-z_]+)", text)) <= set(get_commands())
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) <= set(targets)
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if not link.startswith("http")]
    files = re.findall(rf"`((?:{'|'.join(APPS)}|governance|docs|tests)/[\w/.-]+)`", text)
    assert [link for link in links if not (page.parent / link).exists()] == []
    assert [file for file in files if not (ROOT / file).exists()] == []


def test_both_readmes_give_the_same_commands() -> None:
    english, chinese = (
        re.findall(r"^```\n(.*?)^```", (ROOT / name).read_text(encoding="utf8"), re.MULTILINE | re.DOTALL)
        for name in ("README.md", "README.zh-CN.md")
    )
    assert english == chinese != []


def test_every_decision_is_listed_and_says_why() -> None:
    decisions = sorted((DOCS / "adr").glob("0*.md"))
    listed = (DOCS / "adr" / "README.md").read_text(encoding="utf8")
    assert re.findall(r"\(([\w-]+\.md)\)", listed) == [decision.name for decision in decisions]
    for decision in decisions:
        parts = re.findall(r"^## (.+)$", decision.read_text(encoding="utf8"), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences"], decision.name
