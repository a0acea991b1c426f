from django import template
from django.db.models import Model

from accounts.details import told
from accounts.models import AuditEntry

register = template.Library()
MOST = 100


@register.simple_tag
def audit_lines(obj: Model) -> list[AuditEntry]:
    """What the trail says of this row, the newest first."""
    lines = AuditEntry.objects.filter(object_type=obj._meta.label, object_id=str(obj.pk))
    return list(lines.select_related("by")[:MOST])


register.filter("told", told)
