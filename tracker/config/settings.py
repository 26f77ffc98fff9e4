"""Django's settings: importing them starts nothing; what production lacks is said loudly."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale

from tracker.config import env, postgres_paths

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_FOLDER = postgres_paths.data_folder()
PRODUCTION = env.read_choice("WATERLINE_ENV", "local", choices=["local", "production"]) == (
    "production"
)

# ── Who we are to the outside ────────────────────────────────────────────────────────────────────
SECRET_KEY = env.read_secret("SECRET_KEY", DATA_FOLDER, production=PRODUCTION)
DEBUG = env.read_flag("WATERLINE_DEBUG")
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("WATERLINE_DEBUG shows secrets to strangers: not in production.")
ALLOWED_HOSTS = env.read_list("ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1"])
if PRODUCTION and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the host names that people type.")
if not PRODUCTION:
    ALLOWED_HOSTS += ["[::1]", "testserver"]
HTTPS = env.read_flag("WATERLINE_HTTPS", PRODUCTION)
CSRF_TRUSTED_ORIGINS = env.read_list("CSRF_TRUSTED_ORIGINS")
SIGNUP_OPEN = env.read_flag("WATERLINE_SIGNUP_OPEN")
ADMIN_PATH = env.read_text("WATERLINE_ADMIN_PATH", "admin").strip("/")

# ── The application ──────────────────────────────────────────────────────────────────────────────
ROOT_URLCONF = "tracker.config.urls"
WSGI_APPLICATION = "tracker.config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
INSTALLED_APPS = [
    "accounts",
    "tracker",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tracker.config.health.answer_probes",
    "tracker.middleware.read_as_utf8",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tracker.middleware.ReaderMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tracker.middleware.refuse_large_bodies",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.context_processors.shell",
            ],
            "builtins": ["tracker.templatetags.components"],
        },
    }
]

# ── The database: PostgreSQL 18 or newer ─────────────────────────────────────────────────────────
# Everything a person reaches runs as the application role, behind row-level security; the owner
# role migrates and loads shared data.
DATABASE_ROLE = env.read_choice(
    "WATERLINE_DB_ROLE", "application", choices=["application", "owner"]
)
APPLICATION_ROLE = "waterline_app"
EMBEDDED = postgres_paths.connection_params(DATA_FOLDER)
DATABASE: dict[str, Any] = env.read_database() or {
    "ENGINE": "django.db.backends.postgresql",
    "HOST": EMBEDDED["host"],
    "PORT": EMBEDDED["port"],
    "USER": EMBEDDED["user"],
    "NAME": EMBEDDED["dbname"],
}
DATABASE.setdefault("OPTIONS", {})
# A connection that died with a restarted server is replaced before a request meets it.
DATABASE["CONN_HEALTH_CHECKS"] = True
if DATABASE_ROLE == "application":
    DATABASE["OPTIONS"]["options"] = " ".join(
        filter(None, [DATABASE["OPTIONS"].get("options"), f"-c role={APPLICATION_ROLE}"])
    )
if env.read_flag("WATERLINE_DB_POOL"):
    from tracker.config import pool

    DATABASE["OPTIONS"]["pool"] = {
        "min_size": 1,
        "max_size": env.read_number("WATERLINE_DB_POOL_SIZE", 8, minimum=1, maximum=500),
        "timeout": 10,
        # After that each request tries anew: by itself the pool would wait twice as long each time.
        "reconnect_timeout": 10,
        "check": pool.check,
    }
DATABASES = {"default": DATABASE}

# ── Signing in ───────────────────────────────────────────────────────────────────────────────────
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tracker:home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.read_number("WATERLINE_PROXIES", 0, maximum=10)
# Sign-in limits must hold across workers, so they are counted in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}

# ── Mail: to the console until a server is named ─────────────────────────────────────────────────
MAIL_HOST = env.read_text("MAIL_HOST", "")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": MAIL_HOST,
            "port": env.read_number("MAIL_PORT", 587, minimum=1, maximum=65535),
            "username": env.read_text("MAIL_USER", ""),
            "password": env.read_hidden("MAIL_PASSWORD", ""),
            "use_tls": env.read_flag("MAIL_TLS", True),
            "timeout": 10,
        },
    }
    if MAIL_HOST
    else {"BACKEND": "accounts.console_mail.ConsoleBackend"}
}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read_text("MAIL_FROM", "waterline@localhost")

# The address is unique in lower case, which the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]

# ── Languages ────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
# What a household may choose for its numbers and dates. Pages speak those that have a catalogue:
# half a translation, Django's own, would be worse than none.
HOUSEHOLD_LANGUAGES = [
    ("en", _("English")),
    ("ms", _("Malay")),
    ("id", _("Indonesian")),
    ("vi", _("Vietnamese")),
    ("zh-hant", _("Traditional Chinese")),
]
CATALOGUES = BASE_DIR / "locale"
LANGUAGES = [
    (code, name)
    for code, name in HOUSEHOLD_LANGUAGES
    if code == "en" or (CATALOGUES / to_locale(code) / "LC_MESSAGES" / "django.po").exists()
]
LOCALE_PATHS = [CATALOGUES]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# ── Static files: straight from the tree locally, hashed and compressed in production ────────────
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Locally nothing is collected: the finders serve the tree itself.
STATIC_ROOT = (
    env.read_text("WATERLINE_STATIC_ROOT", str(DATA_FOLDER / "static")) if PRODUCTION else None
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "tracker.config.static_files.StaticFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG

# ── What a browser may do ────────────────────────────────────────────────────────────────────────
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
# A pasted table of five megabytes fits, with the form around it; larger bodies are answered
# before anything of them is read.
MOST_BODY_BYTES = DATA_UPLOAD_MAX_MEMORY_SIZE = 5_500_000
# An upload stays in memory: no file of a household's figures is left behind in a temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = MOST_BODY_BYTES
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# ── Work outside the web server: kept in the database, done by `manage.py db_worker` ─────────────
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# ── Logs: one line an event, never an amount ─────────────────────────────────────────────────────
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "filters": {"requests": {"()": "tracker.config.logs.QuietRequests"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["requests"],
        }
    },
    "root": {"handlers": ["console"], "level": env.read_text("WATERLINE_LOG_LEVEL", "WARNING")},
}
