"""What is exchanged, the states of an import and of an export, and which posts may do what: pure data."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

from partyorg.kinds import KEEPERS, Role


class What(TextChoices):
    ORGANISATIONS = "ORGANISATIONS", "组织"
    MEMBERS = "MEMBERS", "党员"
    STAFF = "STAFF", "工作人员"


class RunState(TextChoices):
    WRONG = "WRONG", "有错误"
    READY = "READY", "等您确认"
    QUEUED = "QUEUED", "排队中"
    RUNNING = "RUNNING", "导入中"
    DONE = "DONE", "已完成"
    FAILED = "FAILED", "没有完成"
    DROPPED = "DROPPED", "已放弃"


class ExportState(TextChoices):
    ASKED = "ASKED", "待审批"
    GRANTED = "GRANTED", "已同意，排队中"
    RUNNING = "RUNNING", "生成中"
    READY = "READY", "可以下载"
    DECLINED = "DECLINED", "不同意"
    FAILED = "FAILED", "没有完成"
    OVER = "OVER", "已过期"


UNDER_WAY = frozenset({RunState.QUEUED, RunState.RUNNING})
OPEN = frozenset({RunState.WRONG, RunState.READY, RunState.FAILED})  # may be dropped
EXPORT_UNDER_WAY = frozenset({ExportState.GRANTED, ExportState.RUNNING})

# The leading group keeps the roll at the desk; of files it grants what others ask for.
_WITH_FILES = KEEPERS - {Role.LEADING_GROUP_OFFICER}
_ADMINISTRATORS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})

# Members: within the subtree of the post's own unit (exchange/standing.py).
IMPORTED_BY: Mapping[str, frozenset[str]] = {
    What.ORGANISATIONS: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    What.MEMBERS: _WITH_FILES,
    What.STAFF: frozenset({Role.SECURITY_ADMINISTRATOR}),
}
EXPORTED_BY: Mapping[str, frozenset[str]] = {
    What.ORGANISATIONS: _ADMINISTRATORS,
    What.MEMBERS: _WITH_FILES,
    What.STAFF: _ADMINISTRATORS,
}
# Always somebody else than who asked. Members: a head of the party whose unit is wider than the one asked for.
GRANTED_BY: Mapping[str, frozenset[str]] = {
    What.ORGANISATIONS: frozenset({Role.SECURITY_ADMINISTRATOR}),
    What.MEMBERS: frozenset({Role.COMMUNITY_SECRETARY, Role.STREET_SECRETARY, Role.LEADING_GROUP_OFFICER}),
    What.STAFF: frozenset({Role.SECURITY_ADMINISTRATOR}),
}
