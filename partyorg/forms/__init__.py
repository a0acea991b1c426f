"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from partyorg.forms.estate import EstateForm
from partyorg.forms.organisation import OrganisationForm
from partyorg.forms.post import PostForm

__all__ = ["EstateForm", "OrganisationForm", "PostForm"]
