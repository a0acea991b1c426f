from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.personal import masked_phone
from accounts.written import WrittenField, says_something


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
    """One's own, by whoever knows the old one. Wrong ones count as failures to sign in do, and lock out as they do."""

    error_messages = {
        **NewPasswordForm.error_messages,
        "password_incorrect": "现在的密码不对。",
        "same": "新密码和现在的一样，请换一个。",
    }

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["old_password"].label = "现在的密码"

    def clean_old_password(self) -> str:
        old: str = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.user.get_username(), password=old) != self.user:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return old

    def clean(self) -> dict[str, Any]:
        """Of whoever did not know the old one it is not told whether the new one is the same."""
        data = super().clean() or self.cleaned_data
        old = data.get("old_password")
        if old is not None and data.get("new_password1") == old:
            self.add_error("new_password1", ValidationError(self.error_messages["same"], code="same"))
        return data


class CodeForm(forms.Form):
    code = forms.CharField(
        label="验证码",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
        error_messages={"required": "请填写验证码。", "max_length": "验证码没有这么长。"},
    )


class ReasonForm(forms.Form):
    """Why somebody does what is written down: a sentence, not a tap."""

    reason = WrittenField(
        label="理由",
        min_length=4,
        max_length=200,
        validators=[says_something],
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        error_messages={
            "required": "请写明理由。",
            "min_length": "理由太短，请写清楚。",
            "max_length": "最多 200 个字，请写短一些。",
        },
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
