"""Nobody touches a case: the sweep alone carries it from the grid to the leading group, where it stays, supervised."""

import json
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command

from tests.factories import SHANGHAI
from tests.front_door import FrontDoor, day


def december(number: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, number, hour, minute, tzinfo=SHANGHAI)


def january(number: int, hour: int) -> datetime:
    return datetime(2027, 1, number, hour, tzinfo=SHANGHAI)


# When, what the system does, and who owns the case from then on. Reported on Monday the 16th at nine.
STEPS = [
    (day(16, 11), "accept", 1),  # two working hours
    (day(17, 14, 42), "reminded", 1),  # four fifths of fourteen working hours
    (day(17, 17, 30), "auto_whistle", 2),  # a working day for the grid; from now on 一般督办
    (day(18, 14, 30), "sign", 2),  # four working hours, from the next morning, over the noon break
    (day(19, 14, 42), "reminded", 2),
    (day(19, 17, 30), "auto_whistle", 3),  # two working days for the community
    (day(20, 17, 30), "sign", 3),
    (day(26, 9), "reminded", 3),  # with the fifth of its five days
    (day(26, 17, 30), "auto_whistle", 4),  # five for the street, over a weekend
    (day(26, 18, 30), "sign", 4),  # one hour by the clock: the platform never closes
    (december(9, 9), "reminded", 4),
    (december(10, 17, 30), "auto_raise", 5),  # ten for the platform
    (december(11, 17, 30), "supervise", 5),  # nobody has named a leader within a working day: 挂牌督办
    (december(29, 9), "reminded", 5),
    (december(31, 17, 30), "supervise", 5),  # fifteen working days without a plan: 约谈
    (january(4, 9), "pressed", 5),  # every working day from now on; 2027 has no calendar yet: Monday to Friday
    (january(5, 9), "pressed", 5),
    (january(6, 9), "pressed", 5),
    (january(7, 9), "pressed", 5),
    (january(8, 9), "pressed", 5),
    (january(11, 9), "pressed", 5),
]
AFTERWARDS = january(11, 10)
LATE_UNITS = {"太平镇社区第1网格党支部", "太平镇社区党委", "镇江路街道党工委", "市北区城市综合管理指挥平台"}


def swept(at: datetime) -> Any:
    out = StringIO()
    call_command("sweep", "--at", at.isoformat(), "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_system_alone_carries_a_case_to_the_top_each_step_once(door: FrontDoor) -> None:
    door.report(day(16, 9), words="楼前的旧锅炉房没人管，墙歪了")
    for at, step, level in STEPS:
        assert swept(at - timedelta(seconds=1))["steps"] == {}
        assert swept(at)["steps"] == {step: 1}
        assert swept(at)["steps"] == {}  # the same moment again, as a second sweeper would
        assert door.now.owner_level == level
        assert door.now.events.latest("id").at == at
    assert door.kinds() == ["submit", *(step for _, step, _ in STEPS)]
    assert door.levels() == [1, 2, 3, 4, 5]


def test_at_the_top_it_stays_open_and_supervised_and_the_late_units_stay_to_assist(door: FrontDoor) -> None:
    door.report(day(16, 9), words="楼前的旧锅炉房没人管，墙歪了")
    for at, _, _ in STEPS:
        swept(at)
    case = door.now
    assert case.is_open
    assert (case.owner_level, case.state, case.owner_org) == (5, "topped", door.town.units["leading_group"])
    assert (case.overdue, case.yellow_card, case.red_card, case.supervised) == (True, True, True, "INTERVIEW")
    assert set(case.co_orgs.values_list("name", flat=True)) == LATE_UNITS

    page = door.page("leading", AFTERWARDS)
    assert "约谈" in page
    assert "红牌" in page
    assert "top_decide" in door.offered("leading", AFTERWARDS)
    progress = door.progress(AFTERWARDS)
    assert progress.count("系统自动吹哨到") == 3
    assert progress.count("系统自动提报区领导小组") == 1
