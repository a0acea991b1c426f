"""常用语: written once, filled from the case, put into a text by a tap; the unit's are kept by its head."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from cases.forms.handling import FinishForm
from cases.models import Phrase
from tests.desk.conftest import page, text
from tests.factories import MONDAY, Town

DONE = "{编号}：{单位}已在{地点}处理，期限{期限}。"


def keep(client: Client, title: str = "办结", words: str = DONE, **said: object) -> int:
    return client.post("/desk/phrases/new/", {"title": title, "words": words, **said}).status_code


def test_a_phrase_is_filled_from_the_case_and_stands_beside_its_long_texts(town: Town) -> None:
    client = town.client("secretary")
    assert keep(client) == 302
    case = town.handling(name="周大爷", phone="13812345678")
    shown = text(client.get(page(case, "finish")))
    assert f"{case.number}：太平镇社区第1网格党支部已在{case.place.full_name}处理" in shown
    assert "{" not in shown.split("已在")[1].split("</li>")[0]
    assert 'data-phrases="id_result"' in shown
    assert "周大爷" not in shown.split('data-phrases="id_result"')[1]
    assert "data-phrases" not in text(client.get(page(town.accepted(), "sign")))


def test_one_for_a_certain_move_is_offered_there_alone(town: Town) -> None:
    client = town.client("secretary")
    keep(client, "修好了", "已修好。", for_move="finish")
    case = town.handling()
    assert "已修好。" in text(client.get(page(case, "finish")))
    assert "已修好。" not in text(client.get(page(case, "match_resource")))


def test_the_units_are_kept_by_its_head_and_used_by_all_in_it(town: Town) -> None:
    unit = town.units["community_unit"]
    head, mate = town.client("community"), town.client("intake")
    assert keep(head, "单位的", "请到现场看。", unit=unit.pk) == 302
    assert AuditEntry.objects.filter(action="新增单位常用语").count() == 1
    pk = Phrase.objects.get().pk
    assert "请到现场看。" in text(mate.get("/desk/phrases/"))
    assert "请到现场看。" in text(mate.get(page(town.reported(), "ask_refusal")))
    for answer in (mate.get(f"/desk/phrases/{pk}/"), mate.post(f"/desk/phrases/{pk}/drop/")):
        assert answer.status_code == 403
        assert "由单位负责人改" in text(answer)
    assert mate.post("/desk/phrases/new/", {"title": "甲", "words": "乙", "unit": unit.pk}).status_code == 302
    assert Phrase.objects.get(title="甲").person == town.people["intake"]  # there is no such choice for them
    assert town.client("housing").get(f"/desk/phrases/{pk}/").status_code == 404
    assert head.post(f"/desk/phrases/{pk}/", {"title": "改了", "words": "好", "unit": unit.pk}).status_code == 302
    assert head.post(f"/desk/phrases/{pk}/drop/").status_code == 302
    assert not Phrase.objects.filter(pk=pk).exists()


def test_of_a_department_whoever_handles_its_matters_keeps_them(town: Town) -> None:
    assert keep(town.client("housing"), unit=town.units["housing"].pk) == 302
    assert Phrase.objects.get().unit == town.units["housing"]


@pytest.mark.parametrize(
    ("title", "words", "said"),
    [
        ("", "好", "起个名字"),
        ("很" * 21, "好", "最多 20 个字"),
        ("有了", "好", "换一个名字"),
        ("新的", "", "请写常用语的内容。"),
        ("新的", "长" * 301, "最多 300 个字，您写了 301 个"),
        ("新的", "请找{诉求人}核实", "没有 {诉求人} 这一项"),
        ("新的", "打 138 1234 5678", "请不要写电话号码"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_typed_is_lost(town: Town, title: str, words: str, said: str) -> None:
    client = town.client("secretary")
    keep(client, "有了")
    answer = client.post("/desk/phrases/new/", {"title": title, "words": words})
    assert answer.status_code == 422
    assert said in text(answer)
    assert words in text(answer)
    assert Phrase.objects.count() == 1


def test_fifty_are_enough(town: Town) -> None:
    person = town.people["secretary"]
    Phrase.objects.bulk_create(Phrase(person=person, title=f"第{one}", words="好") for one in range(50))
    answer = town.client("secretary").post("/desk/phrases/new/", {"title": "再来", "words": "好"})
    assert (answer.status_code, "最多存 50 条" in text(answer)) == (422, True)


def test_one_may_have_the_same_name_as_a_units(town: Town) -> None:
    client = town.client("community")
    assert [keep(client), keep(client, unit=town.units["community_unit"].pk)] == [302, 302]


def test_the_wrong_method_and_nobody(town: Town, client: Client) -> None:
    keep(town.client("secretary"))
    pk = Phrase.objects.get().pk
    assert town.client("secretary").get(f"/desk/phrases/{pk}/drop/").status_code == 405
    assert town.client("secretary").post("/desk/phrases/").status_code == 405
    assert client.get("/desk/phrases/")["Location"].startswith("/desk/sign-in/")


def test_whom_a_confidential_case_hides_is_asked_once_for_all_texts_of_a_form(town: Town) -> None:
    case = town.handled_by(3, name="周大爷", phone="13812345678", confidential=True)
    said = {"to": 4, "reason": "周大爷家的事", "study": "要找13812345678"}
    form = FinishForm({"result": "好"}, case=case, hat=town.hat("street"), at=MONDAY)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        form.is_valid()
    assert sum("cases_follower" in query["sql"] for query in asked.captured_queries) == 1
    client = town.client("street")
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(page(case, "whistle"), said)
    assert (answer.status_code, text(answer).count("请删掉。")) == (422, 4)  # at both fields, and on top
    assert (
        sum(
            'FROM "cases_follower" WHERE' in query["sql"]
            and "REPRESENTED" in query["sql"]
            and "COUNT" not in query["sql"]
            for query in asked.captured_queries
        )
        == 1
    )
