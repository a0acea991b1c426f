"""双报到: the course of a check-in and of a small wish, as data. Imports nothing of ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    """Of a check-in, a unit's or a member's."""

    PENDING = "PENDING", "待社区确认"
    CONFIRMED = "CONFIRMED", "已报到"
    DECLINED = "DECLINED", "未接收"
    ENDED = "ENDED", "已结束"


OPEN = frozenset({State.PENDING, State.CONFIRMED})


class Deed(TextChoices):
    """What the community does with a check-in."""

    CONFIRM = "CONFIRM", "确认报到"
    DECLINE = "DECLINE", "不接收"
    END = "END", "结束报到"


@dataclass(frozen=True, slots=True)
class Move:
    source: State
    target: State


MOVES: Mapping[Deed, Move] = {
    Deed.CONFIRM: Move(State.PENDING, State.CONFIRMED),
    Deed.DECLINE: Move(State.PENDING, State.DECLINED),
    Deed.END: Move(State.CONFIRMED, State.ENDED),
}


class WishState(TextChoices):
    PUBLISHED = "PUBLISHED", "待认领"
    CLAIMED = "CLAIMED", "已认领"
    DONE = "DONE", "已实现"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class WishDeed(TextChoices):
    CLAIM = "CLAIM", "认领"
    FULFIL = "FULFIL", "实现了"
    GIVE_BACK = "GIVE_BACK", "退回认领"
    WITHDRAW = "WITHDRAW", "撤回"


class Who(TextChoices):
    COMMUNITY = "COMMUNITY", "社区党委书记或党务专干"
    MEMBER = "MEMBER", "在这个社区报到的党员"
    CLAIMANT = "CLAIMANT", "认领的党员"


@dataclass(frozen=True, slots=True)
class WishMove:
    who: frozenset[Who]
    source: WishState
    target: WishState


WISH_MOVES: Mapping[WishDeed, WishMove] = {
    WishDeed.CLAIM: WishMove(frozenset({Who.MEMBER}), WishState.PUBLISHED, WishState.CLAIMED),
    WishDeed.FULFIL: WishMove(frozenset({Who.CLAIMANT, Who.COMMUNITY}), WishState.CLAIMED, WishState.DONE),
    WishDeed.GIVE_BACK: WishMove(frozenset({Who.CLAIMANT, Who.COMMUNITY}), WishState.CLAIMED, WishState.PUBLISHED),
    WishDeed.WITHDRAW: WishMove(frozenset({Who.COMMUNITY}), WishState.PUBLISHED, WishState.WITHDRAWN),
}


class Listing(TextChoices):
    """The three lists (三张清单) of a unit's agreement with a community."""

    NEED = "NEED", "需求"
    RESOURCE = "RESOURCE", "资源"
    PROJECT = "PROJECT", "项目"


class Grade(TextChoices):
    """What a community says of a member's year."""

    GOOD = "GOOD", "好"
    FAIR = "FAIR", "较好"
    AVERAGE = "AVERAGE", "一般"
    POOR = "POOR", "差"


class Trade(TextChoices):
    """新就业群体: what people do who work for a platform."""

    RIDER = "RIDER", "外卖骑手"
    COURIER = "COURIER", "快递员"
    DRIVER = "DRIVER", "网约车司机"
    TRUCKER = "TRUCKER", "货车司机"
    OTHER = "OTHER", "其他"
