"""Who is on a roll that one may not see: told line by line to whoever brings in a few, and each time in the trail."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accounts.models import AuditEntry
from exchange.models import ImportRun
from exchange.workflow import What
from partyorg.models import Member
from tests.exchange.conftest import faults, page, taken_in, text
from tests.factories import LONG_AGO, MONDAY, Town

MEMBERS = What.MEMBERS
BRANCH = "太平镇社区第1网格党支部"


def far_away(town: Town, count: int) -> list[dict[str, Any]]:
    """So many of another street, as lines of a file that says they are of this branch."""
    rows = [{"name": f"远{number}", "phone": f"141000001{number:02}"} for number in range(count)]
    for row in rows:
        member = Member(organisation=town.units["far_branch"], since=LONG_AGO, **row)
        member.fill_hashes()
        member.save()
    return [{**row, "organisation": BRANCH, "since": "2020-07-01"} for row in rows]


def here(name: str) -> dict[str, Any]:
    return {"name": name, "organisation": BRANCH, "since": "2020-07-01"}


def last_line(action: str) -> AuditEntry:
    return AuditEntry.objects.filter(action=action).latest("id")


def test_each_preview_is_in_the_trail_with_its_numbers_alone(town: Town) -> None:
    run = taken_in(town, MEMBERS, *far_away(town, 2), here("张党员"), here(""))
    entry = last_line("上传预览党员")
    assert (entry.by, entry.object_id) == (town.people["party_officer"], str(run.pk))
    assert entry.detail == {"total": 4, "errors": 3, "elsewhere": 2}
    ImportRun.objects.filter(pk=run.pk).update(state="FAILED", problem="x", finished_at=MONDAY)
    town.client("party_officer").post(reverse("exchange:again", args=[run.pk]))
    assert AuditEntry.objects.filter(action="上传预览党员").count() == 2


def test_twenty_are_told_by_line(town: Town) -> None:
    run = taken_in(town, MEMBERS, *far_away(town, 20), here("张党员"))
    told = faults(town, run)
    assert [line for line, _, said in told if "另一个党组织" in said] == list(range(2, 22))
    assert run.new == 1


def test_of_more_only_the_number_is_told_and_no_line_can_be_worked_out(town: Town) -> None:
    run = taken_in(town, MEMBERS, *far_away(town, 21), here("张党员"), here(""))
    told = faults(town, run)
    assert [line for line, _, _ in told] == [0, 24]
    assert "有 21 行" in told[0][2]
    shown = text(page(town, run))
    assert ("整个文件" in shown, "张党员" in shown, "第 0 行" in shown) == (True, False, False)
    assert (run.state, run.new) == ("WRONG", 0)
    assert last_line("上传预览党员").detail["elsewhere"] == 21


def test_a_new_member_refused_as_elsewhere_is_in_the_trail(town: Town) -> None:
    [row] = far_away(town, 1)
    said = {**row, "organisation": town.units["branch"].name, "is_full": "on"}
    answer = town.client("party_officer").post(reverse("partyorg:new-member"), said)
    assert (answer.status_code, "在册党员" in text(answer)) == (422, True)
    entry = last_line("新增党员被拒：已在别的名册")
    assert (entry.by, entry.object_id) == (town.people["party_officer"], str(town.units["branch"].pk))
    assert row["phone"] not in str(entry.detail)


def test_one_refused_for_another_reason_is_not(town: Town) -> None:
    said = {"name": "新人", "organisation": town.units["branch"].name, "since": "2999-01-01"}
    assert town.client("party_officer").post(reverse("partyorg:new-member"), said).status_code == 422
    assert not AuditEntry.objects.filter(action__startswith="新增党员被拒").exists()


def test_names_that_are_formulas_or_of_a_page_are_told_at_their_line(town: Town) -> None:
    told = faults(town, taken_in(town, MEMBERS, here("=HYPERLINK(1)"), here("<script>"), here("-1")))
    assert [(line, column) for line, column, _ in told] == [(2, "姓名"), (3, "姓名"), (4, "姓名")]


def test_names_of_organisations_are_asked_the_same(town: Town) -> None:
    run = taken_in(town, What.ORGANISATIONS, {"name": "@书店", "kind": "驻区单位"})
    [(line, column, said)] = faults(town, run)
    assert (line, column, "不能以 = + - @ 开头" in said) == (2, "名称", True)
