from burden.views.meter import meter
from burden.views.new import listed, new
from burden.views.step import step
from burden.views.task import task
from burden.views.tasks import tasks

__all__ = ["listed", "meter", "new", "step", "task", "tasks"]
