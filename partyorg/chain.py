"""Which organisation hangs under which (domain.md 5): pure data, and the sentence for a pair that is none.

The chain of 市北: 区委—街道党工委—社区党委—网格党支部—楼院党小组—党员中心户;
of 东圣: 社区大党委—网格党支部—楼栋党小组—党员中心户; of 清晖岸: 社区党总支—小区党支部—楼栋党小组.
What is no link of it (companies, owners' bodies, teams) may also stand by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from partyorg.kinds import BRANCHES, KINDS_OF_RUNG, Kind

K = Kind
ALONE = ""  # under nothing
OF_COMMUNITIES = frozenset(KINDS_OF_RUNG[2])
_COMMUNITY_OR_GENERAL = OF_COMMUNITIES | {K.GENERAL_BRANCH}
_GROUPS = frozenset({K.PARTY_GROUP, K.BUILDING_GROUP})
_BODIES = frozenset({ALONE, K.STREET_COMMITTEE, K.RESIDENTS_COMMITTEE}) | OF_COMMUNITIES

# Each kind and what it may hang under.
UNDER: Mapping[str, frozenset[str]] = {
    K.DISTRICT_COMMITTEE: frozenset({ALONE}),
    K.LEADING_GROUP: frozenset({ALONE, K.DISTRICT_COMMITTEE}),
    K.PLATFORM: frozenset({K.LEADING_GROUP}),
    K.STREET_COMMITTEE: frozenset({K.DISTRICT_COMMITTEE}),
    **dict.fromkeys(OF_COMMUNITIES, frozenset({K.STREET_COMMITTEE})),
    K.GENERAL_BRANCH: OF_COMMUNITIES,
    K.GRID_BRANCH: _COMMUNITY_OR_GENERAL,
    K.ESTATE_BRANCH: _COMMUNITY_OR_GENERAL,
    K.PROPERTY_BRANCH: _COMMUNITY_OR_GENERAL,
    K.FUNCTIONAL_BRANCH: _COMMUNITY_OR_GENERAL | {K.STREET_COMMITTEE},
    K.TEMPORARY_BRANCH: _COMMUNITY_OR_GENERAL | {K.STREET_COMMITTEE},
    K.WORKING_GROUP: _COMMUNITY_OR_GENERAL,
    K.PARTY_GROUP: BRANCHES,
    K.BUILDING_GROUP: BRANCHES,
    K.MEMBER_HOUSEHOLD: _GROUPS,
    K.DEPARTMENT: frozenset({ALONE, K.DISTRICT_COMMITTEE}),
    K.STREET_BODY: frozenset({K.STREET_COMMITTEE}),
    K.RESIDENTS_COMMITTEE: OF_COMMUNITIES,
    K.COMPANY: _BODIES,
    K.PROPERTY_COMPANY: _BODIES,
    K.OWNERS_COMMITTEE: _BODIES,
    K.OWNERS_SUPERVISION: _BODIES,
    K.TEAM: _BODIES | BRANCHES | {K.GENERAL_BRANCH},
}


def why_not(kind: str, under: str) -> str:
    """Why no organisation of this kind hangs under one of that (ALONE: under none); "" where it may."""
    if under in UNDER[kind]:
        return ""
    allowed = "、".join(label for one in [ALONE, *Kind] if one in UNDER[kind] and (label := _said(one)))
    wanted = f"{Kind(kind).label}要挂在{allowed}下面" if allowed else f"{Kind(kind).label}上面没有别的组织"
    return f"{wanted}，不能{f'挂在{Kind(under).label}下面' if under else '单独存在'}。"


def _said(kind: str) -> str:
    return str(Kind(kind).label) if kind else ""
