"""Where a request came from, and by what browser: for the lock, and for people to know their own sessions again."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

ONE_LINE = 64  # bits of an IPv6 address that one subscriber's devices share

# The first that is found: Edge and WeChat call themselves Chrome as well, Chrome calls itself Safari.
BROWSERS = [
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge 浏览器"),
    ("Firefox", "火狐浏览器"),
    ("Chrome", "Chrome 浏览器"),
    ("Safari", "Safari 浏览器"),
]
MACHINES = [
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux 电脑"),
]


def address_of(request: HttpRequest) -> str | None:
    """The visitor's address: what the outermost of our own `settings.PROXIES` proxies saw.

    Whatever stands before that in X-Forwarded-For was written by the visitor, and would let them pass for anybody.
    """
    nearest = request.META.get("REMOTE_ADDR", "")
    seen = [*request.META.get("HTTP_X_FORWARDED_FOR", "").split(","), nearest]
    found = seen[-1 - settings.PROXIES] if len(seen) > settings.PROXIES else ""
    return _address(found) or _address(nearest)


def line_of(address: str | None) -> str | None:
    """What brakes count by: of an IPv6 address the /64, which one subscriber may walk through."""
    if address is None or not isinstance(ip_address(address), IPv6Address):
        return address
    return str(ip_network(f"{address}/{ONE_LINE}", strict=False).network_address)


def browser_of(request: HttpRequest) -> str:
    """What people call it: 安卓手机·微信."""
    said = request.META.get("HTTP_USER_AGENT", "")
    parts = [_first(MACHINES, said), _first(BROWSERS, said)]
    return "·".join(filter(None, parts)) or "不明的设备"


def _first(names: list[tuple[str, str]], said: str) -> str:
    return next((shown for name, shown in names if re.search(rf"\b{name}", said)), "")


def _address(text: str) -> str | None:
    try:
        return str(ip_address(text.strip()))
    except ValueError:
        return None
