"""志愿服务证明; the database itself refuses to change what was issued, and to delete any."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.triggers import Refusal, refusing


COLUMNS = ("number", "code", "person_id", "community_id", "first", "last", "issued_at", "minutes", "rows")
STAYS = " OR ".join(f"OLD.{column} <> NEW.{column}" for column in COLUMNS)
NAMED = "(OLD.name <> NEW.name AND NEW.name <> '已注销')"  # of whoever closes the account
REFUSALS = [
    Refusal(
        "proof_issued_stays", "volunteers_proof", "UPDATE", "a proof says for good what it said when it was issued",
        when=f"OLD.number IS NOT NULL AND (NEW.number IS NULL OR NEW.code IS NULL OR {STAYS} OR {NAMED})",
    ),
    Refusal("proof_never_goes", "volunteers_proof", "DELETE", "a proof of service is never deleted"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0002_estates"),
        ("volunteers", "0008_decided_lately"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True, verbose_name="表单标记")),
                ("first", models.DateField(verbose_name="从哪天起")),
                ("last", models.DateField(verbose_name="到哪天止")),
                ("asked_at", models.DateTimeField(verbose_name="申请时间")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ASKED", "等社区开具"),
                            ("ISSUED", "已开具"),
                            ("REFUSED", "未开具"),
                            ("RECALLED", "已作废"),
                        ],
                        default="ASKED",
                        max_length=8,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="办理时间")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="理由")),
                ("number", models.CharField(blank=True, max_length=20, null=True, unique=True, verbose_name="编号")),
                ("code", models.CharField(blank=True, max_length=16, null=True, unique=True, verbose_name="查验码")),
                ("issued_at", models.DateTimeField(blank=True, null=True, verbose_name="开具时间")),
                ("name", models.CharField(blank=True, max_length=64, verbose_name="姓名")),
                ("minutes", models.PositiveIntegerField(default=0, verbose_name="分钟")),
                ("rows", models.JSONField(blank=True, default=list, verbose_name="服务明细")),
                (
                    "community",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grids.place",
                        verbose_name="社区",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proofs",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="志愿者",
                    ),
                ),
            ],
            options={
                "verbose_name": "志愿服务证明",
                "verbose_name_plural": "志愿服务证明",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["person", "id"], name="proofs_of_person"),
                    models.Index(fields=["community", "state"], name="proofs_of_community"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last__gte", models.F("first"))),
                        name="a_proof_ends_after_it_began",
                        violation_error_message="结束日期不能早于开始日期。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("code__isnull", False),
                                ("minutes__gt", 0),
                                ("number__isnull", False),
                                ("state__in", ("ISSUED", "RECALLED")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("ISSUED", "RECALLED")), _negated=True),
                                ("code__isnull", True),
                                ("number__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="a_proof_issued_has_its_number",
                        violation_error_message="开具的证明要有编号、查验码和时长，其他的没有。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "ASKED"), ("decided_at__isnull", False), _connector="OR"),
                        name="a_proof_decided_has_its_time",
                        violation_error_message="办了的申请要有办理时间。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["REFUSED", "RECALLED"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="no_proof_has_its_reason",
                        violation_error_message="不开具或作废要写明理由。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_proves_themselves",
                        violation_error_message="不能给自己开证明。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ASKED")),
                        fields=("person", "community"),
                        name="one_proof_asked_for",
                        violation_error_message="您已经申请了一份，正等社区开具。",
                    ),
                ],
            },
        ),
        refusing(*REFUSALS),
    ]
