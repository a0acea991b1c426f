from volunteers.forms.deciding import AgreeForm, AppealForm, WhyForm
from volunteers.forms.joining import JoinForm, RankedForm, SureForm
from volunteers.forms.paper import PaperForm

__all__ = ["AgreeForm", "AppealForm", "JoinForm", "PaperForm", "RankedForm", "SureForm", "WhyForm"]
