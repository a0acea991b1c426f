"""Papers: what keeps a machine from making them is found out before anybody asks for one."""

from pathlib import Path
from typing import Any

import pytest

from accounts import printing
from accounts.printing import FONT, LIBRARY


def test_a_machine_without_the_library_or_a_font_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> Any:
        raise OSError(name)

    asks = printing.missing.__wrapped__
    assert asks() == ""
    monkeypatch.setattr(printing, "_font_for_chinese", lambda ffi: "")
    assert asks() == FONT
    monkeypatch.setattr(printing, "import_module", gone)
    assert asks() == LIBRARY


def test_signs_that_no_font_has_are_named_once_and_all_others_not() -> None:
    of_nobody = chr(0x10FFFD)  # the last of those that stand for nothing
    assert printing.unwritten(f"林志愿 {of_nobody}的{of_nobody}") == of_nobody
    assert printing.unwritten("林志愿 Abc 3") == ""


def test_a_font_that_cannot_be_read_has_nothing(tmp_path: Path) -> None:
    for name in ("broken.ttf", "broken.ttc"):
        broken = tmp_path / name
        broken.write_bytes(b"no font")
        assert printing._signs_in(str(broken)) == frozenset()
