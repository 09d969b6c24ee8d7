"""Every address of the project: the desk below ``/admin/``, the magazine for readers everywhere else."""

from django.contrib import admin
from django.urls import include, path

handler404 = "articles.public.views.absent"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.public.urls")),
]
