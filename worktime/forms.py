from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from worktime.calendar_file import LARGEST_FILE


class CalendarUploadForm(forms.Form):
    file = forms.FileField(
        label="CSV 文件",
        allow_empty_file=True,  # calendar_file has the better sentence
        error_messages={"required": "请先选择文件。"},
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> Any:
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("文件太大：工作日历不会超过 1 MB，请确认选对了文件。")
        return upload
