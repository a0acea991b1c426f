"""The deeds: events are announced, messages delivered and read.

Each step stands alone and looks for rows it has not dealt with; a crash between two of them loses nothing.
"""

from notifications.actions.announcing import announce, tell_again
from notifications.actions.delivering import Delivered, deliver, send_again
from notifications.actions.reading import read, read_letters
from notifications.actions.wording import NotTaken, restore, reword, switch
from notifications.actions.writing import send_letters, write_letters

__all__ = [
    "Delivered",
    "NotTaken",
    "announce",
    "deliver",
    "read",
    "read_letters",
    "restore",
    "reword",
    "send_again",
    "send_letters",
    "switch",
    "tell_again",
    "write_letters",
]
