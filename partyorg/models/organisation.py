from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from accounts.models import User
from accounts.names import plain_name
from accounts.personal import is_phone, phone_digits
from grids.models import Estate, Place
from partyorg.chain import ALONE, why_not
from partyorg.days import A_REAL_DAY, years_after
from partyorg.kinds import BRANCHES, FOUNDERS, KEEPERS, KINDS_OF_RUNG, OF_MEMBERS, RUNGS, Kind
from partyorg.territory import as_now, why_not_for, why_not_in

if TYPE_CHECKING:
    from partyorg.hats import Hat
    from partyorg.models.post import Post

LONGEST_TRANSITION = 3  # years: a working group that is none too soon a branch is watched from then on
SHORT_NUMBER = re.compile(r"[0-9]{3,8}|[48]00[0-9]{7}")  # within the town, and the hotlines of companies
NAMED_ALREADY = "同一个上级下面已经有这个名称的组织"


class OrganisationQuerySet(TreeQuerySet):
    def visible_to(self, user: User) -> OrganisationQuerySet:
        """The register of organisations is open to everyone who signs in, and to nobody else."""
        return self if user.is_authenticated else self.none()

    def active(self) -> OrganisationQuerySet:
        return self.filter(ended_on=None)

    def stood(self, on: date) -> OrganisationQuerySet:
        """Those that there were on this day. One whose founding nobody knows has stood from the beginning."""
        founded = Q(founded_on__isnull=True) | Q(founded_on__lte=on)
        return self.filter(founded, Q(ended_on__isnull=True) | Q(ended_on__gt=on))

    def were(self, kinds: Collection[str], on: date) -> OrganisationQuerySet:
        """Those that there were on this day and that were of one of these kinds then, whatever they became (转建)."""
        became = {"chapters__what": "CONVERTED", "chapters__on__gt": on}
        before = Organisation.objects.order_by().filter(**became, chapters__kind__in=kinds).values("pk")
        changed = Organisation.objects.order_by().filter(**became).values("pk")
        return self.stood(on).filter(Q(kind__in=kinds) & ~Q(pk__in=changed) | Q(pk__in=before))

    def on_rung(self, rung: int) -> OrganisationQuerySet:
        return self.active().filter(kind__in=KINDS_OF_RUNG[rung])

    def answering_for(self, place: Place) -> OrganisationQuerySet:
        """The units on a rung that answer for this place: its own and those of the places above it."""
        return self.active().filter(kind__in=RUNGS, place__in=place.get_ancestors(include_self=True))

    def reached_by(self, posts: Iterable[Post]) -> OrganisationQuerySet:
        """The units of these posts with all that hangs below them, and whatever lies in the posts' territories."""
        reach = Q(pk__in=[])
        for post in posts:
            if unit := post.organisation:
                reach |= Q(tree_id=unit.tree_id, lft__gte=unit.lft, rght__lte=unit.rght)
            if place := post.covers:
                reach |= Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)
        return self.filter(reach)

    def over(self, posts: Iterable[Post]) -> OrganisationQuerySet:
        """The units of these posts with all above them. Above a post at a place: its branch, community and street."""
        reach, near = Q(pk__in=[]), [kind for rung in (1, 2, 3) for kind in KINDS_OF_RUNG[rung]]
        for post in posts:
            if unit := post.organisation:
                reach |= Q(tree_id=unit.tree_id, lft__lte=unit.lft, rght__gte=unit.rght)
            if place := post.place:
                above = Q(place__tree_id=place.tree_id, place__lft__lte=place.lft, place__rght__gte=place.rght)
                reach |= above & Q(kind__in=near)
        return self.filter(reach)

    def kept_by(self, hat: Hat) -> OrganisationQuerySet:
        """Those whose members and committee this hat writes down."""
        return self.active().filter(kind__in=OF_MEMBERS).reached_by(post for post in hat.on if post.role in KEEPERS)

    def founded_by(self, hat: Hat) -> OrganisationQuerySet:
        """Those that this hat may convert or end."""
        return self.active().below_a_founder(hat)

    def below_a_founder(self, hat: Hat) -> OrganisationQuerySet:
        """Ended ones too. Never the hat's own unit or one above that, however far its territory reaches."""
        posts, own_or_above = [post for post in hat.on if post.role in FOUNDERS], Q(pk__in=[])
        for unit in filter(None, (post.organisation for post in posts)):
            own_or_above |= Q(tree_id=unit.tree_id, lft__lte=unit.lft, rght__gte=unit.rght)
        return self.reached_by(posts).exclude(own_or_above)


def is_duty_phone(typed: str) -> bool:
    digits = phone_digits(typed)
    return typed.strip()[:1] not in "-－" and bool(is_phone(digits) or SHORT_NUMBER.fullmatch(digits))


def _rung_of_the_kind() -> models.Case:
    """In the database: 社区党委 and 社区大党委 are two kinds on one rung, and one of them answers for a place."""
    whens = [models.When(kind__in=list(kinds), then=rung) for rung, kinds in KINDS_OF_RUNG.items()]
    return models.Case(*whens, output_field=models.SmallIntegerField())


class Organisation(MPTTModel):
    """A unit of the party-organisation tree, or one that hosts and assists. It answers for the place it covers."""

    name = models.CharField("名称", max_length=100, validators=[plain_name])
    kind = models.CharField("类型", max_length=32, choices=Kind.choices)
    parent = TreeForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级组织"
    )
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="管辖地域"
    )
    leans_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="leant_on_by", verbose_name="依托单位"
    )
    serves = models.ForeignKey(
        Estate, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name="服务小区"
    )
    duty_phone = models.CharField("值班电话", max_length=32, blank=True)
    founded_on = models.DateField("成立日期", validators=A_REAL_DAY, null=True, blank=True)
    elected_on = models.DateField("最近换届日期", validators=A_REAL_DAY, null=True, blank=True)
    heads_are_members = models.BooleanField(
        "楼栋长全部由党员担任", default=False, help_text="社区的规矩：任命非党员为楼栋长时提醒，不拦"
    )
    due_on = models.DateField(
        "过渡期限", validators=A_REAL_DAY, null=True, blank=True, help_text="党的工作小组在这一天以前转为党支部"
    )
    ended_on = models.DateField("撤销日期", null=True, blank=True, editable=False)

    # mptt's own numbers, spelt out: its depth may not be mistaken for a rung of the ladder
    tree_id = models.PositiveIntegerField(editable=False)
    lft = models.PositiveIntegerField(editable=False)
    rght = models.PositiveIntegerField(editable=False)
    depth = models.PositiveIntegerField(editable=False)

    objects = TreeManager.from_queryset(OrganisationQuerySet)()

    class MPTTMeta:
        level_attr = "depth"

    class Meta:
        verbose_name = verbose_name_plural = "组织"
        constraints = [
            models.UniqueConstraint(
                _rung_of_the_kind(),
                "place",
                condition=Q(kind__in=list(RUNGS), ended_on__isnull=True),
                name="one_unit_on_a_rung_for_a_place",
                violation_error_message="这个地方已经有同一级的组织",
            ),
            models.UniqueConstraint(
                fields=["serves"],
                condition=Q(kind__in=sorted(BRANCHES), ended_on__isnull=True),
                name="one_branch_for_an_estate",
                violation_error_message="这个小区已经有党支部",
            ),
            models.UniqueConstraint(
                fields=["parent", "name"],
                condition=Q(ended_on__isnull=True),
                name="one_name_under_a_parent",
                violation_error_message=NAMED_ALREADY,
            ),
            models.UniqueConstraint(
                fields=["name"],
                condition=Q(parent__isnull=True, ended_on__isnull=True),
                name="one_name_under_none",
                violation_error_message=NAMED_ALREADY,
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=list(RUNGS)) | Q(place__isnull=False),
                name="a_rung_covers_a_place",
                violation_error_message="这一类组织要写明管辖哪里",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.WORKING_GROUP) | Q(due_on__isnull=False),
                name="a_working_group_is_for_a_time",
                violation_error_message="党的工作小组要写明过渡期限",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "name"], name="org_by_kind"),
            models.Index(fields=["tree_id", "lft"], name="org_in_tree_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rung(self) -> int | None:
        return RUNGS.get(self.kind)

    @property
    def is_ended(self) -> bool:
        return self.ended_on is not None

    def clean(self) -> None:
        """Each fault at the field that can mend it. Whether what hangs below still may: `partyorg.actions`."""
        if wrong := dict(self._faults()):
            raise ValidationError(wrong)

    def faults_of_days(self, written: Collection[str], today: date) -> Iterator[tuple[str, str]]:
        """Of the days that are `written` now: what has happened has happened by today; a transition ends in sight."""
        for name in {"founded_on", "elected_on"} & set(written):
            if (day := getattr(self, name)) and day > today:
                yield name, f"{self._meta.get_field(name).verbose_name}不能晚于今天。"
        last = years_after(today, LONGEST_TRANSITION)
        if "due_on" in written and self.due_on and self.due_on > last:
            yield "due_on", f"过渡期限最长三年，请写 {last:%Y年%-m月%-d日}或以前的日期。"

    @property
    def where(self) -> Place | None:
        """Its place, or that of the nearest organisation above it that has one."""
        return self.place or self._place_above()

    def _place_above(self) -> Place | None:
        here = self.parent
        while here and not here.place_id:
            here = here.parent
        return here.place if here else None

    def _faults(self) -> Iterator[tuple[str, str]]:
        if not self.kind:
            return
        if why := why_not(self.kind, self.parent.kind if self.parent else ALONE):
            yield "parent", why
        elif self.parent and self.parent.is_ended and not self.is_ended:
            yield "parent", f"{self.parent}已经撤销，下面不能再有组织。"
        if self.kind in RUNGS and not self.place_id:
            yield "place", f"{Kind(self.kind).label}要写明管辖哪里。"
        if not self.is_ended and (other := self._namesake()):
            yield "name", f"{NAMED_ALREADY}：{other.get_kind_display()}“{other}”。"
        if self.leans_on_id and self.leans_on_id == self.pk:
            yield "leans_on", "依托单位不能是它自己。"
        if self.kind == Kind.WORKING_GROUP and not self.due_on:
            yield "due_on", "党的工作小组是过渡的，要写明在哪一天以前转为党支部。"
        if self.kind != Kind.WORKING_GROUP and self.due_on:
            yield "due_on", "只有党的工作小组有过渡期限。"
        if self.duty_phone and not is_duty_phone(self.duty_phone):
            yield "duty_phone", "请填写 11 位手机号、带区号的座机（如 0532-85891234）或 3 至 8 位的短号。"
        yield from self._faults_of_where()

    def _faults_of_where(self) -> Iterator[tuple[str, str]]:
        above = self._place_above()
        if self.place and above and self.place != above and (why := why_not_in(*as_now(self.place, above))):
            yield "place", why
        if self.serves and (where := self.where):
            [where] = as_now(where)
            if why := why_not_for(self.serves, where):
                yield "serves", why
            elif self.kind in BRANCHES and (other := self._other_branch_there()):
                yield "serves", f"{self.serves}已经有党支部：{other}。"

    def faults_below(self) -> Iterator[tuple[str, str]]:
        """What of that which belongs to it would not fit it as it is now: of another kind, at another place."""
        for child in self.get_children().filter(ended_on=None):
            if why := why_not(child.kind, self.kind):
                yield "kind", f"下面还有{child}：{why}"
                break
        if where := self.where:
            [where] = as_now(where)
            placed = self.get_descendants().filter(ended_on=None, place__isnull=False)
            inside = Q(place__tree_id=where.tree_id, place__lft__gte=where.lft, place__rght__lte=where.rght)
            if outside := placed.exclude(inside).select_related("place").first():
                yield "place", f"下面的{outside}在{outside.place}，不在{where.name}里。"

    def _namesake(self) -> Organisation | None:
        if self.parent and not self.parent.pk:
            return None  # one that an import is about to write: it compares the names itself
        same = Organisation.objects.active().filter(parent=self.parent, name=self.name)
        return same.exclude(pk=self.pk).first()

    def _other_branch_there(self) -> Organisation | None:
        branches = Organisation.objects.active().filter(serves=self.serves_id, kind__in=BRANCHES)
        return branches.exclude(pk=self.pk).first()
