"""Who works in the demo district: a head for every unit on a rung, the grid force, officers. All names are invented.

Only the demo sign-ins have a password; it is hashed once, and 2,600 people are written in two statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from django.contrib.auth.hashers import make_password

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import lookup_hash
from governance.demo.sign_ins import ADMINISTRATOR, PASSWORD, SIGN_INS
from grids.models import Level, Place
from partyorg.kinds import Kind, Role
from partyorg.models import Organisation, Post

SINCE = date(2020, 1, 1)
GUIDES_UNTIL = date(2030, 12, 31)

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
FIRST, SECOND = "海志秀建丽晓玉国淑春永文立桂德爱新雪振红", "波强英国华东兰庆珍燕明静新芳胜民梅霞青平"

ROLES_AT_UNIT: dict[str, tuple[Role, ...]] = {
    Kind.GRID_BRANCH: (Role.BRANCH_SECRETARY,),
    Kind.COMMUNITY_COMMITTEE: (Role.COMMUNITY_SECRETARY, Role.INTAKE_OFFICER),
    Kind.STREET_COMMITTEE: (
        Role.STREET_OFFICER,
        Role.STREET_SECRETARY,
        Role.STREET_DIRECTOR,
        Role.INTAKE_OFFICER,  # who confirms what a community's intake wants to refuse
        Role.REVISIT_OFFICER,
    ),
    # What a street hosts itself is revisited by somebody else.
    Kind.PLATFORM: (Role.PLATFORM_OFFICER, Role.REVISIT_OFFICER, Role.SUPERVISOR),
    Kind.DISTRICT_COMMITTEE: (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR),
    Kind.LEADING_GROUP: (Role.LEADING_GROUP_OFFICER,),
    Kind.DEPARTMENT: (Role.UNIT_OFFICER,),
    Kind.STREET_BODY: (Role.UNIT_OFFICER,),
    Kind.PROPERTY_COMPANY: (Role.UNIT_OFFICER,),
}
# A guide is posted at a community: somebody other than the handler must be there to check.
ROLE_AT_PLACE: dict[str, Role] = {Level.GRID: Role.GRID_WORKER, Level.COMMUNITY: Role.GUIDE}


@dataclass(frozen=True, slots=True)
class Vacancy:
    role: Role
    at: Organisation | Place

    @property
    def username(self) -> str:
        """The demo sign-in of this post, or a name made of its role and where it is."""
        for sign_in in SIGN_INS:
            if (sign_in.role, sign_in.at) == (self.role, self.at.name):
                return sign_in.username
        return f"{self.role.lower()}-{'unit' if isinstance(self.at, Organisation) else 'place'}{self.at.pk}"


def add_people(*, at: datetime) -> None:
    """Everybody with their post, and the account that breaks the glass, which has none."""
    filled = list(_vacancies())
    known, nobody = make_password(PASSWORD), make_password(None)
    invited = {sign_in.username for sign_in in SIGN_INS}
    names = Random(int(SINCE.strftime("%Y%m%d")))
    people = [
        _person(vacancy.username, number, names, known if vacancy.username in invited else nobody)
        for number, vacancy in enumerate(filled, start=1)
    ]
    User.objects.bulk_create(people, batch_size=500)
    senders = _senders()
    Post.objects.bulk_create(
        (_post(person, vacancy, senders) for person, vacancy in zip(people, filled, strict=True)), 500
    )
    admin = User.objects.create(username=ADMINISTRATOR, name="应急账号", password=known, is_superuser=True)
    write_audit(action="导入账号与岗位", of=admin, by=None, at=at, detail={"people": len(people)})


def _vacancies() -> Iterator[Vacancy]:
    for unit in Organisation.objects.filter(kind__in=ROLES_AT_UNIT).order_by("tree_id", "lft"):
        for role in ROLES_AT_UNIT[unit.kind]:
            yield Vacancy(role, unit)
    for place in Place.objects.filter(level__in=ROLE_AT_PLACE).order_by("code"):
        yield Vacancy(ROLE_AT_PLACE[place.level], place)


def _person(username: str, number: int, names: Random, password: str) -> User:
    """With a phone that begins with 141: not a prefix in public use."""
    phone = f"141{number:08d}"
    return User(
        username=username,
        name="".join(map(names.choice, (SURNAMES, FIRST, SECOND))),
        phone=phone,
        phone_hash=lookup_hash(phone),
        password=password,
    )


def _senders() -> list[Organisation]:
    """机关: the departments that send guides down."""
    return list(Organisation.objects.filter(kind=Kind.DEPARTMENT).order_by("lft"))


def _post(person: User, vacancy: Vacancy, senders: list[Organisation]) -> Post:
    where = {"organisation" if isinstance(vacancy.at, Organisation) else "place": vacancy.at}
    if vacancy.role == Role.GUIDE:
        where["sent_by"] = senders[vacancy.at.pk % len(senders)]
        return Post(person=person, role=vacancy.role, from_date=SINCE, to_date=GUIDES_UNTIL, **where)
    return Post(person=person, role=vacancy.role, from_date=SINCE, **where)
