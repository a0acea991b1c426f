from datetime import datetime
from typing import Any

from django.db.models import Model

from accounts.models import AuditEntry, User
from accounts.personal import masked_in


def write_audit(
    *, action: str, of: Model, by: User | None, at: datetime, reason: str = "", detail: dict[str, Any] | None = None
) -> AuditEntry:
    """Append one line to the audit trail: `action` (a verb phrase in Chinese) was done to `of`.

    The trail is never erased: numbers in a reason are masked, whoever wrote it.
    """
    return AuditEntry.objects.create(
        at=at,
        by=by,
        action=action,
        object_type=of._meta.label,
        object_id=str(of.pk),
        reason=masked_in(reason),
        detail=detail or {},
    )
