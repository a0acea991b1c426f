"""四员: the four posts that riders and couriers hold (滁州凤阳), and which one a kind of report suggests. Pure data."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices

from cases.terms import Purpose


class FourPost(TextChoices):
    SAFETY = "SAFETY", "平安巡查员"
    CIVILITY = "CIVILITY", "文明引领员"
    OPINION = "OPINION", "社情民意信息员"
    POLICY = "POLICY", "政策宣讲员"


BY_PURPOSE: Mapping[str, FourPost] = {
    Purpose.ALERT: FourPost.SAFETY,
    Purpose.EMERGENCY: FourPost.SAFETY,
    Purpose.UNCIVIL: FourPost.CIVILITY,
    Purpose.OPINION: FourPost.OPINION,
    Purpose.POLICY: FourPost.POLICY,
}
# By the code of the case's category, or of the one above it, where the reporter did not say what for.
BY_CATEGORY: Mapping[str, FourPost] = {
    **dict.fromkeys(["HAZARD", "EMERGENCY", "UTILITY", "LIGHTING", "ROAD", "LEAK"], FourPost.SAFETY),
    **dict.fromkeys(["RUBBISH", "PASSAGE", "NOISE", "PARKING", "STREET_TRADE", "FUMES", "GLARE"], FourPost.CIVILITY),
    **dict.fromkeys(["HOUSING", "BUILDING_WORK", "GREENERY", "NEIGHBOURS", "CARE"], FourPost.OPINION),
}


def suggested(*, purpose: str, category: str = "", above: str = "") -> FourPost | None:
    """The post for which such a report speaks; None where it speaks for none."""
    return BY_PURPOSE.get(purpose) or BY_CATEGORY.get(category) or BY_CATEGORY.get(above)
