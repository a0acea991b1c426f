"""What the terminal shows once the demo answers."""

from datetime import datetime, timedelta

import pytest

from governance.demo.greeting import greeting
from governance.demo.sign_ins import SIGN_INS
from tests.factories import SHANGHAI

NOW = datetime(2026, 11, 22, 9, 12, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("ahead", "told"),
    [
        (timedelta(days=32, hours=3), "演示时钟：现在是 2026-12-24 12:12（比真实时间快 32 天）"),
        (timedelta(hours=5, minutes=30), "演示时钟：现在是 2026-11-22 14:42（比真实时间快 5 小时）"),
        (timedelta(minutes=8), "演示时钟：现在是 2026-11-22 09:20（比真实时间快 8 分钟）"),
    ],
)
def test_a_clock_left_in_the_future_is_told(ahead: timedelta, told: str) -> None:
    assert told in greeting(8000, 1, shown=NOW + ahead, real=NOW)


def test_a_clock_that_is_right_is_not_worth_a_word() -> None:
    shown = greeting(8000, 1, shown=NOW, real=NOW)
    assert "演示时钟" not in shown
    assert "http://127.0.0.1:8000/desk/" in shown


def test_every_way_in_stands_on_a_line_of_its_own_with_what_waits_there() -> None:
    lines = greeting(8000, 1, shown=NOW, real=NOW).splitlines()
    for sign_in in SIGN_INS:
        [line] = [line for line in lines if sign_in.who in line.split("：")[0] and sign_in.username in line]
        assert sign_in.to_try in line
        assert all(one.title in line for one in sign_in.tries)
