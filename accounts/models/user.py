from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models

from accounts.names import a_phone, login_name, only_capitals_apart, plain_name
from accounts.personal import EncryptedField, lookup_hash, masked_name, masked_phone, phone_digits


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields: Any) -> User:
        """The account that breaks the glass: made on the server, by manage.py createsuperuser, and nowhere else."""
        return self.create_user(username, password, is_superuser=True, **fields)

    def differing_in_capitals(self, username: str) -> models.QuerySet[User]:
        """Whose login names are this one but for capitals, and not this one."""
        return self.filter(username__iexact=username).exclude(username=username)

    def with_phone(self, phone: str) -> User | None:
        return self.filter(phone_hash=lookup_hash(phone)).first() if phone else None


class User(AbstractBaseUser, PermissionsMixin):
    """Someone who signs in. What they may do comes from their posts (partyorg.Post), never from here."""

    username = models.CharField("登录名", max_length=64, unique=True, validators=[login_name])
    name = models.CharField("姓名", max_length=64, validators=[plain_name])
    phone = EncryptedField("手机号", blank=True, validators=[a_phone])
    phone_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    is_active = models.BooleanField("可以登录", default=True)
    joined_at = models.DateTimeField("建立时间", auto_now_add=True)
    invited_at = models.DateTimeField("一次性链接生成时间", null=True, editable=False)  # null: there is none to use

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.username

    def get_short_name(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.phone = phone_digits(self.phone)
        same = User.objects.with_phone(self.phone)
        if same and same.pk != self.pk:
            raise ValidationError({"phone": "这个手机号已经是另一个账号的。"})
        if not User.objects.filter(pk=self.pk, username=self.username).exists():  # a new one, or a new name
            taken = User.objects.differing_in_capitals(self.username).exclude(pk=self.pk).first()
            if taken:
                raise ValidationError({"username": only_capitals_apart(taken.username)})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.phone = phone_digits(self.phone)
        self.phone_hash = lookup_hash(self.phone) or None
        super().save(*args, **kwargs)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    @property
    def phone_end(self) -> str:
        """The last four digits, by which the desk tells two of one surname apart; "" of who has no telephone."""
        return self.phone[-4:] if len(self.phone) > 7 else ""

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)
