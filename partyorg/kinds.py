"""Kinds of organisation and roles of posts: pure data, imports nothing of ours.

A *rung* is a level of the ladder a case climbs: 1 grid, 2 community, 3 street, 4 district platform, 5 leading group.
Only organisations on a rung may own a case; departments and companies host or assist.
"""

from django.db.models import TextChoices


class Kind(TextChoices):
    # the chain of the party
    DISTRICT_COMMITTEE = "DISTRICT_COMMITTEE", "区委"
    LEADING_GROUP = "LEADING_GROUP", "区领导小组"
    PLATFORM = "PLATFORM", "区平台"
    STREET_COMMITTEE = "STREET_COMMITTEE", "街道党工委"
    COMMUNITY_COMMITTEE = "COMMUNITY_COMMITTEE", "社区党委"
    COMPREHENSIVE_COMMITTEE = "COMPREHENSIVE_COMMITTEE", "社区综合党委"
    GRAND_COMMITTEE = "GRAND_COMMITTEE", "社区大党委"
    COMMUNITY_GENERAL_BRANCH = "COMMUNITY_GENERAL_BRANCH", "社区党总支"
    GENERAL_BRANCH = "GENERAL_BRANCH", "党总支"
    GRID_BRANCH = "GRID_BRANCH", "网格党支部"
    ESTATE_BRANCH = "ESTATE_BRANCH", "小区党支部"
    PROPERTY_BRANCH = "PROPERTY_BRANCH", "物业党支部"
    FUNCTIONAL_BRANCH = "FUNCTIONAL_BRANCH", "功能型党支部"
    TEMPORARY_BRANCH = "TEMPORARY_BRANCH", "临时党支部"
    WORKING_GROUP = "WORKING_GROUP", "党的工作小组"
    PARTY_GROUP = "PARTY_GROUP", "楼院党小组"
    BUILDING_GROUP = "BUILDING_GROUP", "楼栋党小组"
    MEMBER_HOUSEHOLD = "MEMBER_HOUSEHOLD", "党员中心户"
    # those who host and assist
    DEPARTMENT = "DEPARTMENT", "区直部门"
    STREET_BODY = "STREET_BODY", "街道站所"
    COMPANY = "COMPANY", "驻区单位"
    PROPERTY_COMPANY = "PROPERTY_COMPANY", "物业公司"
    RESIDENTS_COMMITTEE = "RESIDENTS_COMMITTEE", "居委会"
    OWNERS_COMMITTEE = "OWNERS_COMMITTEE", "业委会"
    OWNERS_SUPERVISION = "OWNERS_SUPERVISION", "业主监督委员会"
    TEAM = "TEAM", "队伍"


RUNGS: dict[str, int] = {
    Kind.GRID_BRANCH: 1,
    Kind.COMMUNITY_COMMITTEE: 2,
    Kind.COMPREHENSIVE_COMMITTEE: 2,
    Kind.GRAND_COMMITTEE: 2,
    Kind.COMMUNITY_GENERAL_BRANCH: 2,
    Kind.STREET_COMMITTEE: 3,
    Kind.PLATFORM: 4,
    Kind.LEADING_GROUP: 5,
}
KINDS_OF_RUNG: dict[int, tuple[str, ...]] = {  # the usual one first
    rung: tuple(kind for kind in RUNGS if RUNGS[kind] == rung) for rung in sorted(set(RUNGS.values()))
}
KIND_OF_RUNG: dict[int, str] = {rung: usual for rung, (usual, *_) in KINDS_OF_RUNG.items()}
BRANCHES: frozenset[str] = frozenset(
    {Kind.GRID_BRANCH, Kind.ESTATE_BRANCH, Kind.PROPERTY_BRANCH, Kind.FUNCTIONAL_BRANCH, Kind.TEMPORARY_BRANCH}
)
FEWEST_FOR_A_BRANCH = 3  # full members (支部工作条例)
GENERAL_BRANCHES: frozenset[str] = frozenset({Kind.GENERAL_BRANCH, Kind.COMMUNITY_GENERAL_BRANCH})
# Those that a member may belong to, and that may have a committee of members.
OF_MEMBERS: frozenset[str] = (
    BRANCHES
    | GENERAL_BRANCHES
    | {Kind.DISTRICT_COMMITTEE, Kind.LEADING_GROUP, Kind.STREET_COMMITTEE, Kind.WORKING_GROUP}
    | {Kind.COMMUNITY_COMMITTEE, Kind.COMPREHENSIVE_COMMITTEE, Kind.GRAND_COMMITTEE}
    | {Kind.PARTY_GROUP, Kind.BUILDING_GROUP, Kind.MEMBER_HOUSEHOLD, Kind.DEPARTMENT, Kind.STREET_BODY}
    | {Kind.COMPANY, Kind.PROPERTY_COMPANY}
)

_COMPANIES = (Kind.COMPANY, Kind.PROPERTY_COMPANY)
_NEAR_BY = (Kind.TEAM, *_COMPANIES)
_PARTY_BELOW = (Kind.PARTY_GROUP, Kind.BUILDING_GROUP)
# Whom a unit on a rung may name as host of a case: never another rung (that would be sending it down).
HOSTS_OF_RUNG: dict[int, frozenset[str]] = {
    1: frozenset({*_NEAR_BY, Kind.RESIDENTS_COMMITTEE, *_PARTY_BELOW}),
    2: frozenset({*_NEAR_BY, Kind.RESIDENTS_COMMITTEE, *_PARTY_BELOW}),
    3: frozenset({Kind.STREET_BODY, Kind.DEPARTMENT, *_NEAR_BY}),
    4: frozenset({Kind.DEPARTMENT, *_COMPANIES}),
    5: frozenset({Kind.DEPARTMENT, *_COMPANIES}),
}

# Those who, called from the street upwards, have to report in (部门报到).
REPORTING_IN: frozenset[str] = frozenset({Kind.DEPARTMENT, Kind.STREET_BODY})


class Role(TextChoices):
    GRID_WORKER = "GRID_WORKER", "网格员"
    GUIDE = "GUIDE", "引导员"
    BRANCH_SECRETARY = "BRANCH_SECRETARY", "网格党支部书记"
    COMMUNITY_SECRETARY = "COMMUNITY_SECRETARY", "社区党委书记"
    INTAKE_OFFICER = "INTAKE_OFFICER", "受理员"
    STREET_SECRETARY = "STREET_SECRETARY", "街道党工委书记"
    STREET_DIRECTOR = "STREET_DIRECTOR", "街道办事处主任"
    STREET_OFFICER = "STREET_OFFICER", "街道值班长"
    PLATFORM_OFFICER = "PLATFORM_OFFICER", "区平台值班长"
    LEADING_GROUP_OFFICER = "LEADING_GROUP_OFFICER", "领导小组办公室"
    UNIT_OFFICER = "UNIT_OFFICER", "经办人"
    REVISIT_OFFICER = "REVISIT_OFFICER", "回访员"
    SUPERVISOR = "SUPERVISOR", "督办员"
    # the grid's force beside its worker and its guide (1+3+N)
    GRID_HEAD = "GRID_HEAD", "网格长"
    PART_TIME_WORKER = "PART_TIME_WORKER", "兼职网格员"
    LINKED_LEADER = "LINKED_LEADER", "联系领导"
    # offices: they handle no cases
    PARTY_OFFICER = "PARTY_OFFICER", "党务专干"
    BUILDING_HEAD = "BUILDING_HEAD", "楼栋长"
    DYNAMIC_WORKER = "DYNAMIC_WORKER", "动态网格员"
    SYSTEM_ADMINISTRATOR = "SYSTEM_ADMINISTRATOR", "系统管理员"
    SECURITY_ADMINISTRATOR = "SECURITY_ADMINISTRATOR", "安全管理员"
    AUDIT_ADMINISTRATOR = "AUDIT_ADMINISTRATOR", "审计管理员"


# 三员: three people, so that nobody who changes a thing also keeps the trail of it.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR})
# A post in one of these gives sight of no case and makes nobody its handler, whatever unit or place it is at.
OFFICES = ADMINISTRATORS | {Role.PARTY_OFFICER, Role.BUILDING_HEAD, Role.DYNAMIC_WORKER}

GRID_WORKERS = frozenset({Role.GRID_HEAD, Role.GRID_WORKER, Role.PART_TIME_WORKER})
# Those who look, on the spot, whether a thing is done; never the one who did it.
CHECKERS = GRID_WORKERS | {Role.GUIDE}
# Who may know who is a member of the party, within their territory: it is nobody else's business (PIPL art. 28).
PARTY_ROLES = frozenset(
    {
        Role.BRANCH_SECRETARY, Role.COMMUNITY_SECRETARY, Role.STREET_SECRETARY, Role.LEADING_GROUP_OFFICER, Role.GUIDE,
        Role.PARTY_OFFICER,
    }
)  # fmt: skip
# Of these, who writes in the roll of members; a guide (引导员) only reads it.
KEEPERS = PARTY_ROLES - {Role.GUIDE}
# Of these, who founds, converts and ends organisations below their own unit.
FOUNDERS = KEEPERS - {Role.BRANCH_SECRETARY}
# 1+3+N: the four fixed slots of a grid, in the order in which they are said. A guide of the community or the street
# serves each of its grids.
SLOTS = (Role.GRID_HEAD, Role.GRID_WORKER, Role.PART_TIME_WORKER, Role.GUIDE)

# Those who decide for a unit on its rung: they dispatch, whistle, raise (domain.md 3.3).
HEADS_OF_RUNG: dict[int, frozenset[str]] = {
    1: frozenset({Role.BRANCH_SECRETARY}),
    2: frozenset({Role.COMMUNITY_SECRETARY}),
    3: frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER}),
    4: frozenset({Role.PLATFORM_OFFICER}),
    5: frozenset({Role.LEADING_GROUP_OFFICER}),
}
