from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Count, F, Q

from accounts.models import User
from accounts.names import plain_name
from grids.models import Place
from partyorg.hats import Hat
from teams.people import minors_among, still_here, told_apart
from volunteers.standing import in_sight


class Skill(models.Model):
    """特长: what a helper can do for others: 理发, 维修, 水电. A register."""

    name = models.CharField("特长", max_length=15, unique=True, validators=[plain_name])
    is_active = models.BooleanField("在用", default=True)  # out of use, nobody books it; who has it keeps it

    class Meta:
        verbose_name = verbose_name_plural = "特长"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class TeamQuerySet(models.QuerySet["Team"]):
    def visible_to(self, hat: Hat) -> TeamQuerySet:
        """The one door for staff: teams of the communities where this hat organises."""
        return self.filter(in_sight(hat))

    def active(self) -> TeamQuerySet:
        return self.filter(ended_on=None)

    def serving(self, grid: Place) -> TeamQuerySet:
        """Those whose area holds this grid; a team without an area of its own serves its whole community."""
        everywhere = Q(grids=None, community__tree_id=grid.tree_id, community__lft__lte=grid.lft)
        return self.active().filter(Q(grids=grid) | everywhere & Q(community__rght__gte=grid.rght)).distinct()

    def with_faces(self) -> TeamQuerySet:
        """With what a list shows: the community, the lead, the grids, how many are in it now."""
        now_in = Count("members", filter=Q(members__until=None), distinct=True)
        rows = self.select_related("community", "lead__volunteer").prefetch_related("grids").annotate(number=now_in)
        return rows.order_by("community__tree_id", "community__lft", "id")


class Team(models.Model):
    """志愿队伍: 绿马甲, 手牵手 …: people who do one kind of good thing together, with one who leads them."""

    class Kind(models.TextChoices):
        REPAIRS = "REPAIRS", "设施维修"
        CLEANING = "CLEANING", "环境整改"
        CARE = "CARE", "爱心帮扶"
        ARTS = "ARTS", "文艺"
        TRADES = "TRADES", "特色帮办"
        ORDER = "ORDER", "平安巡防"
        COURIERS = "COURIERS", "骑手快递员"

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    community = models.ForeignKey(Place, models.PROTECT, related_name="teams", verbose_name="社区")
    name = models.CharField("队名", max_length=30, validators=[plain_name])
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    about = models.CharField("做什么", max_length=200, blank=True)
    lead = models.ForeignKey(  # none, where the one who led it is a volunteer of the community no more
        User, models.PROTECT, null=True, blank=True, related_name="teams_led", verbose_name="队长"
    )
    grids = models.ManyToManyField(Place, blank=True, related_name="teams_serving", verbose_name="服务网格")
    founded_on = models.DateField("成立日期")
    ended_on = models.DateField("解散日期", null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿队伍"
        ordering = ["community", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                condition=Q(ended_on__isnull=True),
                name="one_team_of_a_name",
                violation_error_message="这个社区已经有叫这个名字的队伍。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("founded_on")),
                name="a_team_ends_after_it_began",
                violation_error_message="解散日期不能早于成立日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def known_lead(self) -> str:
        return told_apart(self.lead) if self.lead else ""


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def on(self, day: date) -> TeamMemberQuerySet:
        """Who leaves is out of it at once, not from tomorrow."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)

    def hold(self, person: User, community: Place) -> None:
        """What somebody is about to do as a member of the community's teams: who takes them out of one waits for them,
        or they for it, and ask again what they may."""
        here = self.filter(person=person, until=None, team__community=community)
        list(here.select_for_update(of=("self",)).order_by("pk").values_list("pk"))

    def who_can(self, skill: Skill, *, community: Place, grid: Place, day: date) -> TeamMemberQuerySet:
        """Members with this skill who may go, of the community's teams that serve this grid."""
        here = Q(team__grids=None) | Q(team__grids=grid)
        return self.filter(here, skills=skill, team__community=community).who_go(day).distinct()

    def who_go(self, day: date) -> TeamMemberQuerySet:
        """Those of these who may be sent to somebody's home: no child goes to a stranger's. Narrow first.

        Nor anybody who is no more of the community whose team it is, whatever their membership says.
        """
        here = self.on(day).filter(still_here(day), team__ended_on=None)
        return here.exclude(person__in=minors_among(here.values("person"), day))


class TeamMember(models.Model):
    """Somebody in a team, from–to, with what they can do."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="members", verbose_name="队伍", db_index=False)
    person = models.ForeignKey(User, models.PROTECT, related_name="teams", verbose_name="队员")
    skills = models.ManyToManyField(Skill, blank=True, related_name="members", verbose_name="特长")
    since = models.DateField("加入日期")
    until = models.DateField("退出日期", null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "队员"
        ordering = ["team", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "person"],
                condition=Q(until__isnull=True),
                name="one_membership_at_a_time",
                violation_error_message="这个人已经在队里。",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_membership_ends_after_it_began",
                violation_error_message="退出日期不能早于加入日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team}：{self.person}"

    @property
    def known_name(self) -> str:
        return told_apart(self.person)
