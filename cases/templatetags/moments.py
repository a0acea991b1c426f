from datetime import datetime

from django import template

from cases.telling import moment_said

register = template.Library()


@register.filter
def said_at(moment: datetime, at: datetime) -> str:
    """`{{ step.at|said_at:at }}` → 今天 10:20"""
    return moment_said(moment, at)
