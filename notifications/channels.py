"""Ways out of the system. A channel takes a phone and a text, and raises `ChannelError` when it could not pass them on.

`settings.SMS_BACKEND` and `settings.WECHAT_BACKEND` name the classes; a city's own gateway is one class with `send`.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.personal import masked_phone
from notifications.models import Message


class ChannelError(Exception):
    """The text was not sent. Its words are kept with the attempt, so they must not hold the phone number."""


class NotThere(ChannelError):
    """Whoever has this phone is not to be had by this channel: no later try would find them."""


class Way(Protocol):
    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        """`key`: the same for every try of one message, and no other message's.

        `again`: an earlier try was cut off, by a crash, and may have got through. A channel that can find out by the
        key sends a text exactly once; one that cannot sends it again, because twice is better than never.
        """


class FileSms:
    """Appends one JSON line a text to var/sms.log, so that the demo shows what would be sent. The number is masked.

    Each text stands there once: before it writes one again, it looks for its key.
    """

    called = "短信"

    @property
    def log(self) -> Path:
        return settings.SMS_LOG

    def send(self, phone: str, text: str, *, key: str, again: bool, at: datetime) -> None:
        when = timezone.localtime(at).isoformat(timespec="seconds")
        line = json.dumps({"at": when, "phone": masked_phone(phone), "text": text, "key": key}, ensure_ascii=False)
        try:
            with self.log.open("a+", encoding="utf-8") as log:
                log.seek(0)
                if not (again and any(f'"key": "{key}"' in known for known in log)):
                    log.write(line + "\n")
        except OSError as error:
            raise ChannelError(f"{self.called}日志写不进去：{error.strerror}") from error


class FileWechat(FileSms):
    """The same for the official account (公众号), whose gateway knows its followers by their phones: var/wechat.log."""

    called = "微信"

    @property
    def log(self) -> Path:
        return settings.WECHAT_LOG


def sms() -> Way:
    return _made(settings.SMS_BACKEND)


def ways() -> dict[str, Way]:
    """By which channels a phone is told: by text always, by WeChat where a gateway is set."""
    named = {Message.Channel.SMS: settings.SMS_BACKEND, Message.Channel.WECHAT: settings.WECHAT_BACKEND}
    return {str(channel): _made(backend) for channel, backend in named.items() if backend}


def _made(backend: str) -> Way:
    made: type[Way] = import_string(backend)
    return made()
