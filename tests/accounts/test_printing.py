"""Papers: what keeps a machine from making them is found out before anybody asks for one."""

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
