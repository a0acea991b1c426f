"""What is kept of somebody: said where it is asked, and handed over whole."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from activities.actions import sign_up
from shop.checking import check_stock
from tests.activities.calling import called
from tests.desk.conftest import clean_picture
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text
from tests.resident.signing_in import PHONE, signed_in
from tests.shop.scene import order, put_up, stock_of
from tests.volunteers.ledger import earn
from tests.volunteers.test_family import taken_on
from volunteers.checking import check_ledger


def test_all_that_is_kept_can_be_taken_along(town: Town) -> None:
    case = town.reported("楼道灯不亮", phone=PHONE, name="张三丰", photos=[clean_picture()])
    town.reported("别人报的事", phone="13900000000")
    browser = signed_in()
    browser.post(f"/progress/{case.tracking_code}/add/", {"words": "三楼也不亮了"})
    answer = browser.get("/me/data/")
    assert "attachment" in answer["Content-Disposition"]
    kept = json.loads(answer.content)
    assert kept["手机号"] == PHONE
    [told] = kept["我报的事"]
    assert (told["编号"], told["称呼"], told["诉求内容"]) == (case.number, "张三丰", "楼道灯不亮")
    assert [one["内容"] for one in told["我说过的"]][-1] == "三楼也不亮了"
    assert [browser.get(address).status_code for address in told["照片"]] == [200]
    assert kept["谁在用"]["选的"] == "本人已满 14 周岁"
    assert kept["登录着的地方"][0]["最近在用"]


def test_what_is_kept_and_what_for_is_said_where_it_is_asked(town: Town, browser: Browser) -> None:
    for path in ("/", "/report/", "/me/sign-in/"):
        assert 'href="/privacy/"' in text(browser.get(path)), path
    page = text(browser.get("/privacy/"))
    assert all(said in page for said in ("做什么用", "谁看得到", "留多久", "注销", "监护人", "90 天"))
    assert browser.post("/privacy/").status_code == 405


def test_a_copy_of_everything_asks_as_often_for_many_matters(town: Town) -> None:
    browser, asked = signed_in(), []
    for number in range(3):
        town.reported(f"第 {number} 件", phone=PHONE)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/me/data/")
        asked.append(len(queries))
    assert asked[1] == asked[2]


def test_what_a_volunteer_did_is_handed_over_and_their_places_go_to_others(town: Town) -> None:
    me = taken_on(town, "林一", PHONE)
    earn(me.person, 9)
    activity = called(town)
    sign_up(activity, me.person, at=MONDAY)
    waits = order(me.person, put_up(town))
    browser = signed_in()
    kept = json.loads(browser.get("/me/data/").content)
    assert kept["志愿服务"]["报名的活动"][0]["活动"] == activity.title
    assert kept["积分超市"]["积分超市的兑换"][0]["状态"] == "待领取"
    assert kept["志愿服务"]["我的预约"] == []
    browser.post("/me/leave/", {"sure": "on"})
    assert (activity.sign_ups.get().standing, stock_of(waits.good)) == ("CANCELLED", 10)
    assert (check_ledger().amiss, check_stock().amiss) == ([], [])
