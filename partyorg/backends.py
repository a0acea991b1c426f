"""What one may do in the registers at /admin/ comes from posts in force, and from nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.backends import BaseBackend
from django.utils.timezone import localdate

from accounts.models import User
from partyorg.kinds import ADMINISTRATORS
from partyorg.models import Post
from partyorg.registers import allowed
from worktime import clock


def administers(user: Any) -> frozenset[str]:
    """The administrators' roles that this person holds today: one query for each request, whose user it is kept on."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    if not hasattr(user, "_administers"):
        posts = Post.objects.in_force(localdate(clock.now())).filter(person=user, role__in=ADMINISTRATORS)
        user._administers = frozenset(posts.values_list("role", flat=True))  # type: ignore[attr-defined]
    return user._administers  # type: ignore[attr-defined]


def _was_ever_named(user: User) -> bool:
    """Whether this person is an administrator, was one or is going to be: the password set today is theirs then."""
    return Post.objects.of_administrators().filter(person=user).exists()


class PostsBackend(BaseBackend):
    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """Of one account (`obj`) also whose it is: administrators' own are for the account that breaks the glass."""
        if isinstance(obj, User) and perm == "accounts.change_user" and (obj.is_superuser or _was_ever_named(obj)):
            return False
        app, _, codename = perm.partition(".")
        deed, _, model = codename.partition("_")
        return any(deed in allowed(role, f"{app}.{model}") for role in administers(user_obj))

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        registers = [model._meta.label_lower for model in admin.site._registry if model._meta.app_label == app_label]
        return any(allowed(role, register) for role in administers(user_obj) for register in registers)
