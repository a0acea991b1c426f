"""Signing up by oneself: in one's community, a child with the guardian's word, with a neighbour's code; leaving."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from resident.models import Consent
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from tests.resident.signing_in import PHONE, signed_in
from tests.shop.scene import put_up
from tests.volunteers.ledger import balance, earn
from tests.volunteers.people import joined, served
from volunteers.actions import Joining, Refused, appeal, approve, approve_all, join, reject
from volunteers.kinds import Ranked, Work
from volunteers.models import Service, Volunteer
from volunteers.referring import code_of, referrer
from volunteers.workflow import State

HUB, JOIN = "/volunteer/", "/volunteer/join/"
CHILD = {"birthday": "20120308", "guardian_name": "林妈妈", "guardian_phone": "13800000009", "guardian_agrees": "on"}


def said(town: Town, **changes: Any) -> dict[str, Any]:
    return {"name": "林志愿", "birthday": "19550307", "community": town.places["community"].code, **changes}


def test_signed_out_one_reads_what_it_is_and_is_asked_for_the_phone_first(town: Town) -> None:
    visitor = Browser()
    assert "登录，注册志愿者" in text(visitor.get(HUB))
    for path in (JOIN, "/volunteer/mine/", "/volunteer/ranked/", "/volunteer/leave/"):
        assert visitor.get(path).url.startswith("/me/sign-in/"), path
    assert visitor.post(HUB).status_code == 405
    assert visitor.get("/volunteer/join/community/").status_code == 200


def test_one_picks_the_community_and_signs_up(town: Town, browser: Browser) -> None:
    place = town.places["community"]
    assert browser.get(JOIN).url == "/volunteer/join/community/"
    found = text(browser.get("/volunteer/join/community/", {"q": place.name[:3]}))
    assert f"?community={place.code}&amp;by=" in found
    assert place.short_name in text(browser.get(JOIN, {"community": place.code}))
    assert browser.post(JOIN, said(town)).url == HUB
    volunteer = Volunteer.objects.get()
    assert (volunteer.community, volunteer.born, volunteer.ranked) == (place, date(1955, 3, 7), Ranked.HIDDEN)
    assert "我的推荐码" in text(browser.get(HUB))
    assert browser.get(JOIN).url == HUB


def test_the_telephone_says_where_it_is(town: Town, browser: Browser) -> None:
    near = browser.get("/volunteer/join/community/", {"lat": "36.0805", "lon": "120.3505"})
    assert "您现在的位置在" in text(near)
    for lat, lon in (("x", "y"), ("0", "0"), ("900", "0"), ("nan", "inf")):
        assert browser.get("/volunteer/join/community/", {"lat": lat, "lon": lon}).status_code == 200


@pytest.mark.parametrize("written", ["1955-3-7", "1955年3月7日", "１９５５０３０７", "1955.03.07"])
def test_a_birthday_however_it_is_written(town: Town, browser: Browser, written: str) -> None:
    assert browser.post(JOIN, said(town, birthday=written)).status_code == 302
    assert Volunteer.objects.get().born == date(1955, 3, 7)


@pytest.mark.parametrize(("changes", "words"), [
    ({"name": ""}, "请写姓名"),
    ({"name": "<b>"}, "尖括号"),
    ({"birthday": ""}, "请写出生日期"),
    ({"birthday": "19551307"}, "出生日期写 8 个数字"),
    ({"birthday": "20300101"}, "真实的出生日期"),
    ({**CHILD, "birthday": "20191117"}, "未满 8 周岁"),
    ({"birthday": "20120308"}, "未满 18 周岁，要写监护人的手机号。"),
    ({**CHILD, "guardian_agrees": ""}, "要监护人同意"),
    ({**CHILD, "guardian_phone": "1"}, "手机号要 11 位"),
    ({"referrer": "12-0000"}, "没有这个推荐码"),
])  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    town: Town, browser: Browser, changes: dict[str, Any], words: str
) -> None:
    answer = browser.post(JOIN, said(town, **{"name": "林志愿老师", **changes}))
    assert answer.status_code in (409, 422)
    assert words in text(answer)
    assert "错误：" in text(answer)
    assert not Volunteer.objects.exists()


def test_what_a_child_leaves_out_is_named_and_not_called_optional(town: Town, browser: Browser) -> None:
    answer = browser.post(JOIN, said(town, birthday="20120308"))
    said_on_top = [words for _, words in answer.context["form"].problems]
    assert len(set(said_on_top)) == len(said_on_top) == 3
    page = text(answer)
    for label in ("监护人姓名", "监护人手机号"):
        assert f"{label}</label>" in page, label


def test_a_child_with_the_guardians_word(town: Town, browser: Browser) -> None:
    assert browser.post(JOIN, said(town, **CHILD)).status_code == 302
    child = Volunteer.objects.get()
    assert (child.guardian_name, child.guardian_phone) == ("林妈妈", "13800000009")
    assert "不上排行榜" in text(browser.get("/volunteer/ranked/"))


def test_the_birthday_stays_whoever_comes_back(town: Town, browser: Browser) -> None:
    assert browser.post(JOIN, said(town, **CHILD)).status_code == 302
    assert browser.post("/volunteer/leave/", {"sure": "on"}).status_code == 302
    answer = browser.post(JOIN, said(town, name="林长大", birthday="20000101"))
    assert (answer.status_code, "出生日期和以前登记的不一样，请带证件到太平镇社区改" in text(answer)) == (409, True)
    assert "林长大" in text(answer)
    assert 'aria-invalid="true"' in text(answer)
    assert Volunteer.objects.get().left_on is not None
    assert browser.post(JOIN, said(town, **CHILD)).status_code == 302


def test_the_name_stays_whoever_comes_back(town: Town, browser: Browser, volunteer: User) -> None:
    """Else a proof of what one did is made out to whomever they name."""
    browser.post("/volunteer/leave/", {"sure": "on"})
    answer = browser.post(JOIN, said(town, name="王大志", birthday="19900307"))
    assert (answer.status_code, "请带证件到太平镇社区更正" in text(answer)) == (409, True)
    assert answer.context["form"].errors["name"]
    assert Volunteer.objects.get().name != "王大志"
    assert browser.post(JOIN, said(town, name="林　志愿", birthday="19900307")).status_code == 302


def test_who_is_a_volunteer_still_is_no_other_ones(town: Town, browser: Browser, volunteer: User) -> None:
    """Two tabs at once: the second tap is the first one's, and nobody has two communities."""
    here = Joining(volunteer.name, date(1990, 3, 7), town.places["community"])
    was = Volunteer.objects.get()
    assert join(volunteer, here, at=MONDAY) == was
    with pytest.raises(Refused, match="您已经是太平镇社区的志愿者"):
        join(volunteer, replace(here, community=town.places["far_community"]), at=MONDAY)
    assert Volunteer.objects.get().community == was.community


@pytest.mark.parametrize(("changes", "words"), [
    ({"guardian_name": "林 志愿"}, "监护人的姓名不能和孩子的一样"),
    ({"guardian_phone": PHONE}, "监护人的手机号不能和孩子的一样"),
])  # fmt: skip
def test_no_child_is_its_own_guardian(town: Town, browser: Browser, changes: dict[str, str], words: str) -> None:
    answer = browser.post(JOIN, said(town, **{**CHILD, **changes}))
    assert (answer.status_code, words in text(answer)) == (409, True)
    assert not Volunteer.objects.exists()


def test_a_guardian_who_signed_in_for_the_child_writes_their_own_number(town: Town, browser: Browser, me: User) -> None:
    Consent.objects.filter(person=me).update(who=Consent.Who.GUARDIAN)
    assert browser.post(JOIN, said(town, **{**CHILD, "guardian_phone": PHONE})).status_code == 302


def test_a_neighbours_code_is_a_record_for_them(town: Town, browser: Browser) -> None:
    old = joined(town, User.objects.create_user("old", name="孙邻居"))
    assert referrer(f" {code_of(old).lower()} ") == old
    assert browser.post(JOIN, said(town, referrer=code_of(old))).status_code == 302
    assert Service.objects.get(person=old.person).work == Work.REFERRAL


def test_ones_place_in_the_ranking_is_ones_own_word(town: Town, browser: Browser, volunteer: User) -> None:
    assert browser.post("/volunteer/ranked/", {"ranked": "MASKED"}).status_code == 302
    assert Volunteer.objects.get().ranked == Ranked.MASKED
    assert browser.post("/volunteer/ranked/", {"ranked": "x"}).status_code == 422


def test_one_leaves_keeps_what_was_earned_and_comes_back(town: Town, browser: Browser, volunteer: User) -> None:
    approve(served(town, volunteer), by=town.hat("community"), at=MONDAY)
    assert browser.post("/volunteer/leave/", {}).status_code == 422
    assert browser.post("/volunteer/leave/", {"sure": "on"}).url == HUB
    assert Volunteer.objects.get().left_on == MONDAY.date()
    assert "清理楼道" in text(browser.get("/volunteer/mine/"))
    assert browser.post(JOIN, said(town, birthday="19900307")).status_code == 302
    assert Volunteer.objects.get().left_on is None


def test_who_has_left_still_spends_and_gives_what_they_earned_and_earns_nothing(
    town: Town, browser: Browser, volunteer: User
) -> None:
    """The page on which one left promised it; the shop then asked them to sign up first."""
    earn(volunteer, 9)
    salt = put_up(town)
    asked = text(browser.get("/volunteer/leave/"))
    for words in ("还能在太平镇社区的积分超市兑换", "搬到别的社区的，退出以后在那里再注册一次"):
        assert words in asked, words
    browser.post("/volunteer/leave/", {"sure": "on"})
    hub = text(browser.get(HUB))
    for words in ("您已经退出志愿者", "9 分", "/volunteer/shop/", "/volunteer/shop/orders/", "/volunteer/give/", JOIN):
        assert words in hub, words
    assert "换这个" in text(browser.get("/volunteer/shop/"))
    key = "8f0e2f8e-0000-4000-8000-000000000001"
    sent = browser.post(f"/volunteer/shop/{salt.pk}/", {"quantity": "1", "price": "5", "key": key})
    assert browser.get(sent.url).status_code == 200
    assert browser.post("/volunteer/give/", {"amount": "3", "key": key}).status_code == 302
    assert balance(volunteer) == 1
    assert browser.get("/volunteer/family/").status_code == 404


def test_who_registers_in_another_community_spends_there(town: Town, browser: Browser, volunteer: User) -> None:
    earn(volunteer, 9)
    put_up(town, "远处的盐", where="far_community", by="far_street")
    browser.post("/volunteer/leave/", {"sure": "on"})
    far = town.places["far_community"].code
    assert browser.post(JOIN, said(town, birthday="19900307", community=far)).status_code == 302
    page = text(browser.get("/volunteer/shop/"))
    assert ("远处的盐" in page, "您有 <b>9</b> 分" in page) == (True, True)


def test_the_hub_has_one_main_button_and_the_rest_as_a_list(town: Town, browser: Browser, volunteer: User) -> None:
    page = text(browser.get(HUB))
    assert re.findall(r'class="btn act[^"]*" href="([^"]+)"', page) == ["/volunteer/activities/"]
    assert page.count('class="card') == 2  # what one has, and where to go
    for path in ("activities/mine/", "shop/", "shop/orders/", "helpers/", "mine/?show=records", "proofs/", "leave/"):
        assert f'href="/volunteer/{path}"' in page, path


def test_who_closes_the_account_takes_the_name_along_and_the_ledger_stays(
    town: Town, browser: Browser, volunteer: User
) -> None:
    approve(served(town, volunteer), by=town.hat("community"), at=MONDAY)
    kept = json.loads(browser.get("/me/data/").content)["志愿服务"]
    assert (kept["注册"]["出生日期"], kept["积分"][0]["数额"]) == ("1990-03-07", "＋1 分")
    assert browser.post("/me/leave/", {"sure": "on"}).status_code == 302
    gone = Volunteer.objects.get()
    assert (gone.name, gone.birthday, gone.guardian_name, gone.left_on) == ("已注销", "", "", MONDAY.date())
    assert Service.objects.get().points == 1
    page = text(town.client("community").get(f"/desk/volunteers/people/{gone.pk}/"))
    assert "已退出" in page


def test_the_home_page_and_mine_lead_here(town: Town, browser: Browser) -> None:
    for path in ("/", "/me/"):
        assert 'href="/volunteer/"' in text(browser.get(path)), path


@pytest.mark.parametrize("recorded_before", [False, True])
def test_one_telephone_is_worth_its_referrer_something_once(
    town: Town, browser: Browser, recorded_before: bool
) -> None:
    old = joined(town, User.objects.create_user("old", name="赵志愿"))
    assert browser.post(JOIN, said(town, referrer=code_of(old))).status_code == 302
    first = Volunteer.objects.get(referred_by=old)
    assert PHONE not in Service.objects.get().key
    if recorded_before:
        Service.objects.update(key=f"referral:{first.pk}")
    assert browser.post("/me/leave/", {"sure": "on"}).status_code in (200, 302)
    with time_machine.travel(MONDAY + timedelta(hours=2), tick=False):
        again = signed_in(PHONE)
        assert again.post(JOIN, said(town, referrer=code_of(old))).status_code == 302
    assert Volunteer.objects.filter(referred_by=old).count() == 2
    assert Service.objects.filter(person=old.person, work=Work.REFERRAL).count() == 1


@pytest.mark.parametrize("appealed", [False, True])
@pytest.mark.parametrize("way", ["/volunteer/leave/", "/me/leave/"])
def test_who_leaves_is_paid_for_no_referral_any_more(
    town: Town, browser: Browser, volunteer: User, way: str, appealed: bool
) -> None:
    """It waited in the plain heap, and was paid in bulk to somebody who had left."""
    newcomer = Joining("钱新来", date(1990, 3, 7), town.places["community"], referred_by=volunteer.volunteer)
    join(User.objects.create_user("new", name="钱新来"), newcomer, at=MONDAY)
    one = Service.objects.get(work=Work.REFERRAL)
    if appealed:
        reject(one, reason="核对不上", by=town.hat("intake"), at=MONDAY)
        appeal(one, words="是我推荐的", by=volunteer, at=MONDAY)
    assert "您推荐了 1 位新志愿者，社区还没有核对：不再记分。" in text(browser.get("/volunteer/leave/"))
    assert browser.post(way, {"sure": "on"}).status_code in (200, 302)
    one.refresh_from_db()
    assert (one.state, one.decided_by) == (State.UPHELD if appealed else State.REJECTED, None)
    assert "推荐人退出了志愿者" in one.reason
    with pytest.raises(Refused):
        appeal(one, words="还是给我吧", by=volunteer, at=MONDAY + timedelta(minutes=1))
    assert approve_all([one.pk], by=town.hat("community"), at=MONDAY) == (0, 0)
