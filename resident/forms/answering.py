"""What a resident may do with their case: add to it, judge the result, say that it is back, take it back."""

from typing import Any

from django import forms

from accounts.written import PlainTextField
from cases.forms.photos import PhotosField
from cases.guards.reporting import MOST_LATER_PHOTOS, later_photos_left
from cases.terms import Dissatisfaction, Satisfied, Solved
from resident.forms.fields import DeedForm


class AnswerForm(DeedForm):
    """解决了吗？满意吗？ With a reason where something is not good, because somebody will work by it."""

    solved = forms.ChoiceField(
        label="解决了吗？",
        choices=Solved.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个：解决了没有？", "invalid_choice": "请从三个里选一个。"},
    )
    satisfied = forms.ChoiceField(
        label="满意吗？",
        choices=Satisfied.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个：满意不满意？", "invalid_choice": "请从三个里选一个。"},
    )
    dissatisfaction = forms.ChoiceField(
        label="不满意的是哪一样？",
        choices=Dissatisfaction.choices,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "请从四个里选一个，或者不选。"},
    )
    reason = PlainTextField(
        label="哪里没办好",
        most=2000,
        required=False,
        help_text="没解决或者不满意，请写一句，好让他们照着重办。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        answer = super().clean()
        dissatisfied = answer.get("satisfied") == Satisfied.NO
        bad = dissatisfied or answer.get("solved") in (Solved.PARTLY, Solved.NO)
        if bad and not answer.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "请写一句哪里没办好。")
        if not dissatisfied:
            answer["dissatisfaction"] = ""
        return answer


class UrgeForm(DeedForm):
    """催一催: nothing to fill in."""


class AddForm(DeedForm):
    """补充: what came to mind later, or has changed since; words, photos, or both."""

    words = PlainTextField(label="要补充的", most=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    photos = PhotosField(label="照片")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.left = later_photos_left(self.case)
        if self.left:
            self.fields["photos"].help_text = f"还能补 {self.left} 张，只要文字、只要照片都行。"
        else:
            del self.fields["photos"]

    @property
    def photos_lost(self) -> bool:
        """A browser sends the chosen files once; after a mistake they have to be chosen again."""
        return bool(self.errors and self.files)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not self.errors and not said.get("words") and not said.get("photos"):
            self.add_error("words", "请写一句要补充什么，或者选张照片。" if self.left else "请写一句要补充什么。")
        if len(said.get("photos", [])) > self.left:
            self.add_error("photos", f"后来补充的照片一共最多 {MOST_LATER_PHOTOS} 张，还能补 {self.left} 张。")
        return said


class ReopenForm(DeedForm):
    """问题又出现了: somebody has to look at it, so it has to be said how."""

    facts = PlainTextField(
        label="又怎么样了",
        most=2000,
        help_text="写新情况，例如：修好一周，昨天下雨又漏了。",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写一句又怎么样了。"},
    )


class WithdrawForm(DeedForm):
    reason = PlainTextField(
        label="为什么撤回", most=500, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
