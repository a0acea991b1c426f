"""B07 基层夜话、三会一课、党团日活动；与驻区单位联合共建: a joint event counts once for each host branch, and whether
三会一课 is complete is computed by month and quarter.
"""

from tests.factories import Town
from tests.partylife.conftest import COMPLETENESS, LIFE, members, monday, recorded, text, town

__all__ = ["monday", "town"]


def test_a_joint_event_counts_once_for_each_host_branch(town: Town) -> None:
    both = [town.units["next_branch"].pk, town.units["property"].pk, town.units["community_unit"].pk]
    recorded(town, life="THEME_DAY", subject="和物业一起清楼道", beside=both)
    rows = town.client("party_officer").get(COMPLETENESS, {"period": "2026-11"}).context["page"]
    assert {row.branch.name: row.held for row in rows} == {
        "太平镇社区第1网格党支部": {"THEME_DAY": 1},
        "太平镇社区第2网格党支部": {"THEME_DAY": 1},
    }
    listed = text(town.client("party_officer").get(LIFE))
    assert listed.count("和物业一起清楼道") == 1


def test_three_meetings_and_one_lesson_by_month_and_quarter(town: Town) -> None:
    group = town.units["group"].pk
    for life, on, unit in [
        ("MEMBERS_MEETING", "2026-07-09", None),
        ("GROUP_MEETING", "2026-07-10", group),
        ("GROUP_MEETING", "2026-08-10", group),
        ("GROUP_MEETING", "2026-08-20", group),
        ("THEME_DAY", "2026-09-05", None),
        ("NIGHT_TALK", "2026-09-06", None),
    ]:
        recorded(town, life=life, held_on=on, unit=unit or town.units["branch"].pk, members=members(town)[:3])
    client = town.client("secretary")
    [quarter] = client.get(COMPLETENESS, {"period": "2026Q3"}).context["page"]
    assert {kept.due.name: str(kept) for kept in quarter.kept} == {
        "党员大会": "1/1", "党小组会": "2/3", "党课": "0/1", "主题党日": "1/3",
    }  # fmt: skip
    assert quarter.short == [
        "党小组会：缺2026年9月1号楼党小组", "党课：缺2026年第三季度", "主题党日：缺2026年7月、2026年8月",
    ]  # fmt: skip
    [august] = client.get(COMPLETENESS, {"period": "2026-08"}).context["page"]
    assert {kept.due.name: str(kept) for kept in august.kept} == {"党小组会": "1/1", "主题党日": "0/1"}
    assert august.held == {"GROUP_MEETING": 2}
