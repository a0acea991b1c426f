"""Plans into the registers: a few statements, never one for each row. The caller opens the transaction."""

from exchange.writing.batches import Told, Written
from exchange.writing.members import write_members
from exchange.writing.organisations import write_organisations
from exchange.writing.staff import write_staff

__all__ = ["Told", "Written", "write_members", "write_organisations", "write_staff"]
