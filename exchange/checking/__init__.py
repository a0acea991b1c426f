"""Each kind of file against the register: a plan, with every fault of every line."""

from exchange.checking.members import check_members
from exchange.checking.organisations import check_organisations
from exchange.checking.staff import check_staff

__all__ = ["check_members", "check_organisations", "check_staff"]
