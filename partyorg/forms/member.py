"""What is written in the roll of members, one form a deed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.identity import identity_digits, is_identity
from accounts.once import mark
from accounts.written import PhoneField, PlainTextField, line, open_line
from partyorg import actions
from partyorg.forms.deed import Deed
from partyorg.forms.typed import DayField, GridField, OrganisationField, PersonField, sentence
from partyorg.models import GridLink, Member, Organisation, Seat


class OneOf(forms.ModelChoiceField):
    """Of a few rows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, empty_label=None, **kwargs)


class IdentityField(PlainTextField):
    """An identity number, however it was spaced."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=40, **kwargs)

    def clean(self, value: Any) -> str:
        number = identity_digits(super().clean(value))
        if number and not is_identity(number):
            raise ValidationError("身份证号不对：要 18 位，最后一位是校验码。请核对。")
        return number


class LinkChoice(OneOf):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.grid)


class SeatChoice(OneOf):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.organisation} {obj.get_role_display()}"


class NewMember(Deed):
    title, button, done = "新增党员", "登记", "已登记。"
    advice = "同一个人已经在别的组织的，请打开那个人的页面办转接。"

    name = line("姓名", missing="请填姓名。", longest=64)
    organisation = OrganisationField(label="所在党组织", help_text="写组织的名称", missing="请填党组织。")
    since = DayField(label="转入日期")
    phone = PhoneField(label="手机号", required=False)
    id_number = IdentityField(label="身份证号", required=False, help_text="18 位，加密保存")
    works_at = OrganisationField(label="工作单位", help_text="在职党员填写")
    is_full = forms.BooleanField(label="正式党员", required=False, initial=True)
    key = mark()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", Organisation.objects.kept_by(self.hat).order_by("tree_id", "lft"))

    def perform(self) -> Member:
        self.member = actions.add_member(**self.cleaned_data, by=self.hat.person, at=self.at)
        return self.member


class OfMember(Deed):
    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        self.member = member
        super().__init__(*args, **kwargs)


class CorrectMember(OfMember):
    """What is masked is not shown here either: left empty, it stays."""

    title, button, done = "更正资料", "更正", "已更正。"
    advice = "手机号、身份证号不填就不变；换组织请办转接。"

    name = line("姓名", missing="请填姓名。", longest=64)
    phone = PhoneField(label="手机号", required=False)
    id_number = IdentityField(label="身份证号", required=False)
    works_at = OrganisationField(label="工作单位", help_text="在职党员填写")
    account = PersonField(label="本人的登录账号", help_text="写登录名；姓名要一致，本人才能看自己的报到和评价")
    is_full = forms.BooleanField(label="正式党员", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.member
        self.initial = {
            "name": who.name, "is_full": who.is_full, "works_at": who.works_at.name if who.works_at else "",
            "account": who.account.username if who.account else "", **self.initial,
        }  # fmt: skip

    def perform(self) -> Member:
        said = {name: value for name, value in self.cleaned_data.items() if value or name not in ("phone", "id_number")}
        return actions.correct_member(self.member, **said, by=self.hat.person, at=self.at)


class TransferMember(OfMember):
    title, button, done = "转接到别的组织", "转接", "已转接，原来的组织留在经过里。"
    advice = "在原来组织里的班子职务同一天结束；入格不变。"

    to = OrganisationField(label="转到", help_text="写组织的名称", missing="请填转到哪个组织。")
    on = DayField(label="转接日期")
    note = sentence("说明")

    def perform(self) -> Member:
        return actions.transfer_member(self.member, **self.cleaned_data, by=self.hat.person, at=self.at)


class DismissMember(OfMember):
    title, button, done = "转出", "转出", "已转出。"
    advice = "转到本区以外的组织，或者不再是党员。班子职务、入格和社区报到同一天结束，资料保留。"

    on = DayField(label="转出日期")
    reason = sentence("原因", missing="请写明原因。")

    def perform(self) -> None:
        actions.dismiss_member(self.member, **self.cleaned_data, by=self.hat.person, at=self.at)


class PlaceMember(OfMember):
    title, button, done = "入格", "入格", "已入格。"

    grid = GridField(label="网格", help_text="写网格的名称或编码", missing="请填网格。")
    kind = forms.ChoiceField(
        label="入格方式", choices=GridLink.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "请选一种入格方式。"},
    )  # fmt: skip
    duty = open_line("认领岗位", longest=64)
    since = DayField(label="从哪一天起")

    def perform(self) -> GridLink:
        return actions.place_in_grid(self.member, **self.cleaned_data, by=self.hat.person, at=self.at)


class LeaveGrid(OfMember):
    title, button, done = "不再在这个网格", "结束", "已结束。"

    link = LinkChoice(label="网格", queryset=GridLink.objects.none(), error_messages={"required": "请选一个网格。"})
    on = DayField(label="到哪一天")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("link", self.member.grids.filter(until=None).select_related("grid", "member"))

    def perform(self) -> None:
        actions.leave_grid(self.cleaned_data["link"], on=self.cleaned_data["on"], by=self.hat.person, at=self.at)


class SeatMember(OfMember):
    title, button, done = "进入班子", "任职", "已任职。"
    advice = "党支部、党委有书记、副书记和委员；领导小组、工作小组、党小组有组长、副组长和成员。"

    organisation = OrganisationField(label="哪个组织的班子", help_text="写组织的名称", missing="请填组织。")
    role = forms.ChoiceField(label="职务", choices=Seat.Role.choices)
    manner = forms.ChoiceField(label="任职方式", choices=Seat.Manner.choices)
    sent_by = OrganisationField(label="选派单位", help_text="兼任和兼职委员填写")
    on = DayField(label="任职日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("organisation", Organisation.objects.kept_by(self.hat).order_by("tree_id", "lft"))
        self.fields["organisation"].initial = self.member.organisation.name

    def perform(self) -> Seat:
        data = self.cleaned_data
        chosen = actions.Chosen(self.member, data["role"], data["manner"], data["sent_by"])
        return actions.seat_member(data["organisation"], chosen, on=data["on"], by=self.hat.person, at=self.at)


class Unseat(OfMember):
    title, button, done = "离开班子", "离任", "已离任。"

    seat = SeatChoice(label="职务", queryset=Seat.objects.none(), error_messages={"required": "请选一个职务。"})
    on = DayField(label="离任日期")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("seat", self.member.seats.filter(until=None).select_related("organisation", "member"))

    def perform(self) -> None:
        actions.end_seat(self.cleaned_data["seat"], on=self.cleaned_data["on"], by=self.hat.person, at=self.at)


class Badge(OfMember):
    title, button, done = "亮明身份", "记下", "已记下。"
    advice = "本人同意以后，网格公示页才写出姓名和认领的岗位。本人随时可以不同意。"

    given = forms.BooleanField(label="本人同意公开姓名和岗位", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["given"].initial = self.member.consents_to_badge

    def perform(self) -> None:
        actions.settle_consent(self.member, given=self.cleaned_data["given"], by=self.hat.person, at=self.at)


class SeeMember(OfMember):
    title, button = "查看原值", "查看"
    advice = "谁、什么时候、为什么看了手机号和身份证号，都会记入审计。"

    reason = sentence("为什么要看", missing="请写明为什么要看。")

    def perform(self) -> Member:
        assert self.hat.person
        return actions.see_member(self.member, reason=self.cleaned_data["reason"], by=self.hat.person, at=self.at)


DEEDS: dict[str, type[OfMember]] = {
    "correct": CorrectMember,
    "transfer": TransferMember,
    "dismiss": DismissMember,
    "place": PlaceMember,
    "leave-grid": LeaveGrid,
    "seat": SeatMember,
    "unseat": Unseat,
    "badge": Badge,
}
