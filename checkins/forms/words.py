from django import forms

from accounts.written import open_line, reasoned

# Where a refusal of checkins.actions is told, in a form that has the field.
FIELD_OF_RULE = {
    "filed_by_id": "id_number",
    "filed_by_phone": "phone",
    "own_territory": "place",
    "post_there": "grids",
    "days_in_order": "to_date",
    "grid_there": "grid",
    "claimed_once": "duty",
    "most_claims": "duty",
    "unit_once": "community",
    "received_by": "community",
    "serving": "member",
    "belongs": "member",
    "appraised_once": "year",
    "before_arrival": "year",
    "year_over": "year",
}


class ReasonForm(forms.Form):
    reason = reasoned(open_line("理由", missing="请写明理由，对方看得到。", longest=500))


class WhyForm(forms.Form):
    reason = reasoned(open_line("为什么要看", missing="请写明为什么要看。", longest=500))


class SureForm(forms.Form):
    """Nothing to fill in: only to be sure."""
