"""The case loop as data: which event leads from which states to which, who may, which rules guard it.

Pure: imports nothing of ours. `tests/cases/test_workflow.py` holds it against the agreed state machine, and
`cases/actions` refuses every move that is not in MOVES. The one hard rule of the field, 平台不能将题目打回, is
not a guard among others: there is no event that lowers the owner level, and the database refuses one too.
"""

from dataclasses import dataclass, field

from cases.terms import Kind, Level, Notice, State, Who


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the workflow. `target` None: the state stays. `levels`: owner levels at which the move exists."""

    kind: Kind | Notice
    sources: frozenset[State]
    target: State | None
    who: frozenset[Who]
    guards: tuple[str, ...] = ()
    levels: frozenset[int] = frozenset(Level)
    effect: str = field(default="", compare=False)


def move(
    kind: Kind | Notice,
    sources: str,
    target: State | None,
    who: set[Who],
    guards: str = "",
    *,
    levels: set[int] | None = None,
    effect: str = "",
) -> Move:
    return Move(
        kind,
        frozenset(State[name] for name in sources.split()),
        target,
        frozenset(who),
        tuple(guards.split()),
        frozenset(levels or set(Level)),
        effect,
    )


K, S, W = Kind, State, Who
_RUNNING = "ACCEPTED DISPATCHED HANDLING CONSULTING REWORK"

MOVES: dict[Kind | Notice, Move] = {
    row.kind: row
    for row in [
        move(K.SUBMIT, "", S.SUBMITTED, {W.ANYONE}, "one_grid", effect="受理时限从现在起算"),
        move(
            K.REFUSE,
            "SUBMITTED",
            S.REFUSED,
            {W.INTAKE},
            "asked_for second_officer legal_reason not_emergency",
            effect="告诉诉求人理由和该找谁",
        ),
        move(
            K.MERGE,
            "SUBMITTED ACCEPTED DISPATCHED HANDLING",
            S.MERGED,
            {W.INTAKE, W.OWNER_HEAD},
            "parent_open parent_not_below same_subject not_confidential",
            effect="随主案办理、结案，诉求人转为主案的关注人",
        ),
        move(
            K.WITHDRAW,
            "SUBMITTED ACCEPTED DISPATCHED HANDLING",
            S.WITHDRAWN,
            {W.REPORTER},
            "not_emergency not_represented",
        ),
        move(
            K.ACCEPT,
            "SUBMITTED",
            S.ACCEPTED,
            {W.BRANCH_SECRETARY, W.INTAKE, W.SYSTEM},
            "category_and_urgency grid_known duplicates_checked",
            effect="处置时限从上报时起算",
        ),
        move(
            K.EMERGENCY_DIRECT,
            "SUBMITTED",
            S.DISPATCHED,
            {W.SYSTEM, W.COMMAND_CENTRE},
            "emergency",
            effect="直接由街道指挥中心负责，特急",
        ),
        move(
            K.DISPATCH,
            "ACCEPTED CONSULTING TOPPED REWORK",
            S.DISPATCHED,
            {W.OWNER_HEAD},
            "not_climbing minutes_kept category_settled host_not_below host_has_duty assistants_have_duty "
            "leaders_whistle",
            effect="签收时限从派单时起算；派给部门的，报到时限同时起算",
        ),
        move(K.SIGN, "DISPATCHED", S.HANDLING, {W.HOST, W.SYSTEM}),
        move(
            K.DISPUTE,
            "DISPATCHED",
            None,
            {W.HOST_DEPARTMENT},
            "nothing_pending disputed_once within_a_day legal_basis",
            levels={3, 4, 5},
            effect="只由派单的中心裁定，裁定是终局的；所有时限照走",
        ),
        move(K.MATCH_RESOURCE, "HANDLING", None, {W.BRANCH_SECRETARY}, levels={1}),
        move(
            K.WHISTLE,
            "HANDLING CONSULTING",
            S.DISPATCHED,
            {W.OWNER_HEAD},
            "ruled_first minutes_kept upwards next_rung resource_matched grid_tried study_note reason_given "
            "leaders_whistle",
            levels={1, 2, 3},
            effect="负责层级升到目标层级，重新起算签收和处置时限",
        ),
        move(
            K.AUTO_WHISTLE,
            _RUNNING,
            S.DISPATCHED,
            {W.SYSTEM},
            "clock_ended",
            levels={1, 2, 3},
            effect="负责层级升一级，逾期单位转协办，黄牌",
        ),
        move(K.AUTO_RAISE, _RUNNING, S.TOPPED, {W.SYSTEM}, "clock_ended", levels={4}, effect="升到区领导小组，红牌"),
        move(
            K.SUPERVISE,
            "DISPATCHED HANDLING CONSULTING TOPPED SUSPENDED REWORK",
            None,
            {W.SUPERVISOR, W.SYSTEM},
            "reason_given not_weaker",
            effect="挂督办标记和督办期限，时限不变",
        ),
        move(
            K.REPORT_IN,
            "HANDLING",
            None,
            {W.HOST},
            "called_here time_person_place",
            levels={3, 4, 5},
            effect="报到时限停止",
        ),
        move(
            K.CONSULT,
            "HANDLING DISPATCHED",
            S.CONSULTING,
            {W.OWNER_HEAD},
            "ruled_first units_invited",
            levels={3, 4, 5},
            effect="处置时限照走；写好纪要才能往下走",
        ),
        move(
            K.RAISE_TOP,
            "HANDLING CONSULTING DISPATCHED",
            S.TOPPED,
            {W.OWNER_HEAD},
            "ruled_first minutes_kept reason_given",
            levels={4},
            effect="升到区领导小组，一个工作日内明确牵头领导",
        ),
        move(
            K.TOP_DECIDE,
            "TOPPED",
            S.DISPATCHED,
            {W.OWNER_HEAD},
            "decision_complete money_not_negative assistants_have_duty host_not_below host_has_duty",
            levels={5},
            effect="时限按里程碑",
        ),
        move(
            K.EXTEND_REQUEST,
            "HANDLING DISPATCHED",
            None,
            {W.HOST},
            "nothing_pending before_expiry extensions_left within_original_length reason_given",
            effect="批准之前时限照走",
        ),
        move(
            K.EXTEND_APPROVE,
            "HANDLING DISPATCHED",
            None,
            {W.ONE_UP},
            "asked_for second_officer before_expiry",
            effect="处置时限从原来的期限起顺延，诉求人知道原因",
        ),
        move(
            K.SUSPEND,
            "HANDLING TOPPED CONSULTING",
            S.SUSPENDED,
            {W.APPROVER},
            "minutes_kept asked_for second_officer listed_cause plan_and_review_date",
            effect="处置时限停走，复核日期到了自动解挂",
        ),
        move(K.RESUME, "SUSPENDED", S.HANDLING, {W.SYSTEM, W.OWNER_HEAD}, effect="剩下的时限接着走，至少一个工作日"),
        move(
            K.FINISH, "HANDLING SUSPENDED", S.CHECKING, {W.HOST}, "result_given after_photo co_units_answered mediated"
        ),
        move(K.CHECK_PASS, "CHECKING", S.REVISIT, {W.CHECKER}, "not_the_handler on_site_or_photo"),
        move(K.CHECK_FAIL, "CHECKING", S.REWORK, {W.CHECKER}, "not_the_handler reason_given"),
        move(K.REVISIT_OK, "REVISIT", S.CLOSED, {W.REPORTER, W.REVISIT_OFFICER}, "not_the_handler good_answer"),
        move(K.REVISIT_BAD, "REVISIT", S.REWORK, {W.REPORTER, W.REVISIT_OFFICER}, "not_the_handler bad_answer"),
        move(
            K.REWORK_START,
            "REWORK",
            S.HANDLING,
            {W.HOST},
            "not_climbing leader_decides",
            effect="处置时限为原来的一半，至少一个工作日，从退回重办时起算",
        ),
        move(
            K.CLOSE_EXPLAINED,
            "REVISIT",
            S.CLOSED,
            {W.OWNER_HEAD, W.ONE_UP},
            "asked_for second_officer",
            levels={3, 4, 5},
            effect="仍计入不满意",
        ),
        move(
            K.REOPEN,
            "CLOSED",
            S.ACCEPTED,
            {W.INTAKE},
            "within_thirty_days new_facts",
            effect="负责层级和首接单位不变，记为重复诉求，处置时限从现在起算",
        ),
    ]
}

# Who has had the work in hands, for the host, the owner or beside them; such a person may not check or revisit it.
HANDLING_KINDS: frozenset[Kind | Notice] = frozenset(
    {
        K.ACCEPT, K.DISPATCH, K.SIGN, K.MATCH_RESOURCE, K.WHISTLE, K.FINISH, K.REWORK_START, K.REPORT_IN, K.CONSULT,
        K.RAISE_TOP, K.TOP_DECIDE, K.DISPUTE, K.EXTEND_REQUEST, K.RESUME,
        Notice.ASK_SUSPENSION, Notice.CONTACTED, Notice.CO_ANSWER, Notice.MINUTES, Notice.RULING,
    }
)  # fmt: skip
