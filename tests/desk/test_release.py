"""公开: an officer of the community or above puts a case on the public board, in words that tell nobody's name."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.models import AuditEntry
from cases import actions
from cases.actions import Represented
from cases.models import Case, Category, PublicNotice
from cases.publicity import OFF, kept_off
from cases.terms import Purpose, State
from tests.desk.conftest import page, rule, text
from tests.factories import MONDAY, PEOPLE, Town

SAID = {"title": "楼道漏水", "words": "楼道顶上漏水，物业已经在查管子。"}
RELEASING = {
    "community", "intake", "second_intake", "street", "street_secretary", "director", "platform", "second_platform",
    "leading",
}  # fmt: skip
LOOKING_ON = {"secretary", "worker", "guide", "revisitor", "supervisor"}
NOT_THERE = {"far_street", "far_secretary", "housing", "station"}


def put_up(client: Client, case: Case, **said: Any) -> Any:
    return client.post(page(case, "board"), {**SAID, **said})


def deeds(case: Case) -> list[str]:
    """What the trail says of the board, the first first."""
    rows = AuditEntry.objects.filter(object_id=str(case.pk), action__contains="公开").order_by("id")
    return list(rows.values_list("action", flat=True))


def test_who_holds_the_community_or_more_may_and_nobody_else(town: Town) -> None:
    case = town.handling(name="周大爷", phone="13812345678")
    offered, allowed, told_why, not_there = set(), set(), set(), set()
    for who in PEOPLE:
        client = town.client(who)
        if "公开到社区" in text(client.get(page(case))):
            offered.add(who)
        answer = client.get(page(case, "board"))
        sent = put_up(client, case)
        match answer.status_code, sent.status_code:
            case 200, 302:
                allowed.add(who)
            case 403, 403 if rule(answer) == rule(sent) == "board_officer":
                told_why.add(who)
            case 404, 404:
                not_there.add(who)
    assert offered == allowed == RELEASING
    assert told_why >= LOOKING_ON
    assert not_there >= NOT_THERE
    assert PublicNotice.objects.count() == 1


def test_the_form_begins_with_the_category_and_never_with_what_was_said(town: Town) -> None:
    case = town.handling(words="我家门口的天花板哗哗漏")
    shown = text(town.client("community").get(page(case, "board")))
    assert 'value="房屋漏水"' in shown
    assert "太平镇社区有居民反映房屋漏水的问题。" in shown
    assert "哗哗漏" not in shown.split("<form")[-1]


def test_released_taken_off_and_released_again_each_leaves_a_line(town: Town) -> None:
    case, client = town.handling(), town.client("community")
    assert put_up(client, case).status_code == put_up(client, case).status_code == 302  # sent twice, one deed
    assert deeds(case) == ["公开到社区"]
    assert "公开栏上有" in text(client.get(page(case)))
    for _ in range(2):
        assert client.post(page(case, "board/off")).status_code == 302
    assert deeds(case) == ["公开到社区", "从公开栏撤下"]
    notice = PublicNotice.objects.get()
    assert (notice.is_on_board, notice.withdrawn_by) == (False, town.people["community"])
    assert put_up(town.client("street"), case, title="再公开").status_code == 302
    notice.refresh_from_db()
    assert (notice.is_on_board, notice.title, notice.released_by) == (True, "再公开", town.people["street"])
    line = AuditEntry.objects.filter(action="公开到社区").latest("id")
    assert (line.by, line.detail["title"]) == (town.people["street"], "再公开")


def test_what_the_resident_wrote_is_not_copied(town: Town) -> None:
    case = town.handling(words="我家门口天花板哗哗漏了三天三夜没人管")
    refused = put_up(town.client("community"), case, words="居民说家门口，天花板哗哗漏了三天三夜")
    assert refused.status_code == 422
    assert "请用自己的话写，不要照抄居民的原话。" in text(refused)
    assert put_up(town.client("community"), case, words="门口天花板漏水，已报修。").status_code == 302


def test_how_it_was_solved_is_asked_when_it_is_closed(town: Town) -> None:
    case, client = town.handling(), town.client("community")
    assert 'name="outcome"' not in text(client.get(page(case, "board")))
    Case.objects.filter(pk=case.pk).update(state=State.CLOSED, closed_at=MONDAY)
    assert 'name="outcome"' in text(client.get(page(case, "board")))
    assert put_up(client, case, outcome="换了水管，试过不漏。").status_code == 302
    assert PublicNotice.objects.get().outcome == "换了水管，试过不漏。"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"words": "有事打１３８ １２３４ ５６７８"}, "“138 1234 5678”像是手机号"),
        ({"words": "周大 爷家漏水，已经修好"}, "“周大爷”像是人名"),
        ({"words": "钱小妹家也漏"}, "“钱小妹”像是人名"),
        ({"words": "李格员到场看过"}, "“李格员”像是人名"),
        ({"title": "3单元502漏水"}, "“3单元502”像是门牌号"),
        ({"words": "凭 {code} 可以查进度"}, "像是查询码"),
    ],
)
def test_what_tells_who_somebody_is_is_refused_with_what_and_where_and_nothing_typed_is_lost(
    town: Town, said: dict[str, str], found: str
) -> None:
    case = town.handling(name="周大爷", phone="13812345678", represented=[Represented("钱小妹", "")])
    [(field, words)] = [(field, words.format(code=case.tracking_code)) for field, words in said.items()]
    answer = put_up(town.client("community"), case, **{field: words})
    assert answer.status_code == 422
    assert escape(words) in text(answer)
    assert text(answer).count(f"{found}，请去掉或者换个说法。") == 2  # on top, and at the field
    assert f'href="#id_{field}"' in text(answer)
    assert not PublicNotice.objects.exists()
    assert deeds(case) == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "请写一个标题。"),
        ("title", "长" * 31, "最多 30 个字，您写了 31 个，请写短一些。"),
        ("words", "。。。", "请写清楚：至少两个字，光有标点不算。"),
    ],
)
def test_bad_words_are_told_at_their_field(town: Town, field: str, value: str, sentence: str) -> None:
    answer = put_up(town.client("community"), town.handling(), **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error">{sentence}' in text(answer)
    assert SAID["title" if field == "words" else "words"] in text(answer)


KEPT_OFF: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("board_not_confidential", {"confidential": True}, {}),
    ("board_not_anonymous", {"anonymous": True}, {}),
    ("board_taken_up", {"state": State.SUBMITTED}, {}),
    ("board_taken_up", {"state": State.MERGED}, {}),
    ("board_no_emergency", {"emergency_direct": True}, {}),
    ("board_no_emergency", {}, {"emergency": True}),
    ("board_no_emergency", {"purpose": Purpose.EMERGENCY}, {}),
    ("board_nobodys_conduct", {"purpose": Purpose.UNCIVIL}, {}),
    ("board_no_quarrel", {}, {"sensitive": True}),
    ("board_no_quarrel", {}, {"mediation": True}),
    ("board_category", {"category": None}, {}),
    ("board_category", {}, {"may_be_public": False}),
]


def test_what_may_not_be_public_is_refused_by_its_rule_and_leaves_the_board_when_it_becomes_so(town: Town) -> None:
    """The case at hand and the condition of the board say the same; every row is tried."""
    case, client, leak = town.handling(), town.client("community"), Category.objects.get(code="LEAK")
    assert put_up(client, case).status_code == 302
    board = PublicNotice.objects.on_board(town.places["community"])
    columns = ["confidential", "anonymous", "state", "emergency_direct", "purpose"]
    plain = Case.objects.filter(pk=case.pk).values(*columns)[0]
    assert [off.rule for off in OFF] == [name for name, said, _ in KEPT_OFF if said != {"state": State.MERGED}]
    for name, of_case, of_category in KEPT_OFF:
        Case.objects.filter(pk=case.pk).update(**of_case)
        Category.objects.filter(pk=leak.pk).update(**of_category)
        answer = put_up(client, case, title="换一个标题")
        assert (answer.status_code, rule(answer)) == (409, name)
        assert "换一个标题" in text(answer)
        assert kept_off(Case.objects.with_faces().get(pk=case.pk)) == name
        assert not board.exists(), name
        assert "已不在公开栏" in text(client.get(page(case)))
        Case.objects.filter(pk=case.pk).update(**plain, category=leak)
        usual = {"emergency": False, "sensitive": False, "mediation": False, "may_be_public": True}
        Category.objects.filter(pk=leak.pk).update(**usual)
        assert board.exists(), name


def test_what_is_no_longer_public_can_still_be_taken_off(town: Town) -> None:
    case, client = town.handling(), town.client("community")
    put_up(client, case)
    Case.objects.filter(pk=case.pk).update(confidential=True)
    assert client.post(page(case, "board/off")).status_code == 302
    assert deeds(case)[-1] == "从公开栏撤下"
    assert town.client("secretary").post(page(case, "board/off")).status_code == 403


def test_another_method_and_the_signed_out(town: Town) -> None:
    case, client = town.handling(), town.client("community")
    assert client.delete(page(case, "board")).status_code == 405
    assert client.get(page(case, "board/off")).status_code == 405
    for answer in (Client().get(page(case, "board")), Client().post(page(case, "board/off"))):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/desk/sign-in/")


def test_the_rule_is_the_same_for_whoever_calls_the_action(town: Town) -> None:
    case = town.handling()
    with pytest.raises(actions.Refused, match="社区及以上"):
        actions.release(case, **SAID, by=town.hat("secretary"), at=MONDAY)
