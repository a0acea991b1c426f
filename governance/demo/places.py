"""The places of 市北区: real divisions, synthetic grids with their polygons, some buildings."""

from datetime import datetime

from django.conf import settings

from grids.importing.drawings import read_drawings
from grids.importing.entries import Problems
from grids.importing.reading import read_places
from grids.importing.run import import_places

DATA = settings.BASE_DIR / "grids" / "data"
FILES = [  # in this order: each stands on the one before it
    ("divisions_shibei_370203.csv", ""),
    ("grids_shibei_synthetic_1064.csv", "shibei_synthetic_grids.geojson"),
    ("buildings_shibei_synthetic.csv", ""),
]


def load_places(*, at: datetime) -> None:
    """The files of grids/data, as `manage.py import_places` would load them: once loaded, nothing changes."""
    for places, boundaries in FILES:
        problems = Problems()
        entries = read_places(DATA / places, problems, _say_nothing)
        drawings = read_drawings(DATA / boundaries, problems) if boundaries else []
        import_places(entries, drawings, by=None, at=at, problems=problems, told=_say_nothing)


def _say_nothing(_progress: str) -> None:
    """The demo says what it does once, not file by file."""
