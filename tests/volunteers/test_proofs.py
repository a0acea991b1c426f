"""志愿服务证明: asked for on a telephone, issued by who recorded the service, checked by anybody with the paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry, User
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser
from tests.resident.signing_in import signed_in
from tests.volunteers.pages import done, get, known_by, post, text
from tests.volunteers.people import GROWN_UP, joined, served
from volunteers.actions import Proven, Refused, approve, ask_proof, issue_proof, reverse_service
from volunteers.actions.forgetting import forget
from volunteers.models import Proof, Service
from volunteers.workflow import ProofState

PHONE = "13800000021"
DAYS = {"first": "2025-11-16", "last": "2026-11-16"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def volunteer(town: Town) -> User:
    person = known_by(User.objects.create_user("volunteer", name="林志愿"), PHONE)
    joined(town, person)
    return person


@pytest.fixture
def telephone(volunteer: User) -> Browser:
    return signed_in(PHONE)


def worked(town: Town, person: User, **said: Any) -> Any:
    return approve(served(town, person, **said), by=town.hat("community"), at=MONDAY)


def asked(town: Town, person: User) -> Proof:
    today = MONDAY.date()
    said = Proven(town.places["community"], today - timedelta(days=300), today)
    return ask_proof(person, said, key=None, at=MONDAY)


def issued(town: Town, person: User) -> Proof:
    worked(town, person, hours=1.5)
    return issue_proof(asked(town, person), by=town.hat("community"), at=MONDAY)


def test_asked_on_a_telephone_issued_at_the_desk_and_downloaded(
    town: Town, volunteer: User, telephone: Browser
) -> None:
    worked(town, volunteer, hours=1.5)
    form = {"community": town.places["community"].pk, **DAYS, "key": "6f1b7d1e-7c0e-4b7e-9f5a-0c9a0f5d8b11"}
    for _ in range(2):  # a double tap
        assert telephone.post("/volunteer/proofs/ask/", form).url == "/volunteer/proofs/"
    proof = Proof.objects.get()
    assert "等社区开具" in text(telephone.get("/volunteer/proofs/"))
    assert "清理楼道" in text(get(town, "community", "proof", proof.pk))
    done(town, "community", "proof_decide", proof.pk, "issue")
    proof.refresh_from_db()
    assert (proof.name, proof.minutes, proof.rows) == ("林志愿", 90, [["2026-11-16", "清理楼道", 90]])
    assert AuditEntry.objects.get(action="开具志愿服务证明").detail == {"number": proof.number}
    assert "下载证明" in text(telephone.get("/volunteer/proofs/"))
    paper = telephone.get(f"/volunteer/proofs/{proof.pk}/paper.pdf")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert get(town, "intake", "proof_paper", proof.pk).content[:5] == b"%PDF-"


def test_the_page_behind_the_qr_shows_what_the_paper_shows_and_less_of_the_name(town: Town, volunteer: User) -> None:
    proof = issued(town, volunteer)
    page = text(Browser().get(f"/volunteer/proof/{proof.code}/"))
    assert all(said in page for said in ("证明真实有效", str(proof.number), "林*", "1 小时 30 分钟", "清理楼道"))
    assert not any(said in page for said in ("林志愿", PHONE, f"{GROWN_UP:%Y-%m}", f"{GROWN_UP:%Y年}"))


def test_one_sign_changed_and_there_is_no_such_proof(town: Town, volunteer: User) -> None:
    proof = issued(town, volunteer)
    code = str(proof.code)
    other = code[:-1] + ("2" if code[-1] != "2" else "3")
    answer = Browser().get(f"/volunteer/proof/{other}/")
    assert (answer.status_code, "查无此证" in text(answer)) == (404, True)
    assert Browser().get(f"/volunteer/proof/{proof.number}/").status_code == 404
    assert Browser().post(f"/volunteer/proof/{code}/").status_code == 405


@pytest.mark.parametrize(("typed", "status"), [("", 422), ("K7QF", 422), ("这不是查验码这不是查验码这不是查", 422)])
def test_what_is_no_code_is_said_at_the_field(db: None, typed: str, status: int) -> None:
    answer = Browser().get("/volunteer/proof/", {"code": typed})
    assert (answer.status_code, "查验码是 16 位" in text(answer)) == (status, True)


def test_a_code_is_found_however_it_is_typed(town: Town, volunteer: User) -> None:
    proof = issued(town, volunteer)
    answer = Browser().get("/volunteer/proof/", {"code": f" {proof.code_in_fours.lower()} "})
    assert answer.url == f"/volunteer/proof/{proof.code}/"
    code = str(proof.code)
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    for typed in (code.lower(), proof.code_in_fours, f"{proof.code_in_fours.lower()} ", wide):  # in the address bar
        answer = Browser().get(f"/volunteer/proof/{typed}/", follow=True)
        assert answer.redirect_chain == [(f"/volunteer/proof/{code}/", 302)], typed
        assert "证明真实有效" in text(answer), typed


def test_issued_it_says_for_good_what_it_said(town: Town, volunteer: User) -> None:
    worked(town, volunteer, title="看望老人", at=MONDAY - timedelta(hours=5))
    proof = issued(town, volunteer)
    assert proof.minutes == 150
    changes: list[dict[str, Any]] = [
        {"minutes": 900},
        {"rows": []},
        {"number": None, "state": ProofState.ASKED},
        {"name": "别人"},
    ]
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Proof.objects.filter(pk=proof.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proof.objects.filter(pk=proof.pk).delete()


def test_the_number_is_of_the_year_that_is_on_the_paper(town: Town, volunteer: User) -> None:
    worked(town, volunteer)
    new_year = datetime(2027, 1, 1, 7, 30, tzinfo=MONDAY.tzinfo).astimezone(UTC)
    proof = issue_proof(asked(town, volunteer), by=town.hat("community"), at=new_year)
    assert str(proof.number).startswith("ZM2027-")


def test_who_closes_the_account_takes_the_name_along(town: Town, volunteer: User) -> None:
    proof = issued(town, volunteer)
    forget(volunteer, at=MONDAY)
    page = text(Browser().get(f"/volunteer/proof/{proof.code}/"))
    assert "证明真实有效" in page
    assert "已注销" in page
    assert "林" not in page


def test_recalled_whoever_checks_it_reads_so(town: Town, volunteer: User, telephone: Browser) -> None:
    proof = issued(town, volunteer)
    assert post(town, "community", "proof_decide", proof.pk, "recall", reason="").status_code == 422
    done(town, "community", "proof_decide", proof.pk, "recall", reason="时长记错了")
    page = text(Browser().get(f"/volunteer/proof/{proof.code}/"))
    assert "证明已作废" in page
    assert "时长记错了" in page
    assert "下载证明" not in text(telephone.get("/volunteer/proofs/"))
    assert post(town, "community", "proof_decide", proof.pk, "issue").status_code == 409


def test_refused_with_a_reason_that_the_person_reads_and_asked_again(
    town: Town, volunteer: User, telephone: Browser
) -> None:
    worked(town, volunteer)
    proof = asked(town, volunteer)
    done(town, "community", "proof_decide", proof.pk, "refuse", reason="日期写错了，请重新申请")
    assert "日期写错了" in text(telephone.get("/volunteer/proofs/"))
    assert asked(town, volunteer).state == ProofState.ASKED


@pytest.mark.parametrize(("change", "said"), [
    ({"first": "2026-11-20", "last": "2026-11-10"}, "结束日期不能早于开始日期"),
    ({"first": "", "last": "2026-13-40"}, "请选从哪天起"),
    ({"first": "2024-01-01", "last": "2024-02-01"}, "没有审核通过的服务时长"),
    ({"community": "0"}, "请选一个社区"),
])  # fmt: skip
def test_what_cannot_be_proven_is_said_at_the_field(
    town: Town, volunteer: User, telephone: Browser, change: dict[str, Any], said: str
) -> None:
    worked(town, volunteer)
    form = {"community": town.places["community"].pk, **DAYS, **change}
    answer = telephone.post("/volunteer/proofs/ask/", form)
    assert (answer.status_code, said in text(answer)) in ((422, True), (409, True))
    assert not Proof.objects.exists()


def test_another_proof_with_the_mark_of_the_first_is_not_lost_in_silence(
    town: Town, volunteer: User, telephone: Browser
) -> None:
    """Gone back to and asked for other days: it said “已申请” and there was none."""
    worked(town, volunteer)
    form = {"community": town.places["community"].pk, **DAYS, "key": "6f1b7d1e-7c0e-4b7e-9f5a-0c9a0f5d8b11"}
    assert telephone.post("/volunteer/proofs/ask/", form).status_code == 302
    answer = telephone.post("/volunteer/proofs/ask/", {**form, "first": "2026-11-01"})
    words = "这张单已经办过：太平镇社区2025-11-16 至 2026-11-16的证明"
    assert (answer.status_code, words in text(answer)) == (409, True)
    assert Proof.objects.count() == 1


def test_only_one_waits_at_a_time(town: Town, volunteer: User, telephone: Browser) -> None:
    worked(town, volunteer)
    asked(town, volunteer)
    answer = telephone.post("/volunteer/proofs/ask/", {"community": town.places["community"].pk, **DAYS})
    assert (answer.status_code, "正等社区开具" in text(answer)) == (409, True)
    assert ("<form class" in text(answer), 'href="/volunteer/proofs/">返回' in text(answer)) == (False, True)


def test_what_was_reversed_meanwhile_is_not_proven(town: Town, volunteer: User) -> None:
    service = worked(town, volunteer)
    proof = asked(town, volunteer)
    reverse_service(service, reason="记错了人", by=town.hat("intake"), at=MONDAY)
    answer = post(town, "community", "proof_decide", proof.pk, "issue")
    assert (answer.status_code, "开不了证明" in text(answer)) == (409, True)


def test_a_paper_with_what_is_reversed_is_genuine_no_more(town: Town, volunteer: User) -> None:
    proof, staff = issued(town, volunteer), town.hat("intake")
    on_it = Service.objects.get()
    noon = MONDAY + timedelta(hours=3)
    later = served(town, volunteer, at=noon)
    approve(later, by=town.hat("community"), at=noon)
    reverse_service(later, reason="记重了", by=staff, at=noon)
    assert "证明真实有效" in text(Browser().get(f"/volunteer/proof/{proof.code}/"))
    assert f"服务证明同时作废：{proof.number}" in text(get(town, "intake", "decide", on_it.pk, "reverse"))
    reverse_service(on_it, reason="查实没有去", by=staff, at=noon)
    public = text(Browser().get(f"/volunteer/proof/{proof.code}/"))
    assert "证明已作废" in public
    assert "里面有服务后来查实收回" in public
    assert "查实没有去" not in public  # that is between the two
    proof.refresh_from_db()
    assert (proof.state, proof.decided_by) == (ProofState.RECALLED, town.people["intake"])
    assert AuditEntry.objects.filter(action="作废志愿服务证明").count() == 1


def test_whoever_has_no_hours_reads_how_one_comes_by_them(telephone: Browser) -> None:
    assert "还没有审核通过的服务时长" in text(telephone.get("/volunteer/proofs/ask/"))


def test_no_proof_speaks_of_days_to_come(town: Town, volunteer: User, telephone: Browser) -> None:
    worked(town, volunteer)
    form = {"community": town.places["community"].pk, "key": "6f1b7d1e-7c0e-4b7e-9f5a-0c9a0f5d8b11"}
    for first, last, said in (
        ("2026-11-01", "2026-11-17", "证明最晚开到今天"),
        ("2027-01-01", "2027-02-01", "证明最晚开到今天"),
        ("2026-11-10", "2026-11-09", "结束日期不能早于开始日期"),
    ):
        answer = telephone.post("/volunteer/proofs/ask/", {**form, "first": first, "last": last})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["last"])
        assert said in text(answer)
        assert last in text(answer)
    assert not Proof.objects.exists()


def test_what_was_asked_ahead_is_not_issued_either(town: Town, volunteer: User) -> None:
    worked(town, volunteer)
    today, community = MONDAY.date(), town.places["community"]
    for first, last, rule in (
        (today, today + timedelta(days=1), "proof_ahead"),
        (today, today - timedelta(days=1), "proof_backwards"),
    ):
        with pytest.raises(Refused) as refused:
            ask_proof(volunteer, Proven(community, first, last), key=None, at=MONDAY)
        assert refused.value.rule == rule
    proof = asked(town, volunteer)
    Proof.objects.filter(pk=proof.pk).update(last=today + timedelta(days=1))
    answer = post(town, "community", "proof_decide", proof.pk, "issue")
    assert (answer.status_code, "证明最晚开到今天" in text(answer)) == (409, True)
