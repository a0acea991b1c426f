from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from accounts.names import plain_name
from grids.models import Place
from grids.workflow import Level
from partyorg.models.force import Force

_WHERE = (Level.COMMUNITY, Level.VILLAGE, Level.GRID, Level.MICRO_GRID)


class NeighbourhoodQuerySet(models.QuerySet["Neighbourhood"]):
    def with_parts(self) -> NeighbourhoodQuerySet:
        return self.select_related("cadre", "liaisons", "volunteers")


class Neighbourhood(models.Model):
    """邻里 1+3: one neighbourhood with a cadre of the party, a team of liaisons and a team of volunteers."""

    name = models.CharField("名称", max_length=64, validators=[plain_name])
    place = models.ForeignKey(Place, models.PROTECT, related_name="neighbourhoods", verbose_name="所在地域")
    cadre = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="党员干部"
    )
    liaisons = models.ForeignKey(
        Force, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="民情联络员队伍"
    )
    volunteers = models.ForeignKey(
        Force, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="志愿服务团队"
    )
    is_active = models.BooleanField("在用", default=True)

    objects = NeighbourhoodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "邻里"
        ordering = ["place__tree_id", "place__lft", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"],
                name="one_neighbourhood_of_a_name_in_a_place",
                violation_error_message="这个地方已经登记过同名的邻里",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def parts(self, on: date) -> list[str]:
        """Who of its three there is on that day, by name."""
        cadre = [self.cadre.name] if self.cadre and self.cadre.is_active else []
        return cadre + [team.name for team in (self.liaisons, self.volunteers) if team and team.serves(on)]

    def missing(self, on: date) -> list[str]:
        """Which of its three it lacks on that day, in words: a team that has ended is none."""
        parts = {
            "党员干部": self.cadre is not None and self.cadre.is_active,
            "民情联络员队伍": self.liaisons is not None and self.liaisons.serves(on),
            "志愿服务团队": self.volunteers is not None and self.volunteers.serves(on),
        }
        return [name for name, there in parts.items() if not there]

    def clean(self) -> None:
        if wrong := dict(self._faults()):
            raise ValidationError(wrong)

    def _faults(self) -> Iterator[tuple[str, str]]:
        if self.place_id and self.place.level not in _WHERE:
            yield "place", "邻里要登记在社区、网格或微网格下面。"
        if self.liaisons and self.liaisons.kind != Force.Kind.LIAISON:
            yield "liaisons", "这里要选类型为民情联络员的力量。"
        if self.volunteers and self.volunteers.kind != Force.Kind.VOLUNTEER:
            yield "volunteers", "这里要选类型为志愿团队的力量。"
