"""Lines get their digests and the chain its links, for what has been written before. The database links from 0005 on."""

import accounts.models.trail
from accounts.chain import SAID, digest, linked
from accounts.triggers import dropping, refusing
from django.db import migrations, models
from importlib import import_module

REFUSALS = import_module("accounts.migrations.0002_the_trail_is_kept").REFUSALS
BATCH = 2000


def link_what_stands(apps, editor) -> None:
    Entry, Link, Head = (apps.get_model("accounts", name) for name in ("AuditEntry", "AuditLink", "AuditHead"))
    length, newest, links = 0, "", []
    for entry in Entry.objects.order_by("id").iterator(chunk_size=BATCH):
        made = digest({name: getattr(entry, name) for name in SAID})
        Entry.objects.filter(pk=entry.pk).update(digest=made)
        length, newest = length + 1, linked(newest, entry.pk, made)
        links.append(Link(seq=length, entry_id=entry.pk, hash=newest))
        if len(links) == BATCH:
            Link.objects.bulk_create(links)
            links = []
    Link.objects.bulk_create(links)
    Head.objects.create(pk=1, length=length, hash=newest)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_one_time_links")]

    operations = [
        dropping(*REFUSALS),
        migrations.AddField(
            model_name="auditentry",
            name="digest",
            field=accounts.models.trail.Digest(default="", editable=False, max_length=64, verbose_name="摘要"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entry_id", models.BigIntegerField(unique=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"verbose_name": "审计链", "verbose_name_plural": "审计链"},
        ),
        migrations.CreateModel(
            name="AuditHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("length", models.BigIntegerField()),
                ("hash", models.CharField(blank=True, max_length=64)),
            ],
            options={"verbose_name": "审计链首", "verbose_name_plural": "审计链首"},
        ),
        migrations.AddConstraint(
            model_name="audithead",
            constraint=models.CheckConstraint(condition=models.Q(pk=1), name="the_chain_has_one_head"),
        ),
        migrations.RunPython(link_what_stands, migrations.RunPython.noop),
        refusing(*REFUSALS, anew=True),
    ]
