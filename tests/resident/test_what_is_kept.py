"""What is kept of somebody: said where it is asked, and handed over whole."""

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.desk.conftest import clean_picture
from tests.factories import Town
from tests.resident.conftest import Browser, text
from tests.resident.signing_in import PHONE, signed_in


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
