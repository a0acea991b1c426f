"""Tasks travel through a folder where there is no Redis. Nobody may find a message that is still being written."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection

from governance import folder_broker


@pytest.fixture
def channel(tmp_path: Path) -> Iterator[Any]:
    options = {
        "data_folder_in": str(tmp_path / "queue"),
        "data_folder_out": str(tmp_path / "queue"),
        "control_folder": str(tmp_path / "control"),
    }
    for folder in ("queue", "control"):
        (tmp_path / folder).mkdir()
    with Connection(transport=folder_broker.Transport, transport_options=options) as connection:
        yield connection.default_channel


def test_a_message_is_found_only_once_it_is_whole(channel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    looked, name_it = [], Path.rename

    def somebody_looks_first(written: Path, whole: Path) -> Path:
        with pytest.raises(Empty):
            channel._get("celery")
        looked.append(written)
        return name_it(written, whole)

    monkeypatch.setattr(Path, "rename", somebody_looks_first)
    channel._put("celery", {"body": "巡检"})
    assert channel._get("celery") == {"body": "巡检"}
    assert len(looked) == 1


def test_messages_come_out_once_and_in_the_order_in_which_they_went_in(channel: Any) -> None:
    for number in range(20):
        channel._put("celery", {"body": number})
    assert [channel._get("celery")["body"] for _ in range(20)] == list(range(20))
    with pytest.raises(Empty):
        channel._get("celery")


def test_each_queue_has_its_own(channel: Any) -> None:
    channel._put("celery", {"body": 1})
    with pytest.raises(Empty):
        channel._get("other")
    assert channel._get("celery") == {"body": 1}
