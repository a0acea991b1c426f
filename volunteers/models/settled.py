from cases.models import Mark


class ReportsSettled(Mark):
    """How far 随手拍 are settled. The one row is also the lock: who holds it settles, others come back later."""

    class Meta:
        verbose_name = verbose_name_plural = "随手拍记分进度"
