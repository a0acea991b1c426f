from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.identity import identity_digits, is_identity, masked_identity
from accounts.names import plain_name
from accounts.personal import EncryptedField, is_phone, lookup_hash, masked_name, masked_phone, phone_digits
from grids.models import Place
from partyorg.days import A_REAL_DAY
from partyorg.kinds import KEEPERS, KINDS_OF_RUNG, PARTY_ROLES
from partyorg.models.organisation import Organisation

if TYPE_CHECKING:
    from partyorg.hats import Hat
    from partyorg.models.post import Post


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, hat: Hat) -> MemberQuerySet:
        """The one door. Party roles know the members of their territory, or below their unit, and whoever is placed in
        a grid of it; everybody knows themselves; nobody else knows anybody (PIPL art. 28).
        """
        own = Q(account=hat.person) if hat.person else Q(pk__in=[])
        posts = [post for post in hat.on if post.role in PARTY_ROLES]
        if not posts:
            return self.filter(own)
        units = Organisation.objects.order_by().reached_by(posts).values("pk")
        return self.filter(own | Q(organisation__in=units) | Q(pk__in=_placed_with(posts)))

    def kept_by(self, hat: Hat) -> MemberQuerySet:
        """Those whom this hat may write about: they belong to an organisation that it keeps."""
        posts = [post for post in hat.on if post.role in KEEPERS]
        return self.filter(organisation__in=Organisation.objects.order_by().reached_by(posts).values("pk"))

    def present(self, on: date) -> MemberQuerySet:
        """Belonging on this day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)

    def of_the_community(self, community: Place, on: date) -> MemberQuerySet:
        """Present members of the community's own organisation, or of one below it or inside the community."""
        own = Organisation.objects.active().filter(place=community, kind__in=KINDS_OF_RUNG[2]).first()
        inside = {
            "organisation__place__tree_id": community.tree_id, "organisation__place__lft__gte": community.lft,
            "organisation__place__rght__lte": community.rght,
        }  # fmt: skip
        below = Q(**inside)
        if own:
            below |= Q(
                organisation__tree_id=own.tree_id, organisation__lft__gte=own.lft, organisation__rght__lte=own.rght
            )
        return self.present(on).filter(below)

    def full(self) -> MemberQuerySet:
        return self.filter(is_full=True)

    def serving(self) -> MemberQuerySet:
        """在职党员: those who work in a unit."""
        return self.filter(works_at__isnull=False)

    def without_grid(self) -> MemberQuerySet:
        """未入格"""
        return self.exclude(pk__in=GridLink.objects.filter(until=None).values("member"))

    def called(self, words: str) -> MemberQuerySet:
        """By a part of the name, by a whole telephone number, by a whole identity number."""
        if is_identity(number := identity_digits(words)):
            return self.filter(id_hash=lookup_hash(number))
        if is_phone(phone := phone_digits(words)):
            return self.filter(phone_hash=lookup_hash(phone))
        return self.filter(name__contains=words.strip())


def _placed_with(posts: Iterable[Post]) -> models.QuerySet:
    inside = Q(pk__in=[])
    for place in filter(None, (post.covers for post in posts)):
        inside |= Q(grid__tree_id=place.tree_id, grid__lft__gte=place.lft, grid__rght__lte=place.rght)
    return GridLink.objects.filter(inside, until=None).values("member")


class Member(models.Model):
    """党员: whom an organisation counts. Who is one is nobody's business but the party's own roles'."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    name = models.CharField("姓名", max_length=64, validators=[plain_name])
    phone = EncryptedField("手机号", blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    id_number = EncryptedField("身份证号", blank=True)
    id_hash = models.CharField(max_length=64, blank=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="members", verbose_name="所在党组织", db_index=False
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="membership", verbose_name="账号",
        error_messages={"unique": "这个账号已经是另一名党员的。"},
    )  # fmt: skip
    works_at = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="serving_members", verbose_name="工作单位"
    )
    is_full = models.BooleanField("正式党员", default=True)
    consents_to_badge = models.BooleanField("同意亮明身份", default=False)
    since = models.DateField("转入日期", validators=A_REAL_DAY)
    until = models.DateField("转出日期", validators=A_REAL_DAY, null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党员"
        ordering = ["organisation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_member_leaves_after_joining",
                violation_error_message="转出日期不能早于转入日期。",
            ),
            models.UniqueConstraint(
                fields=["id_hash"],
                condition=Q(until__isnull=True) & ~Q(id_hash=""),
                name="a_person_is_an_open_member_once",
                violation_error_message="这个身份证号已经登记过，是在册党员。调动请用转接。",
            ),
            models.UniqueConstraint(
                fields=["phone_hash", "name"],
                condition=Q(until__isnull=True) & ~Q(phone_hash=""),
                name="a_name_and_phone_are_an_open_member_once",
                violation_error_message="这个姓名和手机号已经登记过，是在册党员。调动请用转接。",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "until"], name="members_of_organisation"),
            models.Index(fields=["phone_hash"], name="member_with_phone", condition=~Q(phone_hash="")),
            models.Index(fields=["name"], name="member_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_hashes()
        super().save(*args, **kwargs)

    def fill_hashes(self) -> None:
        """For whoever writes many at once, past `save`."""
        self.phone_hash, self.id_hash = lookup_hash(self.phone), lookup_hash(self.id_number)

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    @property
    def masked_id(self) -> str:
        return masked_identity(self.id_number)


class Transfer(models.Model):
    """转接: a member went from one organisation to another, and had belonged to the first since when."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="transfers", verbose_name="党员")
    went_from = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="转出")
    went_to = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="转入")
    since = models.DateField("原转入日期", validators=A_REAL_DAY)
    on = models.DateField("转接日期", validators=A_REAL_DAY)
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="何人", related_name="+")
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = verbose_name_plural = "转接"
        ordering = ["member", "-on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(went_from=models.F("went_to")),
                name="a_transfer_leads_to_another_organisation",
                violation_error_message="转出和转入要是两个组织。",
            ),
            models.CheckConstraint(
                condition=Q(on__gte=models.F("since")),
                name="a_transfer_comes_after_joining",
                violation_error_message="转接日期不能早于转入日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.went_from} → {self.went_to}"


class GridLink(models.Model):
    """入格: which grid a member is placed in, by which of the four ways, and with which duty."""

    class Kind(models.TextChoices):
        SENT_DOWN = "SENT_DOWN", "沉下"  # of the street
        COME_UP = "COME_UP", "浮出"  # of the yards and buildings
        BLENDED_IN = "BLENDED_IN", "融进"  # of the units in the area
        COME_HOME = "COME_HOME", "回归"  # serving elsewhere, living here

    member = models.ForeignKey(Member, models.CASCADE, related_name="grids", verbose_name="党员")
    grid = models.ForeignKey(Place, models.PROTECT, related_name="member_links", verbose_name="网格")
    kind = models.CharField("入格方式", max_length=16, choices=Kind.choices)
    duty = models.CharField("认领岗位", max_length=64, blank=True)
    since = models.DateField("起", validators=A_REAL_DAY)
    until = models.DateField("止", validators=A_REAL_DAY, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "党员入格"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "grid"],
                condition=Q(until__isnull=True),
                name="a_member_is_in_a_grid_once",
                violation_error_message="这名党员已经在这个网格",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_grid_link_ends_after_it_began",
                violation_error_message="离开网格的日期不能早于入格的日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}·{self.grid}"
