"""What may stand under what in the tree of places, and the lines of work that share one grid. Pure data."""

from django.db.models import TextChoices


class Level(TextChoices):
    DISTRICT = "DISTRICT", "区县"
    STREET = "STREET", "乡级"
    COMMUNITY = "COMMUNITY", "社区"
    VILLAGE = "VILLAGE", "村"
    GRID = "GRID", "网格"
    MICRO_GRID = "MICRO_GRID", "微网格"
    BUILDING = "BUILDING", "楼栋"


class Line(TextChoices):
    """A line of work that uses the grid (多网合一). A line is a tag on the one grid, never a second layer of grids."""

    PARTY = "PARTY", "党建"
    SECURITY = "SECURITY", "综治"
    EMERGENCY = "EMERGENCY", "应急"
    URBAN = "URBAN", "城管"
    CIVIL = "CIVIL", "民政"
    MARKET = "MARKET", "市场监管"
    ECOLOGY = "ECOLOGY", "生态环境"


# Every grid belongs to a community or a village, none directly to a street or district (DB6101/T 3185-2024).
# Each arrow goes strictly downwards, so legal pairs alone can never close a circle.
LEGAL_PARENTS: dict[Level, frozenset[Level]] = {
    Level.DISTRICT: frozenset(),
    Level.STREET: frozenset({Level.DISTRICT}),
    Level.COMMUNITY: frozenset({Level.STREET}),
    Level.VILLAGE: frozenset({Level.STREET}),
    Level.GRID: frozenset({Level.COMMUNITY, Level.VILLAGE}),
    Level.MICRO_GRID: frozenset({Level.GRID}),
    Level.BUILDING: frozenset({Level.GRID, Level.MICRO_GRID}),
}


class Refused(Exception):
    """A change to the register that the rules forbid. The message is a Chinese sentence for whoever asked."""


def misplaced(level: Level, parent: Level | None) -> str:
    """Why a place of this level may not stand under that parent, as a Chinese clause; empty when it may."""
    legal = LEGAL_PARENTS[level]
    if parent in legal or (parent is None and not legal):
        return ""
    if not legal:
        return f"{level.label}是树根，上面没有别的地域"
    wanted = "或".join(up.label for up in LEGAL_PARENTS if up in legal)
    return f"{level.label}应属于{wanted}，" + (f"不能属于{parent.label}" if parent else "不能没有上级")
