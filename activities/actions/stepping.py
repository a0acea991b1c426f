from activities.models import Activity, SignUp
from activities.rules import Refused
from activities.workflow import MOVES, Deed


def locked(activity: Activity, deed: Deed) -> Activity:
    """As it is now; nobody else signs up or changes it until this transaction ends. Raises Refused `not_now`."""
    row = Activity.objects.select_for_update(of=("self",)).select_related("community").get(pk=activity.pk)
    if row.state not in MOVES[deed].sources:
        raise Refused("not_now", state=row.get_state_display(), deed=deed.label)
    return row


def nobody_comes_meanwhile(activity: Activity) -> None:
    """Whoever checks in or out holds their own sign-up: from here until this transaction ends they wait, and then see
    what has become of the activity. Under its lock."""
    list(SignUp.objects.select_for_update().filter(activity=activity).order_by("pk").values_list("pk"))
