from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.models import User
from accounts.personal import lookup_hash, masked_phone
from accounts.registers import Picked
from notifications import actions
from notifications.models import Attempt, DigestLine, Message, Untold
from partyorg.models import Post
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
class MessageAdmin(Picked, admin.ModelAdmin[Message]):
    """The register of what was told to whom. Read only; what was given up may be sent again.

    It shows staff by name and residents by what they are to the case; a reporter who asked not to be known is not
    found by phone either.
    """

    list_display = ["created_at", "channel", "state", "addressee", "case", "text", "attempts"]
    list_filter = ["state", "channel"]
    search_fields = ["event__case__number"]
    search_help_text = "按案件编号或完整手机号查找"
    ordering = ["-id"]
    fields = ["created_at", "channel", "state", "addressee", "case", "text", "attempts", "next_try_at", "read_at"]
    inlines = [AttemptInline]
    actions = ["send_again"]
    show_full_result_count = False

    @admin.display(description="收件人")
    def addressee(self, message: Message) -> str:
        case, recipient = message.event.case, message.recipient
        if recipient:
            if recipient.pk == case.reporter_id:
                return "诉求人"
            return recipient.name if getattr(message, "to_staff", False) else "关注人"
        if message.phone_hash != case.reporter_phone_hash:
            return f"关注人 {masked_phone(message.phone)}"
        known = not (case.confidential or case.anonymous)
        return f"诉求人 {masked_phone(message.phone)}" if known else "诉求人"

    @admin.display(description="案件")
    def case(self, message: Message) -> str:
        return "多件" if message.catching_up_id else message.event.case.number

    @admin.action(description="再发一次", permissions=["send_again"])
    def send_again(self, request: HttpRequest, chosen: QuerySet[Message]) -> None:
        assert isinstance(request.user, User)
        at = now()
        done = sum(actions.send_again(message, by=request.user, at=at) for message in chosen)
        messages.info(request, f"{done} 条消息将再发一次，{len(chosen) - done} 条不是“发送失败”，没有动。")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        posts = Post.objects.filter(person=OuterRef("recipient"))
        texts = Message.objects.with_case().select_related("recipient").defer("recipient__phone")
        return texts.annotate(to_staff=Exists(posts)).order_by(*self.get_ordering(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Message], search_term: str
    ) -> tuple[QuerySet[Message], bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, twice
        term = search_term.strip()
        known = queryset.filter(event__case__confidential=False, event__case__anonymous=False)
        in_digests = DigestLine.objects.filter(event__case__number=term).values("digest")
        return found | known.filter(phone_hash=lookup_hash(term)) | queryset.filter(pk__in=in_digests), twice

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
    search_fields = ["message__event__case__number", "error"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        return False


@admin.register(Untold)
class UntoldAdmin(Picked, admin.ModelAdmin[Untold]):
    """What nobody could be told of. Once the cause is mended it is told again."""

    list_display = ["at", "case", "kind", "error"]
    list_select_related = ["event__case"]
    search_fields = ["event__case__number", "error"]
    actions = ["tell_again"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Untold]:
        unread = ("words", "reporter_name", "reporter_phone")  # perhaps the very thing that cannot be read
        return super().get_queryset(request).defer(*(f"event__case__{column}" for column in unread))

    @admin.display(description="案件")
    def case(self, untold: Untold) -> str:
        return untold.event.case.number

    @admin.display(description="经过")
    def kind(self, untold: Untold) -> str:
        return untold.event.get_kind_display()

    @admin.action(description="再告知一次", permissions=["tell_again"])
    def tell_again(self, request: HttpRequest, chosen: QuerySet[Untold]) -> None:
        assert isinstance(request.user, User)
        at = now()
        done = sum(actions.tell_again(untold, by=request.user, at=at) for untold in chosen)
        messages.info(request, f"{done} 条经过已告知，{len(chosen) - done} 条还是没能告知。")

    def has_tell_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("notifications.change_untold")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Untold | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Untold | None = None) -> bool:
        return False
