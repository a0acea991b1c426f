"""Writing the register of places: under the tree's lock, and so that every process notices.

`locate` keeps the map with its places in the process; the token says when to draw it again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from grids.models import BoundaryRevision, Place
from grids.treelock import tree_write


@contextmanager
def register_write() -> Iterator[None]:
    """One transaction in which nobody else writes to places or boundaries; afterwards kept maps are out of date."""
    with tree_write(Place):
        yield
        renew_revision()


def renew_revision() -> None:
    """Tell every process that `locate` may answer differently from now on."""
    BoundaryRevision.objects.update_or_create(id=1, defaults={"token": uuid4().hex})
