"""换岗位: which of several posts a person has on. What is on is what the desk shows, offers and writes down."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.onward import own
from partyorg.door import at_desk, put_on
from partyorg.hats import Hat


@require_POST
@at_desk
def wear(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """`post`: the id of one of one's own posts in force, or nothing for all of them; any other is not there (404).

    On to the desk's front page: what the other post saw, this one may not see. With all of them on, to `next`: the
    page that was not there for the one post alone.
    """
    said = request.POST.get("post")
    chosen = next((post for post in hat.held if str(post.pk) == said), None)
    if chosen is None and said != "":
        raise Http404("Nobody puts on a post that is not theirs.")
    put_on(request, chosen if len(hat.held) > 1 else None)
    messages.success(request, f"现在的岗位：{chosen or '全部岗位'}。")
    onward = own(request, request.POST.get("next", "")) if chosen is None else ""
    return redirect(onward or "cases:queue")
