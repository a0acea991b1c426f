from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.names import plain_name
from accounts.personal import EncryptedField, masked_name
from grids.models import Place
from partyorg.hats import Hat
from volunteers.kinds import Ranked, Tier
from volunteers.standing import in_sight

OLDEST = 120
YOUNGEST, ALONE_FROM, OF_AGE = 8, 14, 18  # domain.md §4, 11


def age_of(born: date, on: date) -> int:
    """In whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def plain(name: str) -> str:
    """As two names are compared: however wide they are written, and with whatever between the signs."""
    return "".join(unicodedata.normalize("NFKC", name).split())


class VolunteerQuerySet(models.QuerySet["Volunteer"]):
    def visible_to(self, hat: Hat) -> VolunteerQuerySet:
        """The one door for staff: those of the communities where this hat organises."""
        return self.filter(in_sight(hat))

    def active(self) -> VolunteerQuerySet:
        return self.filter(left_on=None)

    def registered(self, person: User) -> Volunteer | None:
        """Also who has left: what was earned stays theirs to spend and to give, in the community of their last word."""
        return self.filter(person=person).select_related("community", "person").first()


class Volunteer(models.Model):
    """志愿者: somebody who has proved their phone and signed up by themselves (志愿服务条例 art. 7), in one community.

    A child's guardian agrees, by name and telephone; under 8 nobody is taken.
    """

    person = models.OneToOneField(User, models.PROTECT, related_name="volunteer", verbose_name="账号")
    community = models.ForeignKey(Place, models.PROTECT, related_name="volunteers", verbose_name="所在社区")
    name = models.CharField("姓名", max_length=64, validators=[plain_name])
    # the last time, by the desk: whoever makes a paper out to this name reads it
    name_corrected_at = models.DateTimeField("姓名更正时间", null=True, blank=True, editable=False)
    birthday = EncryptedField("出生日期")  # ISO; read by `born_on` alone
    guardian_name = EncryptedField("监护人姓名", blank=True)
    guardian_phone = EncryptedField("监护人电话", blank=True)
    guardian_agreed_at = models.DateTimeField("监护人同意时间", null=True, blank=True)
    ranked = models.CharField("排行榜", max_length=8, choices=Ranked.choices, default=Ranked.HIDDEN)
    referred_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="referred", verbose_name="推荐人"
    )
    tier = models.CharField("等级", max_length=8, choices=Tier.choices, default=Tier.PLAIN, editable=False)
    joined_at = models.DateTimeField("注册时间")
    left_on = models.DateField("退出日期", null=True, blank=True)

    objects = VolunteerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿者"
        constraints = [
            models.CheckConstraint(
                condition=Q(referred_by__isnull=True) | ~Q(referred_by=models.F("pk")),
                name="nobody_refers_themselves",
                violation_error_message="不能推荐自己。",
            ),
        ]
        indexes = [models.Index(fields=["community", "tier"], name="volunteers_of_community")]

    def __str__(self) -> str:
        """As it stands in titles and trails: never the whole name."""
        return self.masked_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if isinstance(self.birthday, date):
            self.birthday = self.birthday.isoformat()
        super().save(*args, **kwargs)

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def born(self) -> date:
        """Of who has left for good it is not known any more."""
        return date.fromisoformat(self.birthday)

    def age(self, on: date) -> int:
        return age_of(self.born, on)

    def is_minor(self, on: date) -> bool:
        return self.age(on) < OF_AGE

    def needs_company(self, on: date) -> bool:
        """Whether the guardian has to be there (8 to 13)."""
        return self.age(on) < ALONE_FROM
