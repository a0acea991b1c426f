from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Django's own, with a sentence that tells nobody whether the name exists."""

    error_messages = {
        "invalid_login": "登录名或密码不对，请再试一次。",
        "inactive": "这个账号已停用，请联系本单位管理员。",
    }
