"""Why the shop refuses: the rule's name and the sentence for the screen."""

from typing import ClassVar

from accounts.seen import CHANGED_MEANWHILE
from volunteers.rules import Refused as RefusedToVolunteer

RULES = {
    # ordering
    "not_a_volunteer": "注册成志愿者以后才能换。",
    "other_shop": "这是别的社区的积分超市，只能在自己的社区换。",
    "off_sale": "“{good}”现在不换了。",
    "sold_out": "“{good}”刚刚换完了。",
    "none_left": "“{good}”换完了，等社区补货。",
    "too_few": "“{good}”只剩 {left} 件。",
    "price_changed": "价格刚刚改了：现在每件 {price} 分。看清楚，要换再点一次。",
    "tier_only": "“{good}”只给{tier}换，您现在是{own}。",
    "window_closed": "现在不在兑换期。{when}",
    "over_limit": "“{good}”每人每期最多换 {most} 件，这一期您已经换了 {had} 件。",
    "not_now": "这一单现在是“{state}”，不能再这样办。",
    # at the counter
    "not_yours": "这不归您的岗位管。",
    "own_record": "不能给自己核销、退货，请另一位同事办。",
    "own_order": "这是您自己换的，不要了请在自己的手机上取消。",
    "no_such_code": "没有这个取货码，请再看一遍。",
    "other_community": "这是别的社区的取货码，请居民到换的那个社区去领。",
    "two_of_it": "两个社区都有这个码：请扫居民手机上的方块码，或者换成那个社区的岗位再输。",
    "already_taken": "这个码 {when} 用过了，东西已经领走。",
    "was_cancelled": "这一单 {when} 已经取消，没过期的积分退回去了。",
    "was_returned": "这一单 {when} 已经退货，没过期的积分退回去了。",
    "has_expired": "这个码 {when} 过期了，没过期的积分会退回去。",
    "wait": "连着输错了 {times} 次，请等 {seconds} 秒再试。",
    "no_code": "还没有核对这一单的取货码，或者过去太久了：请再输一次、扫一次。拿不出码的，核对本人身份以后，"
    "写一句为什么仍然给。",
    "nobody_beside": "请选另一位在场的同事，或者数一数货架上还剩几件。",
    "same_person": "在场人要是另一位同事，不能是您自己，也不能是领东西的人。",
    "not_staff": "在场人要是现在管这个社区的同事。",
    "in_debt": "这位志愿者欠 {owed} 分，还没补上：仍然要给的，请写一句为什么；不给的，请代为取消。",
    "count_below_orders": "数出来 {found} 件，比别人换好、还没来领的 {waiting} 件还少：请再数一遍，或者先补货。",
    "said_already": "您已经说过不在场了。",
    "answered_already": "这一单已经有人核实了。",
    "not_theirs_to_answer": "您是当事人，请另一位管积分超市的同事核实。",
    # what was taken comes back
    "not_taken": "这一单现在是“{state}”：只有已领取的能退货。",
    "return_over": "核销以后 {days} 天以内能退货，这一单是 {when} 核销的，已经过了。",
    "no_reason": "请写明为什么退货：本人会看到。",
    # the community's fund
    "goods_only": "“{good}”是服务，不是物品。请选一种物品，没有的先上架。",
    "is_back": "这一笔已经收回了。",
    # goods and stock
    "same_name": "这个社区已经有“{name}”。",
    "kind_in_use": "“{good}”还有 {stock} 件能换、{waiting} 件等着领，不能改种类：请另外上架一种。",
    "changed_meanwhile": CHANGED_MEANWHILE,
    "not_in_stock": "库存只有 {stock} 件，不能报损 {amount} 件。",
    "say_why": "账上应有 {expected} 件，数出来 {found} 件，差得多：请再数一遍；没有数错的，在说明里写一句为什么。",
    "no_donor": "志愿者名册里没有这个手机号。没有注册的，手机号空着，只写姓名。",
    "own_donation": "不能给自己登记捐赠，请另一位同事办。",
    "came_already": "今天 {when} {by}已经登记过一笔：{donor}捐的{what}，放进“{good}”。同一笔不用再登；不是同一笔的，"
    "勾上“确实是另一批”再收下。",
    "is_out": "这一笔已经冲正，货已经出库了。",
    "not_there": "“{good}”现在只有 {stock} 件能出库，不够这一笔的 {quantity} 件：别的已经换走，或者有人换好了还没来领。"
    "货在的，选留在库里；不在的，先盘点。",
    "no_points": "这一笔没有积分可收回：没有认定，或者已经办过了。",
    "points_over": "一次捐赠最多认定 {most} 分，这是积分细则定的。",
}


class Refused(RefusedToVolunteer):
    """What the shop does not allow."""

    sentences: ClassVar = RULES
