from activities.models import Activity
from activities.rules import Refused
from activities.workflow import MOVES, Deed


def locked(activity: Activity, deed: Deed) -> Activity:
    """As it is now; nobody else signs up or changes it until this transaction ends. Raises Refused `not_now`."""
    row = Activity.objects.select_for_update(of=("self",)).select_related("community").get(pk=activity.pk)
    if row.state not in MOVES[deed].sources:
        raise Refused("not_now", state=row.get_state_display(), deed=deed.label)
    return row
