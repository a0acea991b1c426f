from __future__ import annotations

from functools import reduce
from operator import or_
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from burden.fortnights import Days
from burden.models.listed import ListedMatter
from burden.standing import awaited_states
from burden.workflow import BEFORE_THE_GATE, OPEN, Deed, State
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Organisation, Post

OPEN_STATES = sorted(OPEN)  # spelt alike in queries and indexes, so that PostgreSQL sees that one serves the other


class Task(models.Model):
    """What a department or a street body asks of communities (协助事项): its words are written once and stay."""

    # a form sent twice carries the same one
    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)
    title = models.CharField("事项", max_length=60)
    what = models.TextField("要社区做什么", max_length=2000)
    due_on = models.DateField("要求办好的日期")
    listed = models.ForeignKey(
        ListedMatter, models.PROTECT, null=True, related_name="tasks", verbose_name="清单事项（空为清单以外）"
    )
    basis = models.TextField("依据和理由", max_length=2000, blank=True)
    issuer = models.ForeignKey(Organisation, models.PROTECT, related_name="tasks", verbose_name="交办单位")
    given_at = models.DateTimeField("交办时间")

    class Meta:
        verbose_name = verbose_name_plural = "协助事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(listed__isnull=False) | ~Q(basis=""), name="outside_the_list_a_basis_is_given"
            )
        ]

    def __str__(self) -> str:
        return self.title


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, hat: Hat) -> AssignmentQuerySet:
        """The one door. A unit sees what it put on communities; a territory sees what its communities were asked.

        So a community sees its own, a street, the platform and the leading group those of all their communities.
        """
        doors = [_under(place) for place in (post.covers for post in hat.posts) if place]
        if hat.unit_ids:
            doors += [Q(task__issuer__in=hat.unit_ids)]
        return self.filter(reduce(or_, doors)) if doors else self.none()

    def waiting_for(self, hat: Hat) -> AssignmentQuerySet:
        """What this hat has to decide or to do."""
        duties = [_duty(post) for post in hat.posts]
        return self.open().filter(reduce(or_, duties)) if duties else self.none()

    def open(self) -> AssignmentQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def over(self) -> AssignmentQuerySet:
        return self.exclude(state__in=OPEN_STATES)

    def put_in(self, days: Days) -> AssignmentQuerySet:
        """Put on their community on one of these days: what the burden meter counts."""
        return self.filter(put_on_at__gte=days.starts_at, put_on_at__lt=days.ends_before)

    def with_faces(self) -> AssignmentQuerySet:
        """All that a list row or a page names, in one query."""
        return self.select_related("task__issuer", "task__listed", "community__parent")


def _duty(post: Post) -> Q:
    return _under(post.covers) & Q(state__in=awaited_states(post)) if post.covers else Q(pk__in=[])


def _under(place: Place) -> Q:
    return Q(community__tree_id=place.tree_id, community__lft__gte=place.lft, community__rght__lte=place.rght)


class Assignment(models.Model):
    """A task for one community (交办), and where it stands. Its history is its steps; both change together.

    `put_on_at`: when it came to the community; empty while, or because, the street has not let it through. It stays
    whatever becomes of the task: a figure of a past fortnight does not change.
    """

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments", db_index=False)  # a_community_once
    community = models.ForeignKey(
        Place, models.PROTECT, related_name="assignments", verbose_name="社区", db_index=False
    )
    state = models.CharField("状态", max_length=16, choices=State.choices)
    put_on_at = models.DateTimeField("到社区的时间", null=True)
    version = models.PositiveIntegerField(default=1)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "交办"
        constraints = [
            models.UniqueConstraint(fields=["task", "community"], name="a_community_is_asked_once"),
            models.CheckConstraint(
                condition=Q(put_on_at__isnull=True, state__in=sorted(BEFORE_THE_GATE))
                | Q(put_on_at__isnull=False) & ~Q(state__in=sorted(BEFORE_THE_GATE)),
                name="on_the_community_when_past_the_gate",
            ),
        ]
        indexes = [
            # the burden meter: what came to this community in these days?
            models.Index(fields=["community", "put_on_at"], name="put_on_community"),
            # the desk: what waits in these communities?
            models.Index(fields=["community", "state"], name="open_for_community", condition=Q(state__in=OPEN_STATES)),
        ]

    def __str__(self) -> str:
        return f"{self.task}（{self.community}）"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN


class Step(models.Model):
    """One step of a task for one community: appended, never changed, never deleted (the database refuses both)."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="steps", db_index=False)
    seq = models.PositiveIntegerField()
    deed = models.CharField("何事", max_length=16, choices=Deed.choices)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="以何岗位", db_index=False)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "经过"
        ordering = ["assignment", "seq"]
        constraints = [models.UniqueConstraint(fields=["assignment", "seq"], name="each_step_of_a_task_once")]

    def __str__(self) -> str:
        return f"{self.get_deed_display()} {localtime(self.at):%Y-%m-%d %H:%M}"
