"""The columns of each kind of file, in their order: what the template shows, the reader knows, the export writes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from exchange.workflow import What


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: the field that it fills; `also`: other headings under which people keep it."""

    key: str
    label: str
    example: str
    needed: bool = False
    hint: str = ""
    also: tuple[str, ...] = ()


NAME = "name"  # the column that each file has, by which a line is recognised as an example
EXAMPLE = "（示例）"


def is_example(name: object) -> bool:
    """Whether it is a line of the template: left standing, it would be written over an organisation that there is."""
    return unicodedata.normalize("NFKC", str(name or "")).strip().startswith(unicodedata.normalize("NFKC", EXAMPLE))


_UNIT_HINT = "写名称；有重名的写全路径，用 / 隔开，如：市北区委/镇江路街道党工委"
_DAY_HINT = "如 2021-12-20"

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    What.ORGANISATIONS: (
        Column(NAME, "名称", f"{EXAMPLE}太平镇社区第1网格党支部", needed=True, also=("组织名称",)),
        Column("kind", "类型", "网格党支部", needed=True, also=("组织类型",)),
        Column("parent", "上级组织", "太平镇社区党委", hint=f"{_UNIT_HINT}；最上面的组织不填", also=("上级",)),
        Column("place", "地域编码", "370203022001001", hint="管辖哪里；各级党组织必填", also=("管辖地域",)),
        Column("leans_on", "依托单位", "", hint=_UNIT_HINT),
        Column("serves", "服务小区", "", hint="小区名称；有重名的写成 社区/小区"),
        Column("duty_phone", "值班电话", "0532-83000000", also=("电话",)),
        Column("founded_on", "成立日期", "2020-07-01", hint=_DAY_HINT),
        Column("elected_on", "最近换届日期", "2021-12-20", hint=_DAY_HINT, also=("换届日期",)),
        Column("due_on", "过渡期限", "", hint="只有党的工作小组填写，如 2027-06-30"),
    ),
    What.MEMBERS: (
        Column(NAME, "姓名", f"{EXAMPLE}张三", needed=True),
        Column("phone", "手机号", "14100000001", hint="11 位；用来认出同一个人", also=("手机", "联系电话")),
        Column("id_number", "身份证号", "", hint="18 位；填了就按它认人", also=("身份证", "身份证号码")),
        Column("organisation", "所在党组织", "太平镇社区第1网格党支部", needed=True, hint=_UNIT_HINT, also=("党组织",)),
        Column("is_full", "党员类别", "正式", hint="正式 或 预备；不填算正式"),
        Column("since", "转入日期", "2020-07-01", needed=True, hint=_DAY_HINT),
        Column("works_at", "工作单位", "", hint="登记册里的单位名称"),
        Column("grid", "网格编码", "370203022001001", hint="入格的网格", also=("网格",)),
        Column("way", "入格方式", "回归", hint="沉下、浮出、融进、回归；填了网格就要填"),
        Column("duty", "认领岗位", "政策宣传岗"),
    ),
    What.STAFF: (
        Column(NAME, "姓名", f"{EXAMPLE}李四", needed=True),
        Column("username", "登录名", "lisi", hint="不填就按手机号生成，本人用手机号登录", also=("账号",)),
        Column("phone", "手机号", "14100000002", hint="11 位；没有登录名时必填", also=("手机", "联系电话")),
        Column("role", "岗位", "网格员", needed=True, also=("角色",)),
        Column("organisation", "单位", "", hint=f"{_UNIT_HINT}；单位和地域编码填一个", also=("所在单位",)),
        Column("place", "地域编码", "370203022001001", hint="在网格、社区任职的填这里", also=("地域",)),
        Column("from_date", "任职日期", "2026-01-01", needed=True, hint=_DAY_HINT),
        Column("to_date", "离任日期", "", hint="最后一天；不限期不填"),
        Column("sent_by", "选派单位", "", hint="由别的单位选派下来的填写"),
    ),
}  # fmt: skip


def label_of(what: str, key: str) -> str:
    """The heading of this column; "" for what is no column of the file."""
    return next((column.label for column in COLUMNS[what] if column.key == key), "")
