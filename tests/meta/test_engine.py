import os

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache, caches
from django.db import connection

from accounts.models import User
from governance.celery import app

ENGINE = os.environ["ENGINE"]


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if ENGINE == "postgres" else "SELECT 'SQLite ' || sqlite_version()")
        said = cursor.fetchone()[0]
    assert said.split()[0] == {"postgres": "PostgreSQL", "sqlite": "SQLite"}[ENGINE]
    assert connection.vendor == {"postgres": "postgresql", "sqlite": "sqlite"}[ENGINE]


def test_cache_and_broker_are_redis_beside_postgres_and_need_no_server_beside_sqlite() -> None:
    cache.set("engine", ENGINE)
    assert cache.get("engine") == ENGINE
    assert type(caches["default"]).__name__ == {"postgres": "RedisCache", "sqlite": "FileBasedCache"}[ENGINE]
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1)
        assert broker.transport.driver_type == {"postgres": "redis", "sqlite": "filesystem"}[ENGINE]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", [1, 2])
def test_a_transactional_test_leaves_nothing_and_loses_nothing(round: int) -> None:
    assert not User.objects.filter(username="left-behind").exists()
    assert Permission.objects.exists()
    User.objects.create(username="left-behind")
