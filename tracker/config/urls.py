"""The roots of all addresses."""

from django.conf import settings
from django.urls import include, path

from tracker.admin import operators
from tracker.config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(f"{settings.ADMIN_PATH}/", operators.urls),
    path("accounts/", include("accounts.urls")),
    path("", include("tracker.urls")),
]
