"""What a resident has shown but not sent yet."""

from django.db import models


class KeptPhoto(models.Model):
    """A picture of a report that is still being written: nobody chooses it twice because a word was missing.

    It belongs to one filling-in of the form (`filling`, the page's key, which nobody can guess), goes into the case
    when the report is sent, and is gone after a day if it is not (resident.actions).
    """

    filling = models.UUIDField("一次填写的标记")
    file = models.FileField("文件", max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kept_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "待报的照片"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["filling"], name="kept_photo_of_filling"),  # what belongs to this page?
            models.Index(fields=["kept_at"], name="kept_photo_by_age"),  # what was never sent?
        ]

    def __str__(self) -> str:
        return f"照片 {self.pk}"
