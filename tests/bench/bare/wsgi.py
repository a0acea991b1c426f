"""The project's own settings and middleware with one bare view behind them, instead of all of its URLs."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "governance.settings"
django.setup()

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

settings.ROOT_URLCONF = "tests.bench.bare.urls"
application = WSGIHandler()
