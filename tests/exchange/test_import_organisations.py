"""A file of organisations becomes part of the tree: parents in the same file, all errors at once, all or nothing."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from exchange.models import ImportRun
from exchange.workflow import What
from grids.models import Estate
from partyorg.models import Chapter, EstateStep, Organisation
from tests.exchange.conftest import faults, imported, page, taken_in, text, upload
from tests.factories import MONDAY, Town

ORGANISATIONS = What.ORGANISATIONS


def group(name: str, parent: str = "太平镇社区第1网格党支部", **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": "楼院党小组", "parent": parent, **more}


def said(town: Town, *rows: dict[str, Any]) -> list[str]:
    return [sentence for _, _, sentence in faults(town, taken_in(town, ORGANISATIONS, *rows))]


def test_parents_may_stand_below_their_children_in_the_file(town: Town) -> None:
    run = imported(
        town,
        ORGANISATIONS,
        {"name": "一号楼党员中心户", "kind": "党员中心户", "parent": "第一党小组"},
        group("第一党小组", founded_on=date(2020, 7, 1)),
        {"name": "市北书店", "kind": "驻区单位", "duty_phone": "0532-83000000"},
    )
    assert (run.new, run.changed, run.same) == (3, 0, 0)
    household = Organisation.objects.get(name="一号楼党员中心户")
    assert household.parent
    assert household.parent.name == "第一党小组"
    assert household.parent.parent == town.units["branch"]
    assert household.parent.founded_on == date(2020, 7, 1)
    assert Chapter.objects.get(organisation=household.parent).what == "FOUNDED"
    assert Organisation.objects.get(name="市北书店").is_root_node()
    call_command("check_tree", model="partyorg.Organisation")


def test_what_is_there_is_changed_or_left(town: Town) -> None:
    Estate.objects.create(community=town.places["community"], name="太平镇小区", kind="OLD")
    branch = {
        "name": "太平镇社区第1网格党支部", "kind": "网格党支部", "parent": "市北区委/镇江路街道党工委/太平镇社区党委",
    }  # fmt: skip
    run = imported(
        town,
        ORGANISATIONS,
        {**branch, "serves": "太平镇小区", "elected_on": "2023年6月30日", "leans_on": "太平镇物业公司"},
        {"name": "区住建局", "kind": "区直部门"},
    )
    assert (run.new, run.changed, run.same) == (0, 1, 1)
    unit = Organisation.objects.get(pk=town.units["branch"].pk)
    assert (str(unit.serves), unit.elected_on, unit.leans_on) == (
        "太平镇小区",
        date(2023, 6, 30),
        town.units["property"],
    )
    assert (unit.place, unit.lft) == (town.units["branch"].place, unit.lft)
    again = taken_in(town, ORGANISATIONS, {**branch, "serves": "太平镇小区"})
    assert (again.changed, again.same) == (0, 1)
    assert "和登记册完全一样" in text(page(town, again))
    call_command("check_tree", model="partyorg.Organisation")


def test_every_error_of_every_line_is_said_at_once(town: Town) -> None:
    run = taken_in(
        town,
        ORGANISATIONS,
        group(""),
        group("乙组", kind="党小队"),
        group("丙组", parent="没有这个支部", place="99", founded_on="去年"),
        group("丁组", parent="市北区委"),
        {"name": "戊", "kind": "党的工作小组", "parent": "太平镇社区党委"},
    )
    assert run.state == "WRONG"
    found = [(line, column) for line, column, _ in faults(town, run)]
    assert found == [
        (2, "名称"), (3, "类型"), (4, "上级组织"), (4, "地域编码"), (4, "成立日期"), (5, "上级组织"), (6, "过渡期限"),
    ]  # fmt: skip
    assert not Organisation.objects.filter(name="丁组").exists()


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([group("甲", parent="乙"), group("乙", parent="甲")], "上下级绕成了一圈：甲→乙→甲。"),
        ([group("甲", parent="甲")], "上下级绕成了一圈：甲→甲。"),
        ([group("甲"), group("甲")], "和第 2 行重复：同一个上级下面只能有一个“甲”。"),
        ([group("甲", parent="区住建局")], "楼院党小组要挂在"),
        ([{"name": "甲", "kind": "网格党支部", "parent": "太平镇社区党委"}], "网格党支部要写明管辖哪里。"),
        (
            [{"name": "甲", "kind": "网格党支部", "parent": "太平镇社区党委", "place": "370203022001001"}],
            "太平镇社区第1网格已经有网格党支部：太平镇社区第1网格党支部。",
        ),
        ([{"name": "太平镇物业公司", "kind": "物业公司"}], "登记册里“太平镇物业公司”是驻区单位"),
        ([{"name": "镇江路街道综合执法队", "kind": "街道站所"}], "要换上级，请在登记册里调整"),
        ([group("甲", serves="没有的小区")], "没有登记叫“没有的小区”的小区。"),
        ([group("甲", leans_on="甲")], "依托单位不能是它自己。"),
        ([group("长" * 101)], "太长：最多 100 个字，现在 101 个。"),
    ],
)
def test_a_rule_is_said_in_the_register_s_words(town: Town, rows: list[dict[str, Any]], sentence: str) -> None:
    assert any(one.startswith(sentence) or sentence in one for one in said(town, *rows)), said(town, *rows)


def test_of_two_lines_for_one_place_the_second_is_told(town: Town) -> None:
    building = [
        {"name": name, "kind": "网格党支部", "parent": "科技街社区党委", "place": "370203005001"}
        for name in ("甲", "乙")
    ]
    assert said(town, *building) == ["科技街社区已经有网格党支部：甲（第 2 行）。"]


def test_a_name_that_is_borne_twice_needs_its_path(town: Town) -> None:
    imported(town, ORGANISATIONS, group("一组"), group("一组", parent="太平镇社区第2网格党支部"))
    child = {"name": "户", "kind": "党员中心户"}
    assert "有 2 个，请写全路径" in said(town, {**child, "parent": "一组"})[0]
    imported(town, ORGANISATIONS, {**child, "parent": "太平镇社区第2网格党支部/一组"})
    parent = Organisation.objects.get(name="户").parent
    assert parent
    assert parent.parent == town.units["next_branch"]


def test_one_line_of_the_trail_says_who_brought_in_which_rows(town: Town) -> None:
    run = imported(town, ORGANISATIONS, group("甲"), group("乙"))
    trail = AuditEntry.objects.filter(object_type="exchange.ImportRun", object_id=str(run.pk)).order_by("id")
    assert [entry.action for entry in trail] == ["上传预览组织", "确认导入组织", "导入组织"]
    added = sorted(Organisation.objects.filter(name__in="甲乙").values_list("pk", flat=True))
    assert trail[2].detail == {"added": [added], "changed": [], "accounts": 0}
    assert trail[2].by == town.people["system_admin"]


def test_lines_of_the_template_are_told_and_not_read(town: Town) -> None:
    answer = town.client("system_admin").get(reverse("exchange:sample", args=["organisations"]))
    book = load_workbook(BytesIO(answer.content))
    assert book.worksheets[0].cell(2, 1).value == "（示例）太平镇社区第1网格党支部"
    upload(town, ORGANISATIONS, answer.content)
    assert "只有模板的示例行" in text(upload(town, ORGANISATIONS, answer.content))
    book.worksheets[0].append(["市北书店", "驻区单位"])
    written = BytesIO()
    book.save(written)
    assert upload(town, ORGANISATIONS, written.getvalue()).status_code == 302
    run = ImportRun.objects.latest("id")
    assert (run.total, run.new, run.changed) == (1, 1, 0)
    assert "第 2 行是模板的示例，没有读" in text(page(town, run))
    assert said(town, group("甲"), {"name": "(示例)乙", "kind": "乱写"}) == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"kind": "小区党支部", "place": "370203005001001"}, "科技街社区第1网格不在上级组织的地域（太平镇社区）里。"),
        ({"kind": "小区党支部", "serves": "科技街小区"}, "科技街小区是科技街社区的小区"),
        ({"kind": "物业党支部", "serves": "太平镇小区"}, "太平镇小区的五步走做到第 1 步，前 4 步做完才能成立党支部。"),
    ],
)
def test_where_it_lies_and_whom_it_serves_is_asked_of_each_line(
    town: Town, line: dict[str, Any], sentence: str
) -> None:
    Estate.objects.create(community=town.places["far_community"], name="科技街小区", kind="OLD")
    estate = Estate.objects.create(community=town.places["community"], name="太平镇小区", kind="OLD")
    EstateStep.objects.create(estate=estate, step=1, on=date(2026, 1, 1), at=MONDAY)
    found = said(town, {"name": "甲", "parent": "太平镇社区党委", **line})
    assert [one for one in found if sentence in one], found


def test_what_hangs_below_a_line_keeps_its_place_where_it_is(town: Town) -> None:
    imported(
        town,
        ORGANISATIONS,
        {"name": "总支", "kind": "党总支", "parent": "太平镇社区党委"},
        {"name": "支部", "kind": "小区党支部", "parent": "总支", "place": "370203022001002"},
    )
    moved = {"name": "总支", "kind": "党总支", "parent": "太平镇社区党委", "place": "370203022001001"}
    assert said(town, moved) == ["下面的支部在太平镇社区第2网格，不在太平镇社区第1网格里。"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"founded_on": date(2026, 11, 17)}, "成立日期不能晚于今天。"),
        ({"elected_on": date(2030, 1, 1)}, "最近换届日期不能晚于今天。"),
        ({"duty_phone": "abc不是电话"}, "请填写 11 位手机号、带区号的座机（如 0532-85891234）或 3 至 8 位的短号。"),
    ],
)
def test_days_to_come_and_phones_that_are_none_are_refused(town: Town, wrong: dict[str, Any], sentence: str) -> None:
    assert said(town, group("甲", **wrong)) == [sentence]


def test_a_transition_ends_in_sight(town: Town) -> None:
    row = {"name": "戊", "kind": "党的工作小组", "parent": "太平镇社区党委", "due_on": date(2046, 1, 1)}
    assert said(town, row) == ["过渡期限最长三年，请写 2029年11月16日或以前的日期。"]


def test_a_faulty_line_is_counted_as_nothing_new(town: Town) -> None:
    run = taken_in(town, ORGANISATIONS, group("甲"), group("乙", founded_on=date(2030, 1, 1)))
    assert (run.new, run.errors) == (1, 1)
