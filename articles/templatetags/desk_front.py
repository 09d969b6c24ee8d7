"""The desk's front page, for the stock index of the admin."""

from typing import Any

from django import template
from django.template.context import Context

from articles.admin.front import front_page

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_front(context: Context) -> dict[str, Any]:
    return front_page(context["request"])
