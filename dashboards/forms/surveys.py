"""A survey as it is entered: pasted as a table, one place a line; every fault with its line, in a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.once import mark
from accounts.written import PlainTextField, open_line, open_text
from dashboards.actions import Answers, Held
from dashboards.models import ENTERED_BEFORE, Problem, Survey
from dashboards.room import Room
from dashboards.tallies.sums import CUT_ON
from grids.models import Place
from worktime.fields import DayField

LONGEST, MOST_LINES, MOST_FAULTS = 20_000, 300, 8
LONGEST_DAYS = 366
_SEALED = ("name", "by_whom", "first_on", "last_on", "table")
COLUMNS = ("地方", "满意", "基本满意", "不满意")
_CELL = re.compile(r"[,，\t]")
_NUMBER = re.compile(r"[0-9]{1,6}")


class SurveyForm(forms.Form):
    """Read twice: first to be looked at, then to be kept. `is_sure` brings back the seal of what was looked at: with
    none, or that of something else, it is shown once more.
    """

    name = open_line("名称", missing="请写这次调查叫什么。", longest=60)
    by_whom = open_line("调查单位", missing="请写是谁做的调查。", longest=60)
    first_on = DayField(label="开始日期", missing="请选开始的日期。")
    last_on = DayField(label="结束日期", missing="请选结束的日期。")
    table = PlainTextField(
        label="结果",
        most=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": "请把结果贴进来：第一行是表头，一行一个地方。"},
    )
    is_sure = forms.CharField(required=False, widget=forms.HiddenInput)
    key = mark()

    def __init__(self, *args: Any, place: Place, today: date) -> None:
        super().__init__(*args)
        self.place, self.today = place, today
        self.answers: list[Answers] = []
        self.problems = list(Problem.objects.filter(is_active=True))

    @property
    def columns(self) -> list[str]:
        return [*COLUMNS, *map(str, self.problems)]

    def clean_table(self) -> str:
        table: str = self.cleaned_data["table"]
        read = _Reading(table, self.place, self.problems)
        self.answers = list(read)
        if read.faults:
            raise forms.ValidationError(read.faults[:MOST_FAULTS])
        return table

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first_on"), said.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", "结束日期不能早于开始日期。")
        elif last and last > self.today:
            self.add_error("last_on", "调查结束了再录入，结束日期不能晚于今天。")
        elif first and last and (last - first).days > LONGEST_DAYS:
            self.add_error("first_on", "一次调查最长一年，从开始到结束超过一年了，请核对日期。")
        elif first and last and self._is_known(said, first, last):
            self.add_error("name", ENTERED_BEFORE)
        return said

    def _is_known(self, said: dict[str, Any], first: date, last: date) -> bool:
        """Another one, entered before: the same form sent twice is no second survey."""
        alike = Survey.objects.same_as(said.get("name", ""), said.get("by_whom", ""), first, last, self.place)
        key = said.get("key")
        return (alike.exclude(key=key) if key else alike).exists()

    @property
    def seal(self) -> str:
        """Of what is read here: another one where anything was changed since."""
        said = [self.place.pk, *(str(self.cleaned_data[name]) for name in _SEALED)]
        return salted_hmac("dashboards.survey", repr(said), algorithm="sha256").hexdigest()

    @property
    def was_looked_at(self) -> bool:
        return constant_time_compare(self.cleaned_data["is_sure"], self.seal)

    def held(self) -> Held:
        said = self.cleaned_data
        return Held(
            said["name"], said["by_whom"], said["first_on"], said["last_on"], self.place, self.answers, said["key"]
        )


class WithdrawForm(forms.Form):
    reason = open_text("作废的理由", missing="请写为什么作废。")


class _Reading:
    """The lines of a table, each as answers; what is wrong is gathered in `faults`."""

    def __init__(self, table: str, within: Place, problems: list[Problem]) -> None:
        self.faults: list[str] = []
        self._lines = [line for line in table.splitlines() if line.strip()]
        self._problems = {problem.name: problem for problem in problems}
        self._places: dict[str, list[Place]] = defaultdict(list)
        self._room = Room(within)
        for place in Place.objects.under(within).filter(valid_to=None, level__in=CUT_ON):
            for called in {place.name, place.short_name, place.code}:
                self._places[called].append(place)

    def __iter__(self) -> Iterator[Answers]:
        header = self._header()
        if not header:
            return
        if len(self._lines) == 1 or len(self._lines) > MOST_LINES + 1:
            self.faults.append(f"表头下面要有 1 到 {MOST_LINES} 行。")
            return
        seen: dict[int, int] = {}
        level = ""
        for number, line in enumerate(self._lines[1:], start=2):
            one = self._answers(number, header, [cell.strip() for cell in _CELL.split(line)])
            if one is None:
                continue
            if one.place.pk in seen:
                self.faults.append(f"第 {number} 行：{one.place}在第 {seen[one.place.pk]} 行写过了。")
            elif level and one.place.level != level:
                self.faults.append(
                    f"第 {number} 行：{one.place}和上面的不是同一级，加起来会重复。请全写街道，或者全写社区。"
                )
            else:
                yield one
            seen.setdefault(one.place.pk, number)
            level = level or one.place.level

    def _header(self) -> list[str]:
        header = [cell.strip() for cell in _CELL.split(self._lines[0])] if self._lines else []
        if tuple(header[: len(COLUMNS)]) != COLUMNS:
            self.faults.append(f"第 1 行要是表头，开头四列依次是：{'、'.join(COLUMNS)}。")
            return []
        tags = header[len(COLUMNS) :]
        unknown = [name for name in tags if name not in self._problems]
        if unknown or len(set(tags)) < len(tags):
            known = "、".join(self._problems)
            self.faults.append(
                f"没有“{unknown[0][:20]}”这种问题，能写的是：{known}。" if unknown else "表头里有一种问题写了两遍。"
            )
            return []
        return header

    def _answers(self, number: int, header: list[str], cells: list[str]) -> Answers | None:
        if len(cells) != len(header):
            return self._fault(number, f"要有 {len(header)} 格，这里是 {len(cells)} 格。")
        places = self._places.get(cells[0], [])
        if len(places) != 1:
            why = "不止一个，请写编码" if places else "在这里找不到，请写全称或者编码"
            return self._fault(number, f"“{cells[0][:20]}”{why}。")
        if wrong := next((cell for cell in cells[1:] if not _NUMBER.fullmatch(cell or "0")), None):
            return self._fault(number, f"“{wrong[:20]}”不是人数，人数只写数字。")
        satisfied, mostly, dissatisfied, *named = (int(cell or "0") for cell in cells[1:])
        tags = {self._problems[name]: many for name, many in zip(header[len(COLUMNS) :], named, strict=True)}
        one = Answers(places[0], satisfied, mostly, dissatisfied, tags)
        if not one.n:
            return self._fault(number, "一个人也没有问到，请去掉这一行。")
        if one.n > (most := self._room.of(one.place)):
            return self._fault(number, f"问到 {one.n:,} 人，{one.place}最多住 {most:,} 人，请核对人数。")
        if too_many := next((problem for problem, many in tags.items() if many > one.n), None):
            return self._fault(number, f"提“{too_many}”的人比问到的 {one.n} 人还多。")
        return one

    def _fault(self, number: int, words: str) -> Answers | None:
        self.faults.append(f"第 {number} 行：{words}")
        return None
