from activities.actions.closing import close, close_forgotten, what_closing_does
from activities.actions.leading import give_up_leading
from activities.actions.presence import Shown, come, leave
from activities.actions.publishing import Plan, call, call_off, edit, publish
from activities.actions.recurring import Pattern, change_template, generate, generate_all, keep_template, switch
from activities.actions.righting import reopen, right_no_show
from activities.actions.rolling import roll
from activities.actions.signing import cancel_sign_up, give_up_places, sign_up, walk_up
from activities.actions.suggesting import suggest

__all__ = [
    "Pattern",
    "Plan",
    "Shown",
    "call",
    "call_off",
    "cancel_sign_up",
    "change_template",
    "close",
    "close_forgotten",
    "come",
    "edit",
    "generate",
    "generate_all",
    "give_up_leading",
    "give_up_places",
    "keep_template",
    "leave",
    "publish",
    "reopen",
    "right_no_show",
    "roll",
    "sign_up",
    "suggest",
    "switch",
    "walk_up",
    "what_closing_does",
]
