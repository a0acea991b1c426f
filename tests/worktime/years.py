"""Calendar files for the tests."""

from datetime import date, timedelta

HEADER = "date,is_workday,name"


def year_of_weeks(year: int, **exceptions: str) -> str:
    """A whole year, Monday to Friday worked; `d0101="0,元旦"` replaces what is said of 1 January."""
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    return "\n".join([HEADER, *(_line(day, exceptions) for day in days if day.year == year), ""])


def _line(day: date, exceptions: dict[str, str]) -> str:
    return f"{day},{exceptions.get(f'd{day:%m%d}', f'{int(day.weekday() < 5)},')}"
