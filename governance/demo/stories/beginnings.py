"""The first steps that most stories share."""

from governance.demo.deeds import Deed, accept, finish, match, sign


def taken_up() -> list[Deed]:
    """Accepted by the branch secretary and signed by the grid worker, well in time."""
    return [accept(0.4), sign(0.6)]


def done_in_the_grid(result: str, *, found: str = "", tried: str = "上门看过", photo: bool = False) -> list[Deed]:
    return [*taken_up(), match(0.5, tried, found=found), finish(2, result, photo=photo)]
