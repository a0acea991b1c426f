from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from grids.models.place import Place
from grids.workflow import Level


class BoundaryQuerySet(models.QuerySet["Boundary"]):
    def visible_to(self, user: User | AnonymousUser, at: datetime | None = None) -> BoundaryQuerySet:
        return self if user.is_authenticated else self.none()

    def in_force(self) -> BoundaryQuerySet:
        return self.filter(status=Boundary.Status.IN_FORCE, place__valid_to__isnull=True)

    def proposed(self) -> BoundaryQuerySet:
        return self.filter(status=Boundary.Status.PROPOSED)

    def that_receive(self) -> BoundaryQuerySet:
        """Those in which a reported point may land: grids, and the communities that take what no grid takes."""
        return self.filter(place__level__in=[Level.GRID, Level.COMMUNITY, Level.VILLAGE])


class Boundary(models.Model):
    """One drawing of where a place lies. Never edited: a change is a new row that a second person approves.

    There is one layer: a place has one boundary in force, whatever lines of work use it (滨州条例第6条: 不再另行划分).
    """

    class Status(models.TextChoices):
        PROPOSED = "PROPOSED", "待批准"
        IN_FORCE = "IN_FORCE", "现行"
        REPLACED = "REPLACED", "已被替换"
        REFUSED = "REFUSED", "未批准"

    class Origin(models.TextChoices):
        PROPOSAL = "PROPOSAL", "申请"
        IMPORT = "IMPORT", "导入"

    place = models.ForeignKey(Place, models.PROTECT, related_name="boundaries", verbose_name="地域")
    geometry = models.JSONField("边界（GeoJSON）", help_text="Polygon 或 MultiPolygon，WGS84，先经度后纬度")
    min_lat = models.FloatField(editable=False)
    max_lat = models.FloatField(editable=False)
    min_lon = models.FloatField(editable=False)
    max_lon = models.FloatField(editable=False)
    status = models.CharField("状态", max_length=16, choices=Status.choices)
    origin = models.CharField("来源", max_length=16, choices=Origin.choices)
    reason = models.CharField("理由", max_length=500, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="申请人"
    )
    proposed_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="批准人"
    )
    decided_at = models.DateTimeField("批准时间", null=True)
    replaced_at = models.DateTimeField("被替换时间", null=True)

    objects = BoundaryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "边界"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(status="IN_FORCE"), name="one_boundary_in_force_for_a_place"
            ),
            models.CheckConstraint(
                condition=Q(origin="IMPORT")
                | Q(status="PROPOSED", decided_by__isnull=True)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="a_second_person_decides_on_a_boundary",
            ),
            models.CheckConstraint(
                condition=Q(
                    min_lat__gte=-90,
                    max_lat__lte=90,
                    min_lon__gte=-180,
                    max_lon__lte=180,
                    min_lat__lt=F("max_lat"),
                    min_lon__lt=F("max_lon"),
                ),
                name="a_boundary_lies_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}的边界（{self.get_status_display()}）"


class BoundaryRevision(models.Model):
    """One row whose token changes with every change of what `locate` may answer, so that every process notices.

    A random token, not a counter: a counter rolled back comes to the same number again with other boundaries.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_boundary_revision")]

    def __str__(self) -> str:
        return self.token
