"""志愿服务证明 at the desk: whose they are, found among many, printed or not."""

from __future__ import annotations

import re
from typing import Any

import pytest

from accounts.models import User
from accounts.printing import FONT, LIBRARY
from tests.factories import Town
from tests.resident.conftest import Browser
from tests.resident.signing_in import signed_in
from tests.volunteers.pages import done, get, known_by, post, text
from tests.volunteers.people import joined
from tests.volunteers.test_proofs import asked, issued, monday, telephone, volunteer, worked
from volunteers.models import Volunteer

__all__ = ["monday", "telephone", "volunteer"]  # fixtures, used here as well


def test_no_proof_is_issued_to_a_name_that_would_be_printed_as_an_empty_box(
    town: Town, volunteer: User, telephone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was, without a word, by somebody who had never seen the name."""
    worked(town, volunteer)
    Volunteer.objects.update(name="𠮷田㐂")
    monkeypatch.setattr("accounts.printing._signs_in", lambda file: {ord(sign) for sign in "田市北区镇江路街道太平社"})
    proof = asked(town, volunteer)
    page = text(get(town, "community", "proof_decide", proof.pk, "issue"))
    for words in ("证明开给“𠮷田㐂”", "“𠮷㐂”字体里没有，打出来会是空框"):
        assert words in page, words
    answer = post(town, "community", "proof_decide", proof.pk, "issue")
    assert (answer.status_code, "装上有这个字的字体，再来开具" in text(answer)) == (409, True)
    monkeypatch.setattr("accounts.printing._signs_in", lambda file: range(0x110000))  # a font has it
    done(town, "community", "proof_decide", proof.pk, "issue")
    monkeypatch.setattr("accounts.printing._signs_in", lambda file: range(0x20000))  # and has gone
    assert "“𠮷”字体里没有" in text(get(town, "community", "proof", proof.pk))
    printed = get(town, "community", "proof_paper", proof.pk)
    assert (printed.status_code, "“𠮷”字体里没有" in text(printed)) == (503, True)
    assert telephone.get(f"/volunteer/proofs/{proof.pk}/paper.pdf").status_code == 503


def test_two_of_one_name_are_told_apart_and_found(town: Town, volunteer: User) -> None:
    other = known_by(User.objects.create_user("other", name="林志愿"), "13800000088")
    joined(town, other)
    proof = issued(town, volunteer)
    worked(town, other)
    waits = asked(town, other)
    assert "尾号 0088" in text(get(town, "intake", "proofs"))
    assert "手机尾号 0088" in text(get(town, "intake", "proof", waits.pk))
    for words, found in (
        (str(proof.number).lower(), [proof]), ("林志", [waits, proof]), ("138 0000 0088", [waits]), ("没有的", []),
        ("13800000099", []), (str(proof.number)[:4], []),
    ):  # fmt: skip
        page = text(get(town, "intake", "proofs", words=words))
        assert re.findall("/desk/volunteers/proofs/(\\d+)/", page) == [str(one.pk) for one in found], words
        assert ("没有找到" in page) == (not found)
    assert get(town, "far_street", "proofs", words="林志").context["page"].paginator.count == 0


def test_nobody_but_the_recorder_and_oneself_comes_to_it(town: Town, volunteer: User) -> None:
    proof = issued(town, volunteer)
    assert get(town, "far_street", "proof", proof.pk).status_code == 404
    assert get(town, "far_street", "proof_paper", proof.pk).status_code == 404
    known_by(User.objects.create_user("another", name="别人"), "13800000022")
    assert signed_in("13800000022").get(f"/volunteer/proofs/{proof.pk}/paper.pdf").status_code == 404
    assert "/me/sign-in/" in Browser().get(f"/volunteer/proofs/{proof.pk}/paper.pdf").url


def test_staff_issue_nothing_to_themselves(town: Town) -> None:
    own = town.people["intake"]
    worked(town, own)
    proof = asked(town, own)
    assert get(town, "intake", "proof", proof.pk).status_code == 404
    assert get(town, "community", "proof", proof.pk).status_code == 200


@pytest.mark.parametrize("lacks", [LIBRARY, FONT])
def test_where_nothing_can_be_printed_the_pages_say_so(
    town: Town, volunteer: User, telephone: Browser, monkeypatch: pytest.MonkeyPatch, lacks: str
) -> None:
    proof = issued(town, volunteer)
    for module in ("paper", "proofs", "my_proofs"):
        monkeypatch.setattr(f"volunteers.views.{module}.missing", lambda: lacks)
    assert "现在不能下载纸质证明" in text(telephone.get("/volunteer/proofs/"))
    answer = telephone.get(f"/volunteer/proofs/{proof.pk}/paper.pdf")
    assert (answer.status_code, "暂时不能下载" in text(answer)) == (503, True)
    at_desk = get(town, "community", "proof_paper", proof.pk)
    assert (at_desk.status_code, "暂时不能打印" in text(at_desk)) == (503, True)
    assert "不能生成纸质证明" in text(get(town, "community", "proof", proof.pk))


def test_the_desks_list_asks_as_much_for_many_as_for_one(
    town: Town, volunteer: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        person = User.objects.create_user(f"many{number}", name=f"志愿{number}")
        worked(town, person)
        asked(town, person)
    client = town.client("community")
    with django_assert_max_num_queries(10):
        page = text(client.get("/desk/volunteers/proofs/"))
    assert len(re.findall("/desk/volunteers/proofs/\\d+/", page)) == 3
