"""How a person says money: 3,200,000 元, 88.50 元."""

from decimal import Decimal


def money_said(yuan: Decimal) -> str:
    return f"{yuan:,.0f} 元" if yuan == yuan.to_integral_value() else f"{yuan:,.2f} 元"
