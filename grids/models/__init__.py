from grids.models.boundary import Boundary, BoundaryRevision
from grids.models.estate import Estate
from grids.models.place import FROM_THE_BEGINNING, Place, Region
from grids.workflow import Level, Line

__all__ = ["FROM_THE_BEGINNING", "Boundary", "BoundaryRevision", "Estate", "Level", "Line", "Place", "Region"]
