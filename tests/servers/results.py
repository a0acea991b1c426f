"""What passed, what failed, what did not run and why: kept per file for `manage.py mechanisms`, said at the end."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

OUTCOMES = ("passed", "failed", "skipped")


class Results:
    """A pytest plug-in that adds up outcomes per test file and writes <folder>/test-results-<engine>.json."""

    def __init__(self, *, engine: str, folder: Path) -> None:
        self.path = folder / f"test-results-{engine}.json"
        self.files: dict[str, Counter] = {}
        self.skips: Counter = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.outcome != "passed":
            self._count(report.nodeid, report.outcome)
        if report.skipped:
            self.skips[_why(report)] += 1

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.outcome != "passed":
            self._count(report.nodeid, report.outcome)
        if report.skipped:
            self.skips[_why(report)] += 1

    def _count(self, nodeid: str, outcome: str) -> None:
        self.files.setdefault(nodeid.split("::")[0], Counter())[outcome] += 1

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.files and not session.config.option.collectonly:
            self._write({} if _everything(session) else self._kept(complete=_complete(session)))

    def _kept(self, *, complete: bool) -> dict[str, dict[str, int]]:
        """Earlier results that this run does not replace. A run that left out some tests proves only its failures."""
        earlier = json.loads(self.path.read_text())["files"] if self.path.exists() else {}
        if not complete:
            self.files = {name: tally for name, tally in self.files.items() if tally["failed"]}
        return {name: tally for name, tally in earlier.items() if name not in self.files}

    def _write(self, kept: dict[str, dict[str, int]]) -> None:
        ran = {name: {outcome: tally[outcome] for outcome in OUTCOMES} for name, tally in self.files.items()}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({"files": dict(sorted({**kept, **ran}.items()))}, indent=1))
        draft.replace(self.path)

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.skips:
            terminalreporter.section(f"did not run: {self.skips.total()} tests")
            for why, count in self.skips.most_common():
                terminalreporter.write_line(f"{count} × {why}")


def _why(report: pytest.TestReport | pytest.CollectReport) -> str:
    reason = getattr(report, "wasxfail", None)
    if reason is None:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return f"{report.nodeid.split('::')[0]}: {reason.removeprefix('Skipped: ')}"


def _complete(session: pytest.Session) -> bool:
    """Whether every file that ran, ran whole."""
    options = session.config.option
    last_failed = getattr(options, "lf", False)  # missing under -p no:cacheprovider
    chosen = options.keyword or options.markexpr or last_failed or any("::" in arg for arg in session.config.args)
    return not (chosen or session.shouldstop or session.shouldfail)


def _everything(session: pytest.Session) -> bool:
    """Whether this was the whole suite: what it did not run does not exist any more."""
    return _complete(session) and session.config.args_source is pytest.Config.ArgsSource.TESTPATHS
