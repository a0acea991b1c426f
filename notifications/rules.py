"""Who hears what: for each step of a case, audiences and the words they read. Data; tests/notifications walks it.

A person who belongs to several audiences of one step hears the first sentence that reaches them, once. Nobody is told
of their own deed (notifications/composing.py). No sentence names a resident: staff read the matter and its number,
residents read which unit has it and until when. Administrators may change the words (notifications/phrasebook.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from cases.terms import Kind, Notice, State
from notifications.terms import Audience, Key, Rule

A = Audience


def _reporters(words: str, represented: str = "") -> tuple[Rule, Rule]:
    """To the reporter, and to those for whom a head of building reported: they hear what the reporter hears."""
    in_their_name = words.replace("您反映的", "替您反映的")
    return Rule(A.REPORTER, words), Rule(A.REPRESENTED, represented or in_their_name)


RULES: dict[str, tuple[Rule, ...]] = {
    # coming in
    Kind.SUBMIT: (
        Rule(A.OWNER, "新诉求待受理：{title}（{number}）。{in_time}受理。"),
        *_reporters("您反映的“{title}”已登记，由{owner}受理。"),
    ),
    Kind.WITHDRAW: (
        Rule(A.HOST, "诉求人已撤回：{title}（{number}），不用再办。"),
        Rule(A.OWNER, "诉求人已撤回：{title}（{number}），不用再办。"),
        Rule(A.FOLLOWERS, "您关注的“{title}”，诉求人已撤回。"),
    ),
    Kind.ACCEPT: _reporters("您反映的“{title}”已受理，{owner}负责，{by_when}。"),
    Kind.EMERGENCY_DIRECT: (
        Rule(A.OWNER, "突发事件直报：{title}（{number}）。{in_time}签收处置。"),
        Rule(A.BEFORE, "突发事件已直报{owner}：{title}（{number}），请就近配合。"),
        *_reporters("您反映的“{title}”属突发事件，已直送{owner}处置。"),
    ),
    Notice.ASK_REFUSAL: (Rule(A.DECIDERS, "请确认不予受理（{cause}）：{title}（{number}）。"),),
    Kind.REFUSE: (
        Rule(A.PROPOSER, "您提请的不予受理已确认：{title}（{number}）。"),
        Rule(A.OWNER, "不予受理（{cause}）：{title}（{number}），已告知诉求人。"),
        *_reporters("您反映的“{title}”不予受理：{cause}。请找{channel}。"),
        Rule(A.FOLLOWERS, "您关注的“{title}”不予受理：{cause}。请找{channel}。"),
    ),
    Kind.MERGE: (
        Rule(A.HOST, "已并入{parent}，不用单独办：{title}（{number}）。"),
        Rule(A.OWNER, "已并入{parent}，不用单独办：{title}（{number}）。"),
        *_reporters("您反映的“{title}”与在办的一件相同，已并入一起办，有结果告诉您。"),
    ),
    Notice.JOINED: (
        Rule(A.HOST, "并入一件相同的诉求（{child}）：{title}（{number}）。"),
        Rule(A.OWNER, "并入一件相同的诉求（{child}）：{title}（{number}）。"),
    ),
    Notice.CLOSED_WITH_PARENT: (
        *_reporters("您反映的“{title}”已随并入的一件办结：{result}"),
        Rule(A.FOLLOWERS, "您关注的“{title}”已随并入的一件办结：{result}"),
    ),
    Notice.REOPENED_WITH_PARENT: (
        *_reporters("您反映的“{title}”随并入的一件重新打开，接着办，有结果告诉您。"),
        Rule(A.FOLLOWERS, "您关注的“{title}”随并入的一件重新打开，接着办，有结果告诉您。"),
    ),
    Notice.ADDED: (
        Rule(A.HOST, "补充了情况：{title}（{number}）。"),
        Rule(A.OWNER, "补充了情况：{title}（{number}）。"),
    ),
    Notice.URGED: (
        Rule(A.CHECKERS, "居民第{times}次催办，请尽快核查：{title}（{number}）。", State.CHECKING),
        Rule(A.HOST, "居民第{times}次催办：{title}（{number}），{by_when}。请抓紧。"),
        Rule(A.OWNER, "居民第{times}次催办：{title}（{number}），{by_when}。请督促。"),
        Rule(A.ABOVE, "已超期，居民又催：{title}（{number}），由{owner}负责。请督促。"),
    ),
    # the work
    Kind.DISPATCH: (
        Rule(A.HOST, "{owner}派单：{title}（{number}）。{in_time}签收{report_in}。"),
        Rule(A.ASSISTING, "{owner}请贵单位协办：{title}（{number}），主办{host}。办了什么，请答复。"),
    ),
    Kind.SIGN: (Rule(A.OWNER, "{host}已签收：{title}（{number}）。"),),
    Kind.DISPUTE: (Rule(A.DECIDERS, "{host}提出派单异议：{title}（{number}）。{rule_by}裁定。"),),
    Notice.RULING: (
        Rule(A.HOST, "异议裁定由贵单位主办：{title}（{number}）。裁定是终局的，时限照走。"),
        Rule(A.OWNER, "派单异议已裁定，由{host}主办：{title}（{number}）。"),
        Rule(A.BEFORE, "派单异议成立，已改派{host}：{title}（{number}）。"),
    ),
    Kind.REPORT_IN: (Rule(A.OWNER, "{host}已报到：{title}（{number}）。"),),
    Notice.REMINDED: (
        Rule(A.HOST, "催办：{title}（{number}），{by_when}，时间已过八成。"),
        Rule(A.OWNER, "催办{host}：{title}（{number}），{by_when}，时间已过八成。"),
    ),
    Notice.CO_ANSWER: (Rule(A.HOST, "协办单位已答复：{title}（{number}）。"),),
    Kind.CONSULT: (
        Rule(A.INVITED, "请参加会商：{title}（{number}）。{meeting}。"),
        Rule(A.HOST, "{owner}召集会商：{title}（{number}）。{meeting}。"),
    ),
    Notice.MINUTES: (
        Rule(A.HOST, "会商纪要已写好：{title}（{number}）。"),
        Rule(A.INVITED, "会商纪要已写好：{title}（{number}）。"),
    ),
    Kind.FINISH: (
        Rule(A.CHECKERS, "{host}已办结，待核查：{title}（{number}）。"),
        Rule(A.OWNER, "{host}已办结，待核查：{title}（{number}）。"),
    ),
    # upwards
    Kind.WHISTLE: (
        Rule(A.OWNER, "{before}吹哨：{title}（{number}）。{in_time}签收。"),
        Rule(A.COPIED, "{before}已吹哨到{owner}，抄送贵单位：{title}（{number}）。"),
        *_reporters("您反映的“{title}”已吹哨到{owner}，{by_when}。"),
    ),
    Kind.AUTO_WHISTLE: (
        Rule(A.OWNER, "{before}未办好，系统自动吹哨：{title}（{number}）。{in_time}签收。"),
        Rule(A.BEFORE, "未按期办好，系统已自动吹哨到{owner}：{title}（{number}）。记黄牌，转协办。"),
        *_reporters("您反映的“{title}”还没办好，系统已自动升到{owner}，{by_when}。"),
    ),
    Kind.RAISE_TOP: (
        Rule(A.OWNER, "{before}提报顶格协调：{title}（{number}）。{in_time}明确牵头领导。"),
        *_reporters("您反映的“{title}”已提报{owner}顶格协调。"),
    ),
    Kind.AUTO_RAISE: (
        Rule(A.OWNER, "{before}未办好，系统自动提报顶格协调：{title}（{number}）。{in_time}明确牵头领导。"),
        Rule(A.BEFORE, "未按期办好，系统已自动提报{owner}：{title}（{number}）。记红牌，转协办。"),
        *_reporters("您反映的“{title}”还没办好，系统已提报{owner}顶格协调。"),
    ),
    Kind.TOP_DECIDE: (
        Rule(A.HOST, "顶格协调决定由贵单位主办：{title}（{number}）。{in_time}签收{report_in}。"),
        Rule(A.ASSISTING, "顶格协调决定由贵单位协办：{title}（{number}），主办{host}。"),
        *_reporters("{owner}已决定：您反映的“{title}”由{host}主办，{by_when}。"),
    ),
    # pressed, given time, put off
    Kind.SUPERVISE: (
        Rule(A.HOST, "{supervised}：{title}（{number}）。{due_on}办理。"),
        Rule(A.OWNER, "{supervised}：{title}（{number}）。{due_on}办理。"),
    ),
    Notice.PRESSED: (
        Rule(A.OWNER, "每日督办：{title}（{number}）还没办好，{by_when}，已约谈。"),
        Rule(A.HOST, "每日督办：{title}（{number}）还没办好，{by_when}，已约谈。"),
    ),
    Notice.OVERDUE: (
        Rule(A.CHECKERS, "核查已超期：{title}（{number}）。请尽快到现场核查。", State.CHECKING),
        Rule(A.REVISITORS, "回访已超期：{title}（{number}）。请尽快回访。", State.REVISIT),
        Rule(A.OWNER, "“{clock}”已超期：{title}（{number}）。请尽快督促。"),
        Rule(A.HOST, "“{clock}”已超期：{title}（{number}）。"),
    ),
    Kind.EXTEND_REQUEST: (Rule(A.DECIDERS, "{host}申请延期{longer}：{title}（{number}）。请在到期前批复。"),),
    Kind.EXTEND_APPROVE: (
        Rule(A.HOST, "延期已批准，{by_when}：{title}（{number}）。"),
        Rule(A.OWNER, "{host}的延期已批准，{by_when}：{title}（{number}）。"),
        *_reporters("您反映的“{title}”延期办理，{by_when}。原因：{reason}。"),
    ),
    Notice.ASK_SUSPENSION: (Rule(A.DECIDERS, "{host}申请挂账（{cause}）：{title}（{number}）。请审批。"),),
    Kind.SUSPEND: (
        Rule(A.HOST, "挂账已批准，{review_on}复核：{title}（{number}）。"),
        Rule(A.OWNER, "已挂账，{review_on}复核：{title}（{number}）。"),
        *_reporters("您反映的“{title}”因{cause}暂时挂账，{plan}，{review_on}复核。"),
    ),
    Kind.RESUME: (
        Rule(A.HOST, "已解挂，接着办理：{title}（{number}），{by_when}。"),
        Rule(A.OWNER, "已解挂，接着办理：{title}（{number}），{by_when}。"),
        *_reporters("您反映的“{title}”接着办理，{by_when}。"),
    ),
    Notice.DECLINE: (
        Rule(A.PROPOSER, "没有同意您提请的{matter}：{title}（{number}）。理由：{reason}。"),
        Rule(A.REPORTER, "您说“{title}”问题又出现，没有重新打开：{reason}。", State.CLOSED),
    ),
    # judged
    Kind.CHECK_PASS: (
        Rule(A.REVISITORS, "待回访：{title}（{number}）。{in_time}回访。"),
        Rule(A.HOST, "核查通过：{title}（{number}），待回访。"),
        *_reporters(
            "您反映的“{title}”已办好，核查通过。解决了吗？满意吗？请告诉我们。",
            represented="替您反映的“{title}”已办好，核查通过。",
        ),
    ),
    Kind.CHECK_FAIL: (
        Rule(A.HOST, "核查没有通过，请重办：{title}（{number}）。"),
        Rule(A.OWNER, "核查没有通过，已交{host}重办：{title}（{number}）。"),
    ),
    Notice.UNREACHED: (Rule(A.REPORTER, "您反映的“{title}”已办好，回访没联系上您。请告诉我们解决了吗、满意吗。"),),
    Kind.REVISIT_OK: (
        Rule(A.HOST, "{answer}，已结案：{title}（{number}）。"),
        Rule(A.OWNER, "{answer}，已结案：{title}（{number}）。"),
        *_reporters("您反映的“{title}”已结案，谢谢您。", represented="替您反映的“{title}”已办好：{result}"),
        Rule(A.FOLLOWERS, "您关注的“{title}”已办好：{result}"),
    ),
    Kind.REVISIT_BAD: (
        Rule(A.HOST, "诉求人说没办好，请重办：{title}（{number}）。"),
        Rule(A.OWNER, "诉求人说没办好，已交{host}重办：{title}（{number}）。"),
        *_reporters("您说“{title}”没办好，已交{host}重办。", represented="替您反映的“{title}”没办好，已交{host}重办。"),
    ),
    Notice.ASK_EXPLANATION: (Rule(A.DECIDERS, "{owner}提请解释结案：{title}（{number}）。请审批。"),),
    Kind.CLOSE_EXPLAINED: (
        Rule(A.PROPOSER, "您提请的解释结案已批准：{title}（{number}）。"),
        Rule(A.HOST, "已解释结案，仍计入不满意：{title}（{number}）。"),
        Rule(A.OWNER, "已解释结案，仍计入不满意：{title}（{number}）。"),
        *_reporters("您反映的“{title}”已解释结案：{reason}。"),
        Rule(A.FOLLOWERS, "您关注的“{title}”已解释结案：{reason}。"),
    ),
    Notice.ASK_REOPENING: (Rule(A.DECIDERS, "诉求人反映问题又出现：{title}（{number}）。请决定是否重新打开。"),),
    Kind.REOPEN: (
        Rule(A.OWNER, "已重新打开：{title}（{number}）。请派单，{by_when}。"),
        Rule(A.BEFORE, "办过的一件已重新打开：{title}（{number}）。"),
        *_reporters("您反映的“{title}”已重新打开，{owner}负责，{by_when}。"),
        Rule(A.FOLLOWERS, "您关注的“{title}”已重新打开，{owner}负责，{by_when}。"),
    ),
}

# The same steps when the system took them because a clock ran out.
BY_SYSTEM: dict[str, tuple[Rule, ...]] = {
    Kind.ACCEPT: (
        Rule(A.OWNER, "受理超期，系统已代为受理，记黄牌：{title}（{number}）。请尽快派单。"),
        Rule(A.COPIED, "{owner}受理超期，系统已代为受理，抄送贵单位：{title}（{number}）。"),
        *_reporters("您反映的“{title}”已受理，{owner}负责，{by_when}。"),
    ),
    Kind.SIGN: (
        Rule(A.HOST, "签收超期，系统已代为签收，记黄牌：{title}（{number}）。{in_time}联系办理。"),
        Rule(A.OWNER, "{host}签收超期，系统已代为签收：{title}（{number}）。"),
    ),
    Kind.SUPERVISE: (
        Rule(A.HOST, "{supervised}，{cause}：{title}（{number}）。请尽快办理。"),
        Rule(A.OWNER, "{supervised}，{cause}：{title}（{number}）。请尽快办理。"),
    ),
    Kind.RESUME: (
        Rule(A.HOST, "复核日期到，自动解挂并{supervised}：{title}（{number}），{by_when}。"),
        Rule(A.OWNER, "复核日期到，自动解挂并{supervised}：{title}（{number}），{by_when}。"),
        *_reporters("您反映的“{title}”接着办理，{by_when}。"),
    ),
}

# Steps of which the page tells and nobody needs a message.
SILENT = frozenset({Notice.CONTACTED, Kind.MATCH_RESOURCE, Kind.REWORK_START, Notice.RECOMPUTED, Notice.RATED})


def default_rules() -> Iterator[tuple[Key, Rule]]:
    """Every rule, as it is before anybody changes its words."""
    for by_system, table in ((False, RULES), (True, BY_SYSTEM)):
        for kind, rules in table.items():
            for rule in rules:
                yield Key(str(kind), by_system, str(rule.audience), str(rule.state)), rule


DEFAULTS = dict(default_rules())
