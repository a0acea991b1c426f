"""登记诉求: staff take down what residents say. Who may, by which channels, and that nothing typed is ever lost."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases.models import Case, Category, Follower, Photo
from cases.terms import Channel, State, Urgency
from notifications.actions import announce
from notifications.models import Message
from partyorg.models import Organisation
from tests.desk.conftest import page, picture, rule, text
from tests.desk.entering import BESIDE, CALLER, LEAK, REPORT, send, tag, taken_down
from tests.factories import MONDAY, Town

TAKES_DOWN = ["worker", "guide", "secretary", "community", "intake", "street", "director", "platform", "revisitor"]
BY_OTHERS = ["PHONE", "WECHAT", "HOTLINE", "MEETING", "BROADCAST"]


@pytest.mark.parametrize("who", TAKES_DOWN)
def test_whoever_has_a_territory_takes_down(town: Town, who: str) -> None:
    client = town.client(who)
    assert f'href="{REPORT}"' in text(client.get("/desk/"))
    assert "登记诉求" in text(client.get(REPORT))
    assert taken_down(client).place == town.grid


@pytest.mark.parametrize("who", ["housing", "station"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_unit_without_a_territory_is_refused_and_told_whom_to_ask(town: Town, who: str, method: str) -> None:
    client = town.client(who)
    answer = getattr(client, method)(REPORT, {"channel": "PHONE", "address": "太平镇社区第1网格", "words": LEAK})
    assert (answer.status_code, rule(answer)) == (403, "no_territory")
    assert "请转给当地的网格或街道登记" in text(answer)
    assert f'href="{REPORT}"' not in text(client.get("/desk/"))
    assert client.post(BESIDE).status_code == 403
    assert not Case.objects.exists()


def test_a_stranger_signs_in_first_and_nobody_without_a_post_gets_in(town: Town) -> None:
    assert Client().get(REPORT).status_code == 302
    assert send(Client()).status_code == 302
    town.people["worker"].posts.update(to_date="2026-01-01")
    assert send(town.client("worker")).status_code == 403
    assert not Case.objects.exists()


@pytest.mark.parametrize(("path", "method"), [(REPORT, "put"), (REPORT, "delete"), (BESIDE, "get"), (BESIDE, "put")])
def test_other_methods_are_not_known(town: Town, path: str, method: str) -> None:
    assert getattr(town.client("intake"), method)(path).status_code == 405


@pytest.mark.parametrize("channel", BY_OTHERS)
def test_what_others_say_is_theirs_not_of_whoever_writes_it_down(town: Town, channel: str) -> None:
    case = taken_down(town.client("intake"), channel=channel, name="张大妈", phone=CALLER)
    assert (case.channel, case.reporter, case.reporter_name, case.reporter_phone) == (channel, None, "张大妈", CALLER)
    event = case.events.get()
    assert (event.by, event.post) == (town.people["intake"], town.people["intake"].posts.get())


@pytest.mark.parametrize("typed", ["0532-8589 1234", "（0532）85891234", "+86 0532 85891234"])
def test_who_calls_from_home_has_a_landline_which_gets_no_texts(town: Town, typed: str) -> None:
    case = taken_down(town.client("intake"), channel="HOTLINE", name="张大妈", phone=typed)
    assert case.reporter_phone == "053285891234"
    announce(at=MONDAY)
    assert Message.objects.filter(event__case=case).exists()
    assert not Message.objects.filter(channel=Message.Channel.SMS).exists()


def test_on_patrol_one_reports_what_one_sees_oneself(town: Town) -> None:
    case = taken_down(town.client("worker"), channel="PATROL", name="张大妈", phone=CALLER, anonymous="on")
    assert (case.reporter, case.reporter_name, case.reporter_phone) == (town.people["worker"], "李格员", "")
    assert not case.anonymous


@pytest.mark.parametrize("channel", [Channel.API, Channel.SNAPSHOT, "", "FAX"])
def test_what_comes_in_by_itself_is_not_offered(town: Town, channel: str) -> None:
    assert f'value="{channel}"' not in text(town.client("intake").get(REPORT)).split('name="address"')[0] or not channel
    answer = send(town.client("intake"), channel=channel)
    assert answer.status_code == 422
    assert "请选是怎么来的" in text(answer)


def test_all_that_may_be_said_is_kept(town: Town) -> None:
    leak = Category.objects.get(code="LEAK")
    case = taken_down(
        town.client("intake"), category=leak.pk, urgency="URGENT", purpose="OPINION", confidential="on",
        name="张大妈", phone="138 0000 0001", photos=[picture()],
    )  # fmt: skip
    assert (case.category, case.urgency, case.purpose, case.confidential) == (leak, Urgency.URGENT, "OPINION", True)
    assert (case.reporter_phone, Photo.objects.get().case) == (CALLER, case)


def test_an_anonymous_caller_leaves_no_name(town: Town) -> None:
    case = taken_down(town.client("intake"), anonymous="on", name="张大妈", phone=CALLER)
    assert (case.anonymous, case.reporter_name, case.reporter_phone, case.reporter_phone_hash) == (True, "", "", "")


@pytest.mark.parametrize("tick", ["anonymous", "confidential"])
def test_whoever_stays_unnamed_is_not_named_in_the_words(town: Town, tick: str) -> None:
    answer = send(town.client("intake"), words="张大妈说漏水", name="张大妈", **{tick: "on"})
    assert answer.status_code == 422
    assert "请删掉" in text(answer)


def test_the_grid_has_it_first_and_for_ever(town: Town) -> None:
    case = taken_down(town.client("platform"))
    branch: Organisation = town.units["branch"]
    assert (case.state, case.owner_org, case.first_receiver) == (State.SUBMITTED, branch, branch)


def test_number_deadline_and_code_are_told_once(town: Town) -> None:
    client = town.client("intake")
    answer = send(client, phone=CALLER)
    case = Case.objects.get()
    assert answer["Location"] == page(case)
    told = text(client.get(page(case)))
    assert f"已登记 {case.number}，由太平镇社区第1网格党支部受理，最晚 今天（11月16日 周一）11:00 前受理。" in told
    assert f"查询码 <b>{case.tracking_code}</b>" in told
    assert case.tracking_code not in text(client.get(page(case)))


def test_of_a_patrol_there_is_nobody_to_read_the_code_to(town: Town) -> None:
    client = town.client("worker")
    case = taken_down(client, channel="PATROL")
    assert case.tracking_code not in text(client.get(page(case)))


TYPED = {
    "channel": "BUILDING_HEAD",
    "address": "太平镇社区第1网格东头",
    "words": "第一行\n第二行",
    "category": "",
    "purpose": "OPINION",
    "urgency": "URGENT",
    "name": "孙楼长",
    "phone": CALLER,
    "confidential": "on",
    "rows": "4",
    "who_4": "周大爷",
    "tel_4": "13800000004",
}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"channel": ""}, "请选是怎么来的"),
        ({"words": " "}, "请写一句是什么事。"),
        ({"words": "水" * 2001}, "最多 2000 个字，您写了 2001 个"),
        ({"phone": "85891234"}, "带区号的座机"),
        ({"phone": "12345"}, "请写 11 位手机号，或带区号的座机"),
        ({"category": "0"}, "请从名单里选一类，或者不选。"),
        ({"purpose": "X"}, "请从名单里选一种，或者不选。"),
        ({"urgency": "X"}, "请从名单里选一种，或者不选。"),
        ({"tel_4": "1"}, "第 4 位的手机号要 11 位数字。"),
        ({"tel_4": ""}, "第 4 位没有手机号，告诉不到。"),
        ({"who_4": "", "tel_4": ""}, "至少一位居民的手机号"),
        ({"name": ""}, "代报要写明楼栋长怎么称呼。"),
        ({"anonymous": "on"}, "楼栋长代报不能匿名"),
        ({"photos": "no picture"}, "灯.jpg"),
    ],
)
def test_what_is_wrong_is_said_and_all_that_was_typed_stays(town: Town, wrong: dict[str, Any], said: str) -> None:
    if "photos" in wrong:
        wrong = {"photos": [SimpleUploadedFile("灯.jpg", b"no picture", content_type="image/jpeg")]}
    answer = town.client("intake").post(REPORT, {**TYPED, **wrong})
    assert answer.status_code == 422
    shown = text(answer)
    assert said in shown
    assert "<title>错误：登记诉求" in shown
    for name, value in TYPED.items():
        if name not in wrong and value not in ("on", ""):
            assert value in shown, name
    assert not Case.objects.exists()


def test_a_tick_and_a_choice_stay_too(town: Town) -> None:
    shown = text(send(town.client("intake"), words="", confidential="on", channel="WECHAT"))
    assert "checked" in tag(shown, 'value="WECHAT"')
    assert "checked" in tag(shown, 'name="confidential"')
    assert "checked" not in tag(shown, 'value="PHONE"')


def test_more_rows_come_without_a_script_and_nothing_is_judged_yet(town: Town) -> None:
    answer = town.client("intake").post(REPORT, {**TYPED, "words": "", "more_rows": "1"})
    assert answer.status_code == 200
    shown = text(answer)
    assert 'name="tel_7"' in shown
    assert 'name="tel_8"' not in shown
    assert "周大爷" in shown
    assert "错误" not in shown
    assert "checked" in tag(shown, 'value="BUILDING_HEAD"')


@pytest.mark.parametrize("rows", ["-1", "0", "x", "9" * 30, "²"])
def test_a_broken_count_of_rows_breaks_nothing(town: Town, rows: str) -> None:
    assert taken_down(town.client("intake"), rows=rows).state == State.SUBMITTED


def test_a_double_tap_is_one_case(town: Town) -> None:
    client, key = town.client("intake"), str(uuid4())
    first, second = send(client, key=key, anonymous="on"), send(client, key=key, anonymous="on")
    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_another_matter_on_the_same_page_is_another_case(town: Town) -> None:
    client, key = town.client("intake"), str(uuid4())
    taken_down(client, key=key)
    taken_down(client, key=key, words="楼道灯不亮")
    assert Case.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "9" * 400])
def test_nobody_is_stuck_with_a_broken_key(town: Town, key: str) -> None:
    assert taken_down(town.client("intake"), key=key).state == State.SUBMITTED


def test_each_page_brings_a_key_of_its_own(town: Town) -> None:
    client = town.client("intake")
    one, other = (text(client.get(REPORT)).split('name="key" value="')[1][:36] for _ in range(2))
    assert one != other


def test_residents_who_are_spoken_for_are_kept_once_each(town: Town) -> None:
    people = {"who_1": "周大爷", "tel_1": "13800000004", "who_2": "周大爷", "tel_2": "138-0000-0004", "tel_3": CALLER}
    case = taken_down(town.client("worker"), channel="BUILDING_HEAD", name="孙楼长", phone=CALLER, **people)
    spoken_for = Follower.objects.filter(case=case, why=Follower.Why.REPRESENTED).order_by("id")
    assert [(one.name, one.phone) for one in spoken_for] == [("周大爷", "13800000004"), ("", CALLER)]


@pytest.mark.parametrize("channel", ["PHONE", "PATROL"])
def test_nobody_is_held_up_by_what_the_channel_does_not_ask(town: Town, channel: str) -> None:
    hidden = {"PHONE": {"tel_1": "1", "who_2": "周"}, "PATROL": {"phone": "1", "tel_1": "1"}}[channel]
    assert taken_down(town.client("worker"), channel=channel, **hidden).channel == channel


def test_rows_are_read_for_a_head_of_building_alone(town: Town) -> None:
    taken_down(town.client("worker"), tel_1="13800000004")
    assert not Follower.objects.exists()


def test_the_page_costs_the_same_however_much_is_known(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = town.client("intake")
    for number in range(7):
        town.reported(f"{LEAK}，{number}单元也湿了")
    with django_assert_max_num_queries(12):
        client.get(REPORT)
    with django_assert_max_num_queries(14):
        client.post(BESIDE, {"address": "太平镇社区第1网格", "words": LEAK})
    with django_assert_max_num_queries(18):
        send(client, words="")
