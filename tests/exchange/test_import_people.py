"""Members onto the rolls of one's own organisations; staff with account and post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from exchange.actions import work
from exchange.workflow import What
from partyorg.kinds import Role
from partyorg.models import GridLink, Member, Post
from tests.exchange.conftest import add_person, confirm, faults, imported, page, taken_in, text
from tests.exchange.files import read
from tests.factories import LONG_AGO, MONDAY, Town

MEMBERS, STAFF = What.MEMBERS, What.STAFF
BRANCH = "太平镇社区第1网格党支部"


def member(name: str = "张党员", **more: Any) -> dict[str, Any]:
    return {"name": name, "organisation": BRANCH, "since": "2020-07-01", **more}


def worker(name: str = "李四", **more: Any) -> dict[str, Any]:
    said = {"name": name, "phone": "14100000002", "role": "网格员", "place": "370203022001001", **more}
    return {"from_date": "2026-01-01", **said}


def told(town: Town, what: What, *rows: dict[str, Any], by: str = "") -> list[tuple[str, str]]:
    return [(column, said) for _, column, said in faults(town, taken_in(town, what, *rows, by=by), by=by)]


def test_members_come_with_their_grid_and_are_found_by_phone(town: Town) -> None:
    row = member(phone="１４１-0000-0001", grid="370203022001001", way="回归", duty="政策宣传岗", works_at="区住建局")
    imported(town, MEMBERS, row, member("王预备", is_full="预备"))
    found = Member.objects.get(name="张党员")
    assert (found.phone, found.organisation, found.works_at) == (
        "14100000001",
        town.units["branch"],
        town.units["housing"],
    )
    assert [link.get_kind_display() for link in found.grids.all()] == ["回归"]
    assert not Member.objects.get(name="王预备").is_full
    found.save()
    assert Member.objects.get(phone_hash=found.phone_hash) == found


NUMBER, ANOTHER = "11010519491231002X", "440524188001010014"  # the standard's own examples


def test_a_member_is_known_by_the_identity_number_however_it_is_written(town: Town) -> None:
    imported(town, MEMBERS, member(id_number="110105 19491231 002x"))
    found = Member.objects.get()
    assert found.id_number == NUMBER
    run = imported(town, MEMBERS, member(phone="14100000009", id_number=NUMBER))
    assert (run.new, run.changed, Member.objects.get().phone) == (0, 1, "14100000009")
    found.fill_hashes()
    assert Member.objects.get().id_hash == found.id_hash != ""


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (member(id_number="110105194912310021"), "身份证号", "不是有效的身份证号"),
        (member("别的名", id_number=NUMBER), "姓名", "登记的是别的姓名"),
        (member(phone="14100000001", id_number=ANOTHER), "身份证号", "身份证号不一样"),
        (member(organisation="太平镇社区第2网格党支部", id_number=NUMBER), "所在党组织", "请办转接"),
    ],
)
def test_an_identity_number_that_does_not_fit_is_told_at_its_line(
    town: Town, row: dict[str, Any], column: str, said: str
) -> None:
    imported(town, MEMBERS, member(phone="14100000001", id_number=NUMBER))
    [(at, why)] = told(town, MEMBERS, row)
    assert at == column
    assert said in why


def test_one_identity_number_in_two_lines_is_one_person(town: Town) -> None:
    [(column, why)] = told(town, MEMBERS, member(id_number=NUMBER), member("另一个", id_number=NUMBER))
    assert (column, why) == ("姓名", "和第 2 行是同一个人。")


def test_a_member_who_is_there_is_changed_or_left(town: Town) -> None:
    imported(town, MEMBERS, member(phone="14100000001"), member("王预备", is_full="预备"))
    run = imported(
        town, MEMBERS,
        member(phone="14100000001", grid="370203022001001", way="沉下"),
        member("王预备", phone="14100000005", is_full="正式"),
    )  # fmt: skip
    assert (run.new, run.changed) == (0, 2)
    assert Member.objects.count() == 2
    assert Member.objects.get(name="王预备").phone == "14100000005"
    assert GridLink.objects.get().since == MONDAY.date()
    moved = imported(town, MEMBERS, member(phone="14100000001", grid="370203022001001", way="浮出"))
    assert moved.changed == 1
    assert GridLink.objects.get().kind == "COME_UP"


def test_only_one_s_own_organisations_and_what_is_below_them(town: Town) -> None:
    imported(town, MEMBERS, member(), by="community")
    imported(town, MEMBERS, member("钱党员"), by="secretary")
    for by in ("party_officer", "secretary"):
        [(column, said)] = told(town, MEMBERS, member(organisation="科技街社区第1网格党支部"), by=by)
        assert (column, "不在您管的党组织里" in said) == ("所在党组织", True)
    assert told(town, MEMBERS, member(organisation="太平镇社区第2网格党支部"), by="secretary")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (member(phone="12345"), "手机号"),
        (member(since=None), "转入日期"),
        (member(since="2020-02-30"), "转入日期"),
        (member(grid="370203022001", way="沉下"), "网格编码"),
        (member(grid="370203022001001"), "入格方式"),
        (member(way="沉下"), "网格编码"),
        (member(is_full="半"), "党员类别"),
        (member(works_at="没有"), "工作单位"),
        (member("张\u200b三"), "姓名"),
    ],
)
def test_a_member_s_line_says_which_column_is_wrong(town: Town, row: dict[str, Any], column: str) -> None:
    assert [where for where, _ in told(town, MEMBERS, row)] == [column]


def test_nobody_is_two_members_and_whoever_moved_is_transferred(town: Town) -> None:
    assert "同一个人" in told(town, MEMBERS, member(), member())[0][1]
    imported(town, MEMBERS, member(phone="14100000001"))
    add_person(town, "street_party", Role.PARTY_OFFICER, "street_unit")
    elsewhere = member(phone="14100000001", organisation="太平镇社区第2网格党支部")
    assert "请办转接" in told(town, MEMBERS, elsewhere, by="street_party")[0][1]
    for name in ("同名", "同名"):
        Member.objects.create(name=name, organisation=town.units["branch"], since=LONG_AGO)
    assert told(town, MEMBERS, member("同名"))[0][0] == "手机号"


def test_staff_get_an_account_without_a_password_and_their_posts(town: Town) -> None:
    run = imported(
        town, STAFF, worker(),
        worker(role="引导员", place=None, organisation="太平镇社区党委", to_date="2027-01-01", sent_by="区住建局"),
        worker("赵六", phone=None, username="zhaoliu"),
    )  # fmt: skip
    person = User.objects.get(name="李四")
    assert person == User.objects.with_phone("14100000002")
    assert not person.has_usable_password()
    assert "14100000002" not in person.username
    assert set(person.posts.values_list("role", flat=True)) == {"GRID_WORKER", "GUIDE"}
    assert person.posts.get(role="GUIDE").sent_by == town.units["housing"]
    assert len(run.accounts) == 2
    assert imported_again_is_the_same(town)


def imported_again_is_the_same(town: Town) -> bool:
    return taken_in(town, STAFF, worker()).same == 1


def test_a_post_may_be_ended_by_a_file_and_nothing_else_of_it_changed(town: Town) -> None:
    imported(town, STAFF, worker())
    run = imported(town, STAFF, worker(to_date="2026-12-31"))
    assert (run.new, run.changed) == (0, 1)
    post = Post.objects.get(person__name="李四")
    assert post.to_date == date(2026, 12, 31)
    assert told(town, STAFF, worker(to_date="2027-06-30"))[0][0] == "离任日期"


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (worker(role="系统管理员"), "岗位"),
        (worker(role="超人"), "岗位"),
        (worker(phone=None), "手机号"),
        (worker(organisation="区住建局"), "单位"),
        (worker(place=None), "单位"),
        (worker(place="1"), "地域编码"),
        (worker(to_date="2025-01-01"), "离任日期"),
        (worker(from_date=None), "任职日期"),
        (worker(name="别人", username="secretary"), "姓名"),
        (worker(name="王书记", username="secretary"), "手机号"),
    ],
)
def test_a_line_of_staff_says_which_column_is_wrong(town: Town, row: dict[str, Any], column: str) -> None:
    assert [where for where, _ in told(town, STAFF, row)] == [column]


def test_a_login_name_that_is_anothers_but_for_capitals_is_told_at_its_line(town: Town) -> None:
    rows = [worker("赵六", phone=None, username="Secretary"), worker("孙七", phone=None, username="sunqi")]
    rows += [worker("周八", phone=None, username="SunQi")]
    assert told(town, STAFF, *rows) == [
        ("登录名", "已有登录名“secretary”，只差大小写，会认错人，请换一个。"),
        ("登录名", "已有登录名“sunqi”，只差大小写，会认错人，请换一个。"),
    ]
    assert told(town, STAFF, worker("王书记", phone=None, username="secretary")) == []  # the account that is there


def test_nobody_imports_a_post_of_their_own_or_of_a_closed_account(town: Town) -> None:
    User.objects.filter(username="worker").update(is_active=False)
    own, closed = (
        worker("何安全", phone=None, username="security_admin"),
        worker("李格员", phone=None, username="worker"),
    )
    [(_, first), (_, second)] = told(town, STAFF, own, closed)
    assert "不能导入自己的岗位" in first
    assert "已停用" in second


def test_the_links_of_the_first_sign_in_are_given_once_and_work(town: Town) -> None:
    run = imported(town, STAFF, worker())
    client, address = town.client("security_admin"), reverse("exchange:links", args=[run.pk])
    assert "领取 1 个新账号的首次登录链接" in text(page(town, run))
    given = client.post(address)
    [_, [name, _, link]] = read(given.content)
    assert name == "李四"
    assert "设置密码" in text(Client().get(link.removeprefix("http://testserver")))
    assert client.post(address, follow=True).redirect_chain
    assert "已在" in text(page(town, run))
    trail = AuditEntry.objects.get(action="生成一次性登录链接")
    assert trail.detail == {"accounts": 1}


def test_posts_that_ended_meanwhile_import_nothing(town: Town) -> None:
    run = taken_in(town, STAFF, worker())
    confirm(town, run)
    Post.objects.filter(person=town.people["security_admin"]).update(to_date=MONDAY.date() - timedelta(days=1))
    work(at=MONDAY)
    run.refresh_from_db()
    assert (run.state, run.problem) == ("FAILED", "您现在的岗位不能办这件事。")
    assert not User.objects.filter(name="李四").exists()
