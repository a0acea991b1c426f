from burden.models.listed import ListedMatter
from burden.models.task import Assignment, AssignmentQuerySet, Step, Task

__all__ = ["Assignment", "AssignmentQuerySet", "ListedMatter", "Step", "Task"]
