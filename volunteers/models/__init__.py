from volunteers.models.account import Account
from volunteers.models.transfer import Draw, Lot, Transfer

__all__ = ["Account", "Draw", "Lot", "Transfer"]
