"""Who may come in, how often, and how much at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.addresses import address_of
from api import actions
from api.models import Client
from cases.forms.photos import MOST_PHOTOS
from cases.photos import LARGEST_MEGABYTES
from worktime import clock

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which reads the settings that name this file

LARGEST_JSON = 64 * 1024
LARGEST_FORM = (MOST_PHOTOS * LARGEST_MEGABYTES + 1) * 1024 * 1024
NO_TOKEN = "请求头里要有 Authorization: Bearer 令牌。"
WRONG_TOKEN = "令牌不对，或者已经停用。请向发放令牌的系统管理员核对。"
TOO_LARGE = (
    f"内容太大：JSON 最多 {LARGEST_JSON // 1024} KB；带照片的表单最多 {MOST_PHOTOS} 张，每张 {LARGEST_MEGABYTES} MB。"
)


class TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = TOO_LARGE


class Bearer(BaseAuthentication):
    """`request.auth` is the client; nobody is signed in."""

    def authenticate(self, request: Request) -> tuple[AnonymousUser, Client]:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise exceptions.NotAuthenticated(NO_TOKEN)
        client = Client.objects.with_token(token.strip()).first()
        if client is None:
            if wait := actions.wrong_token(address=address_of(request._request), at=clock.now()):
                raise exceptions.Throttled(wait)
            raise exceptions.AuthenticationFailed(WRONG_TOKEN)
        return AnonymousUser(), client

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class EachMinute(BaseThrottle):
    """By client, whatever it asks for."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        assert isinstance(request.auth, Client)  # who is nobody's client came no further
        self.left = actions.ask(request.auth, at=clock.now())
        return not self.left

    def wait(self) -> float:
        return self.left


def refuse_too_large(request: Request) -> None:
    """Before anything is read. What names no length is empty to Django."""
    most = LARGEST_FORM if (request.content_type or "").startswith("multipart/") else LARGEST_JSON
    said = str(request.META.get("CONTENT_LENGTH") or "0")
    if not said.isdecimal() or int(said) > most:
        raise TooLarge
