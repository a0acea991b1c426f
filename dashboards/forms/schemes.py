"""The register of schemes: weights come to 100, nothing weighs more than satisfaction, nobody sets their own figure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django import forms
from django.forms import BaseInlineFormSet, ModelForm

from dashboards.indicators import INDICATORS
from dashboards.models import ScoreScheme, Weight
from dashboards.scoring.schemes import closed_by_other_shares
from dashboards.scoring.score import FIRST, SCORABLE

NOT_SCORABLE = "没有这个指标，或者这个数单位自己就能定，不能用来考核。"
WHOLE = Decimal(100)


class SchemeForm(forms.ModelForm):
    class Meta:
        model = ScoreScheme
        fields = ("year", "subject", "name", "partly", "mostly", "minimum", "in_force")

    def clean(self) -> None:
        super().clean()
        shares = {"partly", "mostly"}
        if self.errors or not (shares | {"year", "subject", "in_force"}) & set(self.changed_data):
            return
        if closed := closed_by_other_shares(ScoreScheme(pk=self.instance.pk, **self.cleaned_data)):
            month, kept = closed
            self.add_error(
                next((name for name in self.changed_data if name in shares), None),
                f"{month.year}年{month.month}月已经封存，那时“解决了一部分”算 {kept.rules.partly}、“基本满意”算 "
                f"{kept.rules.mostly}。一年里要按同样的数算，各月加起来才等于全年。要改，写进还没有封存过的一年的方案。",
            )


class WeightForm(forms.ModelForm):
    indicator = forms.ChoiceField(
        label="指标",
        choices=[("", "请选指标"), *((code, one.name) for code, one in SCORABLE.items())],
        error_messages={"required": "请选一个指标。", "invalid_choice": NOT_SCORABLE},
    )

    class Meta:
        model = Weight
        fields = ("indicator", "weight")
        error_messages = {"weight": {"required": "请写权重。", "invalid": "权重要写数字，例如 30。"}}


class WeightFormSet(BaseInlineFormSet[Weight, ScoreScheme, ModelForm[Weight]]):
    default_error_messages = {"missing_management_form": "表单不完整，请刷新页面重新填写。"}

    def get_unique_error_message(self, unique_check: Sequence[str]) -> str:
        """Django's names the column as it is called in code."""
        return "一个指标只能有一行权重，有指标写了不止一次：请留一行，别的删掉。"

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data.get("weight") and not self._goes(form)]
        weights = {form.cleaned_data["indicator"]: form.cleaned_data["weight"] for form in kept}
        if FIRST not in weights:
            raise forms.ValidationError("要有满意率：群众满不满意排第一。")
        for form in kept:
            if form.cleaned_data["weight"] > weights[FIRST]:
                name = INDICATORS[form.cleaned_data["indicator"]].name
                form.add_error("weight", f"{name}的权重不能比满意率（{weights[FIRST]}）高：群众满不满意排第一。")
        total = sum(weights.values(), Decimal(0))
        if total != WHOLE:
            raise forms.ValidationError(f"各项权重加起来要正好是 100，现在是 {total}。")

    def _goes(self, form: ModelForm[Weight]) -> bool:
        return bool(form.cleaned_data.get("DELETE"))
