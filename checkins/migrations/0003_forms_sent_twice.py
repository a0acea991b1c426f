"""A wish and a line of the three lists bear the mark of the form that made them; sentences where constraints refuse."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("checkins", "0002_posts_to_claim_and_what_is_kept"),
        ("grids", "0002_estates"),
        ("partyorg", "0005_days_posts_and_people_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="jointitem",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记"),
        ),
        migrations.AddField(
            model_name="wish",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记"),
        ),
        migrations.AlterConstraint(
            model_name="appraisal",
            name="an_appraisal_is_of_a_real_year",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                name="an_appraisal_is_of_a_real_year",
                violation_error_message="年度要在 2000 到 2100 之间。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="claim",
            name="a_claim_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="a_claim_ends_after_it_began",
                violation_error_message="退出日期不能早于认领日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="a_feedback_is_acknowledged_by_somebody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True), ("answer", "")),
                    models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                    _connector="OR",
                ),
                name="a_feedback_is_acknowledged_by_somebody",
                violation_error_message="签收要有签收人和时间。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="jointitem",
            name="a_joint_task_is_done_with_a_result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("result", "")),
                    models.Q(("done_on__isnull", False), models.Q(("result", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_joint_task_is_done_with_a_result",
                violation_error_message="办好的任务要写明办得怎么样。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="membercheckin",
            name="a_member_check_in_is_decided_by_somebody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "PENDING")),
                    models.Q(
                        models.Q(("state", "PENDING"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_member_check_in_is_decided_by_somebody",
                violation_error_message="办过的报到要有社区经手人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="membercheckin",
            name="who_has_checked_in_is_in_a_grid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CONFIRMED"), _negated=True), ("placed__isnull", False), _connector="OR"
                ),
                name="who_has_checked_in_is_in_a_grid",
                violation_error_message="确认报到要编入网格。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="membercheckin",
            name="an_ended_check_in_has_its_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", False), ("state", "ENDED")),
                    models.Q(models.Q(("state", "ENDED"), _negated=True), ("ended_on__isnull", True)),
                    _connector="OR",
                ),
                name="an_ended_check_in_has_its_day",
                violation_error_message="结束的报到要有结束日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="newworker",
            name="an_account_is_one_new_worker_s",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("account",),
                name="an_account_is_one_new_worker_s",
                violation_error_message="这个账号已经属于另一份备案。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unitcheckin",
            name="a_unit_check_in_is_decided_by_somebody",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("state", "PENDING")),
                    models.Q(
                        models.Q(("state", "PENDING"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="a_unit_check_in_is_decided_by_somebody",
                violation_error_message="办过的报到要有社区经手人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unitcheckin",
            name="who_records_a_unit_does_not_confirm_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["CONFIRMED", "ENDED"]), _negated=True),
                    models.Q(("decided_by", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="who_records_a_unit_does_not_confirm_it",
                violation_error_message="登记报到的人不能自己确认。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="unitcheckin",
            name="a_confirmed_unit_has_an_agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CONFIRMED"), _negated=True),
                    models.Q(("agreed_on__isnull", False), models.Q(("agreement", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_confirmed_unit_has_an_agreement",
                violation_error_message="确认报到要有共建协议和签订日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="wish",
            name="a_claimed_wish_is_somebodys",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("claimed_at__isnull", True),
                        ("claimed_by__isnull", True),
                        ("state__in", ["PUBLISHED", "WITHDRAWN"]),
                    ),
                    models.Q(
                        ("claimed_at__isnull", False), ("claimed_by__isnull", False), ("state__in", ["CLAIMED", "DONE"])
                    ),
                    _connector="OR",
                ),
                name="a_claimed_wish_is_somebodys",
                violation_error_message="认领的心愿要有认领人。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="wish",
            name="a_wish_is_done_with_a_word",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", False), ("state", "DONE"), models.Q(("result", ""), _negated=True)),
                    models.Q(models.Q(("state", "DONE"), _negated=True), ("done_at__isnull", True), ("result", "")),
                    _connector="OR",
                ),
                name="a_wish_is_done_with_a_word",
                violation_error_message="实现的心愿要写明怎样实现的。",
            ),
        ),
    ]
