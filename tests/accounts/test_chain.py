"""The audit trail is a chain: whatever is changed, taken out, put in or cut off, `manage.py check_audit` finds it."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.actions import write_audit
from accounts.models import AuditEntry, AuditHead, AuditLink, User
from tests.accounts.console import console
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(transactional_db: None) -> User:
    return User.objects.create(username="lisi", name="李四")


@pytest.fixture
def five(person: User) -> list[AuditEntry]:
    return [write(person, f"第{number}件事") for number in range(5)]


def write(person: User, action: str) -> AuditEntry:
    detail = {"b": [1, 2.5], "a": {"名": "值", "none": None}}
    return write_audit(action=action, of=person, by=person, at=MONDAY, reason="试验", detail=detail)


def check(**options: str) -> str:
    said = StringIO()
    call_command("check_audit", stdout=said, **options)
    return said.getvalue()


def broken(**options: str) -> str:
    with pytest.raises(CommandError) as refused:
        check(**options)
    return str(refused.value)


def head() -> AuditHead:
    return AuditHead.objects.get(pk=1)


def test_an_empty_trail_is_whole(person: User) -> None:
    assert "共 0 条" in check()


def test_a_whole_trail_is_counted_and_its_newest_hash_told(five: list[AuditEntry]) -> None:
    assert "共 5 条" in check()
    assert head().hash in check()
    assert list(AuditLink.objects.order_by("seq").values_list("seq", "entry_id")) == [
        (number, entry.pk) for number, entry in enumerate(five, 1)
    ]


def test_lines_written_in_bulk_are_links_too(five: list[AuditEntry], person: User) -> None:
    AuditEntry.objects.bulk_create(
        AuditEntry(at=MONDAY, by=None, action="导入", object_type="accounts.User", object_id=str(number))
        for number in range(30)
    )
    assert "共 35 条" in check()


def test_what_is_rolled_back_leaves_no_gap(five: list[AuditEntry], person: User) -> None:
    with transaction.atomic():
        write(person, "不算数的")
        transaction.set_rollback(True)
    write(person, "算数的")
    assert "共 6 条" in check()


@pytest.mark.parametrize("changed", [{"reason": "另一个"}, {"detail": {}}, {"by": None}, {"at": MONDAY + timedelta(1)}])
def test_a_changed_line_is_found(five: list[AuditEntry], changed: dict) -> None:
    with console():
        AuditEntry.objects.filter(pk=five[2].pk).update(**changed)
    assert f"第 3 环：审计记录 {five[2].pk} 的内容被改过" in broken()


def test_a_line_changed_with_its_digest_is_found(five: list[AuditEntry]) -> None:
    with console():
        five[2].reason = "另一个"
        five[2].save()
    assert f"第 3 环：审计记录 {five[2].pk} 与前一环接不上" in broken()


def test_a_line_taken_out_is_found(five: list[AuditEntry]) -> None:
    with console():
        AuditEntry.objects.filter(pk=five[1].pk).delete()
    assert f"第 2 环：审计记录 {five[1].pk} 不见了" in broken()


def test_a_line_taken_out_with_its_link_is_found(five: list[AuditEntry]) -> None:
    with console():
        AuditEntry.objects.filter(pk=five[1].pk).delete()
        AuditLink.objects.filter(entry_id=five[1].pk).delete()
    assert "第 2 环不见了" in broken()


def test_a_line_put_in_is_found(five: list[AuditEntry], person: User) -> None:
    with console():
        loose = write(person, "补写的")
    assert f"审计记录 {loose.pk} 不在链上" in broken()


def test_a_tail_that_was_cut_off_is_found(five: list[AuditEntry]) -> None:
    with console():
        AuditEntry.objects.filter(pk__gt=five[2].pk).delete()
        AuditLink.objects.filter(seq__gt=3).delete()
    assert "链首记着 5 环，走到第 3 环为止" in broken()


def test_a_tail_cut_off_together_with_the_head_is_found_by_a_hash_kept_elsewhere(five: list[AuditEntry]) -> None:
    kept = head().hash
    with console():
        AuditEntry.objects.filter(pk__gt=five[2].pk).delete()
        AuditLink.objects.filter(seq__gt=3).delete()
        AuditHead.objects.update(length=3, hash=AuditLink.objects.get(seq=3).hash)
    assert "共 3 条" in check()
    assert "链上没有要找的哈希" in broken(expect=kept)


def test_a_hash_kept_earlier_is_found_in_a_chain_that_went_on(five: list[AuditEntry], person: User) -> None:
    kept = head().hash
    write(person, "后来的")
    assert "共 6 条" in check(expect=kept)


def test_a_head_that_is_gone_is_found(five: list[AuditEntry]) -> None:
    with console():
        AuditHead.objects.all().delete()
    try:
        assert "链首不见了" in broken()
    finally:
        last = AuditLink.objects.latest("seq")
        AuditHead.objects.create(pk=1, length=last.seq, hash=last.hash)


def test_many_writers_at_once_make_one_chain_without_waiting_for_each_other(person: User) -> None:
    """Each takes two lines and a row that another wants: a lock held from the first line on would deadlock."""
    others = [User.objects.create(username=f"u{number}", name=f"u{number}") for number in range(2)]
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(10):
                with transaction.atomic():
                    write(others[(number + turn) % 2], "先写")
                    User.objects.select_for_update().get(pk=others[0].pk)
                    write(others[number % 2], "后写")
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert "共 120 条" in check()
