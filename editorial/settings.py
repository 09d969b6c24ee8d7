"""All settings, read from the environment; docs/running.md lists the variables."""

from email.utils import formataddr
from pathlib import Path

import django

from editorial import environment

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(environment.text("DATA_DIR", str(BASE_DIR / "data")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = environment.boolean("DEBUG")
SECRET_KEY = (
    "for development only, never for a magazine that others can reach"
    if DEBUG
    else environment.secret(
        "SECRET_KEY",
        missing="Set SECRET_KEY to 50 random characters to run a magazine, or DEBUG=1 to work on one on this machine.",
    )
)
ALLOWED_HOSTS = environment.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if DEBUG else "")
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if not DEBUG and host != "*"]

INSTALLED_APPS = [
    "articles.apps.Articles",
    "editorial.apps.Admin",
    "editorial.door.apps.Door",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_prose_editor",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "editorial.home.AtHome",
    "editorial.policy.ContentSecurityPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "editorial.cookies.CookiesOfTheDesk",
    "editorial.parameters.WithoutNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "editorial.urls"
WSGI_APPLICATION = "editorial.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
            ],
        },
    },
]

DATABASES = {"default": environment.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'magazine.sqlite3'}")}

if REDIS_URL := environment.text("REDIS_URL"):
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
TRUSTED_PROXIES = environment.integer("TRUSTED_PROXIES", 0)
SECOND_FACTOR_ROLES = environment.words("SECOND_FACTOR_ROLES")
MAY_RESET_SECOND_FACTORS = "articles.publish_article"

LANGUAGE_CODE = environment.language("LANGUAGE_CODE", "en")
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
FORMAT_MODULE_PATH = "editorial.formats"
LOCALE_PATHS = [BASE_DIR / "editorial" / folder for folder in ("locale", "locale_django")]
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"

S3_BUCKET = environment.text("S3_BUCKET")
S3_OPTIONS = {
    "bucket_name": S3_BUCKET,
    "endpoint_url": environment.text("S3_ENDPOINT_URL") or None,
    "custom_domain": environment.text("S3_PUBLIC_HOST") or None,
}
PICTURE_HOSTS = environment.words("S3_PUBLIC_HOST") or environment.words("S3_ENDPOINT_URL")
STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {**S3_OPTIONS, "location": "media", "querystring_auth": False},
        }
        if S3_BUCKET
        else {"BACKEND": "editorial.storage.WholeFileStorage"}
    ),
    "private": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {**S3_OPTIONS, "location": "private", "default_acl": "private", "custom_domain": None},
        }
        if S3_BUCKET
        else {
            "BACKEND": "editorial.storage.WholeFileStorage",
            "OPTIONS": {
                "location": PRIVATE_ROOT,
                "base_url": None,
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    ),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
if not DEBUG:
    SECURE_SSL_REDIRECT = environment.boolean("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]
    if environment.boolean("BEHIND_PROXY", True):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = environment.integer("SECURE_HSTS_SECONDS", 31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True

LOGIN_URL = "admin:login"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

MAGAZINE_NAME = environment.text("MAGAZINE_NAME", "The Meridian Review")
MAGAZINE_TAGLINE = environment.text("MAGAZINE_TAGLINE", "Essays on foreign policy, borders and the sea")
ACCENT = environment.colour("ACCENT")
IDENTITY = "articles.models.magazine.magazine"

FIRST_HOST = next((host.lstrip(".") for host in ALLOWED_HOSTS if host != "*"), "localhost")
SITE_URL = environment.site("SITE_URL", "http://127.0.0.1:8000" if DEBUG else f"https://{FIRST_HOST}")
WEBSUB_HUB = environment.page("WEBSUB_HUB")
PUBLISHING_PRINCIPLES = environment.page("PUBLISHING_PRINCIPLES")
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", formataddr((MAGAZINE_NAME, f"desk@{FIRST_HOST}")))
OTP_TOTP_ISSUER = MAGAZINE_NAME
MAIL = environment.mail("EMAIL_URL", "console://" if DEBUG else "smtp://localhost:25")
if django.VERSION >= (6, 1):
    MAILERS = {"default": MAIL}
else:
    EMAIL_BACKEND = MAIL["BACKEND"]
    EMAIL_HOST = MAIL["OPTIONS"].get("host", "")
    EMAIL_PORT = MAIL["OPTIONS"].get("port", 25)
    EMAIL_HOST_USER = MAIL["OPTIONS"].get("username", "")
    EMAIL_HOST_PASSWORD = MAIL["OPTIONS"].get("password", "")
    EMAIL_USE_TLS = MAIL["OPTIONS"].get("use_tls", False)
    EMAIL_USE_SSL = MAIL["OPTIONS"].get("use_ssl", False)
    EMAIL_TIMEOUT = MAIL["OPTIONS"].get("timeout")
