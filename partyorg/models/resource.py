from __future__ import annotations

from django.db import models

from accounts.personal import EncryptedField, masked_phone
from grids.models import Place


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
    name = models.CharField("名称", max_length=100)
    skills = models.CharField("能办什么", max_length=200, help_text="用空格分开，如：水暖 电工 开锁")
    contact = EncryptedField("联系电话", blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "网格资源"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pool__in=["SUBJECTS", "SOCIETY", "SERVICES", "TALENT", "CULTURE"]),
                name="a_resource_is_of_one_of_five_pools",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_contact(self) -> str:
        return masked_phone(self.contact)
