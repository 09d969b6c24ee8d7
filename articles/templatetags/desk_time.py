"""Times as the desk says them."""

from django import template

from articles.admin.clock import clock
from articles.admin.visibility import moment

register = template.Library()
register.filter("clock", clock)
register.filter("moment", moment)
