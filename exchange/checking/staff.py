"""What a file of staff would do: whose account and which posts it adds, which posts it ends.

A person is known by login name or by phone; somebody with several posts stands on several lines. Accounts that exist
are not changed here. The posts of the three administrators are given one by one, in the register.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from accounts.names import only_capitals_apart, why_no_login_name
from accounts.personal import lookup_hash, masked_phone
from exchange.checking.directory import Directory, Unit
from exchange.checking.places import places_by_code, portions
from exchange.plans import Item, Outcome, Plan
from exchange.reading import Cells, Table
from exchange.workflow import What
from grids.models import Place
from partyorg.actions import why_not
from partyorg.kinds import ADMINISTRATORS, Role
from partyorg.models import Organisation, Post

ROLES = {str(role.label): str(role.value) for role in Role if role not in ADMINISTRATORS}


@dataclass(eq=False, slots=True)
class Person:
    """An account of the register (`id`), or one that the file adds."""

    username: str
    name: str
    phone: str
    id: int | None = None
    account: User | None = None


@dataclass(slots=True)
class Said:
    """A line of the file. `post`: the one of the register that it is about."""

    name: str
    username: str
    phone: str
    role: str
    organisation: Unit | None
    place: Place | None
    from_date: date
    to_date: date | None
    sent_by: Unit | None
    person: Person | None = None
    post: Post | None = None

    @property
    def seat(self) -> tuple[str, int | None, int | None]:
        return self.role, self.organisation.id if self.organisation else None, self.place.pk if self.place else None


def check_staff(table: Table, importer: User) -> Plan:
    plan = Plan(faults=list(table.faults))
    directory = Directory.load()
    places = places_by_code(Cells(row, What.STAFF, []).code("place") for row in table.rows)
    read = [
        (cells, said)
        for cells in (Cells(row, What.STAFF, plan.faults) for row in table.rows)
        if (said := _read(cells, directory, places))
    ]
    register = _Register([said for _, said in read], importer)
    for cells, said in read:
        if why := register.meet(said, cells.line):
            cells.fault(*why)
        elif said.post is None and (wrong := _register_rules(said)):
            for key, sentence in wrong:
                cells.fault(key, sentence)
        else:
            plan.items.append(Item(cells.line, _outcome(said), _shown(said), said))
    return plan


def _read(cells: Cells, directory: Directory, places: dict[str, Place]) -> Said | None:
    unit, sent_by = directory.read(cells, "organisation"), directory.read(cells, "sent_by")
    code, phone, username = cells.code("place"), cells.mobile("phone"), cells.code("username", longest=64)
    place = places.get(code or "")
    if code and place is None:
        cells.fault("place", f"没有编码是“{code[:32]}”的地域，或者它已经停用。")
    if not cells.at_fault and (unit is None) == (place is None):
        cells.fault("organisation", "单位和地域编码要填一个，并且只填一个。")
    if username == "" and phone == "":
        cells.fault("phone", "手机号和登录名至少填一个。")
    role = cells.text("role") or ""
    if role in {one.label for one in ADMINISTRATORS}:
        cells.fault("role", f"{role}的岗位不能导入，请在登记册里逐个任命。")
    elif role:
        role = cells.choice("role", ROLES) or ""
    begins, ends = cells.day("from_date"), cells.day("to_date")
    if begins and ends and ends < begins:
        cells.fault("to_date", "离任日期不能早于任职日期。")
    name = cells.name("name", longest=64) or ""
    if cells.at_fault or begins is None:
        return None
    return Said(name, username or "", phone or "", role, unit, place, begins, ends, sent_by)


class _Register:
    """The accounts and posts that these lines may be about, and those that the lines before have made."""

    def __init__(self, lines: list[Said], importer: User) -> None:
        self.importer = importer
        self.by_username: dict[str, Person] = {}
        self.by_phone: dict[str, Person] = {}
        self.posts: dict[int, list[Post]] = defaultdict(list)
        self.leaders: dict[tuple[str, int | None, int | None], int] = {}
        self.seats: dict[tuple[Person, tuple[str, int | None, int | None]], int] = {}
        wanted = {username_for(said) for said in lines}
        for some in portions(wanted):
            self._know(_held(User.objects.filter(username__in=some)))
        self.taken = {name.lower(): name for name in self.by_username}  # login names, whatever their capitals
        for some in portions(name.lower() for name in wanted - set(self.by_username)):
            near = User.objects.annotate(small=Lower("username")).filter(small__in=some)
            self.taken |= dict(near.values_list("small", "username"))
        for some in portions(lookup_hash(said.phone) for said in lines if said.phone):
            self._know(_held(User.objects.filter(phone_hash__in=some)))
        ids = [person.id for person in (*self.by_username.values(), *self.by_phone.values())]
        for some in portions(ids):
            for post in Post.objects.filter(person__in=some).order_by("id"):
                self.posts[post.person_id].append(post)

    def _know(self, users: QuerySet[User]) -> None:
        for user in users:
            person = self.by_username.get(user.username) or _person(user)
            self.by_username[user.username] = person
            if user.phone:
                self.by_phone[user.phone] = person

    def meet(self, said: Said, line: int) -> tuple[str, str] | None:
        """Whose line it is; the column and the sentence where that cannot be said, or may not be."""
        by_name = self.by_username.get(said.username) if said.username else None
        by_phone = self.by_phone.get(said.phone) if said.phone else None
        if by_name and by_phone and by_name is not by_phone:
            return "phone", "这个手机号已经是另一个账号的。"
        if said.username and by_phone and not by_name:
            return "username", "这个手机号已有账号，登录名和这一行不一样。"
        if said.username and not by_name and (why := why_no_login_name(said.username)):
            return "username", why
        if said.username and not by_name and (taken := self.taken.get(said.username.lower())):
            return "username", only_capitals_apart(taken)
        person = by_name or by_phone or self._new(said)
        if person.name != said.name:
            return "name", "登录名或手机号已有账号，但姓名不一样：请核对是不是同一个人。"
        if said.phone and person.phone != said.phone:
            return "phone", "这个账号登记的手机号和这一行不一样；账号要改，请在登记册里改。"
        if person.account and not person.account.is_active:
            return "name", "这个账号已停用，请先在登记册里恢复。"
        if person.id == self.importer.pk:
            return "name", "不能导入自己的岗位，请由另一位安全管理员办。"
        if first := self.seats.get((person, said.seat)):
            return "role", f"和第 {first} 行重复：同一个人、同一个岗位。"
        if said.role == Role.LINKED_LEADER and (other := self.leaders.setdefault(said.seat, line)) != line:
            return "role", f"和第 {other} 行重复：一个社区只有一位联系领导。"
        self.seats[person, said.seat] = line
        said.person = person
        said.post = self._post(said, person)
        if said.post and said.post.to_date and said.to_date not in (None, said.post.to_date):
            return "to_date", f"登记册里这个岗位到 {said.post.to_date} 为止；要接着任职，任职日期请填在它以后。"
        if person.account and said.post is None and (why := self._why_not(person.account, said)):
            return "name", why
        return None

    def _why_not(self, account: User, said: Said) -> str:
        """What the register asks before anybody is given a post there. Who has no account yet has no other post."""
        return why_not(
            account, role=said.role, from_date=said.from_date, to_date=said.to_date, by=self.importer,
            known=self.posts.get(account.pk, []),
        )  # fmt: skip

    def _post(self, said: Said, person: Person) -> Post | None:
        """The same post at an overlapping time."""
        for post in self.posts.get(person.id or 0, []):
            if (post.role, post.organisation_id, post.place_id) == said.seat and post.overlaps(
                said.from_date, said.to_date
            ):
                return post
        return None

    def _new(self, said: Said) -> Person:
        person = Person(username_for(said), said.name, said.phone)
        self.by_username[person.username] = person
        self.taken[person.username.lower()] = person.username
        if person.phone:
            self.by_phone[person.phone] = person
        return person


def _register_rules(said: Said) -> list[tuple[str, str]]:
    """What the register asks of a new post (`Post.clean`), by column."""
    assert said.person
    unit, sent_by = said.organisation, said.sent_by
    post = Post(
        person=User(pk=said.person.id or -1, name=said.name),  # -1: who has no account yet is nobody's member
        organisation=Organisation(id=unit.id, name=unit.name, kind=unit.kind, place_id=unit.place_id) if unit else None,
        place=said.place, role=said.role, sent_by_id=sent_by.id if sent_by else None, from_date=said.from_date,
        to_date=said.to_date,
    )  # fmt: skip
    try:
        post.clean()
    except ValidationError as error:
        return [("name" if key == "person" else key, " ".join(words)) for key, words in error.message_dict.items()]
    return []


def _outcome(said: Said) -> Outcome:
    """A post of the register may get its last day, and nothing else."""
    if said.post is None:
        return Outcome.NEW
    return Outcome.CHANGED if said.to_date and not said.post.to_date else Outcome.SAME


def _person(user: User) -> Person:
    return Person(user.username, user.name, user.phone, user.pk, user)


def _held(users: QuerySet[User]) -> QuerySet[User]:
    """Nobody is given another post between this look and the writing: the gate of `partyorg.actions.appoint`."""
    return users.order_by("id").select_for_update()


def username_for(said: Said) -> str:
    """Of those who are given none: made of the phone, which nobody can read back out of it."""
    return said.username or f"u{lookup_hash(said.phone)[:10]}"


def _shown(said: Said) -> list[str]:
    return [
        said.name,
        said.person.username if said.person else "",
        masked_phone(said.phone),
        str(Role(said.role).label),
        said.organisation.name if said.organisation else "",
        f"{said.place.name}（{said.place.code}）" if said.place else "",
        f"{said.from_date:%Y-%m-%d}",
        f"{said.to_date:%Y-%m-%d}" if said.to_date else "",
        said.sent_by.name if said.sent_by else "",
    ]
