"""What the registers at /admin/ have in common: who keeps them, what may not be deleted, that each save is audited."""

import re
from collections.abc import Sequence
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.actions import write_audit
from accounts.forms import ReasonForm
from accounts.models import User
from accounts.personal import EncryptedField, masked_phone


def who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the admin lets nobody else in
    return request.user


class Numbered(AutocompleteSelect):
    """What was sent for a row's number and is none names no row. Django's own looks it up all the same, and fails."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        return super().optgroups(name, [one for one in value if _may_be_a_number(str(one))], attrs)


def _may_be_a_number(sent: str) -> bool:
    return sent in ("", "None") or (sent.isascii() and sent.isdecimal() and len(sent) < 19)


class Picked:
    """Rows of other registers are picked by typing a part of their name, own ones for a deed by their boxes."""

    def response_action(self, request: HttpRequest, queryset: Any, *more: Any) -> Any:
        """What was sent for a row's number and is none: nothing is done, and the page says so."""
        sent = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(one and _may_be_a_number(one) and one != "None" for one in sent):
            return super().response_action(request, queryset, *more)  # type: ignore[misc]  # ModelAdmin's
        messages.error(request, "选中的条目里有认不出的，一条也没有办。请重新选。")
        return HttpResponseRedirect(request.get_full_path())

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]  # ModelAdmin's
            kwargs.setdefault("widget", Numbered(db_field, self.admin_site))  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # ModelAdmin's


class Kept(Picked):
    """Registers of which nothing is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Shown(Kept):
    """Registers that are only looked at here."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class Audited(Picked, admin.ModelAdmin):
    """A plain register: each save or deletion is one line of the audit trail, with what each value was and is now.

    Of what is personal (`EncryptedField`s, and the fields named in `unsaid`) it says that it was changed, no more.
    """

    clock = staticmethod(timezone.now)  # above this floor: worktime.clock.now
    unsaid: ClassVar[tuple[str, ...]] = ()

    def detail(self, form: ModelForm) -> dict[str, Any]:
        changed = form.changed_data
        said = [name for name in changed if name not in self.unsaid and not _is_personal(form, name)]
        was = {name: _plain(form.initial.get(name)) for name in said} if form.instance.pk and form.initial else {}
        now = {name: _plain(form.cleaned_data[name]) for name in said}
        return {"fields": changed, **({"was": was, "now": now} if said else {})}

    def save_model(self, request: HttpRequest, obj: Model, form: ModelForm, change: bool) -> None:
        detail = self.detail(form)
        super().save_model(request, obj, form, change)
        self._audit(request, "修改" if change else "新增", obj, detail)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        self._audit(request, "删除", obj, {"was": str(obj)})
        super().delete_model(request, obj)

    def _audit(self, request: HttpRequest, deed: str, obj: Model, detail: dict[str, Any]) -> None:
        action = f"{deed}{obj._meta.verbose_name}"
        write_audit(action=action, of=obj, by=who(request), at=self.clock(), detail=detail)


_SOMEBODYS = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9])")  # what stands in free words


def _is_personal(form: ModelForm, name: str) -> bool:
    """Also what is asked for beside the fields of the row, and kept there in another way: a new password."""
    fields = {field.name: field for field in form._meta.model._meta.get_fields()}
    return isinstance(fields.get(name), EncryptedField) or name not in fields


def _plain(value: Any) -> Any:
    """As the trail keeps it: another row by its number, which its name may outlive."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, QuerySet | list | tuple | set):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        return _SOMEBODYS.sub(lambda found: masked_phone(found[0]), value)
    return value if isinstance(value, int | float | bool | None) else str(value)


class Revealing(admin.ModelAdmin):
    """A register of what is personal: masked on every page, in full by 查看原值 alone, for a reason that is kept.

    `revealed` names the fields, which stand in `list_display` and among the fields only masked. Each look is a line of
    the audit trail: who, whose, why; never what was seen. Whoever may change the row may look.
    """

    clock = staticmethod(timezone.now)  # above this floor: worktime.clock.now
    revealed: ClassVar[tuple[str, ...]] = ()

    def has_reveal_permission(self, request: HttpRequest, obj: Model) -> bool:
        return self.has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.reveal)
        name = f"{self.opts.app_label}_{self.opts.model_name}_reveal"
        return [path("<path:object_id>/reveal/", view, name=name), *super().get_urls()]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        if obj is not None and self.has_reveal_permission(request, obj) and self._values(obj):
            context["reveal"] = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_reveal", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator([never_cache, require_http_methods(["GET", "POST"])])
    def reveal(self, request: HttpRequest, object_id: str) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_reveal_permission(request, obj):
            raise PermissionDenied
        form, seen = ReasonForm(request.POST or None), []
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data["reason"]
            detail = {"fields": list(self.revealed)}
            write_audit(action="查看原值", of=obj, by=who(request), at=self.clock(), reason=reason, detail=detail)
            seen = self._values(obj)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts, "original": obj, "title": "查看原值", "form": form, "seen": seen,
        }  # fmt: skip
        refused = request.method == "POST" and not seen
        return TemplateResponse(request, "admin/reveal.html", context, status=422 if refused else 200)

    def _values(self, obj: Model) -> list[tuple[str, str]]:
        """What each field is called and holds, in full."""
        return [
            (label_for_field(name, type(obj), return_attr=False), value)
            for name in self.revealed
            if (value := getattr(obj, name))
        ]
