"""Sessions with their person on the row (Django's AbstractBaseSession), so that they can be listed and ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone

from accounts.models.user import User
from accounts.personal import lookup_hash

FROM = "from"  # in the session: where and when its person signed in
RESIDENT = "resident"  # in the session: who proved their phone by a code. It opens nothing at the desk


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User) -> SessionQuerySet:
        """One's own alone, and not those that have run out."""
        return self.filter(user=user, expire_date__gt=timezone.now()) if user.is_authenticated else self.none()


class Session(AbstractBaseSession):
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name="何人")
    address = models.GenericIPAddressField("地址", null=True)
    browser = models.CharField("设备", max_length=64, blank=True)
    began_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近使用")

    objects = SessionQuerySet.as_manager()  # type: ignore[assignment, misc]  # saved by its store alone

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = verbose_name_plural = "会话"
        ordering = ["-seen_at"]

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore

    @property
    def handle(self) -> str:
        """By which a page may name it. The key itself would open it to whoever reads the page."""
        return lookup_hash(self.session_key)[:24]


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = super().create_model_instance(data)
        assert isinstance(row, Session)
        said = data.get(FROM, {})
        person = data.get(SESSION_KEY) or data.get(RESIDENT)
        row.user_id = int(person) if person else None
        row.address, row.browser = said.get("address"), said.get("browser", "")
        row.seen_at = timezone.now()
        row.began_at = datetime.fromisoformat(said["at"]) if "at" in said else row.seen_at
        return row
