from activities.forms.activity import ActivityForm, PatternForm
from activities.forms.deeds import CallOffForm, RightForm, SureForm, WalkUpForm, ticked
from activities.forms.resident import CheckForm, SignUpForm, SuggestForm, TappedForm

__all__ = [
    "ActivityForm",
    "CallOffForm",
    "CheckForm",
    "PatternForm",
    "RightForm",
    "SignUpForm",
    "SuggestForm",
    "SureForm",
    "TappedForm",
    "WalkUpForm",
    "ticked",
]
