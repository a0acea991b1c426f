"""A member bears the mark of the form that made them; sentences where constraints refuse."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0002_estates"),
        ("partyorg", "0008_names_that_can_be_read"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="key",
            field=models.UUIDField(editable=False, null=True, unique=True, verbose_name="一次填写的标记"),
        ),
        migrations.AlterField(
            model_name="member",
            name="account",
            field=models.OneToOneField(
                blank=True,
                error_messages={"unique": "这个账号已经是另一名党员的。"},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="membership",
                to=settings.AUTH_USER_MODEL,
                verbose_name="账号",
            ),
        ),
        migrations.AlterConstraint(
            model_name="force",
            name="a_force_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="a_force_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="gridlink",
            name="a_grid_link_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="a_grid_link_ends_after_it_began",
                violation_error_message="离开网格的日期不能早于入格的日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="gridredraw",
            name="a_redraw_is_done_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on__isnull", True), ("done_on__gte", models.F("begun_on")), _connector="OR"),
                name="a_redraw_is_done_after_it_began",
                violation_error_message="完成日期不能早于开始日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="gridredraw",
            name="a_redraw_ends_with_a_branch",
            constraint=models.CheckConstraint(
                condition=models.Q(("done_on__isnull", True), ("branch__isnull", False), _connector="OR"),
                name="a_redraw_ends_with_a_branch",
                violation_error_message="完成时要写明建好、调整或者过渡的是哪个组织。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="member",
            name="a_member_leaves_after_joining",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="a_member_leaves_after_joining",
                violation_error_message="转出日期不能早于转入日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pairing",
            name="one_pair_for_a_grid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("grid",),
                name="one_pair_for_a_grid",
                violation_error_message="这个网格已经有搭档。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="pairing",
            name="a_pairing_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="a_pairing_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="resource",
            name="a_resource_is_of_one_of_five_pools",
            constraint=models.CheckConstraint(
                condition=models.Q(("pool__in", ["SUBJECTS", "SOCIETY", "SERVICES", "TALENT", "CULTURE"])),
                name="a_resource_is_of_one_of_five_pools",
                violation_error_message="请选一个五融类别。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="round",
            name="a_round_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends__gt", models.F("starts"))),
                name="a_round_ends_after_it_began",
                violation_error_message="结束要晚于开始；跨夜的请分成两段。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="transfer",
            name="a_transfer_leads_to_another_organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("went_from", models.F("went_to")), _negated=True),
                name="a_transfer_leads_to_another_organisation",
                violation_error_message="转出和转入要是两个组织。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="transfer",
            name="a_transfer_comes_after_joining",
            constraint=models.CheckConstraint(
                condition=models.Q(("on__gte", models.F("since"))),
                name="a_transfer_comes_after_joining",
                violation_error_message="转接日期不能早于转入日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="estatestep",
            name="a_step_is_done_once",
            constraint=models.UniqueConstraint(
                fields=("estate", "step"), name="a_step_is_done_once", violation_error_message="这一步已经登记过。"
            ),
        ),
        migrations.AlterConstraint(
            model_name="estatestep",
            name="a_step_is_one_of_five",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__range", (1, 5))),
                name="a_step_is_one_of_five",
                violation_error_message="请选五步里的一步。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="seat",
            name="who_sits_part_time_was_sent_by_somebody",
            constraint=models.CheckConstraint(
                condition=models.Q(("manner", "FULL_TIME"), ("sent_by__isnull", False), _connector="OR"),
                name="who_sits_part_time_was_sent_by_somebody",
                violation_error_message="兼任和兼职委员要写明选派单位。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="seat",
            name="a_seat_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="a_seat_ends_after_it_began",
                violation_error_message="离任日期不能早于任职日期。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="post",
            name="a_post_is_at_a_unit_or_a_place",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation__isnull", False), ("place__isnull", False), _connector="XOR"),
                name="a_post_is_at_a_unit_or_a_place",
                violation_error_message="岗位设在一个单位或者一个地方，选一个。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="post",
            name="a_post_ends_after_it_began",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_date__isnull", True), ("to_date__gte", models.F("from_date")), _connector="OR"),
                name="a_post_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ),
    ]
