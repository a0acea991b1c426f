"""The case loop as data: which event leads from which states to which, who may, which rules guard it.

Pure: imports nothing of ours. `tests/cases/test_workflow.py` holds it against the agreed state machine, and
`cases/actions` refuses every move that is not in MOVES. The one hard rule of the field, 平台不能将题目打回, is
not a guard among others: there is no event that lowers the owner level, and the database refuses one too.
"""

from dataclasses import dataclass, field

from cases.terms import Kind, Level, State, Who


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the workflow. `target` None: the state stays. `levels`: owner levels at which the move exists."""

    kind: Kind
    sources: frozenset[State]
    target: State | None
    who: frozenset[Who]
    guards: tuple[str, ...] = ()
    levels: frozenset[int] = frozenset(Level)
    effect: str = field(default="", compare=False)


def _move(
    kind: Kind,
    sources: str,
    target: State | None,
    who: set[Who],
    *guards: str,
    levels: set[int] | None = None,
    effect: str = "",
) -> Move:
    return Move(
        kind,
        frozenset(State[name] for name in sources.split()),
        target,
        frozenset(who),
        guards,
        frozenset(levels or set(Level)),
        effect,
    )


K, S, W = Kind, State, Who
_RUNNING = "ACCEPTED DISPATCHED HANDLING CONSULTING REWORK"

MOVES: dict[Kind, Move] = {
    move.kind: move
    for move in [
        _move(K.SUBMIT, "", S.SUBMITTED, {W.ANYONE}, "one_grid", effect="受理时限从现在起算"),
        _move(K.REFUSE, "SUBMITTED", S.REFUSED, {W.INTAKE}, "legal_reason", "second_officer"),
        _move(K.MERGE, "SUBMITTED ACCEPTED DISPATCHED HANDLING", S.MERGED, {W.INTAKE, W.OWNER_HEAD}, "parent_open"),
        _move(
            K.WITHDRAW,
            "SUBMITTED ACCEPTED DISPATCHED HANDLING",
            S.WITHDRAWN,
            {W.REPORTER},
            "not_emergency",
            "not_represented",
        ),
        _move(
            K.ACCEPT,
            "SUBMITTED",
            S.ACCEPTED,
            {W.BRANCH_SECRETARY, W.INTAKE, W.SYSTEM},
            "category_and_urgency",
            "grid_known",
            effect="处置时限从上报时起算",
        ),
        _move(
            K.EMERGENCY_DIRECT,
            "SUBMITTED",
            S.DISPATCHED,
            {W.SYSTEM, W.COMMAND_CENTRE},
            "emergency",
            effect="直接由街道指挥中心负责，特急",
        ),
        _move(
            K.DISPATCH,
            "ACCEPTED CONSULTING TOPPED REWORK",
            S.DISPATCHED,
            {W.OWNER_HEAD},
            "not_climbing",
            "category_settled",
            "host_not_below",
            "host_has_duty",
            effect="签收时限从派单时起算",
        ),
        _move(K.SIGN, "DISPATCHED", S.HANDLING, {W.HOST, W.SYSTEM}),
        _move(K.DISPUTE, "DISPATCHED", None, {W.HOST_DEPARTMENT}, "once", "within_a_day", "legal_basis"),
        _move(K.MATCH_RESOURCE, "HANDLING", None, {W.BRANCH_SECRETARY}, levels={1}),
        _move(
            K.WHISTLE,
            "HANDLING CONSULTING",
            S.DISPATCHED,
            {W.OWNER_HEAD},
            "upwards",
            "next_rung",
            "resource_matched",
            "grid_tried",
            "study_note",
            "reason_given",
            levels={1, 2, 3},
            effect="负责层级升到目标层级，重新起算签收和处置时限",
        ),
        _move(
            K.AUTO_WHISTLE,
            _RUNNING,
            S.DISPATCHED,
            {W.SYSTEM},
            "clock_ended",
            levels={1, 2, 3},
            effect="负责层级升一级，逾期单位转协办，黄牌",
        ),
        _move(
            K.AUTO_RAISE,
            _RUNNING,
            S.TOPPED,
            {W.SYSTEM},
            "clock_ended",
            levels={4},
            effect="升到区领导小组，红牌",
        ),
        _move(
            K.SUPERVISE,
            "DISPATCHED HANDLING CONSULTING TOPPED SUSPENDED REWORK",
            None,
            {W.SUPERVISOR, W.SYSTEM},
            effect="挂督办标记，时限不变",
        ),
        _move(K.REPORT_IN, "HANDLING", None, {W.HOST}, "time_person_place", levels={3, 4, 5}),
        _move(K.CONSULT, "HANDLING DISPATCHED", S.CONSULTING, {W.OWNER_HEAD}, "units_invited", levels={3, 4, 5}),
        _move(
            K.RAISE_TOP,
            "HANDLING CONSULTING DISPATCHED",
            S.TOPPED,
            {W.OWNER_HEAD},
            "reason_given",
            levels={4},
            effect="升到区领导小组，一个工作日内明确牵头领导",
        ),
        _move(
            K.TOP_DECIDE,
            "TOPPED",
            S.DISPATCHED,
            {W.OWNER_HEAD},
            "decision_complete",
            "money_not_negative",
            "assistants_have_duty",
            "host_not_below",
            "host_has_duty",
            levels={5},
            effect="时限按里程碑",
        ),
        _move(K.EXTEND_REQUEST, "HANDLING DISPATCHED", None, {W.HOST}, "before_expiry", "once"),
        _move(K.EXTEND_APPROVE, "HANDLING DISPATCHED", None, {W.ONE_UP}, "within_original_length"),
        _move(
            K.SUSPEND, "HANDLING TOPPED CONSULTING", S.SUSPENDED, {W.APPROVER}, "listed_cause", "plan_and_review_date"
        ),
        _move(K.RESUME, "SUSPENDED", S.HANDLING, {W.SYSTEM, W.OWNER_HEAD}),
        _move(K.FINISH, "HANDLING SUSPENDED", S.CHECKING, {W.HOST}, "result_given", "after_photo", "co_units_answered"),
        _move(K.CHECK_PASS, "CHECKING", S.REVISIT, {W.CHECKER}, "not_the_handler", "on_site_or_photo"),
        _move(K.CHECK_FAIL, "CHECKING", S.REWORK, {W.CHECKER}, "not_the_handler", "reason_given"),
        _move(K.REVISIT_OK, "REVISIT", S.CLOSED, {W.REPORTER, W.REVISIT_OFFICER}, "not_the_handler", "good_answer"),
        _move(K.REVISIT_BAD, "REVISIT", S.REWORK, {W.REPORTER, W.REVISIT_OFFICER}, "not_the_handler", "bad_answer"),
        _move(
            K.REWORK_START,
            "REWORK",
            S.HANDLING,
            {W.HOST},
            "not_climbing",
            effect="处置时限为原来的一半，至少一个工作日，从退回重办时起算",
        ),
        _move(K.CLOSE_EXPLAINED, "REVISIT", S.CLOSED, {W.OWNER_HEAD}, "second_approver", levels={3, 4, 5}),
        _move(K.REOPEN, "CLOSED", S.ACCEPTED, {W.INTAKE}, "within_thirty_days"),
    ]
}

# Rows of MOVES whose action and page come later; asked for, they are refused by the rule `not_open_yet`.
NOT_OPEN_YET = frozenset(
    {
        K.REFUSE, K.MERGE, K.DISPUTE, K.REPORT_IN, K.CONSULT, K.EXTEND_REQUEST, K.EXTEND_APPROVE,
        K.SUSPEND, K.RESUME, K.CLOSE_EXPLAINED, K.REOPEN,
    }
)  # fmt: skip

# Rows that the system alone takes so far; the page for people comes later.
SYSTEM_ALONE = frozenset({K.SUPERVISE})

# Who has had the work in hands; such a person may not check or revisit it.
HANDLING_KINDS = frozenset(
    {K.ACCEPT, K.DISPATCH, K.SIGN, K.MATCH_RESOURCE, K.WHISTLE, K.FINISH, K.REWORK_START, K.REPORT_IN}
)
