"""What staff keep and choose for themselves at the desk: the post that is on, views, phrases, many cases at once."""

from __future__ import annotations

from tests.matrix.people import EVERY_ROLE
from tests.matrix.row import ANYBODY, Row

KEPT_AT_THE_DESK = {
    "partyorg:wear": Row({ANYBODY: EVERY_ROLE}, method="POST", wrong="GET"),
}
