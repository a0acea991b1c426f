"""Deeds on a row of a register that ask for a reason: a button on its page, a form, a line of the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from accounts.forms import ReasonForm
from accounts.models import User
from accounts.registers import who


@dataclass(frozen=True, slots=True)
class Deed:
    """`does(row, reason=…, by=…, at=…)`, an action; `follows` tells beforehand what comes of it."""

    name: str
    title: str
    follows: str
    done: str
    does: Callable[..., Any]


class Reasoned(admin.ModelAdmin):
    """A register with deeds. Whoever may change the row may do them; `may_do` says otherwise.

    `named`: which row it is, in heads and messages, where its own name leaves that open. `is_done`: whether a deed has
    been done already, which a second tap is told as the first was.
    """

    clock = staticmethod(timezone.now)  # above this floor: worktime.clock.now
    deeds: ClassVar[tuple[Deed, ...]] = ()

    def may_do(self, request: HttpRequest, obj: Any) -> bool:
        return self.has_change_permission(request, obj)

    def named(self, obj: Any) -> str:
        return ""

    def is_done(self, deed: Deed, obj: Any) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        return [*map(self._address, self.deeds), *super().get_urls()]

    def _address(self, deed: Deed) -> URLPattern:
        view = self.admin_site.admin_view(partial(self._asked, deed))
        return path(f"<path:object_id>/{deed.name.replace('_', '-')}/", view, name=self._name(deed))

    def _name(self, deed: Deed) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{deed.name}"

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and self.may_do(request, obj):
            context["deeds"] = [(reverse(f"admin:{self._name(d)}", args=[obj.pk]), d.title) for d in self.deeds]
        if obj is not None:
            context["subtitle"] = self.named(obj) or context.get("subtitle")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        named = self.named(obj) if obj else ""
        return super().history_view(request, object_id, {**(extra_context or {}), "subtitle": named or None})

    def _asked(self, deed: Deed, request: HttpRequest, object_id: str) -> HttpResponse:
        obj: Model | None = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if self.has_change_permission(request) and self.is_done(deed, obj):
            return self._answered(deed, obj, request)
        if not self.may_do(request, obj):
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and self._does(deed, obj, form, request):
            return self._answered(deed, obj, request)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "original": obj, "title": deed.title,
            "subtitle": self.named(obj), "what_follows": deed.follows, "form": form,
        }  # fmt: skip
        return TemplateResponse(request, "admin/reason.html", context, status=422 if form.is_bound else 200)

    def _answered(self, deed: Deed, obj: Model, request: HttpRequest) -> HttpResponse:
        named = self.named(obj)
        self.message_user(request, f"{named}：{deed.done}" if named else deed.done, messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def _does(self, deed: Deed, obj: Model, form: ReasonForm, request: HttpRequest) -> bool:
        """False where it can no longer be done, which the page then says."""
        by, at = self._by(request)
        try:
            deed.does(obj, reason=form.cleaned_data["reason"], by=by, at=at)
        except ValidationError as refused:
            obj.refresh_from_db()
            if self.is_done(deed, obj):  # two taps at once
                return True
            form.add_error(None, refused.messages)
            return False
        return True

    def _by(self, request: HttpRequest) -> tuple[User, datetime]:
        return who(request), self.clock()
