from checkins.models.appraisal import Appraisal, AppraisalQuerySet, Feedback
from checkins.models.duty import Claim, Duty
from checkins.models.member import MemberCheckIn
from checkins.models.unit import JointItem, UnitCheckIn
from checkins.models.wish import Wish
from checkins.models.worker import NewWorker

__all__ = [
    "Appraisal",
    "AppraisalQuerySet",
    "Claim",
    "Duty",
    "Feedback",
    "JointItem",
    "MemberCheckIn",
    "NewWorker",
    "UnitCheckIn",
    "Wish",
]
