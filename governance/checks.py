"""What `manage.py check --deploy` says beside Django's own."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import Error
from django.utils.timezone import localdate

from accounts.models import User
from accounts.printing import missing
from partyorg.kinds import Role
from partyorg.models import Post
from worktime import clock

BREAK_GLASS = Warning(
    "An account that breaks the glass is open although there is a security administrator.",
    hint="Close it (docs/operations.md); open it on the server when nobody else can come in.",
    id="governance.W001",
)


@register(Tags.security, deploy=True)
def break_glass_is_shut(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A superuser is past all three administrators: to be shut once they are there."""
    try:
        in_force = Post.objects.in_force(localdate(clock.now()))
        watched = in_force.filter(role=Role.SECURITY_ADMINISTRATOR, person__is_active=True).exists()
        is_open = watched and User.objects.filter(is_superuser=True, is_active=True).exists()
    except Error:  # nothing has been migrated yet
        return []
    return [BREAK_GLASS] if is_open else []


@register(Tags.compatibility, deploy=True)
def papers_can_be_made(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Proofs of service and monthly reports are PDFs: they need a library of the system and a Chinese font."""
    lacks = missing()
    if not lacks:
        return []
    return [
        Warning(
            "Proofs of service and monthly reports cannot be printed here: their pages say so.",
            hint=f"apt-get install {lacks}, or what your system calls it; then start anew.",
            id="governance.W002",
        )
    ]
