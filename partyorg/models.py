from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from accounts.models import User
from accounts.personal import EncryptedField, masked_phone
from grids.models import Place
from partyorg.kinds import HEADS_OF_RUNG, KIND_OF_RUNG, RUNGS, Kind, Role


class OrganisationQuerySet(TreeQuerySet):
    def visible_to(self, user: User) -> OrganisationQuerySet:
        """The register of organisations is open to everyone who signs in, and to nobody else."""
        return self if user.is_authenticated else self.none()

    def on_rung(self, rung: int) -> OrganisationQuerySet:
        return self.filter(kind=KIND_OF_RUNG[rung])

    def answering_for(self, place: Place) -> OrganisationQuerySet:
        """The units on a rung that answer for this place: its own and those of the places above it."""
        return self.filter(kind__in=RUNGS, place__in=place.get_ancestors(include_self=True))


class Organisation(MPTTModel):
    """A unit of the party-organisation tree, or one that hosts and assists. It answers for the place it covers."""

    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类型", max_length=32, choices=Kind.choices)
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级组织"
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="管辖地域"
    )
    duty_phone = models.CharField("值班电话", max_length=32, blank=True)

    # mptt's own numbers, spelt out: its depth may not be mistaken for a rung of the ladder
    tree_id = models.PositiveIntegerField(editable=False)
    lft = models.PositiveIntegerField(editable=False)
    rght = models.PositiveIntegerField(editable=False)
    depth = models.PositiveIntegerField(editable=False)

    objects = TreeManager.from_queryset(OrganisationQuerySet)()

    class MPTTMeta:
        level_attr = "depth"

    class Meta:
        verbose_name = verbose_name_plural = "组织"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place"], condition=Q(kind__in=list(RUNGS)), name="one_unit_on_a_rung_for_a_place"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=list(RUNGS)) | Q(place__isnull=False), name="a_rung_covers_a_place"
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "name"], name="org_by_kind"),
            models.Index(fields=["tree_id", "lft"], name="org_in_tree_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rung(self) -> int | None:
        return RUNGS.get(self.kind)


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, on: date) -> PostQuerySet:
        return self.filter(Q(from_date__lte=on), Q(to_date__isnull=True) | Q(to_date__gte=on))

    def visible_to(self, user: User) -> PostQuerySet:
        return self if user.is_authenticated else self.none()


class Post(models.Model):
    """A person × an organisation or a place × a role, from–to. The only source of power (see docs/authorization.md)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name="何人")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="单位"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="地域")
    role = models.CharField("岗位", max_length=32, choices=Role.choices)
    from_date = models.DateField("任职日期")
    to_date = models.DateField("离任日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) ^ Q(place__isnull=False), name="a_post_is_at_a_unit_or_a_place"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="a_post_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.place}·{self.get_role_display()}"

    @property
    def covers(self) -> Place | None:
        """The place over which this post gives sight: its own, or the one its unit on a rung answers for."""
        if self.organisation is None:
            return self.place
        return self.organisation.place if self.organisation.rung else None

    @property
    def rung(self) -> int:
        """Of its unit; 0 for one that stands on none."""
        return (self.organisation.rung or 0) if self.organisation else 0

    @property
    def is_head(self) -> bool:
        """Whether it decides for its unit on its rung."""
        return self.role in HEADS_OF_RUNG.get(self.rung, ())


class Resource(models.Model):
    """Something in or near a grid that can solve a small matter: a craftsman, a company, a volunteer team."""

    class Kind(models.TextChoices):
        CRAFTSMAN = "CRAFTSMAN", "能工巧匠"
        COMPANY = "COMPANY", "驻区单位"
        TEAM = "TEAM", "志愿队伍"
        PARTY_MEMBER = "PARTY_MEMBER", "在册党员"

    place = models.ForeignKey(Place, models.CASCADE, related_name="resources", verbose_name="所在地域")
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    name = models.CharField("名称", max_length=100)
    skills = models.CharField("能办什么", max_length=200, help_text="用空格分开，如：水暖 电工 开锁")
    contact = EncryptedField("联系电话", blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "网格资源"

    def __str__(self) -> str:
        return self.name

    @property
    def masked_contact(self) -> str:
        return masked_phone(self.contact)
