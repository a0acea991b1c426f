"""The audit trail as a chain: what each line's digest and each link's hash are made of. Pure.

A line's digest covers all that it says. A link's hash covers the link before, the line's number and its digest; the
database makes it when the line is committed (accounts/migrations/0003_the_chain_is_linked.py), in the same words:

    hash = sha256(hash of the link before + ":" + number of the line + ":" + digest of the line), in hexadecimal
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC
from typing import Any

SAID = ("at", "by_id", "action", "object_type", "object_id", "reason", "detail")


def digest(said: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a line: keys in order, no spaces, the moment in UTC to the microsecond."""
    line = {name: said[name] for name in SAID}
    line["at"] = line["at"].astimezone(UTC).isoformat(timespec="microseconds")
    written = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def linked(before: str, number: int, line: str) -> str:
    """The hash of the link that joins line `number`, whose digest is `line`, to the link with the hash `before`."""
    return hashlib.sha256(f"{before}:{number}:{line}".encode()).hexdigest()
