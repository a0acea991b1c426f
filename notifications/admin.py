from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.personal import lookup_hash, masked_phone
from notifications import actions
from notifications.models import Attempt, Message
from worktime.clock import now


class AttemptInline(admin.TabularInline[Attempt, Message]):
    model = Attempt
    fields = ["at", "outcome", "error"]
    readonly_fields = ["at", "outcome", "error"]
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False


@admin.register(Message)
class MessageAdmin(admin.ModelAdmin[Message]):
    """The register of what was told to whom. Read only; what was given up may be sent again."""

    list_display = ["created_at", "channel", "state", "addressee", "case", "text", "attempts"]
    list_filter = ["state", "channel"]
    list_select_related = ["recipient", "event__case"]
    search_fields = ["event__case__number"]
    search_help_text = "按案件编号或完整手机号查找"
    ordering = ["-id"]
    fields = ["created_at", "channel", "state", "addressee", "case", "text", "attempts", "next_try_at", "read_at"]
    inlines = [AttemptInline]
    actions = ["send_again"]
    show_full_result_count = False

    @admin.display(description="收件人")
    def addressee(self, message: Message) -> str:
        return str(message.recipient) if message.recipient else masked_phone(message.phone) or "已发出，号码不留"

    @admin.display(description="案件")
    def case(self, message: Message) -> str:
        return message.event.case.number

    @admin.action(description="再发一次", permissions=["send_again"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        assert isinstance(request.user, User)
        at = now()
        done = sum(actions.send_again(message, by=request.user, at=at) for message in chosen)
        messages.info(request, f"{done} 条消息将再发一次，{len(chosen) - done} 条不是“发送失败”，没有动。")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Message], search_term: str
    ) -> tuple[QuerySet[Message], bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        return (found | queryset.filter(phone_hash=lookup_hash(search_term.strip())) if search_term else found), twice

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_message")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Message | None = None) -> bool:
        return False


@admin.register(Attempt)
class AttemptAdmin(admin.ModelAdmin[Attempt]):
    list_display = ["at", "outcome", "message", "error"]
    list_filter = ["outcome"]
    list_select_related = ["message"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False
