"""What must be right before the project's own Python environment exists. Standard library alone; the Makefile calls it.

    python3 -I governance/bootstrap.py port 8000               is the port free?
    python3 -I governance/bootstrap.py venv requirements.txt   make .venv and install, unless it is done already

-I, because this folder has a secrets.py that must not stand in for Python's own. Whatever is wrong is one sentence.
Any Python 3 has to be able to read this, to be told that it is too old: nothing newer than f-strings here.
"""

import hashlib
import importlib.util
import shutil
import socket
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"


def check_python() -> None:
    if sys.version_info < OLDEST:
        have, need = (".".join(map(str, version[:2])) for version in (sys.version_info, OLDEST))
        fail(
            f"Python {need} or newer is needed, this is {have}: name one, as in `make demo PYTHON=python{need}`.",
            f"需要 Python {need} 或更新版本，现在是 {have}；请指定新版本，例如 make demo PYTHON=python{need}。",
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        fail(
            f"This Python has no venv module: install it, on Debian and Ubuntu with `apt-get install {package}`.",
            f"当前 Python 缺少 venv 模块；Debian 和 Ubuntu 可用 apt-get install {package} 安装。",
        )


def check_port(port: str) -> None:
    if not (port.isdigit() and 0 < int(port) < 65536):
        fail(
            f"PORT={port} is not a port: give a number from 1 to 65535.", f"端口 {port} 无效，请填 1 到 65535 的数字。"
        )
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(port)))
        except PermissionError:
            fail(
                f"Port {port} needs root: choose one above 1023, as in `make demo PORT=8001`.",
                f"端口 {port} 需要管理员权限，请换 1023 以上的端口，例如 make demo PORT=8001。",
            )
        except OSError:
            fail(
                f"Port {port} is taken: choose another, as in `make demo PORT={int(port) + 1}`.",
                f"端口 {port} 已被占用，请换一个，例如 make demo PORT={int(port) + 1}。",
            )


def make_environment(requirements: str) -> None:
    """Make .venv and install `requirements`. A stamp of what was installed lets the next run pass in no time."""
    stamp, wanted = VENV / f".installed-{requirements}", fingerprint(requirements)
    if PYTHON.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    if not works(PYTHON):
        say("Making .venv …", "正在创建 .venv …")
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", str(VENV)])
    say(f"Installing {requirements}; the first time takes a minute or two …", "正在安装依赖，第一次需要一两分钟 …")
    run([str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(ROOT / requirements)])
    stamp.write_text(wanted)


def fingerprint(requirements: str) -> str:
    """One hash over a requirements file and those that it names by -r."""
    text = (ROOT / requirements).read_text(encoding="utf8")
    named = [line.split()[1] for line in text.splitlines() if line.startswith("-r ")]
    digest = hashlib.sha256(text.encode("utf8")).hexdigest()
    return " ".join([digest] + [fingerprint(name) for name in named])


def works(python: Path) -> bool:
    """Whether .venv is whole: its Python may have been uninstalled since, or its making been interrupted."""
    if not python.exists():
        return False
    probe = [str(python), "-c", f"import pip, sys; sys.exit(sys.version_info < {OLDEST})"]
    return subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode == 0


def run(command: list) -> None:
    if subprocess.run(command, check=False).returncode != 0:
        fail(
            "That did not work; the reason stands above. Run the same command again.",
            "未成功，原因见上；处理后请再运行一次。",
        )


def say(english: str, chinese: str) -> None:
    sys.stderr.write(f"{english} {chinese}\n")
    sys.stderr.flush()


def fail(english: str, chinese: str) -> None:
    say(english, chinese)
    sys.exit(2)


def main() -> None:
    check_python()
    task, argument = sys.argv[1:]
    {"port": check_port, "venv": make_environment}[task](argument)


if __name__ == "__main__":
    main()
