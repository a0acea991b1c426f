"""What may not stand on the public board is found and named; what may is left alone."""

import pytest

from cases.telltale import found_in
from tests.cases.telltale import KNOWN, PLAIN, TELLS


@pytest.mark.parametrize(("kind", "text", "words"), TELLS, ids=[text for _, text, _ in TELLS])
def test_what_tells_who_somebody_is_is_found(kind: str, text: str, words: list[str]) -> None:
    found = found_in(text, KNOWN)
    assert [one.words for one in found] == words
    assert found[0].kind == kind


def test_the_code_by_which_its_reporter_follows_it_is_found_however_it_is_spaced() -> None:
    for text in ("查 K7QF-2M9X-4TPD 可知", "查k7qf 2m9x 4tpd", "查Ｋ７ＱＦ２Ｍ９Ｘ４ＴＰＤ"):
        assert [one.kind for one in found_in(text, code="K7QF-2M9X-4TPD")][:1] == ["查询码"]


def test_what_tells_nobody_anything_may_stand() -> None:
    assert {text: list(map(str, found)) for text in PLAIN if (found := found_in(text, KNOWN))} == {}


def test_the_sentence_says_what_was_found_and_where() -> None:
    [phone, name] = found_in("昨天晚上有人打１３８ １２３４ ５６７８找王师傅，没有人接")
    assert str(phone) == "“天晚上有人打138 1234 5678找王师傅，没”里的“138 1234 5678”像是手机号"
    assert str(name) == "“45678找王师傅，没有人接”里的“王师傅”像是人名"
