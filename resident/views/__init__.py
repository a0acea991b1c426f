from resident.views.account import code, end_session, export, leave, me, sign_in, sign_out
from resident.views.community import communities, community, community_grids
from resident.views.follow import follow, unfollow
from resident.views.home import elder, forget_mine, home
from resident.views.installing import manifest, offline, service_worker
from resident.views.places import places
from resident.views.privacy import privacy
from resident.views.progress import do, find, photo, progress
from resident.views.report import kept_photo, report, sent
from resident.views.snap import snap

__all__ = [
    "code",
    "communities",
    "community",
    "community_grids",
    "do",
    "elder",
    "end_session",
    "export",
    "find",
    "follow",
    "forget_mine",
    "home",
    "kept_photo",
    "leave",
    "manifest",
    "me",
    "offline",
    "photo",
    "places",
    "privacy",
    "progress",
    "report",
    "sent",
    "service_worker",
    "sign_in",
    "sign_out",
    "snap",
    "unfollow",
]
