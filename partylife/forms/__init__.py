from partylife.forms.activity import FIELD_OF_RULE, ActivityForm, StrikeForm
from partylife.forms.fields import Sent
from partylife.forms.meeting import FIELD_OF_RULE as MEETING_FIELD_OF_RULE
from partylife.forms.meeting import AgendaForm, ConveneForm, DecisionForm, MinutesForm, SettleForm

__all__ = [
    "FIELD_OF_RULE",
    "MEETING_FIELD_OF_RULE",
    "ActivityForm",
    "AgendaForm",
    "ConveneForm",
    "DecisionForm",
    "MinutesForm",
    "Sent",
    "SettleForm",
    "StrikeForm",
]
