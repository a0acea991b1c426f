"""The guards of the workflow: each name in `Move.guards` and what it asks. Refusals are worded in cases/rules.py."""

from collections.abc import Callable

from cases.guards import asking, handling, intake, reporting, upwards
from cases.guards.attempt import Attempt, pending_proposal

GUARDS: dict[str, Callable[[Attempt], bool]] = {
    guard.__name__: guard
    for guard in [
        intake.category_and_urgency,
        intake.grid_known,
        intake.duplicates_checked,
        intake.emergency,
        intake.not_emergency,
        intake.not_represented,
        intake.legal_reason,
        intake.parent_open,
        intake.parent_not_below,
        intake.same_subject,
        intake.not_confidential,
        intake.within_thirty_days,
        intake.new_facts,
        asking.nothing_pending,
        asking.something_pending,
        asking.asked_for,
        asking.dispute_pending,
        asking.ruled_first,
        asking.second_officer,
        asking.decider,
        asking.disputed_once,
        asking.within_a_day,
        asking.legal_basis,
        asking.before_expiry,
        asking.extensions_left,
        asking.within_original_length,
        asking.listed_cause,
        asking.plan_and_review_date,
        asking.leader_decides,
        upwards.not_climbing,
        upwards.resource_matched,
        upwards.grid_tried,
        upwards.study_note,
        upwards.upwards,
        upwards.next_rung,
        upwards.leaders_whistle,
        upwards.minutes_kept,
        upwards.units_invited,
        upwards.host_not_below,
        upwards.host_has_duty,
        upwards.category_settled,
        upwards.decision_complete,
        upwards.assistants_have_duty,
        upwards.money_not_negative,
        handling.reason_given,
        handling.called_here,
        handling.can_be_reached,
        handling.time_person_place,
        handling.result_given,
        handling.after_photo,
        handling.mediated,
        handling.co_units_answered,
        handling.not_the_handler,
        handling.on_site_or_photo,
        handling.somebody_to_ask,
        handling.good_answer,
        handling.not_weaker,
        handling.something_to_rate,
        reporting.once_a_day,
        reporting.not_too_often,
        reporting.photos_left,
    ]
}
GUARDS["bad_answer"] = handling.reason_given  # the same question, another sentence

# Guards that need nothing filled in: they decide whether a move is shown at all. A page that hides the move for one of
# these says why; for those of HIDING it says nothing, because nobody has to do anything about it.
BEFORE_ASKING = frozenset(
    {
        "not_climbing",
        "ruled_first",
        "resource_matched",
        "grid_tried",
        "not_the_handler",
        "not_emergency",
        "not_represented",
        "not_confidential",
        "co_units_answered",
        "emergency",
        "minutes_kept",
        "second_officer",
        "leader_decides",
        "nothing_pending",
        "something_pending",
        "asked_for",
        "dispute_pending",
        "decider",
        "disputed_once",
        "within_a_day",
        "before_expiry",
        "extensions_left",
        "called_here",
        "can_be_reached",
        "within_thirty_days",
        "somebody_to_ask",
        "something_to_rate",
        "once_a_day",
    }
)
HIDING = frozenset(
    {
        "nothing_pending",
        "something_pending",
        "asked_for",
        "dispute_pending",
        "decider",
        "disputed_once",
        "within_a_day",
        "before_expiry",
        "extensions_left",
        "called_here",
        "can_be_reached",
        "within_thirty_days",
        "somebody_to_ask",
        "something_to_rate",
        "once_a_day",
        "not_emergency",
        "not_represented",
        "not_confidential",
        "emergency",
    }
)

__all__ = ["BEFORE_ASKING", "GUARDS", "HIDING", "Attempt", "pending_proposal"]
