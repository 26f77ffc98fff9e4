"""Turns a view-model into an answer: a template gets exactly its view-model's fields."""

from dataclasses import fields
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

UNPROCESSABLE = 422
"""Bad input: the page again, with what was typed and what is wrong with it."""


def render_page(
    request: HttpRequest, template: str, page: Any, *, status: int = 200
) -> HttpResponse:
    """Render `page`, a frozen dataclass, field by field; `template` may name a partial by `#`."""
    context = {field.name: getattr(page, field.name) for field in fields(page)}
    return render(request, template, context, status=status)
