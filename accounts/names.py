"""What people and their accounts may be called: validators of the models, so that every door asks the same.

A name that turns a line round, or holds signs that nobody sees, passes for another one on every screen.
"""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError

from accounts.identity import is_identity
from accounts.personal import is_phone, phone_digits

_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_STARTS_A_FORMULA = frozenset("=+-@＝＋－＠")
_OF_A_PAGE = frozenset("<>＜＞")
_LOGIN_NAME = re.compile(r"[A-Za-z0-9_.@\-\u3400-\u4dbf\u4e00-\u9fff]+")


def plain_name(name: str) -> None:
    """Nothing unseen in it, something to read, nothing that a program takes for orders. Raises ValidationError.

    What starts as a formula is one wherever the list is opened as a sheet; angle brackets are a page's own signs.
    """
    if any(unicodedata.category(sign) in _UNSEEN for sign in name):
        raise ValidationError("里面有看不见的字符，请重新输入。", code="unseen")
    if not any(unicodedata.category(sign)[0] in "LN" for sign in name):
        raise ValidationError("请写出名称，光有标点不算。", code="nothing_said")
    if name.lstrip()[:1] in _STARTS_A_FORMULA:
        raise ValidationError("名称不能以 = + - @ 开头。", code="formula")
    no_page_signs(name)


def no_page_signs(words: str) -> None:
    """For what goes out as a text message, too: there a tag is read as it stands. Raises ValidationError."""
    if _OF_A_PAGE & set(words):
        raise ValidationError("里面不能有尖括号 < >。", code="angle_brackets")


def why_no_login_name(name: str) -> str:
    """Only letters that look like no others, and no number that is a person's own. "" where it will do."""
    if _LOGIN_NAME.fullmatch(name) is None:
        return "登录名只能用英文字母、数字、汉字和 _ . - @。"
    if is_phone(phone_digits(name)) or is_identity(name.upper()):
        return "登录名不能是电话号码或身份证号：手机号填在“手机号”里，也能用来登录。"
    return ""


def only_capitals_apart(taken: str) -> str:
    """Why a login name will not do beside this one, which somebody has."""
    return f"已有登录名“{taken}”，只差大小写，会认错人，请换一个。"


def login_name(name: str) -> None:
    """Raises ValidationError."""
    if why := why_no_login_name(name):
        raise ValidationError(why, code="no_login_name")


def a_phone(phone: str) -> None:
    """A number that somebody can be reached by, however it is spaced. Raises ValidationError."""
    if not is_phone(phone_digits(phone)) or phone.strip()[:1] in "-－":
        raise ValidationError("请填写 11 位手机号，或带区号的座机，例如 0532-85891234。", code="no_phone")
