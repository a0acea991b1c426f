"""The deeds on an organisation, by the word in the address."""

from partyorg.forms.election import Elect
from partyorg.forms.founding import Convert, End, OfOrganisation

DEEDS: dict[str, type[OfOrganisation]] = {"convert": Convert, "end": End, "elect": Elect}
