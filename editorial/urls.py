"""Every address of the project: the desk below ``/admin/``, its proofs for others, the magazine everywhere else."""

from django.contrib import admin
from django.urls import include, path

handler403 = "editorial.admin.forbidden"
handler404 = "articles.public.views.absent"

urlpatterns = [
    path("admin/as-it-stood/", include("articles.urls")),
    path("admin/", admin.site.urls),
    path("proof/", include("articles.admin.urls")),
    path("", include("articles.public.urls")),
]
