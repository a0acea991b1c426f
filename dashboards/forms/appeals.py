"""What an appeal asks for, and its decision."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from accounts.written import open_text, reasoned
from dashboards.actions import Decision
from dashboards.indicators import INDICATORS, Unit
from dashboards.scoring.score import MOST_MARKS, Scored
from dashboards.workflow import Remedy, Verdict


class AppealForm(forms.Form):
    indicator = forms.ChoiceField(
        label="对哪个指标有意见",
        error_messages={"required": "请选一个指标。", "invalid_choice": "这一份考核里没有这个指标，请从名单里选。"},
    )
    reason = reasoned(
        open_text(
            "理由", missing="请写清楚哪里不对、依据什么。", hint="只能申诉一次，请写清楚。不要写居民的姓名、电话。"
        )
    )

    def __init__(self, data: Any = None, *, scored: Scored) -> None:
        super().__init__(data)
        choices = [("", "请选指标"), *((part.code, part.name) for part in scored.parts)]
        self.fields["indicator"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField's


class DecisionForm(forms.Form):
    verdict = forms.ChoiceField(
        label="裁定",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选成立还是不成立。", "invalid_choice": "请选成立还是不成立。"},
    )
    remedy = forms.ChoiceField(
        label="成立的，怎样调整",
        choices=Remedy.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "请选怎样调整。"},
    )
    numerator = forms.DecimalField(
        label="更正后的分子", required=False, min_value=0, max_digits=9, decimal_places=2,
        error_messages={"invalid": "请写数字，例如 38。", "min_value": "不能是负数。", "max_digits": "这个数太大了。"},
    )  # fmt: skip
    denominator = forms.IntegerField(
        label="更正后的分母", required=False, min_value=1, max_value=9_999_999,
        error_messages={"invalid": "请写整数，例如 40。", "min_value": "至少是 1。", "max_value": "这个数太大了。"},
    )  # fmt: skip
    answer = reasoned(open_text("理由", missing="请写明裁定的理由，申诉的单位看得到。"))

    labels_say_when = ("remedy", "numerator", "denominator")  # they are needed

    def __init__(self, data: Any = None, *, indicator: str = "") -> None:
        super().__init__(data)
        self.of = INDICATORS.get(indicator)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("verdict") == Verdict.UPHELD:
            if not said.get("remedy") and "remedy" not in self.errors:
                self.add_error("remedy", "申诉成立的，请选怎样调整。")
            elif said.get("remedy") == Remedy.CORRECTED:
                self._check_numbers(said.get("numerator"), said.get("denominator"))
        return said

    def _check_numbers(self, numerator: Decimal | None, denominator: int | None) -> None:
        if numerator is None and "numerator" not in self.errors:
            self.add_error("numerator", "更正要写分子。")
        if denominator is None and "denominator" not in self.errors:
            self.add_error("denominator", "更正要写分母。")
        if numerator is None or denominator is None:
            return
        most = MOST_MARKS if self.of and self.of.unit == Unit.POINTS else 1
        if numerator > most * denominator:
            self.add_error("numerator", f"分子不能超过 {most * denominator}。")

    def decision(self) -> Decision:
        said, verdict = self.cleaned_data, Verdict(self.cleaned_data["verdict"])
        if verdict == Verdict.DECLINED:
            return Decision(verdict, said["answer"])
        remedy = Remedy(said["remedy"])
        if remedy == Remedy.EXCUSED:
            return Decision(verdict, said["answer"], remedy)
        return Decision(verdict, said["answer"], remedy, said["numerator"], said["denominator"])
