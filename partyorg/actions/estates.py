from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Estate
from partyorg.models import EstateStep


def take_step(estate: Estate, *, step: int, on: date, note: str = "", by: User | None, at: datetime) -> EstateStep:
    """五步走: the next of the five steps is done. Raises ValidationError out of its order."""
    with transaction.atomic():
        Estate.objects.select_for_update().get(pk=estate.pk)
        last = EstateStep.objects.filter(estate=estate).order_by("-step").first()
        following = last.step + 1 if last else 1
        if step != following:
            raise ValidationError(
                {"step": f"五步走按顺序做，现在该做第 {following} 步。" if following <= 5 else "五步都做完了。"}
            )
        if last and on < last.on:
            raise ValidationError({"on": f"上一步是 {last.on:%Y年%-m月%-d日}做完的，这一步不能更早。"})
        made = EstateStep.objects.create(estate=estate, step=step, on=on, note=note, by=by, at=at)
        write_audit(action="五步走", of=estate, by=by, at=at, detail={"step": step, "on": on.isoformat()})
    return made
