"""Fields that several of these forms have: a community, its grids, somebody of it typed by name, skills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.personal import is_mobile, lookup_hash, phone_digits
from cases.forms.photos import PhotosInput
from checkins.forms.fields import ChosenField
from grids.models import Place
from partyorg.forms.typed import MOST_NAMED, TypedField
from teams.models import Skill, TeamMember
from teams.people import called, people_of


class CommunityField(ChosenField):
    def __init__(self, label: str = "哪个社区") -> None:
        super().__init__(label, Place.objects.none(), missing="请从名单里选一个社区。")

    def offer(self, communities: Sequence[Place]) -> None:
        self.queryset = Place.objects.filter(pk__in=[place.pk for place in communities])
        self.widget.choices = [("", "请选择"), *[(place.pk, place.short_name) for place in communities]]
        if len(communities) == 1:
            self.initial = communities[0].pk


class SeveralOf(forms.ModelMultipleChoiceField):
    """Ticks. A number past 64 bits is no row's: SQLite's driver raises instead of finding none."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, rows: Any, *, label: str, missing: str = "", hint: str = "") -> None:
        wrong = missing or "请从名单里选。"
        errors = dict.fromkeys(["required", "invalid_choice", "invalid_pk_value"], wrong)
        super().__init__(rows, label=label, required=bool(missing), help_text=hint, error_messages=errors)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class GridsOf(SeveralOf):
    def __init__(self, label: str = "服务哪些网格", *, missing: str = "", hint: str = "") -> None:
        super().__init__(Place.objects.none(), label=label, missing=missing, hint=hint)

    def offer(self, communities: Sequence[Place]) -> None:
        grids = Place.objects.not_closed().grids().filter(parent__in=[place.pk for place in communities])
        self.queryset = grids.order_by("tree_id", "lft")


class SkillsField(SeveralOf):
    """Those in use; of what is out of use what somebody has: a save about another thing leaves it theirs."""

    def __init__(self, label: str = "会什么", hint: str = "") -> None:
        super().__init__(Skill.objects.filter(is_active=True), label=label, hint=hint)

    def keep(self, member: TeamMember) -> None:
        self.queryset = Skill.objects.filter(Q(is_active=True) | Q(pk__in=member.skills.all()))

    def label_from_instance(self, skill: Any) -> str:
        return str(skill) if skill.is_active else f"{skill}（已停用）"


class PersonHere(TypedField):
    """A volunteer or somebody with a post in the community, by name, or by their whole telephone number."""

    queryset: QuerySet[User]
    noun = "人"

    def offer(self, communities: Sequence[Place], on: date) -> None:
        """The people of the first of them; of none, nobody."""
        self.queryset = people_of(communities[0], on) if communities else User.objects.none()

    def exactly(self, typed: str) -> list[User]:
        if is_mobile(phone := phone_digits(typed)):
            return list(self.queryset.filter(phone_hash=lookup_hash(phone))[: MOST_NAMED + 1])
        return list(self.queryset.filter(Q(volunteer__name=typed) | Q(name=typed)).distinct()[: MOST_NAMED + 1])

    def nearly(self, typed: str) -> list[User]:
        return list(self.queryset.filter(volunteer__name__contains=typed).distinct()[: MOST_NAMED + 1])

    def told_apart(self, row: User) -> str:
        return f"{called(row)}（{row.masked_phone}）"


class OnePhoto(PhotosInput):
    """A form is given the request's files as they are: a PhotosField wants the list of them."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


WHO_HINT = "写姓名；同名的写手机号。要是本社区的志愿者，或者在这里任职的人。"
