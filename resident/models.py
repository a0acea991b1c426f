"""What residents leave with us besides their cases: photos not sent yet, codes asked for, what they agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.personal import EncryptedField, masked_phone


class KeptPhoto(models.Model):
    """A picture of a report that is still being written: nobody chooses it twice because a word was missing.

    It belongs to one filling-in of the form (`filling`, the page's key, which nobody can guess), goes into the case
    when the report is sent, and is gone after a day if it is not (resident.actions).

    Of a 随手拍 it is kept where and when it was taken, so that it may be sent later and from elsewhere.
    """

    filling = models.UUIDField("一次填写的标记")
    file = models.FileField("文件", max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    kept_at = models.DateTimeField("时间")
    lat = models.FloatField("纬度", null=True)
    lon = models.FloatField("经度", null=True)
    taken_at = models.DateTimeField("拍摄时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "待报的照片"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(  # said outright: a CHECK that comes to NULL would pass
                condition=Q(lat__isnull=True, lon__isnull=True)
                | Q(lat__isnull=False, lon__isnull=False, lat__range=(-90, 90), lon__range=(-180, 180)),
                name="a_kept_photo_was_taken_on_the_globe",
            )
        ]
        indexes = [
            models.Index(fields=["filling"], name="kept_photo_of_filling"),  # what belongs to this page?
            models.Index(fields=["kept_at"], name="kept_photo_by_age"),  # what was never sent?
        ]

    def __str__(self) -> str:
        return f"照片 {self.pk}"


class PhoneCode(models.Model):
    """A code that was sent to a phone, for the browser that asked and nobody else. The code itself is kept nowhere.

    The rows are also what the brakes count (resident/actions/codes.py); they are deleted after a day. Whoever leaves
    before takes the number with them, and only its hash stays until then.
    """

    phone = EncryptedField("手机号")
    phone_hash = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    line_hash = models.CharField("地址", max_length=64, blank=True, default="")  # accounts/braking.py
    asked_at = models.DateTimeField("时间")
    minute = models.BigIntegerField("哪一分钟")  # since 1970: side by side nobody gets a second one
    tries = models.PositiveSmallIntegerField("试过几次", default=0)
    used_at = models.DateTimeField("用掉的时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "验证码"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["phone_hash", "minute"], name="one_code_a_minute")]
        indexes = [
            models.Index(fields=["phone_hash", "asked_at"], name="code_of_phone"),  # how many did this phone get?
            models.Index(fields=["line_hash", "asked_at"], name="code_by_address"),  # how many did this address get?
            models.Index(fields=["asked_at"], name="code_by_age"),  # which can go?
        ]

    def __str__(self) -> str:
        return masked_phone(self.phone)


class Consent(models.Model):
    """Who uses an account, as they said when they first signed in: of age, or a child whose guardian agreed (PIPL 31).

    The guardian agrees by their own phone: it is theirs that the code went to.
    """

    class Who(models.TextChoices):
        OF_AGE = "OF_AGE", "本人已满 14 周岁"
        GUARDIAN = "GUARDIAN", "监护人，同意孩子用这个手机号报事"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consent", verbose_name="何人")
    who = models.CharField("谁在用", max_length=16, choices=Who.choices)
    agreed_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "使用同意"

    def __str__(self) -> str:
        return self.get_who_display()
