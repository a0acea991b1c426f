"""The register of words: every rule is listed, whether anybody changed it or not; each has a page with a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from accounts.door import both
from accounts.registers import Kept, who
from notifications import actions
from notifications.forms import WordingForm
from notifications.models import Wording
from notifications.previewing import with_examples, with_the_newest
from notifications.wordings import Entry, entries, entry_named
from worktime.clock import now

FOUND: dict[str, tuple[str, Callable[[Entry], bool]]] = {
    "": ("全部", lambda entry: True),
    "residents": ("发给居民的", lambda entry: entry.to_residents),
    "staff": ("发给工作人员的", lambda entry: not entry.to_residents),
    "changed": ("改过的", lambda entry: entry.changed),
    "off": ("停用的", lambda entry: entry.off),
    "amiss": ("有问题的", lambda entry: bool(entry.amiss or entry.never)),
}
LIST = "admin:notifications_wording_changelist"
SAVED = "已保存，从下一次发送起用新的措辞。已经发出的不变。"
UNCHANGED = "和现在的一样，没有改动。"
STILL_TYPED = "框里的措辞还没有保存。"


@admin.register(Wording)
class WordingAdmin(Kept, admin.ModelAdmin[Wording]):
    """Rules are named by their key, not by a row: most have none."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @method_decorator(require_safe)
    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        every, asked, term = entries(), request.GET.get("show", ""), request.GET.get("q", "").strip()
        fits = FOUND.get(asked, FOUND[""])[1]
        shown = {
            "entries": [entry for entry in every if fits(entry) and _mentions(entry, term)],
            "filters": [(name, label, sum(map(test, every))) for name, (label, test) in FOUND.items()],
            "asked": asked,
            "term": term,
        }
        return self._page(request, "list", "消息措辞", shown)

    @method_decorator(both)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not (
            self.has_change_permission(request) or (request.method != "POST" and self.has_view_permission(request))
        ):
            raise PermissionDenied
        entry = entry_named(object_id)
        if entry is None:
            raise Http404
        form = WordingForm(entry, request.POST if request.method == "POST" else None)
        deed = DEEDS.get(request.POST.get("deed", ""))
        if deed and deed(request, entry, form):
            return redirect(LIST) if entry.gone else HttpResponseRedirect(request.path)
        return self._edit_page(request, entry_named(object_id) or entry, form)

    @method_decorator(require_safe)
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Of a rule that nobody changed there is no row yet, and nothing to tell."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entry = entry_named(object_id)
        if entry is None:
            raise Http404
        row = Wording.objects.filter(**entry.key._asdict()).first() or Wording(**entry.key._asdict())
        return self._page(request, "history", f"{entry.step}：告诉{entry.audience}", {"entry": entry, "object": row})

    def _edit_page(self, request: HttpRequest, entry: Entry, form: WordingForm) -> HttpResponse:
        """With a preview of what is typed, or of what is in force; none of words that cannot be used."""
        words = form.cleaned_data.get("words", "") if form.is_bound and form.is_valid() else ""
        words = words if form.is_bound else entry.in_force
        shown = {
            "entry": entry,
            "form": form,
            "examples": with_examples(words, entry.key) if words else None,
            "newest": with_the_newest(words, entry.key, at=now()) if words else None,
            "may_change": self.has_change_permission(request),
        }
        return self._page(request, "edit", f"{entry.step}：告诉{entry.audience}", shown)

    def _page(self, request: HttpRequest, template: str, title: str, shown: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **shown}
        return TemplateResponse(request, f"admin/notifications/wording/{template}.html", context)


def _mentions(entry: Entry, term: str) -> bool:
    return term in f"{entry.step} {entry.audience} {entry.in_force}"


def _save(request: HttpRequest, entry: Entry, form: WordingForm) -> bool:
    if not form.is_valid():
        return False
    changed = actions.reword(entry.key, words=form.cleaned_data["words"], by=who(request), at=now())
    messages.success(request, SAVED if changed else UNCHANGED)
    return True


def _restore(request: HttpRequest, entry: Entry, form: WordingForm) -> bool:
    changed = actions.restore(entry.key, by=who(request), at=now())
    messages.success(request, "已恢复默认的措辞。" if changed else "本来就是默认的措辞。")
    return True


def _switch(request: HttpRequest, entry: Entry, form: WordingForm, *, off: bool) -> bool:
    """What is typed and not saved stays in its box."""
    try:
        actions.switch(entry.key, off=off, by=who(request), at=now())
    except actions.NotTaken as refused:
        messages.error(request, str(refused))
        return False
    typed = form["words"].value() not in (None, entry.chosen or entry.default)
    messages.success(request, ("已停用，不再发送。" if off else "已恢复发送。") + STILL_TYPED * typed)
    return not typed


DEEDS: dict[str, Callable[[HttpRequest, Entry, WordingForm], bool]] = {
    "save": _save,
    "restore": _restore,
    "off": lambda request, entry, form: _switch(request, entry, form, off=True),
    "on": lambda request, entry, form: _switch(request, entry, form, off=False),
}
