"""The ways into the demo: who one is, and what waits there to be tried first."""

from __future__ import annotations

from dataclasses import dataclass

from cases.forms import FORMS
from governance.demo.codes import ASKED_TRACKING_CODE, CLOSED_TRACKING_CODE, NANKOU_TRACKING_CODE
from partyorg.kinds import Role

PASSWORD = "shaodao-demo"
VOLUNTEER_PHONE = "14500000000"
ADMINISTRATOR, PARTY_OFFICER, BUILDING_HEAD = "admin", "party", "building"

DISTRICT = "市北区委"
GRID, BRANCH = "太平镇社区第1网格", "太平镇社区第1网格党支部"
COMMUNITY, STREET = "太平镇社区党委", "镇江路街道党工委"
PLATFORM, TOP = "市北区城市综合管理指挥平台", "市北区委党建引领基层治理工作领导小组"


@dataclass(frozen=True, slots=True)
class Try:
    """A case by the beginning of its title, and the move that waits in it for this desk."""

    move: str
    title: str

    def __str__(self) -> str:
        return f"{FORMS[self.move].button}“{self.title}”"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Without `username` no sign-in is needed. `at`: the unit or place of the post."""

    who: str
    username: str = ""
    role: str = ""
    at: str = ""
    tries: tuple[Try, ...] = ()
    to_try: str = ""

    def __str__(self) -> str:
        return f"{self.username or '/':<17} {self.who}：{'；'.join(map(str, self.tries)) or self.to_try}"


SIGN_INS = [
    SignIn(
        "居民 resident",
        to_try=f"不用登录，打开 / 报事；用查询码 {NANKOU_TRACKING_CODE} 看南口路的进度，"
        f"用 {ASKED_TRACKING_CODE} 评价一件办完的事，用 {CLOSED_TRACKING_CODE} 反映问题又出现",
    ),
    SignIn(
        "志愿者 volunteer",
        to_try=f"打开 /volunteer/，用手机号 {VOLUNTEER_PHONE} 登录（验证码显示在页面上），看时长、积分、活动、超市",
    ),
    SignIn(
        "网格员 grid worker",
        "worker",
        Role.GRID_WORKER,
        GRID,
        (Try("sign", "车棚的顶漏雨"), Try("finish", "楼门口的化粪池")),
    ),
    SignIn(
        "网格党支部书记 grid branch secretary",
        "branch",
        Role.BRANCH_SECRETARY,
        BRANCH,
        (Try("accept", "一楼大厅的灯"), Try("dispatch", "楼前的健身器材"), Try("whistle", "地下室的墙漏水")),
    ),
    SignIn("引导员 guide", "guide", Role.GUIDE, "太平镇社区居委会", (Try("check_pass", "楼道的声控灯"),)),
    SignIn(
        "社区受理员 intake officer",
        "intake",
        Role.INTAKE_OFFICER,
        COMMUNITY,
        (Try("merge", "化粪池满了"), Try("ask_refusal", "有人在小区群里骂我"), Try("reopen", "小区北门的路灯")),
    ),
    SignIn(
        "街道受理员 second intake officer",
        "intake-street",
        Role.INTAKE_OFFICER,
        STREET,
        (Try("refuse", "邻居欠我两万块"),),
    ),
    SignIn(
        "社区党委 community",
        "community",
        Role.COMMUNITY_SECRETARY,
        COMMUNITY,
        (Try("sign", "五号楼前面的空地"), Try("extend_approve", "对面新开的超市招牌")),
    ),
    SignIn(
        "街道值班长 street",
        "street",
        Role.STREET_OFFICER,
        STREET,
        (Try("sign", "楼下配电箱冒烟"), Try("dispatch", "烧烤摊占了整条人行道"), Try("rate_response", "后街的窨井盖")),
    ),
    SignIn(
        "街道党工委书记 street secretary",
        "street-secretary",
        Role.STREET_SECRETARY,
        STREET,
        (Try("whistle", "太平镇路夜里大车"), Try("close_explained", "楼下的幼儿园")),
    ),
    SignIn(
        "区平台 district platform",
        "platform",
        Role.PLATFORM_OFFICER,
        PLATFORM,
        (
            Try("ruling", "河道护栏"),
            Try("suspend", "楼顶的广告牌"),
            Try("minutes", "学校门口"),
            Try("rate_whistle", "整条街的雨水井"),
            Try("raise_top", "整条街的雨水井"),
        ),
    ),
    SignIn("督办员 supervisor", "supervisor", Role.SUPERVISOR, PLATFORM, (Try("supervise", "学校门口"),)),
    SignIn(
        "区领导小组 leading group",
        "leading",
        Role.LEADING_GROUP_OFFICER,
        TOP,
        (Try("top_decide", "老旧小区的电梯加装"),),
    ),
    SignIn(
        "区住建局 department",
        "housing",
        Role.UNIT_OFFICER,
        "区住建局",
        (Try("report_in", "外墙瓷砖"), Try("sign", "河道边的临时板房")),
    ),
    SignIn(
        "区综合行政执法局 department",
        "law",
        Role.UNIT_OFFICER,
        "区综合行政执法局",
        (Try("dispute", "店外的货架"), Try("co_answer", "河道边的临时板房")),
    ),
    SignIn(
        "街道回访员 revisit officer",
        "revisit",
        Role.REVISIT_OFFICER,
        STREET,
        (Try("revisit", "晚上有人在楼下修车"), Try("unreached", "草坪里的喷头")),
    ),
    SignIn(
        "区平台回访员 revisit officer of the platform",
        "revisit-platform",
        Role.REVISIT_OFFICER,
        PLATFORM,
        (Try("revisit", "公交站的候车亭"),),
    ),
    SignIn(
        "党务专干 party officer",
        PARTY_OFFICER,
        to_try="/desk/members/ 党员名册，/desk/party-life/ 组织生活",
    ),
    SignIn("楼栋长 head of a building", BUILDING_HEAD, to_try="/desk/visits/ 走访记录"),
    SignIn(
        "系统管理员 system", "sysadmin", Role.SYSTEM_ADMINISTRATOR, DISTRICT, to_try="/admin/ 登记册、规则、工作日历"
    ),
    SignIn("安全管理员 security", "secadmin", Role.SECURITY_ADMINISTRATOR, DISTRICT, to_try="/admin/ 账号、岗位、登录"),
    SignIn("审计管理员 audit", "auditor", Role.AUDIT_ADMINISTRATOR, DISTRICT, to_try="/admin/ 审计记录"),
    SignIn("应急账号 break-glass", ADMINISTRATOR, to_try="/admin/ 三员都不在时用"),
]
