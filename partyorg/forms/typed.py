"""Fields for what there is too much of for a list: an organisation, a member, a grid, typed by name.

Each cleans to the one row that is meant; where several are, it names them.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.identity import identity_digits, is_identity
from accounts.models import User
from accounts.personal import is_phone, phone_digits
from accounts.written import PlainTextField, refuse_numbers
from grids.models import Place
from partyorg.days import A_REAL_DAY
from partyorg.models import Member, Organisation

MOST_NAMED = 5


class DayField(forms.DateField):
    """A day that has come: what is written down here has happened. The form it is in says what today is."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_validators = [*A_REAL_DAY]
    default_error_messages = {"required": "请填日期。", "invalid": "日期请写成 2026-11-16 这样。"}


def sentence(label: str, *, missing: str = "", hint: str = "") -> PlainTextField:
    """A sentence or two, without anybody's number. `missing`: what is said where there is none."""
    field = PlainTextField(
        most=200, label=label, required=bool(missing), help_text=hint, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": missing},
    )  # fmt: skip
    field.validators.append(refuse_numbers)
    return field


class TypedField(PlainTextField):
    """`queryset`, set by the form, is what may be meant; `now`, where there is one, is meant by its mere name."""

    queryset: QuerySet[Any]
    now: Any = None
    noun = ""

    def __init__(self, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(most=100, required=bool(missing), error_messages={"required": missing}, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return self.the_one(typed.strip()) if typed.strip() else None

    def the_one(self, typed: str) -> Any:
        if self.now and typed == self.now.name:
            return self.now
        found = self.exactly(typed) or self.nearly(typed)
        if not found:
            raise ValidationError(f"没有找到{self.noun}“{typed}”，请核对。")
        if len(found) > 1:
            named = "、".join(self.told_apart(one) for one in found[:MOST_NAMED])
            raise ValidationError(f"“{typed}”不止一个：{named}{'等' * (len(found) > MOST_NAMED)}。请写清楚是哪一个。")
        return found[0]

    def exactly(self, typed: str) -> list[Any]:
        return list(self.queryset.filter(name=typed)[: MOST_NAMED + 1])

    def nearly(self, typed: str) -> list[Any]:
        return list(self.queryset.filter(name__contains=typed)[: MOST_NAMED + 1])

    def told_apart(self, row: Any) -> str:
        return str(row)


class OrganisationField(TypedField):
    queryset: QuerySet[Organisation]
    noun = "组织"


class MemberField(TypedField):
    """By name, or by a whole telephone or identity number where a name is not enough."""

    queryset: QuerySet[Member]
    noun = "党员"

    def exactly(self, typed: str) -> list[Member]:
        if is_identity(identity_digits(typed)) or is_phone(phone_digits(typed)):
            return list(self.queryset.called(typed)[: MOST_NAMED + 1])  # type: ignore[attr-defined]
        return super().exactly(typed)

    def told_apart(self, row: Member) -> str:
        return f"{row.name}（{row.organisation}）"


class PersonField(TypedField):
    """One who signs in, by name. For registers whose keeper may not look through the accounts."""

    queryset: QuerySet[User]
    noun = "人员"

    def prepare_value(self, value: Any) -> Any:
        known = User.objects.filter(pk=value).first() if isinstance(value, int) else None
        return known.name if known else value

    def exactly(self, typed: str) -> list[User]:
        return list(User.objects.filter(name=typed, is_active=True)[: MOST_NAMED + 1])

    def nearly(self, typed: str) -> list[User]:
        return list(User.objects.filter(username=typed, is_active=True))

    def told_apart(self, row: User) -> str:
        return f"{row.name}（登录名 {row.username}）"


class GridField(TypedField):
    """By name or code."""

    queryset: QuerySet[Place]
    noun = "网格"

    def exactly(self, typed: str) -> list[Place]:
        return list(self.queryset.filter(code=typed)) if typed.isdecimal() else super().exactly(typed)

    def told_apart(self, row: Place) -> str:
        return row.name
