"""The pytest plug-in that chooses the engine and starts its servers.

It is loaded by `-p` (pyproject.toml), not from conftest.py: the environment must be right before pytest-django reads
the settings, and conftest.py comes after that (from there the suite once ran on SQLite without anybody noticing).

ENGINE=sqlite     SQLite and folders: no server at all. The default
ENGINE=postgres   PostgreSQL and Redis: those of DATABASE_URL and REDIS_URL, else private ones on free ports.
                  The default where DATABASE_URL is set. The given Redis databases are emptied by the tests

Each run has a folder of its own in place of var/. With pytest-xdist the controller does all this and its workers
inherit the environment; each takes a folder and a Redis database of its own.
"""

import atexit
import os
import re
import signal
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from tests.servers.postgres import running_postgres
from tests.servers.process import open_folder
from tests.servers.redis import running_redis
from tests.servers.results import Results

ENGINES = ("sqlite", "postgres")
running = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        _take_a_share(int(worker.removeprefix("gw")))
    else:
        _choose_engine()
    return (yield)


def _choose_engine() -> None:
    engine = os.environ.setdefault("ENGINE", "postgres" if os.environ.get("DATABASE_URL") else "sqlite")
    if engine not in ENGINES:
        raise pytest.UsageError(f"ENGINE={engine}: it must be one of {', '.join(ENGINES)}.")
    atexit.register(running.close)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a cancelled run tidies up as after Ctrl-C
    if engine == "sqlite":
        os.environ.pop("DATABASE_URL", None)
        os.environ.pop("REDIS_URL", None)
    else:
        if not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = running.enter_context(running_postgres())
        if not os.environ.get("REDIS_URL"):
            os.environ["REDIS_URL"] = running.enter_context(running_redis())
    os.environ.setdefault("SHAODAO_RESULTS", os.environ.get("SHAODAO_VAR", "var"))
    os.environ["SHAODAO_VAR"] = str(running.enter_context(open_folder()))
    os.environ.pop("SHAODAO_CLOCK", None)


def _take_a_share(number: int) -> None:
    """Workers run side by side: what one caches or writes must not be seen by another."""
    os.environ["SHAODAO_VAR"] = str(Path(os.environ["SHAODAO_VAR"]) / f"worker{number}")
    if url := os.environ.get("REDIS_URL"):
        parts = urlsplit(url)
        database = int(parts.path.strip("/") or 0) + number
        os.environ["REDIS_URL"] = parts._replace(path=f"/{database}").geturl()


def pytest_configure(config: pytest.Config) -> None:
    _adapt_settings()
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = config.rootpath / os.environ["SHAODAO_RESULTS"]
        config.pluginmanager.register(Results(engine=os.environ["ENGINE"], folder=folder), "shaodao-results")


def _adapt_settings() -> None:
    """What only a test run wants: cheap passwords, static files looked for when one is asked for (not all of them at
    each new client's first page), and on SQLite a database in a file.

    The memory database that Django would take is one connection shared by all threads: it has no locks to test.
    """
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    if os.environ["ENGINE"] == "sqlite":
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(settings.VAR_DIR / "test.sqlite3")


def pytest_report_header() -> list[str]:
    servers = [os.environ[name] for name in ("DATABASE_URL", "REDIS_URL") if name in os.environ]
    return [f"engine: {os.environ['ENGINE']} {' '.join(re.sub(r'//.*@', '//', url) for url in servers)}".rstrip()]


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        running.close()
