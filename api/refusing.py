"""How whoever is turned away is answered: JSON, one Chinese sentence."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from api.door import TooLarge

SENTENCES: dict[type[Exception], str] = {
    exceptions.ParseError: "内容读不懂：JSON 写错了，或者表单没有传完整。",
    exceptions.UnsupportedMediaType: "只收 application/json 和 multipart/form-data。",
    exceptions.MethodNotAllowed: "这个地址不支持这种请求方法。",
    exceptions.NotAcceptable: "只回 application/json。",
    Http404: "没有这件案件，或者不是您的程序报来的。",
}


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """What DRF's own handler answers, in our words."""
    if isinstance(error, SuspiciousOperation):  # Django's own limits, met while a form is read
        error = TooLarge()
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, exceptions.Throttled):
        sentence = f"请求太多了，请过 {response['Retry-After']} 秒再试。"
    else:
        sentence = SENTENCES.get(type(error)) or str(getattr(error, "detail", error))
    response.data = {"error": sentence}
    return response
