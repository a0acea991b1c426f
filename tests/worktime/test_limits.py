import pytest

from worktime.limits import Limit, Unit

pytestmark = pytest.mark.enough_on("sqlite")


@pytest.mark.parametrize(
    ("written", "limit", "said"),
    [
        ("4wh", Limit(4, Unit.WORKING_HOUR), "4 个工作小时"),
        ("2wd", Limit(2, Unit.WORKING_DAY), "2 个工作日"),
        ("7nd", Limit(7, Unit.NATURAL_DAY), "7 个自然日"),
        ("24h", Limit(24, Unit.CLOCK_HOUR), "24 小时"),
    ],
)
def test_a_limit_is_read_written_and_said(written: str, limit: Limit, said: str) -> None:
    assert Limit.parse(f" {written} ") == limit
    assert str(limit) == written
    assert limit.in_words == said


@pytest.mark.parametrize(
    "text", ["", "2", "wd", "2 days", "-2wd", "1.5h", "2WD", "二wd", "２wd", "2wd3h", "9" * 30 + "h"]
)
def test_what_is_no_limit_is_refused_with_examples(text: str) -> None:
    with pytest.raises(ValueError, match=r"看不懂时限“.*如 2wd（工作日）"):
        Limit.parse(text)


@pytest.mark.parametrize("text", ["0wd", "3651wd", "99999999h"])
def test_an_amount_beyond_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="时限要在 1 到 3650 之间"):
        Limit.parse(text)


@pytest.mark.parametrize(
    ("original", "rework"),
    [
        ("10wd", "5wd"),
        ("5wd", "3wd"),
        ("1wd", "1wd"),
        ("15nd", "8nd"),
        ("1nd", "1nd"),
        ("4wh", "1wd"),  # two working hours would be less than a working day
        ("40wh", "20wh"),
        ("24h", "12h"),  # emergencies stay on the clock, whatever the minimum
        ("1h", "1h"),
    ],
)
def test_a_rework_has_half_the_time_but_at_least_a_working_day(original: str, rework: str) -> None:
    assert str(Limit.parse(original).halved()) == rework
