"""Routes of one's own reading habits; signing in and out is allauth's."""

from django.urls import path

from accounts.views import preferences

app_name = "accounts"
urlpatterns = [
    path("theme/", preferences.theme, name="theme"),
    path("privacy/", preferences.privacy, name="privacy"),
]
