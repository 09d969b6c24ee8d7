"""Times as the desk says them."""

from django import template

from articles.admin.clock import clock

register = template.Library()
register.filter("clock", clock)
