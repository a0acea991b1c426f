from activities.models.activity import Activity, Role
from activities.models.change import Change
from activities.models.presence import Presence
from activities.models.signup import SignUp
from activities.models.suggestion import Suggestion
from activities.models.template import Template

__all__ = ["Activity", "Change", "Presence", "Role", "SignUp", "Suggestion", "Template"]
