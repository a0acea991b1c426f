"""The rules that administrators edit: categories and limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from cases.models.panels import Panel
from cases.terms import Clock, Level, Urgency
from worktime.limits import Limit as Span


class CategoryQuerySet(models.QuerySet["Category"]):
    def to_choose(self, *, present: int | None = None) -> CategoryQuerySet:
        """What a case may be put into: in use, and none in use below it. `present`: what the case already has."""
        below = Category.objects.filter(parent=OuterRef("pk"), is_active=True)
        return self.filter(Q(pk=present) | (Q(is_active=True) & ~Exists(below)))


class Category(models.Model):
    """What a case is about, and how such cases are treated."""

    code = models.CharField("代码", max_length=32, unique=True)
    name = models.CharField("类别", max_length=32)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级类别"
    )
    panel = models.ForeignKey(
        Panel,
        models.PROTECT,
        related_name="categories",
        verbose_name="板块",
        help_text="街道指挥中心的哪个板块管这一类",
    )
    small = models.BooleanField("小事", default=False, help_text="小事不出格：网格先办一办，才可以吹哨")
    emergency = models.BooleanField("突发事件", default=False, help_text="上报后直接由街道指挥中心负责，特急")
    safety = models.BooleanField("安全隐患", default=False, help_text="诉求人不能撤回")
    mediation = models.BooleanField("矛盾纠纷", default=False, help_text="办结时要写明调解结果")
    sensitive = models.BooleanField("内容敏感", default=False, help_text="内容和结果不对外公开，短信里不写事项")
    may_be_public = models.BooleanField(
        "可以上公开栏", default=True, help_text="家务、困难、党务一类的不要勾；内容敏感、矛盾纠纷、突发事件勾了也不上"
    )
    after_photo = models.BooleanField("办结要照片", default=False)
    auto_whistle = models.BooleanField("到时自动吹哨", default=True)
    skills = models.CharField("匹配资源的词", max_length=200, blank=True, help_text="用空格分开，如：水暖 防水")
    cues = models.TextField(
        "推荐用的词",
        max_length=2000,
        blank=True,
        help_text="居民写到这些词，就推荐这一类；用空格分开，如：漏水 渗水 地下室。中间能隔几个字的写…，如：电梯…困人",
    )
    urgency = models.CharField("默认紧急程度", max_length=16, choices=Urgency.choices, default=Urgency.NORMAL)
    order = models.PositiveSmallIntegerField("次序", default=100)
    is_active = models.BooleanField("在用", default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "类别"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """A rule that contradicts itself, or that could never be applied, says so to its editor."""
        if wrong := dict([*self._contradictions(), *self._taken()]):
            raise ValidationError(wrong)

    def _contradictions(self) -> Iterator[tuple[str, str]]:
        """Each with the field at which it is said."""
        if self.pk and self.parent and self.pk in {above.pk for above in _upwards(self.parent)}:
            yield "parent", "上级类别不能是它自己，也不能是它下面的类别。"
        if self.emergency and self.small:
            yield "small", "突发事件直接送街道，不经过网格，“小事”在这里用不上。请去掉一个。"
        if self.emergency and self.urgency != Urgency.CRITICAL:
            yield "urgency", "突发事件一律按特急办，别的紧急程度用不上。请选“特急”。"
        if self.emergency and not self.auto_whistle:
            yield "auto_whistle", "突发事件到时没办好要自动升级，不能关掉。"
        if re.search("[、，,；;]", self.skills):
            yield "skills", "词和词用空格分开；用顿号、逗号连起来的会当成一个词，配不上资源。"
        if re.search("[、，,；;。]", self.cues):
            yield "cues", "词和词用空格分开；用顿号、逗号连起来的会当成一个词，谁也不会这么写。"

    def _taken(self) -> Iterator[tuple[str, str]]:
        """By what people and figures would take it for another one. Each with its field."""
        others = Category.objects.exclude(pk=self.pk)
        if other := others.filter(code__iexact=self.code).first():
            yield "code", f"代码“{other.code}”已经是“{other}”的了，只差大小写也算同一个。请换一个代码。"
        if self.is_active and (other := others.filter(name__iexact=self.name, is_active=True).first()):
            yield "name", f"已经有一个在用的“{other}”（{other.code}），选的人分不清。请换一个名字，或者先停用那一个。"


def _upwards(category: Category) -> Iterator[Category]:
    """The category and those above it; a ring that somebody made by hand ends it too."""
    seen: set[int] = set()
    here: Category | None = category
    while here and here.pk not in seen:
        seen.add(here.pk)
        yield here
        here = here.parent


def is_limit(value: str) -> None:
    """Refuse a limit that worktime cannot read, in its own sentence."""
    try:
        Span.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


# Clocks that do not start at every level.
ASKED_AT: dict[Clock, frozenset[int]] = {
    Clock.ACCEPT: frozenset({Level.GRID}),
    Clock.REPORT_IN: frozenset({Level.STREET, Level.PLATFORM, Level.LEADING_GROUP}),
    Clock.BREAKTHROUGH: frozenset({Level.STREET, Level.PLATFORM, Level.LEADING_GROUP}),
    Clock.DISPUTE: frozenset({Level.STREET, Level.PLATFORM, Level.LEADING_GROUP}),
    Clock.RULING: frozenset({Level.STREET, Level.PLATFORM, Level.LEADING_GROUP}),
}


class Limit(models.Model):
    """How long a clock runs: for a category or all, a level or all, an urgency or all. The most particular row holds.

    A change never touches clocks that are running.
    """

    clock = models.CharField("时钟", max_length=16, choices=Clock.choices)
    category = models.ForeignKey(
        Category, models.CASCADE, null=True, blank=True, related_name="limits", verbose_name="类别（空为全部）"
    )
    level = models.PositiveSmallIntegerField("层级（空为全部）", choices=Level.choices, null=True, blank=True)
    urgency = models.CharField("紧急程度（空为全部）", max_length=16, choices=Urgency.choices, blank=True)
    limit = models.CharField(
        "时限",
        max_length=8,
        validators=[is_limit],
        help_text="如 2wh（工作小时）、3wd（工作日）、7nd（自然日）、24h（小时）",
    )

    class Meta:
        verbose_name = verbose_name_plural = "时限"
        ordering = ["clock", "level", "urgency", "category_id"]
        constraints = [
            # Coalesced, because both engines take two NULLs for different answers.
            models.UniqueConstraint(
                "clock",
                Coalesce("category", 0),
                Coalesce("level", 0),
                "urgency",
                name="one_limit_for_each_question",
                violation_error_message="这一组类别、层级、紧急程度已经有时限了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_clock_display()} {self.limit}"

    def clean(self) -> None:
        """A limit that no clock would ever ask for says so to its editor."""
        for field, sentence in self._never_asked():
            raise ValidationError(
                {NON_FIELD_ERRORS if self.pk else field: sentence}
            )  # a row's scope is kept, not asked

    @property
    def never_asked(self) -> str:
        """Why this row's question is never put; "" when it is."""
        return next((sentence for _, sentence in self._never_asked()), "")

    def _never_asked(self) -> Iterator[tuple[str, str]]:
        levels = ASKED_AT.get(Clock(self.clock), frozenset(Level)) if self.clock in Clock else frozenset(Level)
        if self.level and self.level not in levels:
            asked = "、".join(level.label for level in Level if level in levels)
            yield "level", f"“{Clock(self.clock).label}”时限只在{asked}起算，这一行永远用不上。"
        if not (self.category and self.category.emergency):
            return
        if self.clock == Clock.ACCEPT:
            yield "clock", f"“{self.category}”是突发事件，不等受理就直接送街道，受理的时限永远用不上。"
        if self.level and self.level < Level.STREET:
            yield "level", f"“{self.category}”是突发事件，直接送街道，{Level(self.level).label}的时限永远用不上。"
        if self.urgency not in ("", Urgency.CRITICAL):
            yield "urgency", f"“{self.category}”是突发事件，一律特急，{Urgency(self.urgency).label}的时限永远用不上。"


class Reason(models.Model):
    """The lists that officers choose from: why a matter may be refused, why it may be suspended."""

    class Kind(models.TextChoices):
        REFUSAL = "REFUSAL", "不予受理的理由"
        SUSPENSION = "SUSPENSION", "挂账的客观原因"

    kind = models.CharField("用在", max_length=16, choices=Kind.choices)
    name = models.CharField("理由", max_length=64)
    channel = models.CharField(
        "该找的渠道", max_length=64, blank=True, help_text="只用于不予受理，如：110、人民法院、纪检监察机关"
    )
    basis = models.CharField("依据", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField("次序", default=100)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "理由名单"
        ordering = ["kind", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name"],
                name="a_reason_is_listed_once",
                violation_error_message="名单上已经有这一条了。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind == self.Kind.SUSPENSION and self.channel:
            raise ValidationError({"channel": "挂账用不上“该找的渠道”，它只用于不予受理。请留空。"})


class DutyItem(models.Model):
    """职责清单: matters that are the grid's or the community's own duty.

    A higher level that owns such a case may name that level's unit as host; it stays the owner itself.
    """

    LEVELS = [(Level.GRID, Level.GRID.label), (Level.COMMUNITY, Level.COMMUNITY.label)]

    level = models.PositiveSmallIntegerField("层级", choices=LEVELS)
    category = models.ForeignKey(Category, models.PROTECT, related_name="duties", verbose_name="类别")
    name = models.CharField("事项", max_length=64)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "职责清单"
        ordering = ["level", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["level", "category"],
                name="a_duty_is_listed_once",
                violation_error_message="这一级的职责清单上已经有这个类别了。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}：{self.name}"

    def clean(self) -> None:
        """A duty that could never be applied says so to its editor."""
        if self.is_active and self.category_id and not self.category.is_active:
            raise ValidationError({"category": f"类别“{self.category}”已停用，案件不会再归到它，这一条用不上。"})
