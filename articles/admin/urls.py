"""The one address of the desk's screens for people without an account; all others are the admin site's."""

from django.urls import path

from articles.admin.proofreading import proof

urlpatterns = [path("<slug:token>/", proof, name="proof")]
