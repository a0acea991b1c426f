from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Case, F, Q, When

from accounts.models import User
from accounts.personal import EncryptedField
from grids.models import Place
from partyorg.hats import Hat
from shop.kinds import Moved
from shop.models.good import Good
from shop.workflow import COUNTS, HANDED_OVER, State
from volunteers.models import Transfer
from volunteers.returning import Returned, returned_by
from volunteers.standing import in_keeping


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, hat: Hat) -> OrderQuerySet:
        """The one door for staff: orders of the shops that this hat keeps."""
        return self.filter(in_keeping(hat))

    def of(self, person: User) -> OrderQuerySet:
        return self.filter(person=person)

    def waiting(self) -> OrderQuerySet:
        return self.filter(state=State.PLACED)

    def taken(self, before: datetime | None = None) -> OrderQuerySet:
        """Handed over and not returned; not returned `before` that moment."""
        if before is None:
            return self.filter(state=State.TAKEN)
        return self.filter(Q(state=State.TAKEN) | Q(returned_at__gte=before))

    def waiting_first(self) -> OrderQuerySet:
        return self.annotate(over=Case(When(state=State.PLACED, then=0), default=1)).order_by("over", "-id")

    def with_faces(self) -> OrderQuerySet:
        return self.select_related("good", "community", "person__volunteer", "beside")


class Order(models.Model):
    """兑换: so many of one good for one person. Stock and points are set aside with it, in the same transaction.

    The code is its owner's to read (`code`) and the counter's to find (`code_hash`); among those that wait in one
    community it is one order's alone.
    """

    key = models.UUIDField("一次填写的标记", editable=False)  # a form sent twice
    person = models.ForeignKey(User, models.PROTECT, related_name="shop_orders", verbose_name="志愿者", db_index=False)
    community = models.ForeignKey(
        Place, models.PROTECT, related_name="shop_orders", verbose_name="社区", db_index=False
    )  # the good's
    good = models.ForeignKey(Good, models.PROTECT, related_name="orders", verbose_name="货品")
    good_name = models.CharField("货品名称", max_length=40)  # as it was called
    quantity = models.PositiveIntegerField("件数")
    price = models.PositiveIntegerField("当时每件积分")
    held = models.OneToOneField(Transfer, models.PROTECT, related_name="shop_order", verbose_name="冻结的积分")
    code = EncryptedField("取货码")
    code_hash = models.CharField(max_length=64, editable=False)
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.PLACED)
    placed_at = models.DateTimeField("兑换时间")
    expires_on = models.DateField("最晚哪天领")  # its last day
    ended_at = models.DateTimeField("了结时间", null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办", db_index=False
    )  # null: the system
    witness = models.CharField("在场人", max_length=64, blank=True)
    without_code = models.CharField("没有取货码，为什么仍然给", max_length=100, blank=True)
    returned_at = models.DateTimeField("退货时间", null=True, blank=True)
    returned_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="退货经办", db_index=False
    )

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "兑换单"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price__gt=0),
                name="an_order_is_of_something",
                violation_error_message="至少换 1 件。",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PLACED, ended_at__isnull=True)
                | ~Q(state=State.PLACED) & Q(ended_at__isnull=False),
                name="an_order_ended_has_its_time",
                violation_error_message="了结的兑换单要有时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HANDED_OVER) | Q(ended_by__isnull=False) & ~Q(ended_by=F("person")),
                name="nobody_hands_over_to_themselves",
                violation_error_message="不能给自己核销。",
            ),
            models.CheckConstraint(
                condition=Q(without_code="") | Q(state__in=HANDED_OVER),
                name="only_what_is_taken_needs_no_code",
                violation_error_message="只有领走过的单子才有没凭取货码的原因。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNED) & Q(returned_at=None, returned_by=None)
                | Q(state=State.RETURNED, returned_at__gte=F("ended_at"), returned_by__isnull=False)
                & ~Q(returned_by=F("person")),
                name="a_return_has_its_time_and_its_clerk",
                violation_error_message="退货要有时间和经办：在核销以后，经办不是本人。",
            ),
            models.UniqueConstraint(
                fields=["person", "key"], name="one_order_of_a_filling", violation_error_message="这一单已经换好。"
            ),
            models.UniqueConstraint(
                fields=["community", "code_hash"],
                condition=Q(state=State.PLACED),
                name="a_code_waits_once",
                violation_error_message="这个取货码正在用。",
            ),
        ]
        indexes = [
            # the counter: when was this code used?
            models.Index(fields=["code_hash"], name="orders_of_code"),
            # a person's codes; how many of a good they had in this window
            models.Index(fields=["person", "good"], condition=Q(state__in=COUNTS), name="orders_of_person"),
            # what is past its day?
            models.Index(fields=["expires_on"], condition=Q(state=State.PLACED), name="orders_to_expire"),
            # the desk's list; a quarter's figures
            models.Index(fields=["community", "state", "ended_at"], name="orders_of_community"),
            # what was taken, and what taken back, lately? (notifications/letters.py, each minute)
            models.Index(fields=["ended_at"], condition=Q(ended_at__isnull=False), name="orders_ended"),
            # what came back to a counter lately? (notifications/letters.py, each minute)
            models.Index(fields=["returned_at"], condition=Q(returned_at__isnull=False), name="orders_returned"),
        ]

    def __str__(self) -> str:
        return f"{self.good_name} × {self.quantity}"

    @property
    def points(self) -> int:
        return self.price * self.quantity

    @property
    def is_cancelled_for_them(self) -> bool:
        """By somebody at the desk; `why` says why."""
        return self.state == State.CANCELLED and self.ended_by_id not in (None, self.person_id)

    @property
    def why(self) -> str:
        """For what reason its points went back, or went to the shop though their owner owed some, as the ledger keeps
        it. Asks nothing where that was fetched."""
        return self.held.ended_by.note

    @property
    def why_returned(self) -> str:
        """退货: as the ledger keeps it."""
        return self.held.ended_by.ended_by.note

    @property
    def is_waiting(self) -> bool:
        return self.state == State.PLACED

    @property
    def is_taken(self) -> bool:
        return self.state == State.TAKEN

    @property
    def was_handed_over(self) -> bool:
        return self.state in HANDED_OVER

    @property
    def is_returned(self) -> bool:
        return self.state == State.RETURNED

    @property
    def over_at(self) -> datetime | None:
        """When it came to stand as it does."""
        return self.returned_at or self.ended_at

    @property
    def is_on_the_shelf_again(self) -> bool:
        """What was returned: whether it was fit for it. One query."""
        return self.moves.filter(kind=Moved.RETURNED).exists()

    @property
    def given_back(self) -> Returned:
        """What came back of its points, once it is cancelled, past its day, or returned. One query."""
        row = self.held.ended_by.ended_by if self.is_returned else self.held.ended_by
        return returned_by([row])[row.pk]

    @property
    def went_back_to_them(self) -> str:
        return self.given_back.said("您的账上", by_now=True)

    @property
    def went_back_to_their_owner(self) -> str:
        return self.given_back.said("本人的账上", by_now=True)
