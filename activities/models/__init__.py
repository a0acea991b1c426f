from activities.models.activity import Activity, Role
from activities.models.presence import Presence
from activities.models.signup import SignUp
from activities.models.suggestion import Suggestion
from activities.models.template import Template

__all__ = ["Activity", "Presence", "Role", "SignUp", "Suggestion", "Template"]
