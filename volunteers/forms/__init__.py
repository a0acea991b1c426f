from volunteers.forms.deciding import AgreeForm, AppealForm, WhyForm
from volunteers.forms.joining import JoinForm, RankedForm, SureForm
from volunteers.forms.paper import PaperForm
from volunteers.forms.proof import CodeForm, ProofForm

__all__ = [
    "AgreeForm",
    "AppealForm",
    "CodeForm",
    "JoinForm",
    "PaperForm",
    "ProofForm",
    "RankedForm",
    "SureForm",
    "WhyForm",
]
