from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from accounts.models import User
from grids.workflow import Level

FROM_THE_BEGINNING = date(1900, 1, 1)  # valid_from when nobody knows it; never null, so that UNIQUE means what it says
DIGITS = RegexValidator(r"^[0-9]+\Z", "编码只能是数字")


class Region(models.Model):  # type: ignore[django-manager-missing]  # mptt's managers have no types
    """A province or city: a name above the roots, part of no tree, so that a write renumbers one district alone."""

    class Level(models.TextChoices):
        PROVINCE = "PROVINCE", "省级"
        CITY = "CITY", "地级"

    code = models.CharField("编码", max_length=6, primary_key=True, validators=[DIGITS])
    name = models.CharField("名称", max_length=100)
    level = models.CharField("级别", max_length=16, choices=Level.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="所属省级"
    )

    class Meta:
        verbose_name = verbose_name_plural = "省市名称"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="PROVINCE", parent__isnull=True) | Q(level="CITY", parent__isnull=False),
                name="a_city_is_in_a_province",
            )
        ]

    def __str__(self) -> str:
        return f"{self.parent.name}{self.name}" if self.parent else self.name


class PlaceQuerySet(TreeQuerySet):
    def visible_to(self, user: User | AnonymousUser, at: datetime | None = None) -> PlaceQuerySet:
        """The register of places is open to everyone who signs in, and to nobody else."""
        return self if user.is_authenticated else self.none()

    def in_force(self, on: date) -> PlaceQuerySet:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)

    def not_closed(self) -> PlaceQuerySet:
        return self.filter(valid_to__isnull=True)

    def with_code(self, code: str) -> PlaceQuerySet:
        """The one place that bears this code and is not closed, as a queryset of at most one row."""
        return self.not_closed().filter(code=code)

    def grids(self) -> PlaceQuerySet:
        return self.filter(level=Level.GRID)

    def under(self, place: Place) -> PlaceQuerySet:
        """The place itself and everything below it."""
        return self.filter(tree_id=place.tree_id, lft__gte=place.lft, rght__lte=place.rght)

    def with_chain(self) -> PlaceQuerySet:
        """Brings everything above each row along, so that `full_name` and `chain()` cost a list no query a row."""
        return self.select_related("parent__parent__parent__parent__parent")


class Place(MPTTModel):
    """A district (a root) or something in it. Written by grids.actions and grids.importing alone, under the tree lock.

    A code is never used again: a place that ends is closed (`valid_to`), and what follows it points back at it.
    """

    code = models.CharField("编码", max_length=32, validators=[DIGITS])
    name = models.CharField("名称", max_length=100)
    level = models.CharField("级别", max_length=16, choices=Level.choices)
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级地域"
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="districts", verbose_name="所属省市"
    )
    valid_from = models.DateField("启用日期", default=FROM_THE_BEGINNING)
    valid_to = models.DateField("停用日期", null=True, blank=True, help_text="从这一天起不再使用")
    predecessor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name="前身"
    )
    lines = models.JSONField("使用本网格的条线", default=list, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    lon = models.FloatField("经度", null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])

    # mptt's own numbers, spelt out: its depth may not be called `level` here, and the one index below is enough.
    tree_id = models.PositiveIntegerField(editable=False)
    lft = models.PositiveIntegerField(editable=False)
    rght = models.PositiveIntegerField(editable=False)
    depth = models.PositiveIntegerField(editable=False)

    objects = TreeManager.from_queryset(PlaceQuerySet)()

    class MPTTMeta:
        level_attr = "depth"

    class Meta:
        verbose_name = verbose_name_plural = "地域"
        indexes = [models.Index(fields=["tree_id", "lft"], name="place_in_tree_order")]  # under(), the admin's list
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                name="one_place_for_a_code_and_day",
                violation_error_message="这个编码在同一天已经登记过",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to__isnull=True),
                name="one_open_place_for_a_code",
                violation_error_message="这个编码正在使用",
            ),
            models.CheckConstraint(
                condition=Q(level=Level.DISTRICT, parent__isnull=True)
                | (~Q(level=Level.DISTRICT) & Q(parent__isnull=False)),
                name="a_root_is_a_district_and_a_district_a_root",
            ),
            models.CheckConstraint(
                condition=Q(region__isnull=True) | Q(level=Level.DISTRICT), name="only_a_district_names_its_region"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_place_ends_after_it_began",
            ),
            models.CheckConstraint(
                # Said outright: a CHECK that comes to NULL (one of the two missing) would pass.
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="a_place_lies_on_the_globe",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def chain(self) -> list[Place]:
        """From the district down to this place. One query the first time, none after `with_chain()`."""
        known = [self]
        while known[0].parent_id is not None:
            if "parent" not in known[0]._state.fields_cache:
                known = [*Place.objects.filter(tree_id=self.tree_id, lft__lt=self.lft, rght__gt=self.rght), self]
                return linked(known)
            known.insert(0, known[0]._state.fields_cache["parent"])
        return known

    def at_level(self, *levels: Level) -> Place | None:
        """This place or the one above it that has one of these levels."""
        return next((place for place in self.chain() if place.level in levels), None)

    @property
    def district(self) -> Place:
        return self.chain()[0]

    @property
    def street(self) -> Place | None:
        return self.at_level(Level.STREET)

    @property
    def community(self) -> Place | None:
        """The community, or the village that stands in its stead."""
        return self.at_level(Level.COMMUNITY, Level.VILLAGE)

    @property
    def grid(self) -> Place | None:
        return self.at_level(Level.GRID)

    @property
    def short_name(self) -> str:
        return short_name(self.name, self.level)

    @property
    def full_name(self) -> str:
        """From the street down, nothing said twice: 镇江路街道太平镇社区第3网格."""
        said: list[str] = []
        for place in self.chain()[1:] or [self]:
            if said and place.name.startswith(said[-1]):
                said.pop()
            said.append(place.short_name)
        return "".join(said)


def short_name(name: str, level: str) -> str:
    """The name of a place as people say it: 太平镇社区, not 太平镇社区居委会."""
    for suffix in ("居民委员会", "村民委员会", "居委会", "村委会"):
        if level in (Level.COMMUNITY, Level.VILLAGE) and name.endswith(suffix):
            return name.removesuffix(suffix) + ("村" if suffix.startswith("村") else "")
    return name


def linked(places: Iterable[Place]) -> list[Place]:
    """The places in the tree's order, each knowing the one above it where that is among them: asked later, no query."""
    found = sorted(places, key=lambda place: (place.tree_id, place.lft))
    by_id = {place.pk: place for place in found}
    for place in found:
        if place.parent_id in by_id:
            place.parent = by_id[place.parent_id]
    return found
