"""What has happened in the demo district: invented cases in all 14 states. Most never left their grid."""

from governance.demo.stories.above_the_grid import ABOVE_THE_GRID
from governance.demo.stories.at_the_platform import AT_THE_PLATFORM
from governance.demo.stories.at_the_top import AT_THE_TOP
from governance.demo.stories.before import BEFORE
from governance.demo.stories.called import CALLED
from governance.demo.stories.ended import ENDED
from governance.demo.stories.in_the_grid import IN_THE_GRID
from governance.demo.stories.judged import JUDGED
from governance.demo.stories.new import NEW
from governance.demo.stories.solved import SOLVED
from governance.demo.stories.solved_later import SOLVED_LATER

STORIES = [
    *SOLVED,
    *SOLVED_LATER,
    *ENDED,
    *ABOVE_THE_GRID,
    *CALLED,
    *AT_THE_PLATFORM,
    *AT_THE_TOP,
    *NEW,
    *IN_THE_GRID,
    *JUDGED,
    *BEFORE,
]
