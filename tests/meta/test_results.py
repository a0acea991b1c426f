import json
from pathlib import Path

import pytest

from tests.servers.results import Results

pytest_plugins = ["pytester"]


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\ntestpaths = .")
    pytester.makepyfile(
        test_one="def test_a(): pass\ndef test_b(): pass",
        test_two="import pytest\ndef test_c(): pytest.skip('no browser')",
    )
    return pytester


def run(suite: pytest.Pytester, *arguments: str) -> dict[str, dict[str, int]]:
    suite.inline_run(*arguments, plugins=[Results(engine="sqlite", folder=suite.path)])
    return json.loads((suite.path / "test-results-sqlite.json").read_text())["files"]


def break_test_b(suite: pytest.Pytester) -> None:
    suite.makepyfile(test_one="def test_a(): pass\ndef test_b(): assert False")


def test_outcomes_are_counted_per_file(suite: pytest.Pytester) -> None:
    assert run(suite) == {
        "test_one.py": {"passed": 2, "failed": 0, "skipped": 0},
        "test_two.py": {"passed": 0, "failed": 0, "skipped": 1},
    }


def test_a_run_of_one_file_keeps_what_is_known_of_the_others(suite: pytest.Pytester) -> None:
    before = run(suite)
    break_test_b(suite)
    after = run(suite, "test_one.py")
    assert after["test_one.py"] == {"passed": 1, "failed": 1, "skipped": 0}
    assert after["test_two.py"] == before["test_two.py"]


def test_a_run_of_some_tests_of_a_file_cannot_make_it_pass(suite: pytest.Pytester) -> None:
    break_test_b(suite)
    run(suite)
    assert run(suite, "test_one.py::test_a")["test_one.py"]["failed"] == 1


def test_a_full_run_forgets_the_files_that_are_gone(suite: pytest.Pytester) -> None:
    run(suite)
    Path(suite.path / "test_two.py").unlink()
    assert list(run(suite)) == ["test_one.py"]


def test_what_did_not_run_is_said_with_its_reason(suite: pytest.Pytester, capsys: pytest.CaptureFixture[str]) -> None:
    run(suite)
    said = capsys.readouterr().out
    assert "did not run: 1 tests" in said
    assert "1 × test_two.py: no browser" in said


def test_a_run_that_keeps_no_cache_is_counted_too(suite: pytest.Pytester) -> None:
    assert run(suite, "-p", "no:cacheprovider")["test_one.py"]["passed"] == 2
