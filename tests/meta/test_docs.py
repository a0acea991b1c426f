"""The documents say what the code says: tables, commands, files and links are held against it."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import Enum
from itertools import groupby
from pathlib import Path

import pytest
from django.core.management import get_commands
from django.db.models import BooleanField, Choices

from cases.models import Case
from cases.terms import State, Who
from cases.workflow import MOVES, NOT_OPEN_YET
from worktime.limits import Unit

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
APPS = ("accounts", "worktime", "grids", "partyorg", "cases", "burden", "notifications", "resident")
PAGES = sorted([*ROOT.glob("README*.md"), *DOCS.rglob("*.md")])

Row = list[str]


def tables(path: Path) -> dict[str, list[Row]]:
    """heading → the rows of the tables below it, their own headers left out, cells without their backticks."""
    found: dict[str, list[Row]] = {}
    heading = ""
    lines = path.read_text(encoding="utf8").splitlines()
    for is_table, block in groupby(lines, lambda line: line.startswith("|")):
        rows = list(block)
        if is_table:
            found.setdefault(heading, []).extend(_cells(row) for row in rows[2:])
        else:
            heading = next((line.lstrip("# ") for line in reversed(rows) if line.startswith("#")), heading)
    return found


def _cells(row: str) -> Row:
    return [cell.strip().replace("`", "") for cell in row.strip("|").split("|")]


def vocabularies() -> Iterator[type[Enum]]:
    """Every closed list of words that an app defines."""
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".migrations" not in module.name:
                yield from _enums(importlib.import_module(module.name))


def _enums(owner: object) -> Iterator[type[Enum]]:
    module = getattr(owner, "__module__", None) or owner.__name__  # type: ignore[attr-defined]
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


def test_the_table_of_moves_is_the_workflow() -> None:
    rows = tables(DOCS / "authorization.md")["Moving: a table"]
    assert [row[0] for row in rows] == [str(kind) for kind in MOVES]
    for event, sources, target, who, levels, guards, is_open in rows:
        move = next(move for kind, move in MOVES.items() if kind == event)
        lowest, _, highest = levels.partition("–")
        assert _words_of(sources) == {str(State(source)) for source in move.sources}, event
        assert target == (str(move.target) if move.target else "—"), event
        assert {Who[name] for name in who.split()} == move.who, event
        assert set(range(int(lowest), int(highest or lowest) + 1)) == move.levels, event
        assert _words_of(guards) == set(move.guards), event
        assert is_open == ("later" if move.kind in NOT_OPEN_YET else "yes"), event


def _words_of(cell: str) -> set[str]:
    return set(cell.split()) - {"—"}


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
