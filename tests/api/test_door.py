"""Who comes in by machine, how often, with how much; everybody else is told in JSON."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Http

from accounts.braking import Limit
from accounts.models import Counted
from api import actions
from cases.models import Case
from resident.tasks import tidy_up
from tests.api.conftest import REPORT, Programme
from tests.factories import MONDAY, Town


@pytest.mark.parametrize("said", ["", "Bearer", "Basic abc"])
def test_without_a_token_nobody_comes_in_and_nothing_is_counted(programme: Programme, said: str) -> None:
    answer = Http().post(REPORT, {}, headers={"Authorization": said})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "Bearer 令牌" in answer.json()["error"]
    assert not Counted.objects.exists()


def test_wrong_tokens_are_braked_by_address_and_the_right_one_never(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "WRONG_TOKENS", Limit("WRONG_TOKEN", 2, timedelta(hours=1)))
    right, programme.token = programme.token, "wrong"
    answers = [programme.get("x") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert "令牌不对" in answers[0].json()["error"]
    assert (answers[2]["Retry-After"], Counted.objects.count()) == ("3600", 2)
    programme.token = right
    assert programme.send().status_code == 201
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        tidy_up()
    assert not Counted.objects.exists()


def test_a_revoked_token_opens_nothing(programme: Programme, town: Town) -> None:
    number = programme.send().json()["number"]
    actions.revoke(programme.client, reason="合同到期", by=town.people["system_admin"], at=MONDAY)
    assert (programme.send().status_code, programme.get(number).status_code) == (401, 401)


def test_each_programme_has_its_requests_a_minute(
    programme: Programme, monkeypatch: pytest.MonkeyPatch, monday: time_machine.Traveller
) -> None:
    monkeypatch.setattr(actions, "MOST_A_MINUTE", 2)
    monday.move_to(MONDAY + timedelta(seconds=15))
    answers = [programme.get("x") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert (answers[2]["Retry-After"], "45 秒" in answers[2].json()["error"]) == ("45", True)
    monday.move_to(MONDAY + timedelta(seconds=60))
    assert programme.get("x").status_code == 404
    programme.client.refresh_from_db()
    assert programme.client.last_used_at == MONDAY + timedelta(seconds=60)


@pytest.mark.parametrize(
    ("body", "kind", "status", "sentence"),
    [
        ("{", "application/json", 400, "内容读不懂"),
        ("[" * 60_000, "application/json", 400, "内容读不懂"),
        ("[1]", "application/json", 400, "内容读不懂"),
        ('{"lat": NaN}', "application/json", 400, "内容读不懂"),
        ("--x", "multipart/form-data", 400, "内容读不懂"),
        ("<a/>", "text/xml", 415, "application/json"),
        (f'{{"words": "{"长" * 70_000}"}}', "application/json", 413, "内容太大"),
    ],
)
def test_what_cannot_be_read_is_said_so(programme: Programme, body: str, kind: str, status: int, sentence: str) -> None:
    answer: Any = programme.post(body, content_type=kind)
    assert (answer.status_code, sentence in answer.json()["error"]) == (status, True)
    assert not Case.objects.exists()


def test_the_wrong_method_is_refused_in_json(programme: Programme) -> None:
    for address, methods in [(REPORT, ("GET", "PUT", "OPTIONS")), (f"{REPORT}x/", ("POST", "DELETE"))]:
        for method in methods:
            answer: Any = programme.http.generic(method, address, headers=programme.headers)
            assert (answer.status_code, "不支持" in answer.json()["error"]) == (405, True)


def test_a_browser_gets_no_page(programme: Programme) -> None:
    answer = programme.http.get(f"{REPORT}x/", headers={**programme.headers, "Accept": "text/html"})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/json")


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v1/casess/", "/api/v2/cases/", "/api/v1/cases/x/y/", "/api/%E6%9D%A5"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_that_there_is_not_is_answered_in_json(programme: Programme, path: str, method: str) -> None:
    answer: Any = Http().generic(method, path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json()["error"].startswith("没有这个地址")
    assert programme.get("x").json()["error"].startswith("没有这件案件")  # as of a case that is not theirs


def test_elsewhere_it_is_a_page(db: None) -> None:
    for path in ("/apis/", "/desk/api/", "/nowhere/"):
        answer = Http().get(path)
        assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8"), path


def test_a_slash_forgotten_leads_on_as_before(programme: Programme) -> None:
    assert programme.http.get("/api/v1/cases/x", headers=programme.headers)["Location"] == "/api/v1/cases/x/"
