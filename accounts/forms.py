from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.forms import ModelForm

from accounts.personal import masked_phone


class SignInForm(AuthenticationForm):
    """Django's own, with a sentence that tells nobody whether the name exists."""

    error_messages = {
        "invalid_login": "登录名或密码不对，请再试一次。",
        "inactive": "这个账号已停用，请联系本单位管理员。",
    }


class NewPasswordForm(SetPasswordForm):
    """Twice the same, by the rules of settings.AUTH_PASSWORD_VALIDATORS, which stand below the first field."""

    error_messages = {"password_mismatch": "两次填的密码不一样。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = "新密码", "再填一次"
        first.help_text, second.help_text = "".join(map(str, password_validators_help_texts())), ""


class OwnPasswordForm(NewPasswordForm, PasswordChangeForm):
    """One's own, by whoever knows the old one."""

    error_messages = {**NewPasswordForm.error_messages, "password_incorrect": "现在的密码不对。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "现在的密码"


class CodeForm(forms.Form):
    code = forms.CharField(
        label="验证码",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": "请填写验证码。", "max_length": "验证码没有这么长。"},
    )


class ReasonForm(forms.Form):
    """Why somebody does what is written down: a sentence, not a tap."""

    reason = forms.CharField(
        label="理由",
        min_length=4,
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        error_messages={"required": "请写明理由。", "min_length": "理由太短，请写清楚。"},
    )


class Unrevealed(ModelForm):
    """A form that does not show what it keeps: `masked` fields begin empty, and left empty they stay as they are."""

    masked: tuple[str, ...] = ()
    NOTHING = "无"  # typed to empty it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = {name: getattr(self.instance, name) for name in self.masked if name in self.fields}
        for name, value in self.kept.items():
            self.fields[name].widget = AdminTextInputWidget()  # kept encrypted it is a text of any length
            if value:
                self.initial[name] = ""
                self.fields[name].required = False
                self.fields[name].empty_values = [*self.fields[name].empty_values, self.NOTHING]
                self.fields[name].help_text = f"现在是 {masked_phone(value)}，改才填；要清空，填“{self.NOTHING}”。"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, value in self.kept.items():
            if value and not data.get(name) and self.data.get(self.add_prefix(name), "").strip() != self.NOTHING:
                data[name] = value
        return data
