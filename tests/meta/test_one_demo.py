"""Two demos from one folder would share a database and a clock: the second is refused while the first lives."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from governance.demo.lock import alone_in

ROOT = Path(__file__).resolve().parents[2]
FIRST = """
import sys, time
from pathlib import Path
from governance.demo.lock import alone_in
with alone_in(Path(sys.argv[1])):
    print("running", flush=True)
    time.sleep(600)
"""


def test_a_second_demo_is_refused_until_the_first_has_died(tmp_path: Path, settings: Settings) -> None:
    settings.VAR_DIR = tmp_path
    command = [sys.executable, "-c", FIRST, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout
        assert first.stdout.readline() == "running\n"
        with pytest.raises(CommandError, match=f"A demo is running from {tmp_path} already.*里的演示已经在运行"):
            call_command("demo")
        first.kill()
    with alone_in(tmp_path):
        pass
