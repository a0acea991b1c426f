import dj_database_url

SECRET_KEY = "of no use to anybody: the benchmark alone can reach this site"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.bare.urls"
MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
DATABASES = {"default": dj_database_url.config(conn_max_age=60, conn_health_checks=True)}
USE_TZ = True
