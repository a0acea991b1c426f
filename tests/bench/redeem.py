"""Orders from a shop by 8 clients at once, against bare SQL transactions that write the same rows.

400 volunteers with points in several lots order from 40 goods. Ours: `place_order`, in 8 processes. The floor: on a
copy of the database as it was before, 8 processes of plain psycopg2 write the rows that ours wrote, one transaction for
each order: stock taken off, the transfer, the account, lots and draws, the order, its row of stock. Both take turns, so
that whatever else the machine does falls on both; `ours_s` and `floor_s` are the median round times the number of
rounds. Then stock and ledger are proved.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from multiprocessing import get_context
from random import Random
from statistics import median
from typing import Any
from uuid import uuid4

import psycopg2
from django.db import connection, connections

from accounts.models import User
from grids.models import Level, Place
from shop.actions import place_order
from shop.checking import check_stock
from shop.kinds import Moved
from shop.models import Good, Order, StockMove
from tests.bench.floor import copy_of_the_database
from tests.bench.synthetic import AT, build_district
from volunteers.actions import Grant, Source, award_many
from volunteers.actions.services import keys_of
from volunteers.checking import check_ledger
from volunteers.kinds import Currency, Work
from volunteers.models import Service, Volunteer
from volunteers.workflow import State

ORDERS, ROUNDS, CLIENTS, PEOPLE, GOODS, LOTS = 2400, 3, 8, 400, 40, 5
Row = tuple[str, ...]
Wish = tuple[User, Good]
SETTINGS = (
    "UPDATE shop_good SET stock = stock - %s WHERE id = %s AND stock >= %s",
    "UPDATE volunteers_account SET balance = balance - %s WHERE id = %s",
    'UPDATE volunteers_lot SET "left" = "left" - %s WHERE earned_id = %s',
)


def run(scale: float) -> dict[str, Any]:
    build_district()
    people, goods = _stocked()
    _order([(people[0], goods[0])])  # the first makes the account where points are held
    copy = copy_of_the_database()
    each, chance = max(1, round(ORDERS * scale / ROUNDS / CLIENTS)), Random(370203)
    ours, floor = [], []
    for _ in range(ROUNDS):  # a lambda with a default has no type that mypy can say
        wishes = [[(chance.choice(people), chance.choice(goods)) for _ in range(each)] for _ in range(CLIENTS)]
        last = Order.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        ours.append(_together([lambda mine=mine: _order(mine) for mine in wishes]))  # type: ignore[misc]
        heaps = _written(last)
        floor.append(_together([lambda heap=heap: _write(copy, heap) for heap in heaps]))  # type: ignore[misc]
    _prove(1 + ROUNDS * CLIENTS * each)
    return {
        "name": "redeem",
        "rows": ROUNDS * CLIENTS * each,
        "ours_s": round(median(ours) * ROUNDS, 3),
        "floor_s": round(median(floor) * ROUNDS, 3),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, 1),
    }


def _stocked() -> tuple[list[User], list[Good]]:
    """One community with a full shop and rich volunteers."""
    community = Place.objects.filter(level=Level.COMMUNITY).order_by("code")[0]
    people = User.objects.bulk_create([User(username=f"v{number}", name="林志愿") for number in range(PEOPLE)])
    Volunteer.objects.bulk_create(
        Volunteer(person=person, community=community, name="林志愿", birthday="1960-05-01", joined_at=AT)
        for person in people
    )
    award_many([_earned(service) for service in _services(people, community)], by=None, at=AT)
    goods = [Good(community=community, name=f"货品{n}", price=n % 7 + 1, stock=ORDERS) for n in range(GOODS)]
    made = Good.objects.bulk_create(goods)
    StockMove.objects.bulk_create(StockMove(good=good, kind=Moved.BOUGHT, amount=ORDERS, at=AT) for good in made)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return people, list(Good.objects.select_related("community"))


def _services(people: list[User], community: Place) -> list[Service]:
    return Service.objects.bulk_create(
        Service(
            key=f"bench:{person.pk}:{lot}", person=person, community=community, work=Work.DONATION, title="捐赠",
            source="tests.bench 1", day=AT.date(), claim=200, points=200, state=State.APPROVED, decided_at=AT,
            recorded_at=AT,
        )
        for person in people
        for lot in range(LOTS)
    )  # fmt: skip


def _earned(service: Service) -> Grant:
    source = Source(keys_of(service)[1], f"volunteers.service {service.pk}")
    return Grant(service.person_id, Currency.POINTS, service.points, source)


def _order(wishes: Iterable[Wish]) -> None:
    for person, good in wishes:
        place_order(good, quantity=1, price=good.price, key=uuid4(), by=person, at=AT)


def _together(deeds: list[Callable[[], None]]) -> float:
    """Each in a process of its own, all from one moment on. Seconds until the last is done."""
    connections.close_all()  # a connection must not be shared with a child
    forked = get_context("fork")
    gate = forked.Barrier(len(deeds) + 1)
    children = [forked.Process(target=_after, args=(gate, deed)) for deed in deeds]
    for child in children:
        child.start()
    gate.wait()
    began = time.perf_counter()
    for child in children:
        child.join()
    taken = time.perf_counter() - began
    if any(child.exitcode for child in children):
        raise RuntimeError("a client failed")
    return taken


def _after(gate: Any, deed: Callable[[], None]) -> None:
    connection.ensure_connection()
    gate.wait()
    deed()
    connections.close_all()


def _written(last: int) -> list[list[dict[str, list[Row]]]]:
    """The rows of each order after that one, dealt out to the clients."""
    orders = _rows("shop_order", "id > %s", last)
    heaps: list[list[dict[str, list[Row]]]] = [[] for _ in range(CLIENTS)]
    columns = _columns("shop_order")
    for number, order in enumerate(orders):
        held = order[columns.index("held_id")]
        rows = {
            "volunteers_transfer": _rows("volunteers_transfer", "id = %s", held),
            "volunteers_draw": _rows("volunteers_draw", "transfer_id = %s", held),
            "shop_order": [order],
            "shop_stockmove": _rows("shop_stockmove", "order_id = %s", order[columns.index("id")]),
        }
        heaps[number % CLIENTS].append(rows)
    return heaps


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        return [column.name for column in cursor.description]


def _rows(table: str, where: str, value: int | str) -> list[Row]:
    """As texts, which the database reads back as what they are."""
    said = ", ".join(f'"{column}"::text' for column in _columns(table))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {said} FROM {table} WHERE {where} ORDER BY id", [value])
        return list(cursor.fetchall())


def _write(url: str, heap: list[dict[str, list[Row]]]) -> None:
    """The same rows, statement by statement, in the same order as ours."""
    at = {table: _columns(table) for table in heap[0]} if heap else {}
    take_off, debit, lower = SETTINGS
    with closing(psycopg2.connect(url)) as bare:
        for rows in heap:
            [order], [transfer] = rows["shop_order"], rows["volunteers_transfer"]
            quantity, good = (order[at["shop_order"].index(name)] for name in ("quantity", "good_id"))
            amount, giver = (transfer[at["volunteers_transfer"].index(name)] for name in ("amount", "giver_id"))
            with bare, bare.cursor() as cursor:
                cursor.execute(take_off, [int(quantity), good, int(quantity)])
                cursor.execute(debit, [int(amount), giver])
                for draw in rows["volunteers_draw"]:
                    lot, some = (draw[at["volunteers_draw"].index(name)] for name in ("lot_id", "amount"))
                    cursor.execute(lower, [int(some), lot])
                for table, found in rows.items():
                    for row in found:
                        cursor.execute(f"INSERT INTO {table} VALUES %s", [row])


def _prove(orders: int) -> None:
    stock, ledger = check_stock(), check_ledger()
    if stock.amiss or ledger.amiss or Order.objects.count() != orders:
        raise RuntimeError(f"{Order.objects.count()} of {orders} orders: {stock.amiss} {ledger.amiss}")
