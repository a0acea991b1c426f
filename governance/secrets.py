"""Secrets that the environment gives, or that a single machine makes once and keeps."""

import os
import secrets
from pathlib import Path


def kept_secret(name: str, folder: Path) -> str:
    """The environment's value; else one made on first use and kept in folder/<name>.key, readable by its owner only.

    O_EXCL lets exactly one of several starting processes make it; the others read what it wrote.
    """
    if value := os.environ.get(name):
        return value
    path = folder / f"{name.lower()}.key"
    if not path.exists():
        draft = folder / f".{name.lower()}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
