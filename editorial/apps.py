"""Which admin site the project runs."""

from django.contrib.admin.apps import AdminConfig


class Admin(AdminConfig):
    default_site = "editorial.admin.Site"
