"""The lists that officers choose from. What is on them is taken out of use rather than deleted."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from cases.models import DutyItem, Proposal, Reason
from cases.terms import Matter
from worktime.clock import now

MATTER = {Reason.Kind.REFUSAL: Matter.REFUSAL, Reason.Kind.SUSPENSION: Matter.SUSPENSION}
EMPTY = {
    Reason.Kind.REFUSAL: "不予受理的理由现在一条也没有了，受理员不能再提请不予受理。",
    Reason.Kind.SUSPENSION: "挂账的客观原因现在一条也没有了，主办单位不能再申请挂账。",
}
NO_CHANNEL = "这条理由没有写渠道，每次提请都要由受理员自己写明诉求人该找哪里。"


class ReasonForm(ModelForm):
    class Meta:
        help_texts = {
            "channel": "只用于不予受理：诉求人照着去找，如 110、人民法院。没有固定渠道的留空，由受理员每次写明。",
            "order": "小的排在前面。",
        }

    def clean(self) -> dict[str, Any]:
        """What somebody has asked for by this name is decided first: without the name on the list it never could be."""
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and (waiting := self._waiting()):
            sentence = (
                f"有 {waiting} 件正按“{self.initial['name']}”提请、还没有决定，现在改了就不能同意。请等它们有了结果。"
            )
            for field in {"name", "is_active"} & set(self.changed_data):
                self.add_error(field, sentence)
        return cleaned

    def _waiting(self) -> int:
        asked = Proposal.objects.filter(matter=MATTER[Reason.Kind(self.instance.kind)], outcome="")
        return asked.filter(detail__cause=self.instance.name).count()


@admin.register(Reason)
class ReasonAdmin(Kept, Audited):
    """Why a matter may be refused or suspended."""

    clock = staticmethod(now)
    form = ReasonForm
    list_display = ("name", "kind", "channel", "basis", "is_active")
    list_filter = ("kind", "is_active")
    search_fields = ("name", "channel", "basis")
    fields = ("kind", "name", "channel", "basis", "order", "is_active")

    def get_readonly_fields(self, request: HttpRequest, obj: Reason | None = None) -> tuple[str, ...]:
        return ("kind",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if obj.kind == Reason.Kind.REFUSAL and obj.is_active and not obj.channel:
            messages.warning(request, f"已保存，但是请注意：{NO_CHANNEL}")
        if not Reason.objects.filter(kind=obj.kind, is_active=True).exists():
            messages.warning(request, f"已保存，但是请注意：{EMPTY[obj.kind]}")


@admin.register(DutyItem)
class DutyItemAdmin(Kept, Audited):
    """What grid and community have to do themselves: for these a higher owner may name them as host."""

    clock = staticmethod(now)
    list_display = ("name", "level", "category", "is_active")
    list_filter = ("level", "is_active")
    search_fields = ("name", "category__name")
    list_select_related = ("category",)
    autocomplete_fields = ("category",)
    fields = ("level", "category", "name", "is_active")
