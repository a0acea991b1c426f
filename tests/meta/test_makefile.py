import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.enough_on("sqlite")

ROOT = Path(__file__).resolve().parents[2]
BOOTSTRAP = ROOT / "governance" / "bootstrap.py"


def make(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def bootstrap_after(preparation: str) -> subprocess.CompletedProcess[str]:
    """The bootstrap in a Python that `preparation` has made worse than the present one."""
    code = f"import runpy, sys; {preparation}; runpy.run_path({str(BOOTSTRAP)!r}, run_name='__main__')"
    command = [sys.executable, "-I", "-c", code, "port", "1"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_taken_port_is_one_clear_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = make("demo", f"PORT={port}", f"PYTHON={sys.executable}")
    assert done.returncode != 0
    assert f"Port {port} is taken" in done.stderr
    assert f"端口 {port} 已被占用" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_no_number_is_one_clear_sentence() -> None:
    done = make("demo", "PORT=eighty", f"PYTHON={sys.executable}")
    assert done.returncode != 0
    assert "PORT=eighty is not a port" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_machine_without_python_is_one_clear_sentence() -> None:
    done = make("demo", "PYTHON=python-that-is-not-there")
    assert done.returncode != 0
    assert "There is no python-that-is-not-there here" in done.stderr


def test_an_old_python_is_one_clear_sentence() -> None:
    done = bootstrap_after("sys.version_info = (3, 9, 18)")
    assert done.returncode == 2
    assert done.stderr.startswith("Python 3.11 or newer is needed, this is 3.9")
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_venv_module_is_one_clear_sentence() -> None:
    done = bootstrap_after("sys.modules['ensurepip'] = None")
    assert done.returncode == 2
    assert "has no venv module" in done.stderr
    assert len(done.stderr.splitlines()) == 1
