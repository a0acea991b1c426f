"""What Django has not said in Chinese yet is said in locale/: the compiled files are those of the written ones."""

import gettext
import re

import pytest

from tests.meta.tables import ROOT

pytestmark = pytest.mark.enough_on("sqlite")

FOLDER = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_sentence_is_compiled(domain: str) -> None:
    with (FOLDER / f"{domain}.mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled)
    written = (FOLDER / f"{domain}.po").read_text(encoding="utf8")
    pairs = re.findall(r'^(?:msgctxt "(.+)"\n)?msgid "(.+)"\nmsgstr "(.+)"$', written, re.MULTILINE)
    assert len(pairs) > 5
    for where, english, chinese in pairs:
        plain = english.replace('\\"', '"')
        found = said.pgettext(where, plain) if where else said.gettext(plain)
        assert found == chinese.replace('\\"', '"'), english
