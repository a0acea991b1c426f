"""Every indicator that is made of registers, not of cases: shares of grids, estates, members; hours and points."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from dashboards.indicators.terms import Better

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class OfRegister:
    """`top` over `bottom`, in words; without `bottom` a number of `unit`. `minimum`: 0 where all there are is counted,
    which is no sample. `as_of_now`: no day of the past is known of it, whatever period is looked at.
    """

    code: str  # as it stands in addresses
    name: str
    words: str
    top: str
    bottom: str = ""
    unit: str = "%"
    minimum: int = 0
    better: Better = Better.MORE
    as_of_now: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """An indicator's value: `number` of `of`."""

    indicator: OfRegister
    number: Decimal | int
    of: int | None = None

    @property
    def percent(self) -> Decimal | None:
        """To two places; None where there is nothing to divide by. What is not all is never shown as all."""
        if not self.of:
            return None
        exact = Decimal(100) * self.number / self.of
        rounded = exact.quantize(_HUNDREDTH, ROUND_HALF_UP)
        return rounded - _HUNDREDTH if exact < 100 <= rounded else rounded

    @property
    def text(self) -> str:
        if not self.indicator.bottom:
            return f"{self.number:,}"
        return "—" if self.percent is None else f"{self.percent}%"

    @property
    def parts(self) -> str:
        """What is beside the value; of what is only known of today, that it is of now."""
        said = f"{self.number:,} / {self.of:,}" if self.of is not None else self.indicator.unit
        return f"{said} · 现在" if self.indicator.as_of_now else said

    @property
    def is_small(self) -> bool:
        return self.of is not None and self.of < self.indicator.minimum


_ALL = [
    OfRegister(
        "grid_branch", "网格党支部覆盖率",
        "有网格党支部的网格占全部网格多少。只有党的工作小组过渡的另计，不算覆盖；后来转建的，当天仍算小组。",
        "有网格党支部的网格", "全部网格",
    ),
    OfRegister(
        "estate_branch", "小区党支部覆盖率", "有党支部服务的小区占登记的小区多少，哪一种党支部都算。",
        "有党支部的小区", "登记的小区",
    ),
    OfRegister(
        "estate_party", "小区党的工作覆盖率", "有党支部或者党的工作小组服务的小区占登记的小区多少。",
        "有党支部或者工作小组的小区", "登记的小区",
    ),
    OfRegister(
        "estate_property", "物业服务覆盖率", "有物业公司服务的小区占登记的小区多少。",
        "有物业公司服务的小区", "登记的小区",
    ),
    OfRegister(
        "force", "网格力量配齐率",
        "网格长、专职网格员、兼职网格员、引导员四个岗位都有人的网格占全部网格多少（1+3）。派驻社区或者街道的引导员，算到其中每个网格。",
        "四个岗位都有人的网格", "全部网格",
    ),
    OfRegister(
        "life", "组织生活参加率",
        "这个时段最后一天所在的季度里，参加过至少一次组织生活的党员占全部党员多少。只报人数，不报是谁；网格一级不报。",
        "参加过的党员", "党员",
    ),
    OfRegister(
        "patrol", "巡查覆盖率", "这个时段里走完过至少一次巡查的网格占全部网格多少。时段里撤销的网格也在内。",
        "巡查过的网格", "这个时段里有过的全部网格",
    ),
    OfRegister(
        "rectified", "隐患整改率",
        "这个时段里巡查发现、现在已经了结的隐患里，当场制止的和转为案件后没有超过处置时限就结案的占多少。"
        "还在时限里办的先不算；超过时限的，没结案也算没有按时；解释结案的不算整改；不予受理、并案、撤回的不算。",
        "当场制止的和按时结案的", "已经了结的和超过时限的", minimum=10,
    ),
    OfRegister(
        "quiet", "零发案网格", "这个时段里没有受理过平安法治板块诉求的网格占全部网格多少。"
        "时段里撤销的网格也在内。只数案件，不列任何人。",
        "零发案的网格", "这个时段里有过的全部网格",
    ),
    OfRegister(
        "checked_in", "报到率", "登记来报到的在职党员里，社区已经确认、编进网格的占多少。不接收的、已结束的不算。",
        "已确认报到的党员", "登记报到的党员", minimum=10, as_of_now=True,
    ),
    OfRegister(
        "claimed", "岗位认领率", "已报到的在职党员里，现在认领着至少一个岗位的占多少。",
        "认领了岗位的党员", "已报到的党员", minimum=10, as_of_now=True,
    ),
    OfRegister(
        "wishes", "心愿认领率", "这个时段里发布的微心愿，有人认领或者已经实现的占多少。撤回的不算。",
        "认领或者实现的心愿", "发布的心愿", minimum=10,
    ),
    OfRegister(
        "volunteers", "注册志愿者", "现在登记在这里的志愿者，退出的不算。", "志愿者", unit="人", as_of_now=True,
    ),
    OfRegister("hours", "服务时长", "这个时段里服务、已经审核通过的小时数。", "审核通过的时长", unit="小时"),
    OfRegister(
        "earned", "发出积分",
        "这个时段里服务、审核通过记入的积分，冲正的不算。按服务的那天算；居民看的“积分怎么用的”按审核通过的那天算。",
        "记入的积分", unit="分",
    ),
    OfRegister(
        "spent", "兑换积分",
        "这个时段里在积分超市兑换掉的积分，后来退货的不算。按核销的那天算，以后退货也改；居民看的“积分怎么用的”，过去的季度不改。",
        "兑换的积分", unit="分",
    ),
    OfRegister("expired", "过期积分", "这个时段里到期作废的积分。", "过期的积分", unit="分", better=Better.NEITHER),
    OfRegister(
        "outstanding", "未用积分", "现在还在志愿者账户里、没有兑换也没有过期的积分。", "账户里的积分", unit="分",
        better=Better.NEITHER, as_of_now=True,
    ),
    OfRegister(
        "waiting", "待审核服务", "现在还没有审核的服务记录，申诉中的也算。", "没有审核的记录", unit="条",
        better=Better.LESS, as_of_now=True,
    ),
    OfRegister(
        "burden", "基层负担",
        "到这个时段最后一天为止的 14 天里交办到社区的协助事项。办好、撤销的也算，因为它到过社区；街道没有准入的不算。",
        "到社区的协助事项", unit="项", better=Better.LESS,
    ),
]  # fmt: skip
REGISTERS: dict[str, OfRegister] = {one.code: one for one in _ALL}
