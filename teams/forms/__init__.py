from teams.forms.apprenticeship import BondForm, EndBondForm, ReviewForm
from teams.forms.booking import (
    AssignForm,
    BookingForm,
    CallOffForm,
    CommunityForm,
    ConfirmForm,
    DisputeForm,
    DoneForm,
    FinishForm,
    SurePageForm,
)
from teams.forms.courier import CourierPostForm
from teams.forms.station import StationForm
from teams.forms.team import DisbandForm, FoundingForm, JoinForm, PersonForm, SkillsForm, SureForm, TeamForm

__all__ = [
    "AssignForm",
    "BondForm",
    "BookingForm",
    "CallOffForm",
    "CommunityForm",
    "ConfirmForm",
    "CourierPostForm",
    "DisbandForm",
    "DisputeForm",
    "DoneForm",
    "EndBondForm",
    "FinishForm",
    "FoundingForm",
    "JoinForm",
    "PersonForm",
    "ReviewForm",
    "SkillsForm",
    "StationForm",
    "SureForm",
    "SurePageForm",
    "TeamForm",
]
