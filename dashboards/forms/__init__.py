from dashboards.forms.appeals import AppealForm, DecisionForm
from dashboards.forms.schemes import SchemeForm, WeightForm, WeightFormSet

__all__ = ["AppealForm", "DecisionForm", "SchemeForm", "WeightForm", "WeightFormSet"]
