"""The words of the case loop: levels, states, events, who, urgency. Pure; docs/glossary.md pairs them."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices


class Level(IntegerChoices):
    GRID = 1, "网格"
    COMMUNITY = 2, "社区"
    STREET = 3, "街道"
    PLATFORM = 4, "区平台"
    LEADING_GROUP = 5, "区领导小组"


TOP = Level.LEADING_GROUP


class State(TextChoices):
    SUBMITTED = "submitted", "待受理"
    ACCEPTED = "accepted", "待派单"
    DISPATCHED = "dispatched", "待签收"
    HANDLING = "handling", "处置中"
    CONSULTING = "consulting", "会商中"
    TOPPED = "topped", "顶格协调中"
    SUSPENDED = "suspended", "挂账中"
    CHECKING = "checking", "待核查"
    REVISIT = "revisit", "待回访"
    REWORK = "rework", "重办中"
    CLOSED = "closed", "已结案"
    MERGED = "merged", "已并案"
    REFUSED = "refused", "不予受理"
    WITHDRAWN = "withdrawn", "已撤回"


TERMINAL = frozenset({State.CLOSED, State.MERGED, State.REFUSED, State.WITHDRAWN})
OPEN = frozenset(State) - TERMINAL
# Whose turn it is: in these the owner's, else the host's. By a duty: it answers for whoever checks or calls back.
BY_DUTY = frozenset({State.CHECKING, State.REVISIT})
OWNERS_TURN = frozenset({State.SUBMITTED, State.ACCEPTED, State.CONSULTING, State.TOPPED}) | BY_DUTY


class Kind(TextChoices):
    """The 30 events that move a case, in the field's words."""

    SUBMIT = "submit", "上报"
    REFUSE = "refuse", "不予受理"
    MERGE = "merge", "并案"
    WITHDRAW = "withdraw", "撤回"
    ACCEPT = "accept", "受理"
    EMERGENCY_DIRECT = "emergency_direct", "突发事件直报"
    DISPATCH = "dispatch", "派单"
    SIGN = "sign", "签收"
    DISPUTE = "dispute", "派单异议"
    MATCH_RESOURCE = "match_resource", "匹配资源"
    WHISTLE = "whistle", "吹哨"
    AUTO_WHISTLE = "auto_whistle", "系统自动吹哨"
    AUTO_RAISE = "auto_raise", "系统自动提报"
    SUPERVISE = "supervise", "督办"
    REPORT_IN = "report_in", "报到"
    CONSULT = "consult", "会商"
    RAISE_TOP = "raise_top", "提报顶格协调"
    TOP_DECIDE = "top_decide", "顶格协调决定"
    EXTEND_REQUEST = "extend_request", "申请延期"
    EXTEND_APPROVE = "extend_approve", "批准延期"
    SUSPEND = "suspend", "挂账"
    RESUME = "resume", "解挂"
    FINISH = "finish", "办结"
    CHECK_PASS = "check_pass", "核查通过"
    CHECK_FAIL = "check_fail", "核查不通过"
    REVISIT_OK = "revisit_ok", "回访通过"
    REVISIT_BAD = "revisit_bad", "回访不通过"
    REWORK_START = "rework_start", "开始重办"
    CLOSE_EXPLAINED = "close_explained", "解释结案"
    REOPEN = "reopen", "重新打开"


class Notice(TextChoices):
    """Rows of the timeline that move nothing: a clock ran out, somebody asked, answered, met, was not reached."""

    OVERDUE = "overdue", "超期"
    REMINDED = "reminded", "催办"
    RECOMPUTED = "recomputed", "时限重算"
    CO_ANSWER = "co_answer", "协办答复"
    ADDED = "added", "补充情况"
    URGED = "urged", "催一催"
    JOINED = "joined", "并入一件"
    CLOSED_WITH_PARENT = "closed_with_parent", "随主案结案"
    REOPENED_WITH_PARENT = "reopened_with_parent", "随主案重新打开"
    ASK_REFUSAL = "ask_refusal", "提请不予受理"
    ASK_SUSPENSION = "ask_suspension", "申请挂账"
    ASK_EXPLANATION = "ask_explanation", "提请解释结案"
    ASK_REOPENING = "ask_reopening", "反映问题又出现"
    RULING = "ruling", "异议裁定"
    DECLINE = "decline", "不同意"
    MINUTES = "minutes", "会商纪要"
    CONTACTED = "contacted", "联系诉求人"
    UNREACHED = "unreached", "没联系上"
    PRESSED = "pressed", "每日督办"
    RATED = "rated", "双考核评价"


class Matter(TextChoices):
    """What one person proposes and another decides (提请)."""

    REFUSAL = "REFUSAL", "不予受理"
    DISPUTE = "DISPUTE", "派单异议"
    EXTENSION = "EXTENSION", "延期"
    SUSPENSION = "SUSPENSION", "挂账"
    EXPLANATION = "EXPLANATION", "解释结案"
    REOPENING = "REOPENING", "重新打开"


class Outcome(TextChoices):
    GRANTED = "GRANTED", "同意"
    DECLINED = "DECLINED", "不同意"
    LAPSED = "LAPSED", "失效"


class Who(StrEnum):
    """What somebody is to one case. Which posts make one so is said in cases/standing.py."""

    SYSTEM = "系统"
    REPORTER = "诉求人"
    ANYONE = "任何人"
    BRANCH_SECRETARY = "网格党支部书记"
    INTAKE = "受理员（社区及以上）"
    OWNER_HEAD = "负责单位的负责人"
    HOST = "主办单位"
    HOST_DEPARTMENT = "主办部门"
    ASSISTANT = "协办单位"
    COMMAND_CENTRE = "街道指挥中心"
    CHECKER = "网格员或引导员"
    REVISIT_OFFICER = "回访员"
    SUPERVISOR = "督办员（街道及以上）"
    ONE_UP = "上一级负责人"
    APPROVER = "区平台或领导小组"
    WHISTLER = "吹哨单位"


class Urgency(TextChoices):
    CRITICAL = "CRITICAL", "特急"
    URGENT = "URGENT", "紧急"
    NORMAL = "NORMAL", "一般"
    HARD = "HARD", "疑难"


class Channel(TextChoices):
    SNAPSHOT = "SNAPSHOT", "随手拍"
    PHONE = "PHONE", "电话"
    WECHAT = "WECHAT", "微信"
    BROADCAST = "BROADCAST", "频道留言"
    PATROL = "PATROL", "巡查"
    HOTLINE = "HOTLINE", "热线"
    MEETING = "MEETING", "会议"
    BUILDING_HEAD = "BUILDING_HEAD", "楼栋长代报"
    API = "API", "开放接口"


class Supervision(TextChoices):
    NONE = "", "未督办"
    GENERAL = "GENERAL", "一般督办"
    LISTED = "LISTED", "挂牌督办"
    INTERVIEW = "INTERVIEW", "约谈"

    def at_least(self, kind: Supervision) -> Supervision:
        """The heavier of the two: supervision only grows."""
        return max(self, kind, key=list(Supervision).index)


NOT_REPORTED_IN = "not_reported_in"  # why a case is supervised, as it stands in its event


class Purpose(TextChoices):
    """五类上报. What is reported as an emergency goes straight to the street's command centre."""

    ALERT = "ALERT", "异常情况预警"
    EMERGENCY = "EMERGENCY", "突发事件直报"
    UNCIVIL = "UNCIVIL", "不文明行为监督"
    OPINION = "OPINION", "社情民意传递"
    POLICY = "POLICY", "政策宣传"


class WhistleKind(TextChoices):
    """两种哨. It says how soon the department that is called has to report in."""

    PROGRESS = "PROGRESS", "工作推进哨"
    BREAKTHROUGH = "BREAKTHROUGH", "攻坚克难哨"


class Contact(TextChoices):
    """How the host got in touch with the reporter."""

    PHONE = "PHONE", "打电话"
    VISIT = "VISIT", "上门"
    MESSAGE = "MESSAGE", "发信息"


class Mediation(TextChoices):
    SUCCEEDED = "SUCCEEDED", "成功"
    FAILED = "FAILED", "未成功"
    LITIGATION = "LITIGATION", "转诉讼"


class Solved(TextChoices):
    YES = "YES", "解决了"
    PARTLY = "PARTLY", "解决了一部分"
    NO = "NO", "没解决"


class Satisfied(TextChoices):
    YES = "YES", "满意"
    MOSTLY = "MOSTLY", "基本满意"
    NO = "NO", "不满意"


class Dissatisfaction(TextChoices):
    """What somebody is not satisfied with."""

    RESULT = "RESULT", "结果"
    ATTITUDE = "ATTITUDE", "态度"
    SPEED = "SPEED", "效率"
    POLICY = "POLICY", "政策"


class Phase(TextChoices):
    """枫桥经验的五个环节. Which state is in which is said in cases/telling/phases.py."""

    COLLECT = "COLLECT", "信息收集"
    FIND = "FIND", "问题发现"
    ASSIGN = "ASSIGN", "任务分办"
    HANDLE = "HANDLE", "协同处置"
    FEEDBACK = "FEEDBACK", "结果反馈"


class Clock(TextChoices):
    ACCEPT = "ACCEPT", "受理"
    SIGN = "SIGN", "签收"
    HANDLE = "HANDLE", "处置"
    CHECK = "CHECK", "核查"
    REVISIT = "REVISIT", "回访"
    CONTACT = "CONTACT", "联系诉求人"
    REPORT_IN = "REPORT_IN", "报到（工作推进哨）"
    BREAKTHROUGH = "BREAKTHROUGH", "报到（攻坚克难哨）"
    DISPUTE = "DISPUTE", "提出异议"
    RULING = "RULING", "裁定异议"
