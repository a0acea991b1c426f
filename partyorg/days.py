"""Days as the registers take them: of this time, not of the year 1 or 9999, which nobody can reckon with."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator

UNREAL = "请写一个真实的日期，年份在 1900 到 2100 之间。"
A_REAL_DAY = [MinValueValidator(date(1900, 1, 1), UNREAL), MaxValueValidator(date(2100, 12, 31), UNREAL)]


def years_after(day: date, years: int) -> date:
    """The same day of a later year; of a leap day the one before."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
