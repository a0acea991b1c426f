from resident.actions.braking import wrong_code
from resident.actions.codes import NotSent, Sent, TooOften, WrongCode, drop_old_codes, enter_code, send_code
from resident.actions.leaving import CannotLeave, everything_of, leave
from resident.actions.photos import (
    TooManyPhotos,
    as_sent,
    drop_photos,
    drop_what_was_never_sent,
    keep_photos,
    kept_photos,
)
from resident.actions.sending import ToBeProved, TooMany, send_report, send_snap

__all__ = [
    "CannotLeave",
    "NotSent",
    "Sent",
    "ToBeProved",
    "TooMany",
    "TooManyPhotos",
    "TooOften",
    "WrongCode",
    "as_sent",
    "drop_old_codes",
    "drop_photos",
    "drop_what_was_never_sent",
    "enter_code",
    "everything_of",
    "keep_photos",
    "kept_photos",
    "leave",
    "send_code",
    "send_report",
    "send_snap",
    "wrong_code",
]
