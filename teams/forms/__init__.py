from teams.forms.booking import (
    AssignForm,
    BookingForm,
    CallOffForm,
    CommunityForm,
    DoneForm,
    FinishForm,
    SurePageForm,
)
from teams.forms.station import StationForm
from teams.forms.team import DisbandForm, FoundingForm, JoinForm, PersonForm, SkillsForm, SureForm, TeamForm

__all__ = [
    "AssignForm",
    "BookingForm",
    "CallOffForm",
    "CommunityForm",
    "DisbandForm",
    "DoneForm",
    "FinishForm",
    "FoundingForm",
    "JoinForm",
    "PersonForm",
    "SkillsForm",
    "StationForm",
    "SureForm",
    "SurePageForm",
    "TeamForm",
]
