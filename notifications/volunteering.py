"""What is told of 志愿服务证明 and of being 家人: to whoever asked for the paper, to whoever is asked."""

from __future__ import annotations

from collections.abc import Iterator

from notifications.letters import News, Stretch, finds
from volunteers.models import FamilyTie, Proof
from volunteers.workflow import ProofState

MINE = "志愿服务证明"
SAID = {
    ProofState.ISSUED: f"您的志愿服务证明开好了（{{what}}，编号 {{number}}），在“{MINE}”里下载。",
    ProofState.REFUSED: f"您申请的志愿服务证明（{{what}}）没有开具：{{reason}}。可以在“{MINE}”里重新申请。",
    ProofState.RECALLED: f"您的志愿服务证明 {{number}} 作废了：{{reason}}。印好的不要再用，可以在“{MINE}”里另外申请。",
}


@finds
def proofs(now: Stretch) -> Iterator[News]:
    """By text, all of them: they wait for it, or would hand in a paper that holds no more."""
    rows = Proof.objects.filter(decided_at__gt=now.since, decided_at__lte=now.to).select_related("community")
    for one in rows.order_by("decided_at", "pk"):
        what = f"{one.community.short_name}，{one.first:%Y-%m-%d} 至 {one.last:%Y-%m-%d}"
        reason = one.reason[:60].rstrip("。")
        words = SAID[ProofState(one.state)].format(what=what, number=one.number, reason=reason)
        yield News(f"proof:{one.pk}:{one.state}", one.person_id, words, urgent=True)


@finds
def asked_as_family(now: Stretch) -> Iterator[News]:
    """Who it is stands masked, as on the page where they answer."""
    rows = FamilyTie.objects.filter(asked_at__gt=now.since, asked_at__lte=now.to, agreed_at=None, ended_at=None)
    for one in rows.select_related("asker__volunteer"):
        who = one.asker.volunteer.masked_name
        words = f"{who}想和您成为家人，互相转积分。是家人的，请在志愿服务的“家人”里同意；不认识的，点不同意。"
        yield News(f"family:{one.pk}", one.other_id, words)
