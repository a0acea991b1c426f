"""换岗位: which of several posts a person has on. What is on is what the desk shows, offers and writes down."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from partyorg.door import WORN, at_desk
from partyorg.hats import Hat


@require_POST
@at_desk
def wear(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """`post`: the id of one of one's own posts in force; anything else means all of them.

    On to the desk's front page: what the other post saw, this one may not see.
    """
    chosen = next((post for post in hat.held if str(post.pk) == request.POST.get("post")), None)
    if chosen and len(hat.held) > 1:
        request.session[WORN] = chosen.pk
        messages.success(request, f"现在的岗位：{chosen}。")
    else:
        request.session.pop(WORN, None)
        messages.success(request, "现在的岗位：全部岗位。")
    return redirect("cases:queue")
