from exchange.actions.exporting import ask, decide, fetch
from exchange.actions.importing import PREVIEWED, confirm, drop, look_again, take_in
from exchange.actions.inviting import give_links
from exchange.actions.refusing import RULES, Refused
from exchange.actions.work import work

__all__ = [
    "PREVIEWED",
    "RULES",
    "Refused",
    "ask",
    "confirm",
    "decide",
    "drop",
    "fetch",
    "give_links",
    "look_again",
    "take_in",
    "work",
]
