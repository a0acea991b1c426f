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

import pytest
from pytest_django import DjangoDbBlocker

from tests.servers.flushing import keep_migrated_rows


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        keep_migrated_rows()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A proof takes a minute or more; together a third of the whole. pytest tells of them as deselected."""
    if os.environ.get("PROOFS") == "1":
        return
    proofs = [item for item in items if item.get_closest_marker("proof")]
    if proofs:
        config.hook.pytest_deselected(items=proofs)
        items[:] = [item for item in items if item not in proofs]
