"""What each office is for, as its holder reads it at the desk. Pure."""

from partyorg.kinds import Role

MEANT_FOR: dict[str, str] = {
    Role.PARTY_OFFICER: "管本单位范围内的组织和党员登记：支部、小组、党员、换届、双报到。",
    Role.BUILDING_HEAD: "管一栋楼：邻居的事您听得到、说得清，可以代邻居上报。",
    Role.DYNAMIC_WORKER: "路上看见问题随手报：事情归拍照的地方所在的网格，由那里办。",
    Role.SYSTEM_ADMINISTRATOR: "管账号、地域、组织、规则和时限这些登记，不办案件，也不看审计。",
    Role.SECURITY_ADMINISTRATOR: "管谁能登录、谁有什么权限：岗位、登录锁定、二次验证，不办案件。",
    Role.AUDIT_ADMINISTRATOR: "看审计记录：谁在什么时候改了什么、看了什么，不办案件，也不改登记。",
}
