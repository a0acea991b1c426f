"""What Django has not said in Chinese yet is said in locale/: the compiled files are those of the written ones."""

import gettext
import re

import pytest

from tests.meta.tables import ROOT

FOLDER = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_sentence_is_compiled(domain: str) -> None:
    with (FOLDER / f"{domain}.mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled)
    written = (FOLDER / f"{domain}.po").read_text(encoding="utf8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', written, re.MULTILINE)
    assert len(pairs) > 5
    for english, chinese in pairs:
        plain = english.replace('\\"', '"')
        assert said.gettext(plain) == chinese.replace('\\"', '"'), english
