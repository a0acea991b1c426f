"""From the file to the register: confirmed once, written whole or not at all, left and found again."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from exchange import progress
from exchange.actions import work, writing
from exchange.models import ImportRun, Paper
from exchange.workflow import What
from partyorg.models import Organisation
from tests.exchange.conftest import ADMIN, confirm, faults, page, taken_in, text, upload
from tests.exchange.files import lines, xlsx
from tests.factories import MONDAY, Town

ORGANISATIONS = What.ORGANISATIONS
LATER = MONDAY + timedelta(minutes=11)


def company(name: str = "市北书店") -> dict[str, Any]:
    return {"name": name, "kind": "驻区单位"}


def count() -> int:
    return Organisation.objects.count()


def step(town: Town, run: ImportRun, name: str, *, by: str = "system_admin") -> Any:
    return town.client(by).post(reverse(f"exchange:{name}", args=[run.pk]))


def state(run: ImportRun) -> str:
    return ImportRun.objects.get(pk=run.pk).state


def killed(*_args: Any, **_more: Any) -> None:
    raise KeyboardInterrupt  # what no `except Exception` catches, as SIGKILL is caught by nothing


def test_nothing_is_written_before_it_is_confirmed_nor_twice(town: Town) -> None:
    before = count()
    run = taken_in(town, ORGANISATIONS, company())
    assert (run.state, count()) == ("READY", before)
    assert "还没有写入" in text(page(town, run))
    assert confirm(town, run).status_code == confirm(town, run).status_code == 302
    assert state(run) == "QUEUED"
    assert 'hx-trigger="every 2s"' in text(page(town, run))
    assert work(at=MONDAY) == 1
    assert work(at=MONDAY) == 0
    assert (state(run), count()) == ("DONE", before + 1)
    assert confirm(town, run).status_code == 302
    assert work(at=MONDAY) == 0
    assert count() == before + 1
    assert "hx-trigger" not in text(page(town, run))


def test_the_file_is_gone_once_it_is_written_or_dropped(town: Town) -> None:
    first, second = taken_in(town, ORGANISATIONS, company()), taken_in(town, ORGANISATIONS, company())
    assert Paper.objects.count() == 4
    assert "市北书店".encode() not in bytes(Paper.objects.filter(purpose="PREVIEW")[0].sealed)
    confirm(town, first)
    work(at=MONDAY)
    assert set(Paper.objects.values_list("run", flat=True)) == {second.pk}
    step(town, second, "drop")
    assert (state(second), Paper.objects.count()) == ("DROPPED", 0)
    assert "已放弃" in text(page(town, second))


def test_what_nobody_confirms_is_dropped_after_a_day(town: Town) -> None:
    run = taken_in(town, ORGANISATIONS, company())
    work(at=MONDAY + timedelta(hours=23))
    assert state(run) == "READY"
    work(at=MONDAY + timedelta(hours=25))
    assert (state(run), Paper.objects.count()) == ("DROPPED", 0)


def test_a_mended_file_takes_the_place_of_the_one_with_errors(town: Town) -> None:
    run = taken_in(town, ORGANISATIONS, company(""))
    assert run.state == "WRONG"
    assert "请改好这 1 处再上传" in text(page(town, run))
    assert (confirm(town, run).status_code, state(run)) == (302, "WRONG")
    upload(town, ORGANISATIONS, xlsx(lines(ORGANISATIONS, company())), instead=run.pk)
    assert [state(run), ImportRun.objects.latest("id").state] == ["DROPPED", "READY"]


def test_of_a_kind_one_is_written_at_a_time_and_the_second_looks_again(town: Town) -> None:
    first, second = taken_in(town, ORGANISATIONS, company()), taken_in(town, ORGANISATIONS, company())
    confirm(town, first)
    confirm(town, second)
    ImportRun.objects.filter(pk=first.pk).update(state="RUNNING")
    progress.tell(f"import-{first.pk}", 0)
    assert (work(at=MONDAY), state(second)) == (0, "QUEUED")
    ImportRun.objects.filter(pk=first.pk).update(state="QUEUED")
    work(at=MONDAY)
    assert [state(first), state(second)] == ["DONE", "FAILED"]
    assert "预览以后登记册有了变动" in text(page(town, second))
    step(town, second, "again")
    second.refresh_from_db()
    assert (second.state, second.same) == ("READY", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.update(state="RUNNING")


def test_a_worker_that_is_killed_leaves_nothing_and_it_can_be_tried_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, run = count(), taken_in(town, ORGANISATIONS, company())
    confirm(town, run)
    with monkeypatch.context() as broken:
        broken.setattr(writing, "write_audit", killed)  # all rows are written, the commit is near
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            work(at=MONDAY)
    ImportRun.objects.filter(pk=run.pk).update(state="RUNNING", started_at=MONDAY)  # as its own commit left it
    assert count() == before
    progress.tell(f"import-{run.pk}", 1)
    assert "已写入 1 / 1" in text(page(town, run))
    work(at=LATER)
    assert state(run) == "RUNNING"  # it was heard of a moment ago
    progress.forget(f"import-{run.pk}")
    work(at=LATER)
    assert state(run) == "FAILED"
    assert "没有写入任何一行" in text(page(town, run))
    step(town, run, "again")
    confirm(town, run)
    work(at=LATER)
    assert (state(run), count()) == ("DONE", before + 1)
    call_command("check_tree", model="partyorg.Organisation")


def test_one_that_was_given_up_for_dead_takes_back_what_it_wrote(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    before, run = count(), taken_in(town, ORGANISATIONS, company())
    confirm(town, run)
    counted = writing.counted

    def given_up(*args: Any) -> dict[str, int]:
        ImportRun.objects.filter(pk=run.pk).update(state="FAILED")
        return counted(*args)

    monkeypatch.setattr(writing, "counted", given_up)
    work(at=MONDAY)
    assert count() == before


def test_what_nobody_foresaw_is_said_and_leaves_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    before, run = count(), taken_in(town, ORGANISATIONS, company())
    confirm(town, run)

    def fails(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr(writing, "write_audit", fails)
    work(at=MONDAY)
    assert (state(run), count()) == ("FAILED", before)
    assert "出了意外" in text(page(town, run))


def test_another_s_import_does_not_exist(town: Town) -> None:
    run = taken_in(town, ORGANISATIONS, company())
    for who in ("security_admin", "party_officer", "street"):
        client = town.client(who)
        assert client.get(reverse("exchange:run", args=[run.pk])).status_code == 404
        for name in ("confirm", "drop", "again", "links"):
            assert client.post(reverse(f"exchange:{name}", args=[run.pk])).status_code == 404
    assert state(run) == "READY"


@pytest.mark.parametrize("what", What)
def test_each_kind_is_for_its_own_posts(town: Town, what: What) -> None:
    for who in ("system_admin", "security_admin", "audit_admin", "party_officer", "secretary", "street", "worker"):
        keepers = {ADMIN[what]} | ({"secretary", "community"} if what == What.MEMBERS else set())
        for name in ("new", "sample"):
            answer = town.client(who).get(reverse(f"exchange:{name}", args=[what.lower()]))
            assert answer.status_code == (200 if who in keepers else 403), (who, name)
    assert town.client("street").get(reverse("exchange:new", args=["x"])).status_code == 404


def test_who_may_has_a_link_to_it(town: Town) -> None:
    home = reverse("exchange:home")
    for who, has_one in [("system_admin", True), ("party_officer", True), ("leading", True), ("worker", False)]:
        client = town.client(who)
        assert (f'href="{home}"' in text(client.get("/desk/"))) == has_one
        assert client.get(home).status_code == (200 if has_one else 403)


def test_the_list_costs_as_many_queries_with_many(town: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(60):
        ImportRun.objects.create(
            what=ORGANISATIONS, name=f"{number}.xlsx", by=town.people["system_admin"], at=MONDAY, state="WRONG"
        )
    client = town.client("system_admin")
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("exchange:home"))
    assert len(answer.context["runs"]) == 50
    run = taken_in(town, ORGANISATIONS, *[company(f"{number}号店") for number in range(60)])
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("exchange:run", args=[run.pk]))
    assert "前 50 行" in text(answer)
    assert len(answer.context["said"]["rows"]) == 50
    assert faults(town, run) == []
