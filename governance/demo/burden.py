"""What departments and street bodies of the demo have asked of communities: most of it of one, as it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate

from accounts.models import User
from burden import actions
from burden.models import Assignment, ListedMatter
from burden.workflow import MOVES, Deed, Who
from governance.demo.codes import HOME_COMMUNITY, HOME_STREET
from governance.demo.timeline import Timeline, on
from grids.models import Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import Kind, Role
from partyorg.models import Organisation, Post

SINCE = date(2020, 1, 1)
BY_LAW = "《城市居民委员会组织法》第三条"
HEALTH, RELIEF, SAFETY, PUBLICITY = "公共卫生", "优抚救济", "社会治安", "宣传法律法规和政策"
# name, what the community helps with
LIST = [
    (HEALTH, "协助开展公共卫生宣传、疫苗接种通知、爱国卫生活动。"),
    (RELIEF, "协助核对优抚、低保、临时救助对象，送达通知。"),
    ("青少年教育", "协助组织假期活动，提供场地。"),
    (SAFETY, "协助维护社会治安，提供情况，陪同入户。"),
    (PUBLICITY, "张贴、发放，组织居民参加。"),
]
NEIGHBOUR = "370203022012"  # the community next to home
CLOCKS = ("09:20", "10:05", "14:30", "16:10")


@dataclass(frozen=True, slots=True)
class Given:
    """A task, `days_back` working days ago; without `matter` it is outside the list. `then`: its steps, a day apart."""

    days_back: int
    unit: str
    title: str
    matter: str = ""
    communities: tuple[str, ...] = (HOME_COMMUNITY,)
    due_in: int = 10
    then: tuple[tuple[Deed, str], ...] = ()


DONE = ((Deed.FINISH, "已办好，材料交给经办人。"),)
TASKS = [
    Given(38, "区卫生健康局", "流感疫苗接种通知", HEALTH, then=DONE),
    Given(36, "区民政局", "核对低保边缘家庭", RELIEF, then=DONE),
    Given(30, "公安市北分局", "反诈宣传入楼", PUBLICITY, then=DONE),
    Given(24, "区应急管理局", "用火用电安全提示", PUBLICITY, then=DONE),
    Given(22, "区市场监管局", "登记小餐饮店从业人数", then=((Deed.BAR, "登记市场主体是部门的职责，请自行办理。"),)),
    Given(17, "区城市管理局", "清理楼道小广告", HEALTH, then=DONE),
    Given(16, "区民政局", "走访重点优抚对象", RELIEF, then=DONE),
    Given(14, "区市场监管局", "统计沿街商户台账", SAFETY, then=((Deed.OBJECT, "和平安台账重复。"), (Deed.LIFT, ""))),
    Given(13, "生态环境市北分局", "建筑工地扬尘排查", then=((Deed.ADMIT, "只带路，不代查。"), *DONE)),
    Given(9, "区卫生健康局", "老年人体检通知", HEALTH, (HOME_COMMUNITY, NEIGHBOUR), then=DONE),
    Given(8, "公安交警市北大队", "电动车上牌摸底", SAFETY, then=((Deed.OBJECT, "台账应由交警建，社区只能贴通知。"),)),
    Given(7, "区住建局", "老旧小区改造意见征集", PUBLICITY, due_in=15),
    Given(6, "镇江路街道市政环卫所", "周末卫生日", HEALTH, (HOME_COMMUNITY, NEIGHBOUR), then=DONE),
    Given(5, "区民政局", "冬季困难群众摸排", RELIEF, due_in=9),
    Given(4, "区应急管理局", "燃气报警器安装统计", due_in=12, then=((Deed.ADMIT, "同意，一个月内不再加项。"),)),
    Given(3, "区卫生健康局", "家庭医生签约宣传", HEALTH, (HOME_COMMUNITY, NEIGHBOUR), due_in=14),
    Given(2, "自然资源和规划市北分局", "楼顶加建情况填表", due_in=10),
    Given(1, "区市场监管局", "食品摊点信息采集", communities=(HOME_COMMUNITY, NEIGHBOUR), due_in=20),
]  # fmt: skip


def add_tasks(timeline: Timeline) -> None:
    """By the real actions, each at its own hour."""
    ListedMatter.objects.bulk_create(
        ListedMatter(name=name, scope=scope, basis=BY_LAW, from_date=SINCE) for name, scope in LIST
    )
    for number, given in enumerate(TASKS):
        _live(given, CLOCKS[number % len(CLOCKS)], timeline)


def _live(given: Given, clock: str, timeline: Timeline) -> None:
    at = on(given.days_back, clock)(timeline, timeline.at)
    unit = Organisation.objects.get(name=given.unit)
    matter = ListedMatter.objects.filter(name=given.matter).first()
    asked = actions.Asked(
        title=given.title,
        what=f"请社区协助：{given.title}。社区只协助，由本单位主责。",
        due_on=localdate(at) + timedelta(days=given.due_in),
        issuer=unit,
        communities=list(Place.objects.filter(code__in=given.communities).order_by("code")),
        listed=matter,
        basis="" if matter else "按本单位年度工作安排，需要社区提供情况。",
    )
    task = actions.assign(asked, by=_hat(timeline, role=Role.UNIT_OFFICER, organisation=unit), at=at)
    for assignment in task.assignments.with_faces():
        _take(assignment, given, clock, timeline)


def _take(assignment: Assignment, given: Given, clock: str, timeline: Timeline) -> None:
    for day, (deed, note) in enumerate(given.then, start=1):
        at = on(given.days_back - day, clock)(timeline, timeline.at)
        by = _of_the_community(assignment, timeline) if MOVES[deed].who == Who.COMMUNITY else _of_the_street(timeline)
        assignment = actions.take(assignment, deed, note=note, by=by, at=at)


def _of_the_community(assignment: Assignment, timeline: Timeline) -> Hat:
    return _hat(timeline, role=Role.COMMUNITY_SECRETARY, organisation__place=assignment.community)


def _of_the_street(timeline: Timeline) -> Hat:
    home = Organisation.objects.get(kind=Kind.STREET_COMMITTEE, place__code=HOME_STREET)
    return _hat(timeline, role=Role.STREET_OFFICER, organisation=home)


def _hat(timeline: Timeline, **post: object) -> Hat:
    first = Post.objects.filter(**post).order_by("id").values("person")[:1]
    return hat_of(User.objects.get(pk__in=first), timeline.at)
