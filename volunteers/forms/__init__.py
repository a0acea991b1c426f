from volunteers.forms.deciding import AgreeForm, AppealForm, WhyForm
from volunteers.forms.paper import PaperForm

__all__ = ["AgreeForm", "AppealForm", "PaperForm", "WhyForm"]
