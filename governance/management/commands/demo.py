import os
import sys
import time
import urllib.error
import urllib.request
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from governance.demo.greeting import greeting
from governance.demo.lock import AlreadyRunning, alone_in
from governance.demo.processes import ChildEnded, Processes
from governance.demo.seed import seed
from worktime import clock

READY_SECONDS = 90


class Command(BaseCommand):
    help = "The demo district: migrate, seed, then web and worker (with beat) until Ctrl-C"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--speed", type=float, default=1.0, help="how many times faster than real the clocks run")

    def handle(self, *, port: int, speed: float, **options: Any) -> None:
        try:
            clock.check_speed(speed)
            with alone_in(settings.VAR_DIR):
                self._run(port, speed)
        except (clock.BadPace, AlreadyRunning) as refused:
            raise CommandError(str(refused)) from None

    def _run(self, port: int, speed: float) -> None:
        try:
            with Processes() as processes:
                self._prepare(speed)
                environment = _environment(speed)
                processes.start("web", _web(port), environment=environment)
                processes.start("worker", _worker(), environment=environment)
                _wait_for_answer(port, processes)
                self.stdout.write(greeting(port, speed, shown=clock.now(), real=timezone.now()))
                self.stdout.flush()
                processes.watch()
        except KeyboardInterrupt:
            self.stdout.write("\n已停止 stopped")
        except ChildEnded as ended:
            raise CommandError(f"{ended} 其余进程已停止 The rest has been stopped; the reason stands above.") from None
        finally:
            _slow_down()

    def _prepare(self, speed: float) -> None:
        self.stdout.write("正在准备数据库和演示数据 preparing the database and the demo data …")
        call_command("migrate", verbosity=0, interactive=False)
        seed(_start_clock(speed))


def _environment(speed: float) -> dict[str, str]:
    environment = {**os.environ, "SHAODAO_DEMO": "1", "DEBUG": "0", "LOG_LEVEL": "WARNING", "PYTHONWARNINGS": "ignore"}
    if settings.CLOCK_FILE:
        environment["SHAODAO_CLOCK"] = str(settings.CLOCK_FILE)
    if speed > 1:
        environment["SWEEP_EVERY_SECONDS"] = "1"
    return environment


def _web(port: int) -> list[str]:
    command = [sys.executable, "-m", "gunicorn", "governance.wsgi", "--bind", f"127.0.0.1:{port}"]
    return [*command, "--workers", "2", "--threads", "4", "--log-level", "warning", "--no-control-socket"]


def _worker() -> list[str]:
    command = [sys.executable, "-m", "celery", "--app", "governance", "--quiet", "worker", "--beat"]
    return [*command, "--concurrency", "2", "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]


def _wait_for_answer(port: int, processes: Processes) -> None:
    until = time.monotonic() + READY_SECONDS
    while not _answers(port):
        processes.check()
        if time.monotonic() > until:
            raise ChildEnded(f"web gave no answer within {READY_SECONDS} seconds.")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    """Any answer will do: before the first sweep /healthz rightly says that something is amiss."""
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def _start_clock(speed: float) -> Any:
    """The demo's present moment. Once the clocks have run fast they are kept for good, or time would jump back."""
    clock_file = settings.VAR_DIR / "clock.json"
    if speed != 1 or clock_file.exists():
        clock.set_pace(clock_file, speed)
        settings.CLOCK_FILE = clock_file
    return clock.now()


def _slow_down() -> None:
    """Between two runs the clocks go at their natural pace: a demo stopped overnight does not wake years later."""
    if settings.CLOCK_FILE:
        clock.set_pace(settings.CLOCK_FILE, 1.0)
