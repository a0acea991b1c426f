from __future__ import annotations

from django.db import models
from django.db.models import Q
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from accounts.models import User
from grids.models import Place
from partyorg.kinds import KIND_OF_RUNG, RUNGS, Kind


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
