"""Names that can be read, login names that look like no other, phones that ring: at every door where they come in."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.names import plain_name
from accounts.written import says_something
from partyorg.kinds import Role
from partyorg.models import Force, Member, Neighbourhood, Organisation, Resource
from tests.factories import PASSWORD, administrator

ADD = reverse("admin:accounts_user_add")


@pytest.fixture
def keeper(db: None) -> Client:
    return administrator(Role.SECURITY_ADMINISTRATOR)


def added(keeper: Client, **fields: str) -> str:
    said = {"username": "new", "name": "新来的", "phone": "", "usable_password": "false", **fields}
    return keeper.post(ADD, said).content.decode()


@pytest.mark.parametrize(
    "username",
    [
        "13800001234", "138-0000-1234", "053285891234", "11010519491231002X", "\u0430dmin", "wang\u200bli",
        "wang\u202eli", "wang li", "wang/li",
    ],
)  # fmt: skip
def test_a_login_name_that_could_be_taken_for_another_thing_is_refused(keeper: Client, username: str) -> None:
    assert "登录名" in added(keeper, username=username)
    assert not User.objects.filter(name="新来的").exists()


@pytest.mark.parametrize(("typed", "kept"), [("ｗａｎｇ１", "wang1"), ("王丽", "王丽"), ("w.li_2@qu-1", "w.li_2@qu-1")])
def test_other_login_names_are_taken_full_width_ones_as_plain(keeper: Client, typed: str, kept: str) -> None:
    added(keeper, username=typed)
    assert User.objects.get(name="新来的").username == kept


@pytest.mark.parametrize("twin", ["wangli_1", "WANGLI_1", "Wangli_1"])
def test_a_login_name_that_is_anothers_but_for_capitals_is_refused(keeper: Client, twin: str) -> None:
    first = User.objects.create_user("WangLi_1", PASSWORD, name="先来的")
    page = added(keeper, username=twin)
    assert page.count("已有登录名“WangLi_1”，只差大小写，会认错人，请换一个。") == 1
    assert not User.objects.filter(name="新来的").exists()
    added(keeper, username="WangLixx1")  # the underscore is no sign for any letter
    new = User.objects.get(name="新来的")
    change = reverse("admin:accounts_user_change", args=[new.pk])
    said = {"username": twin, "name": new.name, "phone": "", "is_active": "on"}
    assert "只差大小写" in keeper.post(change, said).content.decode()
    change = reverse("admin:accounts_user_change", args=[first.pk])
    assert keeper.post(change, {**said, "name": "先来的"}).status_code == 302  # one's own, in other letters
    assert User.objects.get(pk=first.pk).username == twin


def test_whose_names_were_too_near_before_may_be_changed_and_sign_in_as_they_did(keeper: Client) -> None:
    twins = [User.objects.create_user(name, PASSWORD, name="原来的") for name in ("li", "Li")]
    for one in twins:
        change = reverse("admin:accounts_user_change", args=[one.pk])
        said = {"username": one.username, "name": "改了名", "phone": "", "is_active": "on"}
        assert keeper.post(change, said).status_code == 302
        assert Client().login(username=one.username, password=PASSWORD)
    assert not Client().login(username="LI", password=PASSWORD)


@pytest.mark.parametrize("phone", ["-13812345678", "138123456789", "12812345678", "x13812345678", "85891234"])
def test_what_is_no_phone_is_refused(keeper: Client, phone: str) -> None:
    assert "请填写 11 位手机号，或带区号的座机" in added(keeper, phone=phone)
    assert not User.objects.filter(username="new").exists()


@pytest.mark.parametrize(("typed", "kept"), [("138 1234 5678", "13812345678"), ("0532-85891234", "053285891234")])
def test_a_phone_is_kept_by_its_digits(keeper: Client, typed: str, kept: str) -> None:
    added(keeper, phone=typed)
    assert User.objects.get(username="new").phone == kept
    assert User.objects.with_phone(kept)


def test_a_phone_of_somebody_else_is_said_at_the_field(keeper: Client) -> None:
    User.objects.create_user("first", PASSWORD, name="先来的", phone="13812345678")
    assert "这个手机号已经是另一个账号的。" in added(keeper, phone="138 1234 5678")


@pytest.mark.parametrize("name", ["王\u202e书记", "李\u200b四", "张\u0007三", "赵\u2066六"])
def test_a_name_with_unseen_signs_is_refused(keeper: Client, name: str) -> None:
    assert "看不见的字符" in added(keeper, name=name)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1 号楼", "-老王", "@王", "＝1", " =1"])
def test_a_name_that_starts_as_a_formula_is_refused(keeper: Client, name: str) -> None:
    assert "不能以 = + - @ 开头" in added(keeper, name=name)


@pytest.mark.parametrize("name", ["<script>", "王<b>", "李>四"])
def test_a_name_with_angle_brackets_is_refused(keeper: Client, name: str) -> None:
    assert "不能有尖括号" in added(keeper, name=name)


@pytest.mark.parametrize("model", [User, Member, Resource, Force, Neighbourhood, Organisation])
def test_every_name_is_asked_the_same(model: type) -> None:
    assert plain_name in model._meta.get_field("name").validators  # type: ignore[attr-defined]  # a column
    with pytest.raises(ValidationError):
        plain_name("—— 。")
    for refused in ("=HYPERLINK(1)", "<script>"):
        with pytest.raises(ValidationError):
            plain_name(refused)
    plain_name("阿·李 Müller 3 号 B-2 栋 + 地下室")


@pytest.mark.parametrize(("words", "enough"), [("好", False), ("。。。。", False), ("a!!!", False), ("补录", True)])
def test_a_reason_says_something(words: str, enough: bool) -> None:
    if enough:
        return says_something(words)
    with pytest.raises(ValidationError):
        says_something(words)
    return None


def test_a_deed_in_a_register_is_not_done_for_dots(keeper: Client) -> None:
    person = User.objects.create_user("lisi", PASSWORD, name="李四", phone="13812345678")
    page = keeper.post(reverse("admin:accounts_user_reveal", args=[person.pk]), {"reason": "。。。。。"})
    assert page.status_code == 422
    assert "13812345678" not in page.text
