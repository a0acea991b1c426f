"""Kinds of organisation and roles of posts: pure data, imports nothing of ours.

A *rung* is a level of the ladder a case climbs: 1 grid, 2 community, 3 street, 4 district platform, 5 leading group.
Only organisations on a rung may own a case; departments and companies host or assist.
"""

from django.db.models import TextChoices


class Kind(TextChoices):
    DISTRICT_COMMITTEE = "DISTRICT_COMMITTEE", "区委"
    LEADING_GROUP = "LEADING_GROUP", "区领导小组"
    PLATFORM = "PLATFORM", "区平台"
    STREET_COMMITTEE = "STREET_COMMITTEE", "街道党工委"
    COMMUNITY_COMMITTEE = "COMMUNITY_COMMITTEE", "社区党委"
    GRID_BRANCH = "GRID_BRANCH", "网格党支部"
    PARTY_GROUP = "PARTY_GROUP", "党小组"
    DEPARTMENT = "DEPARTMENT", "区直部门"
    STREET_BODY = "STREET_BODY", "街道站所"
    COMPANY = "COMPANY", "企业单位"
    TEAM = "TEAM", "队伍"


RUNGS: dict[str, int] = {
    Kind.GRID_BRANCH: 1,
    Kind.COMMUNITY_COMMITTEE: 2,
    Kind.STREET_COMMITTEE: 3,
    Kind.PLATFORM: 4,
    Kind.LEADING_GROUP: 5,
}
KIND_OF_RUNG: dict[int, str] = {rung: kind for kind, rung in RUNGS.items()}
RUNG_NAMES: dict[int, str] = {1: "网格", 2: "社区", 3: "街道", 4: "区平台", 5: "区领导小组"}

# Whom a unit on a rung may name as host of a case: never another rung (that would be sending it down).
HOSTS_OF_RUNG: dict[int, frozenset[str]] = {
    1: frozenset({Kind.TEAM, Kind.COMPANY, Kind.PARTY_GROUP}),
    2: frozenset({Kind.TEAM, Kind.COMPANY, Kind.PARTY_GROUP}),
    3: frozenset({Kind.STREET_BODY, Kind.DEPARTMENT, Kind.COMPANY, Kind.TEAM}),
    4: frozenset({Kind.DEPARTMENT, Kind.COMPANY}),
    5: frozenset({Kind.DEPARTMENT, Kind.COMPANY}),
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


# Those who look, on the spot, whether a thing is done; never the one who did it.
CHECKERS = frozenset({Role.GRID_WORKER, Role.GUIDE})

# Those who decide for a unit on its rung: they dispatch, whistle, raise (domain.md 3.3).
HEADS_OF_RUNG: dict[int, frozenset[str]] = {
    1: frozenset({Role.BRANCH_SECRETARY}),
    2: frozenset({Role.COMMUNITY_SECRETARY}),
    3: frozenset({Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER}),
    4: frozenset({Role.PLATFORM_OFFICER}),
    5: frozenset({Role.LEADING_GROUP_OFFICER}),
}
