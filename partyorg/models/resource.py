from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.names import plain_name
from accounts.personal import EncryptedField, masked_phone
from grids.models import Place
from grids.models.place import PlaceQuerySet
from partyorg.kinds import KEEPERS, PARTY_ROLES

if TYPE_CHECKING:
    from partyorg.hats import Hat
    from partyorg.models.post import Post


class Resource(models.Model):
    """Something in or near a grid that can solve a small matter: a craftsman, a company, a volunteer team."""

    class Kind(models.TextChoices):
        CRAFTSMAN = "CRAFTSMAN", "能工巧匠"
        COMPANY = "COMPANY", "驻区单位"
        TEAM = "TEAM", "志愿队伍"
        PARTY_MEMBER = "PARTY_MEMBER", "在册党员"

    class Pool(models.TextChoices):
        """五融五民: what is pooled for residents."""

        SUBJECTS = "SUBJECTS", "融合主体"
        SOCIETY = "SOCIETY", "融畅社会"
        SERVICES = "SERVICES", "融通服务"
        TALENT = "TALENT", "融洽人才"
        CULTURE = "CULTURE", "融汇文化资源"

    place = models.ForeignKey(Place, models.CASCADE, related_name="resources", verbose_name="所在地域")
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    pool = models.CharField("五融类别", max_length=16, choices=Pool.choices, default=Pool.SERVICES)
    name = models.CharField("名称", max_length=100, validators=[plain_name])
    skills = models.CharField("能办什么", max_length=200, help_text="用空格分开，如：水暖 电工 开锁")
    contact = EncryptedField("联系电话", blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "网格资源"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pool__in=["SUBJECTS", "SOCIETY", "SERVICES", "TALENT", "CULTURE"]),
                name="a_resource_is_of_one_of_five_pools",
                violation_error_message="请选一个五融类别。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def kind_for(self, hat: Hat) -> str:
        """As this hat may read it: who is a member (在册党员) is known to the party's own roles in their territory.

        To anybody else one of them is a craftsman (能工巧匠) like the others: a kind of its own, or none, would tell.
        """
        kind = self.Kind(self.kind)
        if kind == self.Kind.PARTY_MEMBER and not any(self._lies_in(post) for post in hat.on):
            kind = self.Kind.CRAFTSMAN
        return str(kind.label)

    @staticmethod
    def grids_kept_by(hat: Hat) -> PlaceQuerySet:
        """The grids for which this hat enters members among the resources."""
        inside = Q(pk__in=[])
        for own in (post.covers for post in hat.on if post.role in KEEPERS):
            if own:
                inside |= Q(tree_id=own.tree_id, lft__gte=own.lft, rght__lte=own.rght)
        return Place.objects.grids().not_closed().filter(inside)

    def _lies_in(self, post: Post) -> bool:
        own = post.covers if post.role in PARTY_ROLES else None
        return own is not None and self.place.is_descendant_of(own, include_self=True)

    @property
    def masked_contact(self) -> str:
        return masked_phone(self.contact)
