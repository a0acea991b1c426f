"""Whether a text tells somebody's number: however it is spaced; dates, houses and case numbers are none."""

import pytest

from accounts.personal import tells_a_number


@pytest.mark.parametrize(
    "words",
    [
        "打13812345678", "138 1234 5678", "138-1234-5678", "138.1234.5678", "１３８１２３４５６７８",
        "+86 138 1234 5678", "0532-85891234", "（0532）85891234", "0532 8589 1234", "座机85891234",
        "37020319900307451X", "370203 19900307 4510", "370203-1990-0307-4510", "6222021234567890123",
        "6222 0212 3456 7890", "6222-0212-3456-7890-123",
    ],
)  # fmt: skip
def test_a_number_is_found(words: str) -> None:
    assert tells_a_number(words)
    assert tells_a_number(f"他的是{words}，请记下")


@pytest.mark.parametrize(
    "words",
    [
        "2026-11-16 14:30", "20261116巡查", "见 370203-20261121-000123", "2026-11-16 2026-11-23", "3 单元 301",
        "201、202、301", "101 102 103 104", "打 12345", "5000元", "〔2026〕12号", "8:00-17:30", "",
    ],
)  # fmt: skip
def test_other_figures_are_none(words: str) -> None:
    assert not tells_a_number(words)
