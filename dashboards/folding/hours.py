"""How long something took, in steps that a distribution can be kept in."""

from math import ceil

from worktime.limits import HOURS_OF_A_WORKING_DAY

SINGLY = 2 * HOURS_OF_A_WORKING_DAY  # up to two working days hour by hour, then by the working day
LONGEST = 250 * HOURS_OF_A_WORKING_DAY  # a year of working days; what took longer is put here


def steps_of(minutes: float) -> int:
    """Working hours, rounded up: to the hour within two working days, above to the working day (8, 16, 24, 32 … h).

    Rounding up keeps the order, so the middle one and the 90th of a hundred of what was rounded are those of what was
    not, rounded.
    """
    hours = ceil(round(minutes / 60, 6))  # sums of stretches are off by a hair
    if hours > SINGLY:
        hours = ceil(hours / HOURS_OF_A_WORKING_DAY) * HOURS_OF_A_WORKING_DAY
    return min(hours, LONGEST)
