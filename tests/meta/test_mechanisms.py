import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

pytestmark = pytest.mark.enough_on("sqlite")

TEST = "tests/mechanisms/test_A01.py"
PASSED = {"passed": 3, "failed": 0, "skipped": 0}


@pytest.fixture(autouse=True)
def checkout(tmp_path: Path, settings: Settings) -> Path:
    """A made-up checkout with two mechanisms, of which the first has a test."""
    settings.BASE_DIR = tmp_path
    settings.VAR_DIR = tmp_path / "var"
    for folder in ("docs", "var", "tests/mechanisms"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "docs/mechanisms.csv").write_text(
        "id,place,mechanism_zh,gloss_en,feature,acceptance\nA01,重庆,支部,x,x,x\nA02,重庆,驿站,x,x,x\n", encoding="utf8"
    )
    (tmp_path / TEST).touch()
    return tmp_path


def record(checkout: Path, engine: str, **files: dict[str, int]) -> None:
    (checkout / "var" / f"test-results-{engine}.json").write_text(json.dumps({"files": files}))


def listed() -> dict[str, dict]:
    out = StringIO()
    call_command("mechanisms", "--json", stdout=out)
    return {each["id"]: each for each in json.loads(out.getvalue())}


def test_a_test_that_passed_on_both_engines_counts(checkout: Path) -> None:
    record(checkout, "sqlite", **{TEST: PASSED})
    record(checkout, "postgres", **{TEST: PASSED})
    assert listed()["A01"] == {"id": "A01", "place": "重庆", "mechanism": "支部", "tested": True, "why_not": ""}


def test_a_mechanism_without_a_test_does_not_count(checkout: Path) -> None:
    record(checkout, "sqlite", **{"tests/mechanisms/test_A02.py": PASSED})
    record(checkout, "postgres", **{"tests/mechanisms/test_A02.py": PASSED})
    assert listed()["A02"]["why_not"] == "没有测试"


def test_a_test_that_ran_on_one_engine_alone_does_not_count(checkout: Path) -> None:
    record(checkout, "sqlite", **{TEST: PASSED})
    assert not listed()["A01"]["tested"]
    assert listed()["A01"]["why_not"] == "PostgreSQL 上没有运行过"


def test_a_test_that_failed_does_not_count(checkout: Path) -> None:
    record(checkout, "sqlite", **{TEST: {**PASSED, "failed": 1}})
    record(checkout, "postgres", **{TEST: PASSED})
    assert listed()["A01"]["why_not"] == "SQLite 上未通过"


def test_a_test_that_was_skipped_in_part_does_not_count(checkout: Path) -> None:
    record(checkout, "sqlite", **{TEST: PASSED})
    record(checkout, "postgres", **{TEST: {**PASSED, "skipped": 1}})
    assert listed()["A01"]["why_not"] == "PostgreSQL 上没有完整运行"


def test_the_list_ends_with_the_total_in_chinese(checkout: Path) -> None:
    record(checkout, "sqlite", **{TEST: PASSED})
    record(checkout, "postgres", **{TEST: PASSED})
    out = StringIO()
    call_command("mechanisms", stdout=out)
    assert out.getvalue().splitlines() == [
        "编号\t测试\t机制",
        "A01\t已测试\t支部",
        "A02\t没有测试\t驿站",
        "共 2 项：已测试 1 项，未测试 1 项。",
    ]
