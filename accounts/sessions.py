"""The session engine (settings.SESSION_ENGINE)."""

from accounts.models.session import SessionStore

__all__ = ["SessionStore"]
