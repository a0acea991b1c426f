"""我的: signing in by a code to one's phone, what one reported and follows, where one is signed in, leaving."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import end_session as end
from accounts.addresses import address_of
from accounts.door import as_resident, both
from accounts.models import Session, User
from accounts.onward import own
from accounts.passing import enter_as_resident
from accounts.personal import masked_phone
from resident import actions
from resident.cards import card, followed
from resident.following import GONE, forget
from resident.forms import CodeForm, LeaveForm, PhoneForm
from resident.matters import cases_followed_by, cases_of, letters_to, messages_to
from resident.models import Consent
from worktime import clock

ASKED = "code"  # in the session of the browser that asked: which code, for whom, and where to go on
EXPORT_NAME = "shaodao-my-data.json"


@sensitive_post_parameters()
@never_cache
@both
def sign_in(request: HttpRequest) -> HttpResponse:
    """The phone. The answer is the same for every number."""
    on = request.POST.get("next") or request.GET.get("next", "")
    if request.method != "POST":
        return _phone_page(request, PhoneForm(), on)
    form = PhoneForm(request.POST)
    if not form.is_valid():
        return _phone_page(request, form, on, status=422)
    phone = form.cleaned_data["phone"]
    try:
        sent = actions.send_code(phone, address=address_of(request), at=clock.now())
    except actions.TooOften as often:
        form.add_error("phone", str(often))
        page = _phone_page(request, form, on, status=429)
        page["Retry-After"] = str(int(often.wait.total_seconds()))
        return page
    except actions.NotSent as error:
        form.add_error("phone", str(error))
        return _phone_page(request, form, on, status=503)
    request.session[ASKED] = {
        "number": sent.number, "who": form.cleaned_data["who"], "next": on, "sent_to": masked_phone(phone),
        "shown": sent.code if settings.DEMO else "",
    }  # fmt: skip
    return redirect("resident:code")


@sensitive_post_parameters()
@never_cache
@both
def code(request: HttpRequest) -> HttpResponse:
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("resident:sign_in")
    if request.method != "POST":
        return _code_page(request, CodeForm())
    form, at = CodeForm(request.POST), clock.now()
    if not form.is_valid():
        return _code_page(request, form, status=422)
    who = Consent.Who(asked["who"])
    try:
        typed = form.cleaned_data["code"]
        person = actions.enter_code(asked["number"], typed, who=who, address=address_of(request), at=at)
    except actions.WrongCode as error:
        form.add_error("code", str(error))
        return _code_page(request, form, status=422)
    enter_as_resident(request, person, at)
    return redirect(own(request, asked["next"]) or "resident:me")


@never_cache
@as_resident
@require_safe
def me(request: HttpRequest, person: User) -> HttpResponse:
    at, reported = clock.now(), cases_of(person)
    shown = {
        "person": person,
        "at": at,
        "cards": [card(case, at) for case in reported],
        "told": messages_to(person, reported),
        "letters": letters_to(person),
        "followed": [followed(case, at) for case in cases_followed_by(person)],
        "sessions": Session.objects.visible_to(person),
        "this": request.session.session_key,
    }
    return render(request, "resident/me.html", shown)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    return _gone(request, "已退出。“我的事”也从这台手机上清掉了，用查询码还能查。")


@as_resident
@require_POST
def end_session(request: HttpRequest, person: User, handle: str) -> HttpResponse:
    """One of one's own, but this: that is signing out."""
    own = [one for one in Session.objects.visible_to(person) if one.handle == handle]
    if not own or own[0].session_key == request.session.session_key:
        raise Http404
    end(own[0], by=person, at=clock.now())
    messages.success(request, "已经结束那一处的登录。")
    return redirect("resident:me")


@never_cache
@as_resident
@require_safe
def export(request: HttpRequest, person: User) -> HttpResponse:
    kept = actions.everything_of(person, at=clock.now())
    return JsonResponse(
        kept,
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{EXPORT_NAME}"'},
    )


@never_cache
@as_resident
@both
def leave(request: HttpRequest, person: User) -> HttpResponse:
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(person, at=clock.now())
        except actions.CannotLeave as error:
            form.add_error(None, str(error))
        else:
            return _gone(request, "账号已注销，您的称呼和手机号都删掉了。")
    running = sum(case.is_open for case in cases_of(person))
    status = 422 if request.method == "POST" else 200
    return render(request, "resident/leave.html", {"form": form, "running": running}, status=status)


def _gone(request: HttpRequest, said: str) -> HttpResponse:
    """Home, and nothing of this person stays on the telephone."""
    request.session.flush()
    messages.success(request, said, extra_tags=GONE)
    response = redirect("resident:home")
    forget(response)
    return response


def _phone_page(request: HttpRequest, form: PhoneForm, on: str, status: int = 200) -> HttpResponse:
    return render(request, "resident/sign_in.html", {"form": form, "next": on}, status=status)


def _code_page(request: HttpRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    asked = request.session[ASKED]
    return render(request, "resident/code.html", {"form": form, "asked": asked}, status=status)
