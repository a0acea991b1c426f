"""存为视图: a list under a name, for oneself or for one's unit."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from accounts.personal import is_phone, phone_digits
from accounts.written import WrittenField
from cases.forms.filters import FilterForm, query_of
from cases.forms.typed import A_MOBILE
from cases.models import SavedView
from cases.models.kept import LONGEST_NAME
from cases.queues import WORDS_AT_MOST, names
from partyorg.hats import Hat
from partyorg.models import Organisation

A_NUMBER = "找的是电话号码：视图会留下来，还可能给别人用，请不要存。"
NOTHING = "还没有可存的：先选一个队列、筛一筛，或者找一个词。"


class SavedViewForm(forms.Form):
    """`query` is judged here once more: an address comes from anywhere."""

    name = WrittenField(
        label="名称",
        max_length=LONGEST_NAME,
        error_messages={"required": "给视图起个名字。", "max_length": f"最多 {LONGEST_NAME} 个字，请起短一些。"},
    )
    unit = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="给谁用",
        required=False,
        empty_label="只给我自己",
        error_messages={"invalid_choice": "只能共享给自己所在的单位。"},
        help_text="共享以后，单位和下级单位的人都能用；各人看到的还是各人能看的事。您离开以后，归单位负责人管。",
    )

    def __init__(self, *args: Any, hat: Hat, query: dict[str, str], view: SavedView | None = None) -> None:
        super().__init__(*args)
        self.hat, self.view = hat, view
        self.query = query
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = Organisation.objects.filter(
            pk__in=hat.unit_ids | ({view.unit_id} if view and view.unit_id else set())
        )
        if view:
            self.initial = {"name": view.name, "unit": view.unit_id}

    @property
    def kept(self) -> str:
        return query_of(self.query)

    def clean(self) -> dict[str, Any]:
        words = self.query.get("words", "")
        if is_phone(phone_digits(words)) or A_MOBILE.search(words):
            raise ValidationError(A_NUMBER)
        if not self.kept or len(words) > WORDS_AT_MOST or self.query.get("q", "all") not in names():
            raise ValidationError(NOTHING)
        if not FilterForm(self.query).is_valid():
            raise ValidationError("筛选的条件有错，请回到列表里改好再存。")
        return self.cleaned_data
