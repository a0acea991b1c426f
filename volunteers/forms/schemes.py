"""The registers of rules: nothing that has begun is rewritten, and nothing begins in the past."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.forms import BaseInlineFormSet
from django.utils.timezone import localdate

from grids.models import Level, Place
from volunteers.models import Factor, Scheme, Window
from volunteers.schemes import first_day_without
from volunteers.standing import COMMUNITY_LEVELS
from worktime.clock import now

BACKWARDS = "最早从明天起，今天的已经按现在的细则算。"
OVER = "这一份已经过了，不能再延长：那些天已经按别的细则算。请新增一份。"
TOO_LOW = "要大于 0，不然人人都是。"
ENDED_BEFORE = "最早到今天为止：过去的日子还按这一份。"
PAST = "从今天或以后起：过去的日子不能再开。"
COUNTS_ALL = "空着：没有上限。月中开始的细则：这个月里按旧细则记的分也算在内。最好从 1 日起。"
NO_RULES = "各处通用的细则从 {day} 起就没有了，记录、审核和兑换都会停。请先新增从那天起的一份，再填这里。"
WITH_RULES = (Level.DISTRICT, Level.STREET, *COMMUNITY_LEVELS)
MOST = {
    "points_per_hour": 50, "day_points": 1000, "month_points": 10_000, "report_points": 100, "valued_points": 100,
    "wish_points": 100, "referral_points": 100, "donation_most": 1000, "silver_at": 100_000, "gold_at": 100_000,
    "vip_at": 100_000,
}  # fmt: skip
TIERS = (("silver_at", "gold_at", "要比银星高。"), ("gold_at", "vip_at", "要比金星高。"))
# Of two caps the one for less is not the larger one.
WITHIN = (
    ("activity_minutes", "day_minutes", "一次最多算的，不能比一天最多算的还多。"),
    ("day_points", "month_points", "一天最多的分，不能比一个月最多的还多。"),
)


def has_begun(scheme: Scheme | None, today: date) -> bool:
    """What begins on a day counts for all that is done on it: until the day before it may be put right."""
    return scheme is not None and scheme.pk is not None and scheme.valid_from <= today


class SchemeForm(forms.ModelForm):
    """Of one that has begun only its end may be set; the fields that stand fixed are not here then."""

    class Meta:
        model = Scheme
        fields = "__all__"  # noqa: DJ007  the register fixes what has begun

    def __init__(self, *args: Any, **said: Any) -> None:
        super().__init__(*args, **said)
        for name, most in MOST.items():
            if name in self.fields:
                self.fields[name].validators.append(MaxValueValidator(most, message=f"最多 {most}。"))
        for name in {"day_points", "month_points"} & self.fields.keys():
            self.fields[name].help_text = COUNTS_ALL

    def clean_place(self) -> Place | None:
        place: Place | None = self.cleaned_data["place"]
        if place and place.level not in WITH_RULES:
            raise forms.ValidationError("请选区、街道、社区或村：网格和楼栋没有自己的细则。")
        return place

    def clean(self) -> dict[str, Any]:
        said, today = super().clean() or self.cleaned_data, localdate(now())
        begins, ends = said.get("valid_from"), said.get("valid_until")
        if begins and begins <= today:
            self.add_error("valid_from", BACKWARDS)
        if "valid_until" in self.changed_data:
            self._end(ends, today)
        for less, more, sentence in WITHIN:
            least, most = said.get(less), said.get(more)
            if least is not None and most is not None and least > most:
                self.add_error(less, sentence)
        self._tiers_rise(said)
        if not self.errors:
            self._leave_no_gap(said, today)
        return said

    def _end(self, ends: date | None, today: date) -> None:
        was = self.initial.get("valid_until")
        if was and was < today:
            self.add_error("valid_until", OVER)
        elif ends and ends < today:
            self.add_error("valid_until", ENDED_BEFORE)

    def _tiers_rise(self, said: dict[str, Any]) -> None:
        if said.get("silver_at") == 0:
            self.add_error("silver_at", TOO_LOW)
        for lower, higher, sentence in TIERS:
            low, high = said.get(lower), said.get(higher)
            if low is not None and high is not None and high <= low:
                self.add_error(higher, sentence)

    def _leave_no_gap(self, said: dict[str, Any], today: date) -> None:
        """Without a common scheme whatever has none of its own stands still: the next one comes first."""
        common = Scheme.objects.filter(place=None)
        days = ("valid_from", "valid_until")
        after = list(common.exclude(pk=self.instance.pk).values_list(*days))
        if said.get("place", self.instance.place) is None:
            after.append((said.get("valid_from", self.instance.valid_from), said.get("valid_until")))
        was, gap = first_day_without(common.values_list(*days), today), first_day_without(after, today)
        if gap and (was is None or gap < was):
            at = next(name for name in ("valid_until", "valid_from", "place") if name in self.changed_data)
            self.add_error(at, NO_RULES.format(day=gap))


class FactorFormSet(BaseInlineFormSet[Factor, Scheme, forms.ModelForm[Factor]]):
    default_error_messages = {"missing_management_form": "表单不完整，请刷新页面重新填写。"}

    def get_unique_error_message(self, unique_check: Any) -> str:
        """By the names that the page has: Django's own says those of the columns."""
        return "有两行的服务来源和七助都一样，只能留一行。"


class WindowForm(forms.ModelForm):
    """Of one that has begun only the end is here."""

    class Meta:
        model = Window
        fields = ("community", "opens_on", "closes_on")

    def clean_community(self) -> Place:
        place: Place = self.cleaned_data["community"]
        if place.level not in COMMUNITY_LEVELS:
            raise forms.ValidationError("请选一个社区或村。")
        return place

    def clean(self) -> dict[str, Any]:
        said, today = super().clean() or self.cleaned_data, localdate(now())
        opens, closes = said.get("opens_on"), said.get("closes_on")
        if opens and opens < today:
            self.add_error("opens_on", PAST)
        if closes and closes < today and "closes_on" in self.changed_data:
            self.add_error("closes_on", "最早到今天为止。")
        if not self.errors and closes:
            self._stand_apart(said, opens or self.instance.opens_on, closes)
        return said

    def _stand_apart(self, said: dict[str, Any], opens: date, closes: date) -> None:
        community = said.get("community") or self.instance.community
        others = Window.objects.filter(community=community).exclude(pk=self.instance.pk)
        if other := others.filter(opens_on__lte=closes, closes_on__gte=opens).first():
            at = "opens_on" if "opens_on" in self.fields else "closes_on"
            self.add_error(at, f"和已有的兑换期（{other}）重叠，请错开。")
