"""Check-ins on a working Monday morning, in the small district of tests/factories.py; all of it by HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.models import User
from checkins.models import Appraisal, Duty, MemberCheckIn, NewWorker, UnitCheckIn, Wish
from checkins.rules import RULES
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Member
from tests.factories import LONG_AGO, MONDAY, Town, build_town

AN_ID, ANOTHER_ID, A_THIRD_ID = "370203199003074510", "370203198512120023", "370203197701020035"


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    return settled(build_town())


def settled(town: Town) -> Town:
    """With somebody for the far community, party officers, an officer of a company, and two serving members."""
    for name, shown, role, where in [
        ("far_community", "杨远社", Role.COMMUNITY_SECRETARY, "far_community_unit"),
        ("far_party_officer", "苗远党", Role.PARTY_OFFICER, "far_community_unit"),
        ("street_party_officer", "柳街党", Role.PARTY_OFFICER, "street_unit"),
        ("company", "谷物业", Role.UNIT_OFFICER, "property"),
    ]:
        town.people[name] = User.objects.create_user(name, name=shown)
        appoint(
            town.people[name], role=role, organisation=town.units[where], from_date=LONG_AGO, by=None, at=MONDAY
        )  # fmt: skip
    for name, shown, unit in [("serving", "方在职", "housing"), ("second_serving", "安在职", "finance")]:
        town.people[name] = User.objects.create_user(name, name=shown)
        Member.objects.create(
            name=shown, phone=f"1381234000{len(shown) + (unit == 'finance')}", organisation=town.units["branch"],
            works_at=town.units[unit], account=town.people[name], since=LONG_AGO,
        )  # fmt: skip
    return town


def member(town: Town, name: str = "serving") -> Member:
    return Member.objects.get(account=town.people[name])


def duty(name: str = "政策宣传员") -> Duty:
    return Duty.objects.get(name=name)


def get(town: Town, who: str, name: str, /, *args: Any, **query: Any) -> Any:
    return town.client(who).get(reverse(f"checkins:{name}", args=args), query)


def post(town: Town, who: str, name: str, /, *args: Any, **filled: Any) -> Any:
    return town.client(who).post(reverse(f"checkins:{name}", args=args), filled)


def done(town: Town, who: str, name: str, /, *args: Any, **filled: Any) -> None:
    """A form that is taken."""
    answer = post(town, who, name, *args, **filled)
    assert answer.status_code == 302, text(answer)


def text(answer: Any) -> str:
    return answer.content.decode()


def says(answer: Any, rule: str, **words: object) -> bool:
    """Whether the page refuses by this rule, in its sentence."""
    return RULES[rule].format(**words) in text(answer)


def announced(town: Town, who: str = "housing", /, **said: Any) -> UnitCheckIn:
    filled = {
        "unit": town.units["housing"].pk, "community": town.places["community"].pk,
        "need": "修楼道扶手", "resource": "会议室\n法律顾问", "project": "老楼加装电梯议事", **said,
    }  # fmt: skip
    done(town, who, "announce", **filled)
    return UnitCheckIn.objects.latest("pk")


def confirmed_unit(town: Town) -> UnitCheckIn:
    check_in = announced(town)
    done(town, "community", "decide_unit", check_in.pk, "confirm", agreement="每月一次议事", agreed_on="2026-11-16")
    check_in.refresh_from_db()
    return check_in


def asked(town: Town, who: str = "serving", community: str = "community") -> MemberCheckIn:
    done(town, who, "ask_in", community=town.places[community].pk)
    return MemberCheckIn.objects.latest("pk")


def confirmed(town: Town, who: str = "serving") -> MemberCheckIn:
    check_in = asked(town, who)
    done(town, "community", "decide_member", check_in.pk, "confirm", grid=town.grid.pk, duty=duty().pk)
    check_in.refresh_from_db()
    return check_in


def published(town: Town, title: str = "换一盏楼道灯") -> Wish:
    done(town, "community", "publish", community=town.places["community"].pk, title=title, detail="三楼")
    return Wish.objects.latest("pk")


def appraised(town: Town, check_in: MemberCheckIn, **said: Any) -> Appraisal:
    filled = {"year": 2026, "grade": "GOOD", "words": "认领的心愿都办到了", **said}
    done(town, "community", "appraise", check_in.pk, **filled)
    return Appraisal.objects.latest("pk")


def returned(town: Town, check_in: MemberCheckIn) -> Appraisal:
    appraisal = appraised(town, check_in)
    done(town, "community", "change_appraisal", appraisal.pk, "return")
    return appraisal


def rider(town: Town, /, **said: Any) -> dict[str, Any]:
    """The filing form as a community fills it in."""
    return {
        "name": "马骑手", "trade": "RIDER", "platform": "飞毛腿外卖", "affiliation": "", "phone": "138 9999 0001",
        "id_number": AN_ID, "place": town.places["community"].pk, **said,
    }  # fmt: skip


def filed(town: Town, who: str = "community", /, **said: Any) -> NewWorker:
    done(town, who, "file", **rider(town, **said))
    return NewWorker.objects.latest("pk")
