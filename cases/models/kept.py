"""What people keep for their own work at the desk: views of the list, phrases for what they write often."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from partyorg.hats import Hat
from partyorg.models import Organisation

LONGEST_NAME, MOST_VIEWS = 20, 20
LONGEST_PHRASE, MOST_PHRASES = 300, 50


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, hat: Hat) -> SavedViewQuerySet:
        """One's own, and what is shared with the units of the posts that are on, or with units above them."""
        return self.filter(Q(owner=hat.person) | Q(unit__in=Organisation.objects.over(hat.posts)))


class SavedView(models.Model):
    """视图: a queue with its filters under a name. It keeps the question, never the rows: whoever opens it sees what
    they may see.

    `query` stands in the address as it is (`cases.forms.filters.query_of`). `unit`: whom it is shared with; such a view
    stays the unit's when its owner leaves (`cases.actions.changeable_views`).
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人")
    name = models.CharField("名称", max_length=LONGEST_NAME)
    query = models.CharField("条件", max_length=600)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="共享给", db_index=False
    )

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "视图"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="a_view_is_named_once",
                violation_error_message="您已经有一个叫这个名字的视图，换一个名字。",
            )
        ]
        # what do my units share?
        indexes = [models.Index(fields=["unit"], name="view_of_unit", condition=Q(unit__isnull=False))]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if not self.pk and SavedView.objects.filter(owner=self.owner_id).count() >= MOST_VIEWS:
            raise ValidationError(f"每人最多存 {MOST_VIEWS} 个视图，先删掉不用的。")


class PhraseQuerySet(models.QuerySet["Phrase"]):
    def visible_to(self, hat: Hat) -> PhraseQuerySet:
        """One's own, and those of the units of the posts that are on, and of units above them."""
        return self.filter(Q(person=hat.person) | Q(unit__in=Organisation.objects.over(hat.posts)))


class Phrase(models.Model):
    """常用语, of a person or of a whole unit. `for_move`: the form it is meant for; "" for any.

    `words` may hold the placeholders of cases/phrases.py, which are filled from the case at hand.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="何人"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="给谁用"
    )
    title = models.CharField("名称", max_length=LONGEST_NAME)
    words = models.CharField("内容", max_length=LONGEST_PHRASE)
    for_move = models.CharField("用在", max_length=32, blank=True)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常用语"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ Q(unit__isnull=False), name="a_phrase_is_somebodys_or_a_units"
            ),
            models.UniqueConstraint(
                fields=["person", "title"],
                condition=Q(person__isnull=False),
                name="a_phrase_of_a_person_is_named_once",
                violation_error_message="您已经有一条叫这个名字的常用语，换一个名字。",
            ),
            models.UniqueConstraint(
                fields=["unit", "title"],
                condition=Q(unit__isnull=False),
                name="a_phrase_of_a_unit_is_named_once",
                violation_error_message="单位已经有一条叫这个名字的常用语，换一个名字。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        others = Phrase.objects.filter(person=self.person_id, unit=self.unit_id)
        if not self.pk and others.count() >= MOST_PHRASES:
            raise ValidationError(f"最多存 {MOST_PHRASES} 条常用语，先删掉不用的。")
