"""The roots of all addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from tracker.config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(f"{settings.ADMIN_PATH}/", admin.site.urls),
    path("accounts/", include("accounts.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("", include("tracker.urls")),
]
