"""Those of the demo's sign-ins that need a second factor have one; the page shows its code, as they have no phones."""

from datetime import datetime

from accounts.models import Totp, User
from governance.demo.sign_ins import SIGN_INS
from partyorg.hats import hat_of
from partyorg.second_factor import needs_second_factor


def add_second_factors(*, at: datetime) -> None:
    people = User.objects.filter(username__in=[sign_in.username for sign_in in SIGN_INS])
    Totp.objects.bulk_create(
        Totp(user=person, name="app", confirmed=True) for person in people if needs_second_factor(hat_of(person, at))
    )
