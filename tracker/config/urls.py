"""The roots of all addresses."""

from django.conf import settings
from django.urls import include, path

from accounts.urls import household as people
from accounts.urls import redemption_pages
from tracker.admin import operators
from tracker.config.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path(f"{settings.ADMIN_PATH}/", operators.urls),
    path("accounts/", include("accounts.urls")),
    path("h/<slug:slug>/people/", include((people, "people"))),
    path("invitations/", include((redemption_pages, "invitations"))),
    path("", include("tracker.urls")),
]
