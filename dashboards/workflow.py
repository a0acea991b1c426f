"""考核 and 月报 as data: who is scored, what becomes of an appeal; how far a report is. Imports nothing of ours."""

from django.db.models import TextChoices

APPEAL_WORKING_DAYS = 10


class Subject(TextChoices):
    """Whom a scheme scores."""

    STREET = "STREET", "街道"
    COMMUNITY = "COMMUNITY", "社区"
    GRID = "GRID", "网格"
    DEPARTMENT = "DEPARTMENT", "部门"


class Verdict(TextChoices):
    """What was decided of an appeal."""

    UPHELD = "UPHELD", "申诉成立"
    DECLINED = "DECLINED", "申诉不成立"


class Remedy(TextChoices):
    """How an upheld appeal adjusts a score, beside the frozen one."""

    EXCUSED = "EXCUSED", "容错：这一项不计"
    CORRECTED = "CORRECTED", "更正这一项的数"


class ReportState(TextChoices):
    """How far a monthly report has come, which is made in the background."""

    QUEUED = "QUEUED", "排队中"
    RUNNING = "RUNNING", "生成中"
    READY = "READY", "可以下载"
    FAILED = "FAILED", "没有做成"


UNDER_WAY = frozenset({ReportState.QUEUED, ReportState.RUNNING})
STEPS = ("数字", "类别和层级", "超期和等得最久的", "苗头", "排版")  # of the making, as its progress is told

RULES: dict[str, str] = {
    "not_yours": "只有{who}可以{deed}。",
    "month_begun": "{month}还没有开始，过完了才能封存。",
    "month_over": "{month}还没有过完，过完了才能封存。",
    "closed_once": "{month}已经封存过了，不能再封存。",
    "some_case": "到{month}为止还没有一件诉求，没有可以封存的数。",
    "months_in_turn": "{first}还没有封存，要一个月接一个月地封存：请先封存{first}，再封存{month}。",
    "some_scheme": "没有启用的考核方案，请系统管理员先在“登记与规则”里启用一份。",
    "in_time": "申诉要在封存后 10 个工作日内提出，这一份到 {until} 为止。",
    "appealed_once": "这一份已经申诉过一次，以裁定为准。",
    "counted_there": "这一份考核里没有这个指标，请从名单里选。",
    "another_person": "提申诉的人不能自己裁定，请换一位值班长。",
    "decided_once": "这件申诉已经裁定过了，以先前的裁定为准。",
}


class Refused(Exception):  # it is an answer, not an error
    """A deed that the rules do not allow. `rule`: its name in RULES; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))
