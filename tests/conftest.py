"""Running the tests.

    make test                                   everything, on both engines
    make test ENGINE=postgres T=tests/cases     one engine, some of it
    ENGINE=postgres python -m pytest tests/cases -q        the same by hand; ENGINE=sqlite is the default
    make test PROOFS=1                          all on both engines, the long proofs too, as .ci/run does

Always `python -m pytest` from the root: the engine is chosen by a plug-in of this package (tests/servers/plugin.py),
which has to be importable before pytest looks at anything else.

A test that needs real commits (threads, several processes, on_commit, live_server) takes `transactional_db` or
`@pytest.mark.django_db(transaction=True)`; what the migrations loaded is back after each of them.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from pytest_django import DjangoDbBlocker

from accounts.passing import FACTOR, PASSED
from tests.servers import migrated
from tests.servers.flushing import keep_migrated_rows
from tests.traffic import check_figures


def let_in(request: HttpRequest, **_: Any) -> None:
    """`client.force_login` brings somebody in altogether, second factor included; the page for signing in does not."""
    if request.method is None:  # the request that the test's client makes up
        request.session[FACTOR] = PASSED


user_logged_in.connect(let_in)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Whether a migrated database is there to begin with."""
    return os.environ["ENGINE"] == "sqlite" and migrated.take(
        Path(settings.DATABASES["default"]["TEST"]["NAME"]), _kept()
    )


@pytest.fixture(scope="session")
def django_db_setup(django_db_keepdb: bool, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        if os.environ["ENGINE"] == "sqlite" and not django_db_keepdb:
            migrated.keep(_kept())
        keep_migrated_rows()


def _kept() -> Path:
    return migrated.ROOT / os.environ["SHAODAO_RESULTS"] / "migrated"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    yield
    check_figures(item)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """PROOFS=1 runs all there is on both engines. Without, what pytest tells of as deselected waits for .ci/run."""
    if os.environ.get("PROOFS") == "1":
        return
    waiting = [item for item in items if _waits(item)]
    if waiting:
        config.hook.pytest_deselected(items=waiting)
        items[:] = [item for item in items if not _waits(item)]


def _waits(item: pytest.Item) -> bool:
    one = item.get_closest_marker("enough_on")
    return item.get_closest_marker("proof") is not None or (one is not None and os.environ["ENGINE"] not in one.args)
