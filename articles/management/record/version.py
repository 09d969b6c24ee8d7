"""The version of the software as an archive names it: by its migrations.

One that stands for others says nothing beside them, and a magazine that began before it has no need of it.
"""

from django.db import connection
from django.db.migrations.loader import MigrationLoader


def migrations_here() -> set[str]:
    """The names of those that this version knows."""
    known = MigrationLoader(None).disk_migrations
    return {name for (app, name), migration in known.items() if app == "articles" and not migration.replaces}


def migrations_applied() -> set[str]:
    """The names of those that the database has."""
    loader = MigrationLoader(connection)
    standing_for_others = loader.disk_migrations.keys() - {("articles", name) for name in migrations_here()}
    return {name for app, name in loader.applied_migrations.keys() - standing_for_others if app == "articles"}
