from patrols.models.item import CheckItem
from patrols.models.patrol import Finding, Patrol
from patrols.models.plan import PatrolPlan

__all__ = ["CheckItem", "Finding", "Patrol", "PatrolPlan"]
