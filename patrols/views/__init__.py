from patrols.views.plans import end_plan, new_plan, plans, records

__all__ = ["end_plan", "new_plan", "plans", "records"]
