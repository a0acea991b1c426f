from duty.forms.journal import FIELD_OF_RULE, EntryForm, WordsForm
from duty.forms.visit import VISIT_FIELD_OF_RULE, VisitForm

__all__ = ["FIELD_OF_RULE", "VISIT_FIELD_OF_RULE", "EntryForm", "VisitForm", "WordsForm"]
