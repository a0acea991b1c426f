"""A deed, and by whom it is done.

`when`, in all of this package: working hours after the step before, or a moment of governance/demo/timeline.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case
from cases.photos import CleanPhoto, clean_photo
from governance.demo.scene import Scene
from governance.demo.timeline import When
from partyorg.hats import Hat

PHOTOS = Path(__file__).parents[1] / "photos"


@dataclass(frozen=True)
class Deed:
    when: When | float
    do: Callable[[Scene], Any]


def deed(when: When | float, verb: Callable[..., Case], who: Callable[[Scene], Hat], **given: Any) -> Deed:
    """`given`: what the verb is told; a callable is asked when the moment has come."""

    def do(scene: Scene) -> Case:
        said = {name: value(scene) if callable(value) else value for name, value in given.items()}
        return verb(scene.case, **said, by=who(scene), at=scene.at)

    return Deed(when, do)


owner: Callable[[Scene], Hat] = attrgetter("owner")
host: Callable[[Scene], Hat] = attrgetter("host")
reporter: Callable[[Scene], Hat] = attrgetter("reporter")
intake: Callable[[Scene], Hat] = attrgetter("intake")
second_intake: Callable[[Scene], Hat] = attrgetter("second_intake")
leader: Callable[[Scene], Hat] = attrgetter("leader")
one_up: Callable[[Scene], Hat] = attrgetter("one_up")
approver: Callable[[Scene], Hat] = attrgetter("approver")
supervisor: Callable[[Scene], Hat] = attrgetter("supervisor")
guide: Callable[[Scene], Hat] = attrgetter("guide")
revisit_officer: Callable[[Scene], Hat] = attrgetter("revisit_officer")


def picture(name: str) -> CleanPhoto:
    """One of the drawn pictures; each says on its face that it is a sample."""
    return clean_photo(SimpleUploadedFile(f"{name}.jpg", (PHOTOS / f"{name}.jpg").read_bytes()))
