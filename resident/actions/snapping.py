"""随手拍, sent."""

from datetime import datetime

from cases.actions import Report, report
from cases.models import Case
from checkins.actions import know_again
from partyorg.hats import Hat


def send_snap(said: Report, *, proved: bool, by: Hat, at: datetime) -> Case:
    """As `cases.actions.report`. `proved`: the person came by a code to their phone; a courier who was filed with that
    phone before they ever signed in is then known by it, so that what they report counts as theirs."""
    if proved and by.person:
        know_again(by.person, at=at)
    return report(said, by=by, at=at)
