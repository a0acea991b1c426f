from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.personal import masked_name
from grids.models import Place
from partyorg.hats import Hat
from volunteers.standing import in_keeping
from volunteers.workflow import ProofState

SIGNS, LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 16  # none that is read as another
GONE = "已注销"  # what stands instead of the name of whoever has closed the account
ON_PAPER = (ProofState.ISSUED, ProofState.RECALLED)


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


class ProofQuerySet(models.QuerySet["Proof"]):
    def visible_to(self, hat: Hat) -> ProofQuerySet:
        """The one door for staff: of the communities where this hat decides, but nobody's own."""
        return self.filter(in_keeping(hat)).exclude(person=hat.person)

    def of(self, person: User) -> ProofQuerySet:
        return self.filter(person=person)

    def on_paper(self) -> ProofQuerySet:
        return self.filter(state__in=ON_PAPER)


class Proof(models.Model):
    """志愿服务记录证明: what one community recorded of somebody, from–to, on a numbered paper.

    Once issued it says for good what it said that day: `name`, `minutes` and `rows` ([day, what, minutes] each) are
    kept with it. Whoever has `code`, which only the paper shows, may read whether it is genuine.
    """

    key = models.UUIDField("表单标记", unique=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="proofs", verbose_name="志愿者", db_index=False)
    community = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="社区", db_index=False)
    first = models.DateField("从哪天起")
    last = models.DateField("到哪天止")
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField("状态", max_length=8, choices=ProofState.choices, default=ProofState.ASKED)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办人", db_index=False
    )
    decided_at = models.DateTimeField("办理时间", null=True, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)

    number = models.CharField("编号", max_length=20, null=True, blank=True, unique=True)
    code = models.CharField("查验码", max_length=LENGTH, null=True, blank=True, unique=True)
    issued_at = models.DateTimeField("开具时间", null=True, blank=True)
    name = models.CharField("姓名", max_length=64, blank=True)
    minutes = models.PositiveIntegerField("分钟", default=0)
    rows = models.JSONField("服务明细", default=list, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务证明"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last__gte=F("first")),
                name="a_proof_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ON_PAPER, number__isnull=False, code__isnull=False, minutes__gt=0)
                | (~Q(state__in=ON_PAPER) & Q(number__isnull=True, code__isnull=True)),
                name="a_proof_issued_has_its_number",
                violation_error_message="开具的证明要有编号、查验码和时长，其他的没有。",
            ),
            models.CheckConstraint(
                condition=Q(state=ProofState.ASKED) | Q(decided_at__isnull=False),
                name="a_proof_decided_has_its_time",
                violation_error_message="办了的申请要有办理时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProofState.REFUSED, ProofState.RECALLED]) | ~Q(reason=""),
                name="no_proof_has_its_reason",
                violation_error_message="不开具或作废要写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="nobody_proves_themselves",
                violation_error_message="不能给自己开证明。",
            ),
            models.UniqueConstraint(
                fields=["person", "community"],
                condition=Q(state=ProofState.ASKED),
                name="one_proof_asked_for",
                violation_error_message="您已经申请了一份，正等社区开具。",
            ),
        ]
        indexes = [
            # a person's page
            models.Index(fields=["person", "id"], name="proofs_of_person"),
            # the desk: what waits here, what was issued here?
            models.Index(fields=["community", "state"], name="proofs_of_community"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.first:%Y-%m-%d} 至 {self.last:%Y-%m-%d}"

    @property
    def is_on_paper(self) -> bool:
        return self.state in ON_PAPER

    @property
    def masked_name(self) -> str:
        return self.name if self.name == GONE else masked_name(self.name)

    @property
    def code_in_fours(self) -> str:
        code = self.code or ""
        return "-".join(code[start : start + 4] for start in range(0, len(code), 4))
