"""Imports that are done, one with errors, exports that wait: the pages of the exchange on the demo's first day."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from accounts.models import User
from exchange.models import Export, ImportRun, Paper
from exchange.workflow import ExportState, RunState, What
from governance.demo.sign_ins import COMMUNITY, STREET
from partyorg.kinds import Role
from partyorg.models import Organisation, Post

WRONG = [
    [3, "手机号", "“1381234”不是 11 位手机号。"],
    [5, "岗位", "不认识“片长”，可以填：网格员、引导员、网格党支部书记、社区党委书记 等。"],
    [9, "单位", "没有找到“太平镇小学”这个组织：登记册里没有，或者名称写得不一样。"],
]


def add_exchanges(*, at: datetime) -> None:
    system, security = _holder(Role.SYSTEM_ADMINISTRATOR), _holder(Role.SECURITY_ADMINISTRATOR)
    community = Organisation.objects.get(name=COMMUNITY)
    if system and security:
        _runs(system, security, at)
        _ask(What.ORGANISATIONS, Organisation.objects.get(name=STREET), system, "街道换届前核对组织台账", at)
    secretary = _holder(Role.PARTY_OFFICER, community) or _holder(Role.COMMUNITY_SECRETARY, community)
    if secretary:
        _ask(What.MEMBERS, community, secretary, "年度党内统计", at)


def _runs(system: User, security: User, at: datetime) -> None:
    last_week, an_hour = at - timedelta(days=7), at - timedelta(hours=1)
    ImportRun.objects.create(
        what=What.ORGANISATIONS, name="楼院党小组.xlsx", by=system, at=last_week, state=RunState.DONE, total=42, new=38,
        changed=4, finished_at=last_week + timedelta(minutes=1),
    )  # fmt: skip
    wrong = ImportRun.objects.create(
        what=What.STAFF,
        name="新招网格员.xlsx",
        by=security,
        at=an_hour,
        state=RunState.WRONG,
        total=12,
        new=9,
        errors=3,
    )  # fmt: skip
    said = {"rows": [], "faults": WRONG, "strange": ["备注"]}
    Paper.keep(json.dumps(said, ensure_ascii=False).encode(), Paper.Purpose.PREVIEW, run=wrong)


def _ask(what: What, scope: Organisation, by: User, reason: str, at: datetime) -> None:
    Export.objects.create(
        what=what, scope=scope, by=by, reason=reason, at=at - timedelta(hours=2), state=ExportState.ASKED
    )


def _holder(role: Role, unit: Organisation | None = None) -> User | None:
    posts = Post.objects.filter(role=role).select_related("person").order_by("id")
    post = (posts.filter(organisation=unit) if unit else posts).first()
    return post.person if post else None
