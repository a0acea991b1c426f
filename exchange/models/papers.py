from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Q

from accounts.personal import seal, unseal
from exchange.models.exports import Export
from exchange.models.imports import ImportRun


class PaperQuerySet(models.QuerySet["Paper"]):
    def content(self, purpose: str) -> bytes | None:
        """What is in it; None where it is gone."""
        sealed = self.filter(purpose=purpose).values_list("sealed", flat=True).first()
        return unseal(bytes(sealed)) if sealed is not None else None

    def said(self, purpose: str) -> Any:
        content = self.content(purpose)
        return json.loads(content) if content is not None else None


class Paper(models.Model):
    """What holds personal data of an import or an export: sealed, and gone as soon as it has served its purpose.

    It lies in the database: web and workers need no folder in common, and it is gone with the same commit that ends
    what it was for (docs/adr/0020).
    """

    class Purpose(models.TextChoices):
        FILE = "FILE", "上传的文件"
        PREVIEW = "PREVIEW", "预览和错误"
        RESULT = "RESULT", "导出的文件"

    run = models.ForeignKey(ImportRun, models.CASCADE, null=True, related_name="papers")
    export = models.ForeignKey(Export, models.CASCADE, null=True, related_name="papers")
    purpose = models.CharField(max_length=16, choices=Purpose.choices)
    sealed = models.BinaryField()

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "封存的文件"
        constraints = [
            models.CheckConstraint(
                condition=Q(run__isnull=False) ^ Q(export__isnull=False), name="a_paper_is_of_a_run_or_an_export"
            ),
            models.UniqueConstraint(fields=["run", "purpose"], name="one_paper_of_a_run_for_a_purpose"),
            models.UniqueConstraint(fields=["export", "purpose"], name="one_paper_of_an_export_for_a_purpose"),
        ]

    def __str__(self) -> str:
        return self.get_purpose_display()

    @classmethod
    def keep(cls, content: bytes, purpose: str, *, run: ImportRun | None = None, export: Export | None = None) -> None:
        """In place of what was kept for the same purpose."""
        cls.objects.update_or_create(run=run, export=export, purpose=purpose, defaults={"sealed": seal(content)})
