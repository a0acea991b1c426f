from volunteers.models.account import Account
from volunteers.models.family import FamilyTie
from volunteers.models.proof import Proof
from volunteers.models.scheme import Factor, Scheme, Window
from volunteers.models.service import Service
from volunteers.models.settled import ReportsSettled
from volunteers.models.transfer import Draw, Lot, Transfer
from volunteers.models.volunteer import Volunteer

__all__ = [
    "Account",
    "Draw",
    "Factor",
    "FamilyTie",
    "Lot",
    "Proof",
    "ReportsSettled",
    "Scheme",
    "Service",
    "Transfer",
    "Volunteer",
    "Window",
]
