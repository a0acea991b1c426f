from __future__ import annotations

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cases.models import Case
from duty.standing import guide_posts, journals_watched
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Post

EDITABLE_FOR = timedelta(hours=24)


class LogQuerySet(models.QuerySet["Log"]):
    def visible_to(self, hat: Hat) -> LogQuerySet:
        """The one door: a guide's own, and for the heads of a community or street those of their territory."""
        doors = [_under(place) for place in journals_watched(hat)]
        if hat.person and guide_posts(hat):
            doors.append(Q(guide=hat.person))
        return self.filter(reduce(or_, doors)) if doors else self.none()


def _under(place: Place) -> Q:
    return Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)


class Log(models.Model):
    """值班日志: one for a guide and a day. What was written on that day, and later, are its entries."""

    guide = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="logs", verbose_name="引导员", db_index=False
    )
    day = models.DateField("日期")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="logs", verbose_name="驻在")

    objects = LogQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "值班日志"
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "day"], name="one_log_for_a_guide_and_day", violation_error_message="这一天已经有日志"
            )
        ]

    def __str__(self) -> str:
        return f"{self.guide} {self.day}"


class Entry(models.Model):
    """One entry of a log. For 24 hours its writer may change the words; after that only another entry may amend it.

    `kept_from` is the moment from which the database itself refuses a change.
    """

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)  # a form sent twice
    log = models.ForeignKey(Log, models.PROTECT, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField()
    words = models.TextField("内容", max_length=2000)
    written_at = models.DateTimeField("时间")
    kept_from = models.DateTimeField("不能再改的时间")
    edited_at = models.DateTimeField("修改时间", null=True)
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="amendments", verbose_name="补充说明")

    class Meta:
        verbose_name = verbose_name_plural = "日志内容"
        ordering = ["log", "seq"]
        constraints = [
            models.UniqueConstraint(
                fields=["log", "seq"],
                name="each_entry_of_a_log_once",
                violation_error_message="刚刚又记了一条，请再试一次。",
            ),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True) | Q(edited_at__gte=F("written_at"), edited_at__lt=F("kept_from")),
                name="an_entry_is_edited_within_its_day",
                violation_error_message="写下 24 小时以后不能再改。",
            ),
            models.CheckConstraint(
                condition=~Q(words=""), name="an_entry_says_something", violation_error_message="请写下内容。"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:20]

    def may_change(self, at: datetime) -> bool:
        return at < self.kept_from


class EntryCase(models.Model):
    """关联工单: a case that an entry speaks of, one that its writer could see."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="links", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="journal_links")

    class Meta:
        verbose_name = verbose_name_plural = "关联的工单"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "case"],
                name="an_entry_names_a_case_once",
                violation_error_message="这个工单已经关联。",
            )
        ]

    def __str__(self) -> str:
        return str(self.case)


class Photo(models.Model):
    """A picture of the day, re-encoded by us and without the camera's metadata."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="photos")
    file = models.FileField(upload_to="duty", max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    added_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "日志照片"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.entry}的照片"
