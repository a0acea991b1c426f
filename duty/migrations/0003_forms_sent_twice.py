"""Sentences where constraints refuse."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_views_and_phrases"),
        ("duty", "0002_the_journal_is_kept"),
        ("grids", "0002_estates"),
        ("partyorg", "0005_days_posts_and_people_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="entry",
            name="each_entry_of_a_log_once",
            constraint=models.UniqueConstraint(
                fields=("log", "seq"),
                name="each_entry_of_a_log_once",
                violation_error_message="刚刚又记了一条，请再试一次。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="entry",
            name="an_entry_is_edited_within_its_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("edited_at__isnull", True),
                    models.Q(("edited_at__gte", models.F("written_at")), ("edited_at__lt", models.F("kept_from"))),
                    _connector="OR",
                ),
                name="an_entry_is_edited_within_its_day",
                violation_error_message="写下 24 小时以后不能再改。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="entry",
            name="an_entry_says_something",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="an_entry_says_something",
                violation_error_message="请写下内容。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="entrycase",
            name="an_entry_names_a_case_once",
            constraint=models.UniqueConstraint(
                fields=("entry", "case"),
                name="an_entry_names_a_case_once",
                violation_error_message="这个工单已经关联。",
            ),
        ),
        migrations.AlterConstraint(
            model_name="visit",
            name="a_visit_is_recorded_after_it",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_at__gte", models.F("visited_at"))),
                name="a_visit_is_recorded_after_it",
                violation_error_message="还没有走访的不能先记。",
            ),
        ),
    ]
