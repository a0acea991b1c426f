"""What has happened in the demo district: invented cases in all 14 states. Most never left their grid."""

from governance.demo.stories.climbing import CLIMBING
from governance.demo.stories.ended import ENDED
from governance.demo.stories.in_the_grid import IN_THE_GRID
from governance.demo.stories.solved import SOLVED
from governance.demo.stories.solved_later import SOLVED_LATER

STORIES = [*SOLVED, *SOLVED_LATER, *ENDED, *CLIMBING, *IN_THE_GRID]
