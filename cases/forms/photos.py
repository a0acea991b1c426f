"""A form field for several photos, for residents and staff alike."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from cases.photos import CleanPhoto, clean_photo

MOST_PHOTOS = 6


class PhotosInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/*", **(attrs or {})})


class PhotosField(forms.Field):
    """Up to `most` photos; cleans to a list of CleanPhoto. Every bad file is named, not only the first."""

    widget = PhotosInput
    default_error_messages = {"required": "请附照片。"}

    def __init__(self, *, most: int = MOST_PHOTOS, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        self.most = most

    def clean(self, value: Sequence[UploadedFile] | None) -> list[CleanPhoto]:
        uploads = value or []
        if self.required and not uploads:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > self.most:
            raise ValidationError(f"照片最多 {self.most} 张，您选了 {len(uploads)} 张。请少选几张。", code="too_many")
        photos, problems = [], []
        for upload in uploads:
            try:
                photos.append(clean_photo(upload))
            except ValidationError as error:
                problems.append(error)
        if problems:
            raise ValidationError(problems)
        return photos
