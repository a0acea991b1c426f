from notifications.views.reading import inbox, open_letter, open_message, read_all

__all__ = ["inbox", "open_letter", "open_message", "read_all"]
