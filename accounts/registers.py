"""What the registers at /admin/ have in common: who keeps them, what may not be deleted, that each save is audited."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from accounts.actions import write_audit
from accounts.models import User


def who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the admin lets nobody else in
    return request.user


class Kept:
    """Registers of which nothing is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Shown(Kept):
    """Registers that are only looked at here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Audited(admin.ModelAdmin):
    """A plain register: each save or deletion is one line of the audit trail, naming what was changed."""

    clock = staticmethod(timezone.now)  # above this floor: worktime.clock.now

    def detail(self, form: ModelForm) -> dict[str, Any]:
        return {"fields": form.changed_data}

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        self._audit(request, "修改" if change else "新增", obj, self.detail(form))

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._audit(request, "删除", obj, {"was": str(obj)})
        super().delete_model(request, obj)

    def _audit(self, request: HttpRequest, deed: str, obj: Model, detail: dict[str, Any]) -> None:
        action = f"{deed}{obj._meta.verbose_name}"
        write_audit(action=action, of=obj, by=who(request), at=self.clock(), detail=detail)


class Spelled(Audited):
    """A register of rules, without anything personal: the line also says what each value was and what it is now."""

    def detail(self, form: ModelForm) -> dict[str, Any]:
        changed = form.changed_data
        was = {name: _plain(form.initial.get(name)) for name in changed}
        now = {name: _plain(form.cleaned_data[name]) for name in changed}
        return {**super().detail(form), "was": was if form.initial else {}, "now": now}


def _plain(value: Any) -> Any:
    """As the trail keeps it: another row by its number, which its name may outlive."""
    return value.pk if isinstance(value, Model) else value
