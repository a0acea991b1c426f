"""Running the tests.

    make test                                   everything, on both engines
    make test ENGINE=postgres T=tests/cases     one engine, some of it
    ENGINE=postgres python -m pytest tests/cases -q        the same by hand; ENGINE=sqlite is the default
    make test PROOFS=1                          the long proofs too, as .ci/run does

Always `python -m pytest` from the root: the engine is chosen by a plug-in of this package (tests/servers/plugin.py),
which has to be importable before pytest looks at anything else.

A test that needs real commits (threads, several processes, on_commit, live_server) takes `transactional_db` or
`@pytest.mark.django_db(transaction=True)`; what the migrations loaded is back after each of them.
"""

import os
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A proof takes a minute or more; together a third of the whole. pytest tells of them as deselected."""
    if os.environ.get("PROOFS") == "1":
        return
    proofs = [item for item in items if item.get_closest_marker("proof")]
    if proofs:
        config.hook.pytest_deselected(items=proofs)
        items[:] = [item for item in items if item not in proofs]
