"""Early signs (苗头): what may become trouble, by plain rules that the page says with their numbers. Never a score."""

from dashboards.signs.found import signs_of
from dashboards.signs.terms import Sign, SignKind

__all__ = ["Sign", "SignKind", "signs_of"]
