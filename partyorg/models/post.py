from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.models import User
from grids.models import Place
from grids.workflow import Level
from partyorg.days import A_REAL_DAY
from partyorg.kinds import ADMINISTRATORS, HEADS_OF_RUNG, OFFICES, Role
from partyorg.models.member import Member
from partyorg.models.organisation import Organisation
from partyorg.whereabouts import why_not_there


class PostQuerySet(models.QuerySet["Post"]):
    def not_withdrawn(self) -> PostQuerySet:
        """What was given by mistake counts on no day, not on those before it was noticed either."""
        return self.filter(withdrawn_at=None)

    def in_force(self, on: date) -> PostQuerySet:
        lasting = Q(to_date__isnull=True) | Q(to_date__gte=on)
        return self.not_withdrawn().filter(lasting, from_date__lte=on)

    def visible_to(self, user: User) -> PostQuerySet:
        return self if user.is_authenticated else self.none()

    def overlapping(self, first: date, last: date | None) -> PostQuerySet:
        """Those in force on any day of a stretch; without `last` it has no end."""
        begun = self.not_withdrawn()
        begun = begun.filter(from_date__lte=last) if last else begun
        return begun.filter(Q(to_date__isnull=True) | Q(to_date__gte=first))

    def of_administrators(self) -> PostQuerySet:
        """Of the three, on whatever days, withdrawn ones too: whoever had one once has an account that stays closed to
        whoever gives posts. Else a post could be ended, the password set, and the post be given back.
        """
        return self.filter(role__in=ADMINISTRATORS)

    def guiding(self, grid: Place) -> PostQuerySet:
        """引导员 who serve a grid: posted at it, or at the community or the street above it."""
        above = Q(place__tree_id=grid.tree_id, place__lft__lte=grid.lft, place__rght__gte=grid.rght)
        return self.filter(above, role=Role.GUIDE)

    def links_to(self, community: Place) -> PostQuerySet:
        """联系领导 of a community, be it named at the place or at its unit."""
        return self.filter(Q(place=community) | Q(organisation__place=community), role=Role.LINKED_LEADER)


class Post(models.Model):
    """A person × an organisation or a place × a role, from–to. The only source of power (see docs/authorization.md)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name="何人")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="单位"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="地域")
    role = models.CharField("岗位", max_length=32, choices=Role.choices)
    sent_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts_sent", verbose_name="选派单位"
    )
    from_date = models.DateField("任职日期", validators=A_REAL_DAY)
    to_date = models.DateField("离任日期", validators=A_REAL_DAY, null=True, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) ^ Q(place__isnull=False),
                name="a_post_is_at_a_unit_or_a_place",
                violation_error_message="岗位设在一个单位或者一个地方，选一个。",
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="a_post_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(role="LINKED_LEADER", to_date__isnull=True, withdrawn_at__isnull=True),
                name="one_linked_leader_at_a_place",
                violation_error_message="这里已经有联系领导",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(role="LINKED_LEADER", to_date__isnull=True, withdrawn_at__isnull=True),
                name="one_linked_leader_at_a_unit",
                violation_error_message="这里已经有联系领导",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.place}·{self.get_role_display()}"

    @property
    def covers(self) -> Place | None:
        """The place over which this post gives sight: its own, or the one its unit on a rung answers for."""
        if self.organisation is None:
            return self.place
        return self.organisation.place if self.organisation.rung else None

    @property
    def rung(self) -> int:
        """Of its unit; 0 for one that stands on none."""
        return (self.organisation.rung or 0) if self.organisation else 0

    def is_over(self, on: date) -> bool:
        """Ended or withdrawn: nothing can be done about it any more, another is given instead."""
        return self.withdrawn_at is not None or (self.to_date is not None and self.to_date < on)

    def overlaps(self, first: date, last: date | None) -> bool:
        """As `PostQuerySet.overlapping` asks."""
        begun = last is None or self.from_date <= last
        return begun and self.withdrawn_at is None and (self.to_date is None or self.to_date >= first)

    @property
    def is_office(self) -> bool:
        """Whether it has nothing to do with cases."""
        return self.role in OFFICES

    @property
    def is_head(self) -> bool:
        """Whether it decides for its unit on its rung."""
        return self.role in HEADS_OF_RUNG.get(self.rung, ())

    def clean(self) -> None:
        """What the rules ask of a new post, each fault at the field that can mend it. An old one is only ended."""
        if self._state.adding and self.from_date and self.person_id and (wrong := dict(self._faults())):
            raise ValidationError(wrong)

    def _faults(self) -> Iterator[tuple[str, str]]:
        yield from self._faults_of_where()
        match self.role:
            case Role.GUIDE:
                yield from self._faults_of_a_guide()
            case Role.GRID_HEAD:
                yield from self._faults_of_a_grid_head()
            case Role.LINKED_LEADER:
                yield from self._faults_of_a_linked_leader()

    def _faults_of_where(self) -> Iterator[tuple[str, str]]:
        if self.organisation and (why := why_not_there(self.role, kind=self.organisation.kind)):
            yield "organisation", why
        elif self.place and (why := why_not_there(self.role, level=self.place.level)):
            yield "place", why
        elif self.organisation and self.organisation.is_ended:
            yield "organisation", f"{self.organisation}已经撤销，不能再任职。"

    def _faults_of_a_guide(self) -> Iterator[tuple[str, str]]:
        if not self.sent_by_id:
            yield "sent_by", "引导员要写明由哪个单位选派。"
        if not self.to_date:
            yield "to_date", "引导员要写明派驻到哪一天，到期就不能再用。"

    def _faults_of_a_grid_head(self) -> Iterator[tuple[str, str]]:
        grid = self.place
        community = grid.community if grid and grid.level == Level.GRID else None
        members = Member.objects.of_the_community(community, self.from_date) if community else Member.objects.none()
        # the same to whoever is no member, one elsewhere, one without an account: who names posts may not learn which
        if community and not members.filter(account=self.person_id):
            yield (
                "person",
                f"网格长要由社区党组织的成员担任。{community.short_name}党组织还没有为{self.person}办好任网格长的登记，"
                "请先找社区党务专干。",
            )

    def _faults_of_a_linked_leader(self) -> Iterator[tuple[str, str]]:
        where = self.place or (self.organisation.place if self.organisation else None)
        if where is None or where.level not in (Level.COMMUNITY, Level.VILLAGE):
            yield ("place" if self.place else "organisation"), "联系领导联系的是一个社区。"
        elif other := Post.objects.links_to(where).overlapping(self.from_date, self.to_date).first():
            yield ("place" if self.place else "organisation"), f"{where.short_name}已经有联系领导：{other.person}。"
