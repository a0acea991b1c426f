"""What the pages of imports and exports ask for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.written import line, reason_line
from exchange.reading import LARGEST_MEGABYTES
from exchange.standing import exportable
from exchange.workflow import What
from partyorg.hats import Hat
from partyorg.kinds import RUNGS, Kind
from partyorg.models import Organisation

ACCEPTED = ".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="文件",
        allow_empty_file=True,  # the reader has the better sentence
        help_text=f"XLSX，或者 CSV（UTF-8、GB18030 都可以），最多 {LARGEST_MEGABYTES} MB、20,000 行。",
        error_messages={"required": "请先选择文件。"},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def clean_file(self) -> Any:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_MEGABYTES * 1024 * 1024:  # before anybody reads it
            size = (upload.size or 0) / 1024 / 1024
            raise forms.ValidationError(f"文件太大（{size:.0f} MB），最多 {LARGEST_MEGABYTES} MB。")
        return upload


class ExportForm(forms.Form):
    """Units to choose from: one's own and those on a rung below; for administrators also the whole register."""

    scope = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="导出哪里的",
        required=False,
        empty_label="全部",
        widget=forms.Select(attrs={"data-find": "输入几个字找组织"}),
        error_messages={"invalid_choice": "请在自己管的组织里选一个。", "required": "请选一个组织。"},
    )
    in_full = forms.BooleanField(label="要完整的姓名和号码", required=False, help_text="不勾选时，姓名和号码打码导出。")
    reason = reason_line("理由", missing="请写明为什么要导出，审批的人和审计都会看到。", longest=300)

    def __init__(self, data: Any = None, *, hat: Hat, what: str) -> None:
        super().__init__(data)
        kinds = [*RUNGS, Kind.DISTRICT_COMMITTEE]
        scope = self.fields["scope"]
        assert isinstance(scope, forms.ModelChoiceField)
        scope.queryset = exportable(hat, what).filter(kind__in=kinds).order_by("tree_id", "lft")
        if what == What.MEMBERS:
            scope.required, scope.empty_label = True, "请选择"
        if what == What.ORGANISATIONS:
            del self.fields["in_full"]  # nothing in it is anybody's


class DecisionForm(forms.Form):
    """`granted` comes with the button that is pressed."""

    words = line("审批意见", longest=300, hint="不同意时必填。")
