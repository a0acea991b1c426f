"""不同意: whoever asked hears why not, also a resident who asked by tracking code and has no account."""

from datetime import timedelta

from cases import actions as steps
from notifications.models import Untold
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.notifications.conftest import PHONE, Told

LATER = MONDAY + timedelta(days=1)


def test_who_says_by_tracking_code_that_it_came_back_hears_why_it_stays_closed(town: Town, told: Told) -> None:
    case = steps.finish(town.handling(phone=PHONE), result="修好了", by=town.hat("worker"), at=MONDAY)
    case = steps.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    case = steps.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
    told()
    case = steps.ask_reopening(case, facts="又漏了", by=Hat(reporter_of=case.pk), at=LATER)
    steps.decline(case, reason="是另一处漏", by=town.hat("intake"), at=LATER)
    assert told(at=LATER)[-1] == f"您说“{case.title}”问题又出现，没有重新打开：是另一处漏。"
    assert not Untold.objects.exists()
