import os

import pytest
from django.core.cache import cache, caches
from django.db import connection

from governance.celery import app

ENGINE = os.environ["ENGINE"]


@pytest.mark.django_db
def test_the_database_is_the_one_asked_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if ENGINE == "postgres" else "SELECT 'SQLite ' || sqlite_version()")
        said = cursor.fetchone()[0]
    assert said.split()[0] == {"postgres": "PostgreSQL", "sqlite": "SQLite"}[ENGINE]
    assert connection.vendor == {"postgres": "postgresql", "sqlite": "sqlite"}[ENGINE]


def test_the_cache_is_redis_beside_postgres_and_files_beside_sqlite() -> None:
    cache.set("engine", ENGINE)
    assert cache.get("engine") == ENGINE
    assert type(caches["default"]).__name__ == {"postgres": "RedisCache", "sqlite": "FileBasedCache"}[ENGINE]


def test_the_broker_is_redis_beside_postgres_and_folders_beside_sqlite() -> None:
    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1)
        assert broker.transport.driver_type == {"postgres": "redis", "sqlite": "filesystem"}[ENGINE]
