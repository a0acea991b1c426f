from dashboards.forms.appeals import AppealForm, DecisionForm
from dashboards.forms.schemes import WeightForm, WeightFormSet

__all__ = ["AppealForm", "DecisionForm", "WeightForm", "WeightFormSet"]
