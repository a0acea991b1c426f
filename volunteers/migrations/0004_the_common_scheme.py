"""The rules that hold where a community, its street and its district have none of their own (domain.md §4); and a record
of service, like the ledger, is never deleted.
"""

from datetime import date

from django.db import migrations

from accounts.triggers import Refusal, refusing

REFUSALS = [Refusal("service_never_goes", "volunteers_service", "DELETE", "a record of service is never deleted")]


def common(apps, editor):
    apps.get_model("volunteers", "Scheme").objects.get_or_create(
        place=None, valid_from=date(2020, 1, 1), defaults={"name": "通用积分细则"}
    )


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0003_services_and_schemes")]
    operations = [migrations.RunPython(common, migrations.RunPython.noop), refusing(*REFUSALS)]
