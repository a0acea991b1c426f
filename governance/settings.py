"""One settings file for both engines; everything that differs comes from the environment.

DATABASE_URL   postgres://…   else SQLite in var/
REDIS_URL      redis://…      else Celery works through folders in var/ and the cache through files
DEBUG          1 to see tracebacks in the browser
SECRET_KEY     required when DEBUG is off and no var/ key may be made (see governance/secrets.py)
"""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
import django_stubs_ext

from governance.secrets import kept_secret

django_stubs_ext.monkeypatch()  # lets `ModelAdmin[Case]` and its kin be written where the types want it

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("SHAODAO_VAR", BASE_DIR / "var"))
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("DEBUG", "0") == "1"
SECRET_KEY = kept_secret("SECRET_KEY", VAR_DIR)
PERSONAL_DATA_KEY = kept_secret("PERSONAL_DATA_KEY", VAR_DIR)  # encrypts phone numbers and ID numbers at rest
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "governance.registers.RegistersConfig",  # Django's admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "mptt",
    "csp",
    "django_htmx",
    "axes",
    "django_otp",
    "rest_framework",
    "accounts",
    "worktime",
    "grids",
    "partyorg",
    "partylife",
    "checkins",
    "cases",
    "burden",
    "volunteers",
    "teams",
    "activities",
    "shop",
    "patrols",
    "duty",
    "exchange",
    "notifications",
    "resident",
    "api",
    "dashboards",
    "governance",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "governance.middleware.NoNulInAddress",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.Seen",
    "accounts.middleware.NotKept",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "partyorg.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "governance.urls"
WSGI_APPLICATION = "governance.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "notifications.context.unread",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{VAR_DIR / 'shaodao.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at BEGIN: a read-then-write transaction never fails half-way.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "cache"}
    )
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.LockOutBackend",
    "accounts.backends.UsernameOrPhoneBackend",
    "partyorg.backends.PostsBackend",
]
SESSION_ENGINE = "accounts.sessions"
STAFF_IDLE_SECONDS = 12 * 3600  # then one signs in anew
RESIDENT_IDLE_SECONDS = 90 * 24 * 3600

# Lock-out (accounts/lockout.py): so many failures by one name from one address, or from one address by all names.
AXES_FAILURE_LIMIT, ADDRESS_FAILURE_LIMIT = 5, 50
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address"]
AXES_HANDLER = "accounts.lockout.Failures"
AXES_USERNAME_CALLABLE = "accounts.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.address_of"
AXES_LOCKOUT_CALLABLE = "accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says how long to wait, and it stays true
AXES_DISABLE_ACCESS_LOG = True  # sessions tell who came in
AXES_ENABLE_ADMIN = False  # the register is accounts.Lockout
AXES_VERBOSE = False
PROXIES = int(os.environ.get("PROXIES", "1" if os.environ.get("HTTPS", "0") == "1" else "0"))
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "phone")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 72 * 3600  # how long a one-time link works (accounts/links.py)
LOGIN_URL = "accounts:sign_in"
RESIDENT_LOGIN_URL, RESIDENT_HOME_URL = "resident:sign_in", "resident:me"
LOGIN_REDIRECT_URL = "cases:queue"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]  # what Django and django-axes have not said in Chinese yet
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR_DIR / "media"  # never served by URL: photos go through a view that asks who is looking

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("HTTPS", "0") == "1"
if os.environ.get("HTTPS", "0") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

REST_FRAMEWORK = {  # the API is for machines alone: no session, no pages; api/door.py says who comes in
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.door.Bearer"],
    "DEFAULT_THROTTLE_CLASSES": ["api.door.EachMinute"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser", "rest_framework.parsers.MultiPartParser"],
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "api.refusing.answer",
    "URL_FORMAT_OVERRIDE": None,
}

SMS_BACKEND = os.environ.get("SMS_BACKEND", "notifications.channels.FileSms")
SMS_LOG = VAR_DIR / "sms.log"
# Demo only: the page that asks for the second factor shows its code (accounts/views/second_factor.py).
DEMO = os.environ.get("SHAODAO_DEMO", "0") == "1"
# Beside the text: the official account's gateway. "": there is none.
WECHAT_BACKEND = os.environ.get("WECHAT_BACKEND", "notifications.channels.FileWechat" if DEMO else "")
WECHAT_LOG = VAR_DIR / "wechat.log"
# Demo only: a folder's clock.json makes the clocks of the whole system run faster (worktime/clock.py).
CLOCK_FILE = Path(os.environ["SHAODAO_CLOCK"]) if "SHAODAO_CLOCK" in os.environ else None
SWEEP_EVERY_SECONDS = float(os.environ.get("SWEEP_EVERY_SECONDS", "15"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "axes": {"level": "WARNING"},  # it tells of every sign-in
        "weasyprint": {"level": "ERROR"},  # of every step of every page
        "fontTools": {"level": "ERROR"},
    },
}
