from datetime import datetime
from decimal import Decimal

from django import template

from cases.models import Case
from cases.telling import Lateness, lateness, moment_said, money_said

register = template.Library()


@register.filter
def said_at(moment: datetime, at: datetime) -> str:
    """`{{ step.at|said_at:at }}` → 今天 10:20"""
    return moment_said(moment, at)


@register.filter
def late_at(case: Case, at: datetime) -> Lateness | None:
    """`{{ case|late_at:at }}` → 现在超期, 曾超期, or nothing"""
    return lateness(case, at)


@register.filter
def as_money(yuan: Decimal) -> str:
    """`{{ decision.money|as_money }}` → 3,200,000 元"""
    return money_said(yuan)
