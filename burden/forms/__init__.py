from burden.forms.listed import ListedMatterForm
from burden.forms.step import StepForm
from burden.forms.task import FIELD_OF_RULE, TaskForm

__all__ = ["FIELD_OF_RULE", "ListedMatterForm", "StepForm", "TaskForm"]
