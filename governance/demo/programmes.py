"""The mini-programme of the demo: on the register, its token with nobody. To try the API, make another one."""

from datetime import datetime

from api.actions import issue
from api.models import Client
from partyorg.kinds import Kind, Role
from partyorg.models import Organisation, Post


def add_programmes(*, at: datetime) -> None:
    platform = Organisation.objects.get(kind=Kind.PLATFORM)
    keeper = Post.objects.filter(role=Role.SYSTEM_ADMINISTRATOR).earliest("pk").person
    issue(Client(name="“党群e家”小程序", unit=platform), by=keeper, at=at)
