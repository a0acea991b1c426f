from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exchange.deciding import waiting_for
from exchange.exporting.sheets import XLSX
from exchange.exporting.templates import template
from exchange.models import Export, ImportRun
from exchange.standing import may_exchange, may_export, may_import
from exchange.views.door import not_yours, what_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat

ROWS = 50

WHOSE = (
    "组织由系统管理员导入，党员由党务专干和党组织书记在自己的范围里导入，账号和岗位由安全管理员导入。"
    "您的岗位用不到这里。"
)


@require_safe
@at_desk
def home(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """What one may bring in and take out, what waits for one's decision, and one's own imports and exports so far."""
    if not may_exchange(hat):
        return not_yours(request, hat, WHOSE)
    context = {
        "hat": hat,
        "imports": may_import(hat),
        "exports": may_export(hat),
        "waiting": waiting_for(hat),
        "runs": Paginator(ImportRun.objects.visible_to(hat), ROWS).get_page(request.GET.get("page")),
        "asked": Export.objects.visible_to(hat).touched_by(hat.person).select_related("scope", "by")[:ROWS],
    }
    return render(request, "exchange/home.html", context)


@require_safe
@at_desk
def sample(request: HttpRequest, hat: Hat, at: datetime, name: str) -> HttpResponse:
    """The template to fill in."""
    what = what_or_404(name)
    if what not in may_import(hat):
        return not_yours(request, hat, WHOSE)
    response = HttpResponse(template(what), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{what.lower()}.xlsx"'
    return response
