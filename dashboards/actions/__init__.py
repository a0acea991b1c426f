from dashboards.actions.projecting import catch_up
from dashboards.actions.recounting import count_all_anew

__all__ = ["catch_up", "count_all_anew"]
