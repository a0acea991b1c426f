"""Honest places, for whatever figures."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.indicators import Better
from dashboards.ranking import ranked

ON_A_BUSY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIGURES = st.lists(st.one_of(st.none(), st.integers(0, 4).map(Decimal)), max_size=9)


@ON_A_BUSY_MACHINE
@given(FIGURES, st.sampled_from(Better))
def test_equal_figures_share_a_place_and_the_next_is_skipped(figures: list[Decimal | None], better: Better) -> None:
    found = ranked(figures, lambda one: one, better=better)
    assert sorted(map(str, figures)) == sorted(str(one) for _, one in found)
    for rank, one in found:
        if one is None:
            assert rank is None
        else:
            ahead = [other for other in figures if other is not None and other != one]
            ahead = [other for other in ahead if (other < one) == (better == Better.LESS)]
            assert rank == len(ahead) + 1
    assert [rank is None for rank, _ in found] == sorted(rank is None for rank, _ in found)
