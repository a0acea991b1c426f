"""The house rules that a program can see; the rest is in the reader's eye."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.enough_on("sqlite")

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_FUNCTION = 300, 45


def our_files() -> Iterator[Path]:
    for top in ROOT.iterdir():
        if top.suffix == ".py":
            yield top
        elif top.is_dir() and not top.name.startswith(".") and top.name != "var":
            yield from (file for file in top.rglob("*.py") if "migrations" not in file.parts)


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf8").splitlines()) for file in our_files()}
    assert len(lengths) > 50
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_45_lines() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}:{each.lineno} {each.name}": (each.end_lineno or each.lineno) - each.lineno + 1
        for file in our_files()
        for each in functions(file)
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_import_hides_in_a_function() -> None:
    hidden = [
        f"{file.relative_to(ROOT)}:{node.lineno} {each.name}"
        for file in our_files()
        for each in functions(file)
        for node in ast.walk(each)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_a_comment_of_a_template_ends_on_its_line() -> None:
    """Else Django takes it for text, and whoever opens the page reads it."""
    templates = [file for file in (ROOT / "templates").rglob("*") if file.is_file()]
    assert len(templates) > 50
    open_ones = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in templates
        for number, line in enumerate(file.read_text(encoding="utf8").splitlines(), start=1)
        if "{#" in line and "#}" not in line.rpartition("{#")[2]
    ]
    assert open_ones == []
