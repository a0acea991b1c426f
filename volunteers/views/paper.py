from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from accounts.printing import missing
from volunteers.models import Proof
from volunteers.printing import lacking, paper_of


def paper_answer(request: HttpRequest, proof: Proof) -> HttpResponse | None:
    """The PDF; None where this machine cannot make one, or not of such a name. Of a proof that was never issued there
    is none (404)."""
    if not proof.is_on_paper:
        raise Http404
    if missing() or lacking(proof.name, proof.community):
        return None
    address = request.build_absolute_uri(reverse("volunteering:proof", args=[proof.code]))
    named = {"Content-Disposition": f'inline; filename="{proof.number}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(paper_of(proof, address), content_type="application/pdf", headers=named)
