"""The demo may be started at any hour of any day: its stories are told backwards from there, in working time."""

from datetime import datetime
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from cases.actions import sweep
from cases.forms import FORMS
from cases.models import Case
from cases.terms import State
from dashboards.models import Appeal
from governance.demo.seed import build_district, live_through
from governance.demo.timeline import Timeline
from notifications.models import Untold
from partyorg.hats import hat_of
from tests.factories import SHANGHAI
from tests.governance.desks import tried
from worktime.current import current_calendar

pytestmark = pytest.mark.django_db
MOMENTS = [
    datetime(2026, 11, 22, 5, 10, tzinfo=SHANGHAI),  # a Sunday before dawn
    datetime(2027, 1, 4, 8, 10, tzinfo=SHANGHAI),  # before work, on the first working day of 2027
]


# One test: the district takes its time to build, on a busy machine minutes, and each of its pasts is undone.
@pytest.mark.timeout(900)
@pytest.mark.proof
def test_on_a_sunday_and_after_new_year_before_work_it_is_as_full_as_ever(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT, settings.SMS_LOG = tmp_path / "media", tmp_path / "sms.log"
    build_district(MOMENTS[0])
    for at in MOMENTS:
        with transaction.atomic():
            live_through(Timeline(at, current_calendar()))
            there_is_something_in_every_state()
            what_the_greeting_names_is_offered(at)
            assert not sweep(at=at).moved
            assert set(Appeal.objects.values_list("verdict", flat=True)) == {"UPHELD", ""}
            assert not Untold.objects.exists()
            transaction.set_rollback(True)


def there_is_something_in_every_state() -> None:
    assert set(Case.objects.values_list("state", flat=True)) == set(State)


def what_the_greeting_names_is_offered(at: datetime) -> None:
    """As far as the rules go; through the pages it is walked in test_demo_seed.py."""
    for sign_in, one in tried():
        hat = hat_of(User.objects.get(username=sign_in.username), at)
        case = Case.objects.visible_to(hat).with_faces().get(title__startswith=one.title)
        assert FORMS[one.move].refusal(case, hat, at) is None, f"{at}: {sign_in.who}: {one}"
