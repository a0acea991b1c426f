"""The register of programmes: a token is shown once, kept as a hash, taken away for a reason."""

import re

import pytest
from django.test import Client as Http
from django.urls import reverse

from accounts.models import AuditEntry
from api.models import Client
from partyorg.ties import ties_of
from tests.api.conftest import Programme
from tests.factories import MONDAY, Town

ADD = reverse("admin:api_client_add")


@pytest.fixture
def keeper(town: Town) -> Http:
    return town.client("system_admin")


def added(keeper: Http, town: Town, name: str = "党群e家小程序") -> str:
    fields = {"name": name, "unit": town.units["street_unit"].pk, "channel": "WECHAT"}
    return keeper.post(ADD, fields).content.decode()


def test_the_token_is_shown_once_and_works(keeper: Http, town: Town) -> None:
    [token] = re.findall(r"<code>([\w-]{43})</code>", added(keeper, town))
    client = Client.objects.get()
    assert Programme(client, token).send().status_code == 201
    for page in ("change", "history"):
        again = keeper.get(reverse(f"admin:api_client_{page}", args=[client.pk])).content.decode()
        assert token not in again
        assert client.token_hash not in again
    [entry] = AuditEntry.objects.filter(action="发放接口令牌")
    assert entry.by == town.people["system_admin"]
    assert token not in str(entry.detail)
    assert client.token_hash not in str(entry.detail)


def test_a_name_is_given_once(keeper: Http, town: Town) -> None:
    added(keeper, town)
    assert "已经有叫这个名字的接入程序了" in added(keeper, town)
    assert Client.objects.count() == 1


def test_a_token_is_taken_away_for_a_reason_and_the_unit_is_free_to_end(keeper: Http, town: Town) -> None:
    added(keeper, town)
    client, unit = Client.objects.get(), town.units["street_unit"]
    assert "没有停用的接入程序" in [tie.said for tie in ties_of(unit, None, MONDAY.date())]
    page = reverse("admin:api_client_revoke", args=[client.pk])
    assert keeper.post(page, {"reason": ""}).status_code == 422
    for _ in range(2):  # a second tap
        assert keeper.post(page, {"reason": "合同到期"}).status_code == 302
    client.refresh_from_db()
    assert client.ended_at == MONDAY
    assert AuditEntry.objects.filter(action="停用接口令牌", reason="合同到期").count() == 1
    assert "没有停用的接入程序" not in [tie.said for tie in ties_of(unit, None, MONDAY.date())]


def test_a_programme_is_renamed_and_never_given_to_another_unit(keeper: Http, town: Town) -> None:
    added(keeper, town)
    client = Client.objects.get()
    fields = {"name": "新名字", "unit": town.units["platform"].pk, "channel": "API"}
    assert keeper.post(reverse("admin:api_client_change", args=[client.pk]), fields).status_code == 302
    client.refresh_from_db()
    assert (client.name, client.unit, client.channel) == ("新名字", town.units["street_unit"], "API")
