"""Files as people send them, read into rows."""

from exchange.reading.cells import Cells
from exchange.reading.raw import LARGEST_MEGABYTES, Unreadable
from exchange.reading.tables import Row, Table, read_table

__all__ = ["LARGEST_MEGABYTES", "Cells", "Row", "Table", "Unreadable", "read_table"]
