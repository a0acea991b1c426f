from patrols.forms.finding import FindingForm
from patrols.forms.plan import PlanForm, SureForm

__all__ = ["FindingForm", "PlanForm", "SureForm"]
