"""All that the migrations up to 0036 make of an empty database, in one step: that takes a seventh of their time.

A magazine that began before goes on by those; see https://docs.djangoproject.com/en/5.2/topics/migrations/#squashing-migrations
"""

import datetime

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.copy
import articles.models.filed
import articles.models.image
import articles.models.imprint

CONTRIBUTOR = (
    "add_article add_image change_article submit_article view_article view_author view_disclaimer "
    "view_image view_series view_topic"
)
EDITOR = (
    f"{CONTRIBUTOR} "
    "add_author add_edition add_page add_replyrequest add_series add_topic change_author change_image "
    "change_series change_topic review_article sign_author sign_copy sign_editing sign_facts view_edition "
    "view_event view_manuscriptfile view_owedcheck view_page view_replyrequest view_revision "
    "work_on_any_article"
)
PUBLISHER = (
    f"{EDITOR} "
    "add_disclaimer add_owedcheck change_disclaimer change_owedcheck decide_replyrequest delete_author "
    "delete_disclaimer delete_image delete_owedcheck delete_series delete_topic hold_article merge_author "
    "merge_topic publish_article publish_edition publish_imprint publish_page rename_author "
    "retract_article see_as_it_stood see_real_name sign_legal sign_standards waive_check waive_disclaimer"
)
ROLES = {"contributor": CONTRIBUTOR, "editor": EDITOR, "publisher": PUBLISHER}

PARTS = ("headline_words", "opening_words", "focus_words", "all_words")
SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE articles_words USING fts5(headline, names, standfirst, body, tokenize='ascii')",
        """CREATE TRIGGER articles_words_follow AFTER DELETE ON articles_indexentry
        BEGIN DELETE FROM articles_words WHERE rowid = OLD.revision_id; END""",
        "CREATE VIRTUAL TABLE articles_printed USING fts5(headline, opening, focus, body, filed, tokenize='ascii')",
        """CREATE TRIGGER articles_printed_follow AFTER DELETE ON articles_findable
        BEGIN DELETE FROM articles_printed WHERE rowid = OLD.place; END""",
    ),
    "postgresql": (
        """CREATE OR REPLACE FUNCTION articles_said(tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE COST 100
        AS 'BEGIN RETURN $1; END'""",
        """ALTER TABLE articles_indexentry ADD COLUMN headline_words tsvector NOT NULL DEFAULT '',
        ADD COLUMN all_words tsvector NOT NULL DEFAULT ''""",
        "CREATE INDEX articles_words_headline ON articles_indexentry USING gin (articles_said(headline_words))",
        "CREATE INDEX articles_words_all ON articles_indexentry USING gin (articles_said(all_words))",
        "ALTER INDEX articles_words_headline ALTER COLUMN 1 SET STATISTICS 0",
        "ALTER INDEX articles_words_all ALTER COLUMN 1 SET STATISTICS 0",
        *(f"ALTER TABLE articles_findable ADD COLUMN {part} tsvector NOT NULL DEFAULT ''" for part in PARTS),
        *(f"CREATE INDEX findable_{part} ON articles_findable USING gin (articles_said({part}))" for part in PARTS),
        *(f"ALTER INDEX findable_{part} ALTER COLUMN 1 SET STATISTICS 500" for part in PARTS),
    ),
}
"""As in 0011, 0016 and 0035, which say why."""
WITHOUT_SEARCH = {
    "sqlite": ("DROP TABLE articles_words", "DROP TABLE articles_printed"),
    "postgresql": (
        "ALTER TABLE articles_indexentry DROP COLUMN headline_words, DROP COLUMN all_words",
        f"ALTER TABLE articles_findable {', '.join(f'DROP COLUMN {part}' for part in PARTS)}",
        "DROP FUNCTION articles_said(tsvector)",
    ),
}


class CreateModels(migrations.operations.base.Operation):
    """Many tables at once. After each of so many ``CreateModel`` Django would make all models anew."""

    reversible = True

    def __init__(self, models):
        self.models = models

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models:
            schema_editor.create_model(to_state.apps.get_model(app_label, model.name))

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in reversed(self.models):
            schema_editor.delete_model(from_state.apps.get_model(app_label, model.name))


def set_up_search(apps, schema_editor):
    for statement in SEARCH[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def tear_down_search(apps, schema_editor):
    for statement in WITHOUT_SEARCH[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make_roles(apps, schema_editor):
    _make_permissions(apps, schema_editor.connection.alias)
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for role, names in ROLES.items():
        group, _made = Group.objects.get_or_create(name=role)
        group.permissions.set(Permission.objects.filter(content_type__app_label="articles", codename__in=names.split()))


def _make_permissions(apps, alias):
    """Django makes permissions after all migrations; these are needed now."""
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, using=alias, verbosity=0)
    config.models_module = None


class Migration(migrations.Migration):
    initial = True
    replaces = [
        ("articles", "0001_initial"),
        ("articles", "0002_roles"),
        ("articles", "0003_look"),
        ("articles", "0004_notes"),
        ("articles", "0005_buffer"),
        ("articles", "0006_proof_links"),
        ("articles", "0007_on_desk"),
        ("articles", "0008_pictures"),
        ("articles", "0009_trash"),
        ("articles", "0010_library"),
        ("articles", "0011_list"),
        ("articles", "0012_share"),
        ("articles", "0013_notice_place"),
        ("articles", "0014_corrections"),
        ("articles", "0015_front_page"),
        ("articles", "0016_finding"),
        ("articles", "0017_series"),
        ("articles", "0018_magazine"),
        ("articles", "0019_pages"),
        ("articles", "0020_legal_hold"),
        ("articles", "0021_reprints"),
        ("articles", "0022_withdrawal"),
        ("articles", "0023_home"),
        ("articles", "0024_sign_offs"),
        ("articles", "0025_as_it_stood"),
        ("articles", "0026_provenance"),
        ("articles", "0027_neighbours"),
        ("articles", "0028_disclaimers"),
        ("articles", "0029_pen_names"),
        ("articles", "0030_history"),
        ("articles", "0031_right_of_reply"),
        ("articles", "0032_errands"),
        ("articles", "0033_topics_a_to_z"),
        ("articles", "0034_one_errand_at_a_time"),
        ("articles", "0035_known_words"),
        ("articles", "0036_stopped_errands"),
    ]
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name="Disclaimer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "name",
                            models.CharField(
                                help_text="For the desk; readers see the wording.",
                                max_length=100,
                                unique=True,
                                verbose_name="name",
                            ),
                        ),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("views", "views"),
                                    ("interest", "conflict of interest"),
                                    ("funding", "funding"),
                                    ("translation", "translation"),
                                    ("sponsored", "sponsored"),
                                    ("ai", "use of AI"),
                                    ("legal", "legal"),
                                ],
                                default="views",
                                max_length=20,
                                verbose_name="purpose",
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("start", "before the text"),
                                    ("end", "after the text"),
                                    ("byline", "beside the byline"),
                                ],
                                default="end",
                                max_length=10,
                                verbose_name="place",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "disclaimer",
                        "verbose_name_plural": "disclaimers",
                        "ordering": ["name"],
                        "permissions": [("waive_disclaimer", "Can waive a disclaimer that an article owes")],
                    },
                ),
                migrations.CreateModel(
                    name="Revision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sources",
                            models.TextField(
                                blank=True,
                                help_text="One a line: words, and an address at the end if there is one. Readers see them.",
                                max_length=10000,
                                verbose_name="sources",
                            ),
                        ),
                        (
                            "ai_part",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("helped", "it helped; people wrote the text"),
                                    ("parts", "it made parts of the text, which people checked"),
                                    ("whole", "it made the text, which people checked"),
                                ],
                                max_length=10,
                                verbose_name="part of machines (AI)",
                            ),
                        ),
                        (
                            "ai_use",
                            models.TextField(
                                blank=True,
                                help_text="In a sentence for readers: what, with which program, and who checked it. Empty: none.",
                                max_length=1000,
                                verbose_name="what was done with which help",
                            ),
                        ),
                        (
                            "original_title",
                            models.CharField(blank=True, max_length=300, verbose_name="title of the original"),
                        ),
                        (
                            "original_language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ar", "العربية"),
                                    ("bn", "বাংলা"),
                                    ("zh", "中文"),
                                    ("cs", "Čeština"),
                                    ("nl", "Nederlands"),
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("de", "Deutsch"),
                                    ("el", "Ελληνικά"),
                                    ("he", "עברית"),
                                    ("hi", "हिन्दी"),
                                    ("it", "Italiano"),
                                    ("ja", "日本語"),
                                    ("ko", "한국어"),
                                    ("ps", "پښتو"),
                                    ("fa", "فارسی"),
                                    ("pl", "Polski"),
                                    ("pt", "Português"),
                                    ("ru", "Русский"),
                                    ("es", "Español"),
                                    ("tr", "Türkçe"),
                                    ("uk", "Українська"),
                                    ("ur", "اردو"),
                                ],
                                max_length=10,
                                verbose_name="translated from",
                            ),
                        ),
                        (
                            "original_address",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["http", "https"])],
                                verbose_name="address of the original",
                            ),
                        ),
                        (
                            "republished_from",
                            models.CharField(
                                blank=True,
                                help_text="The magazine or book that printed it first.",
                                max_length=200,
                                verbose_name="republished from",
                            ),
                        ),
                        (
                            "republished_address",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["http", "https"])],
                                verbose_name="address there",
                            ),
                        ),
                        ("republished_on", models.DateField(blank=True, null=True, verbose_name="published there on")),
                        (
                            "permission",
                            models.CharField(
                                blank=True,
                                help_text="For the desk: who gave it, when, and for what. Readers never see it.",
                                max_length=500,
                                verbose_name="permission",
                            ),
                        ),
                        ("headline", models.CharField(blank=True, max_length=300, verbose_name="headline")),
                        ("standfirst", models.TextField(blank=True, max_length=1000, verbose_name="standfirst")),
                        ("body", models.TextField(blank=True, max_length=500000, verbose_name="body")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opinion", "opinion"),
                                    ("analysis", "analysis"),
                                    ("explainer", "explainer"),
                                    ("interview", "interview"),
                                    ("review", "review"),
                                    ("news", "news"),
                                    ("editorial", "editorial"),
                                ],
                                default="opinion",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("ar", "العربية"),
                                    ("bn", "বাংলা"),
                                    ("zh", "中文"),
                                    ("cs", "Čeština"),
                                    ("nl", "Nederlands"),
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("de", "Deutsch"),
                                    ("el", "Ελληνικά"),
                                    ("he", "עברית"),
                                    ("hi", "हिन्दी"),
                                    ("it", "Italiano"),
                                    ("ja", "日本語"),
                                    ("ko", "한국어"),
                                    ("ps", "پښتو"),
                                    ("fa", "فارسی"),
                                    ("pl", "Polski"),
                                    ("pt", "Português"),
                                    ("ru", "Русский"),
                                    ("es", "Español"),
                                    ("tr", "Türkçe"),
                                    ("uk", "Українська"),
                                    ("ur", "اردو"),
                                ],
                                default=articles.models.copy.magazine_language,
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                blank=True,
                                help_text="The last part of the article’s address. Left empty, it is made from the headline.",
                                max_length=100,
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "seo_title",
                            models.CharField(
                                blank=True,
                                help_text="Left empty, it is the headline.",
                                max_length=120,
                                verbose_name="title for search engines",
                            ),
                        ),
                        (
                            "seo_description",
                            models.CharField(
                                blank=True,
                                help_text="Left empty, it is the standfirst.",
                                max_length=300,
                                verbose_name="description for search engines",
                            ),
                        ),
                        (
                            "part",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Which of the series it is. Left empty, it comes after the last.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(200),
                                ],
                                verbose_name="part",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("saved_as", models.PositiveIntegerField(verbose_name="saved as")),
                        ("text_number", models.PositiveIntegerField(editable=False, null=True)),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                        ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                        (
                            "first_published",
                            models.DateTimeField(blank=True, null=True, verbose_name="first published"),
                        ),
                        ("updated", models.DateTimeField(blank=True, null=True, verbose_name="substantively updated")),
                        ("corrected", models.JSONField(blank=True, default=list)),
                        ("rendered", models.TextField(blank=True)),
                        ("outline", models.JSONField(default=list)),
                        ("excerpt", models.TextField(blank=True)),
                        ("word_count", models.PositiveIntegerField(default=0, verbose_name="words")),
                        ("share", models.CharField(blank=True, editable=False, max_length=100)),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="revisions",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "reply_to",
                            models.ForeignKey(
                                blank=True,
                                help_text="Each of the two names the other to readers, while both can be read.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)s_replies",
                                to="articles.article",
                                verbose_name="reply to",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="articles.series",
                                verbose_name="series",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                related_name="revisions", through="articles.RevisionTopic", to="articles.topic"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "revision",
                        "verbose_name_plural": "revisions",
                        "ordering": ["-number"],
                        "permissions": [("see_as_it_stood", "Can see public pages as they stood at any moment")],
                        "indexes": [
                            models.Index(
                                models.OrderBy(models.F("first_published"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("first_published__isnull", False)),
                                name="revision_by_date",
                            ),
                            models.Index(
                                models.F("kind"),
                                models.OrderBy(models.F("first_published"), descending=True),
                                models.OrderBy(models.F("id"), descending=True),
                                condition=models.Q(("first_published__isnull", False)),
                                name="revision_by_kind",
                            ),
                            models.Index(fields=["article", "-saved_as", "-number"], name="revision_by_save"),
                            models.Index(
                                condition=models.Q(("live_from__isnull", False)),
                                fields=["slug"],
                                name="revision_by_slug",
                            ),
                            models.Index(
                                condition=models.Q(("live_from__isnull", False)),
                                fields=["live_from"],
                                name="revision_by_start",
                            ),
                            models.Index(
                                condition=models.Q(("live_until__isnull", False)),
                                fields=["live_until"],
                                name="revision_by_end",
                            ),
                            models.Index(
                                condition=models.Q(("series__isnull", False)),
                                fields=["series", "part", "article"],
                                name="revision_in_series",
                            ),
                            models.Index(
                                condition=models.Q(("reply_to__isnull", False)),
                                fields=["reply_to", "first_published", "id"],
                                name="revision_by_reply",
                            ),
                            models.Index(
                                condition=models.Q(("live_from__isnull", False)),
                                fields=["article", "live_from", "live_until", "number"],
                                name="revision_by_turn",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("article", "number"), name="revision_number_once_an_article"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("saved_as__lte", models.F("number"))),
                                name="a_text_is_saved_before_it_is_printed",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                                fields=("article",),
                                name="one_open_interval_an_article",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                                fields=("slug",),
                                name="one_live_article_a_slug",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_until__isnull", True),
                                    ("live_from__lt", models.F("live_until")),
                                    _connector="OR",
                                ),
                                name="an_interval_has_length",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_until__isnull", True), ("live_from__isnull", False), _connector="OR"
                                ),
                                name="an_interval_has_a_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_from__isnull", True),
                                    models.Q(("first_published__isnull", False), models.Q(("slug", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="a_published_revision_has_date_and_slug",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("part__isnull", True), ("series__isnull", True)),
                                    models.Q(("part__isnull", False), ("series__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_printed_part_is_of_a_series",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reply_to__isnull", True),
                                    models.Q(("reply_to", models.F("article")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_reply_is_to_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Series",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                        ("slug", models.CharField(max_length=100, unique=True, verbose_name="slug")),
                        ("description", models.TextField(blank=True, verbose_name="description")),
                    ],
                    options={
                        "verbose_name": "series",
                        "verbose_name_plural": "series",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="Article",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sources",
                            models.TextField(
                                blank=True,
                                help_text="One a line: words, and an address at the end if there is one. Readers see them.",
                                max_length=10000,
                                verbose_name="sources",
                            ),
                        ),
                        (
                            "ai_part",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("helped", "it helped; people wrote the text"),
                                    ("parts", "it made parts of the text, which people checked"),
                                    ("whole", "it made the text, which people checked"),
                                ],
                                max_length=10,
                                verbose_name="part of machines (AI)",
                            ),
                        ),
                        (
                            "ai_use",
                            models.TextField(
                                blank=True,
                                help_text="In a sentence for readers: what, with which program, and who checked it. Empty: none.",
                                max_length=1000,
                                verbose_name="what was done with which help",
                            ),
                        ),
                        (
                            "original_title",
                            models.CharField(blank=True, max_length=300, verbose_name="title of the original"),
                        ),
                        (
                            "original_language",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ar", "العربية"),
                                    ("bn", "বাংলা"),
                                    ("zh", "中文"),
                                    ("cs", "Čeština"),
                                    ("nl", "Nederlands"),
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("de", "Deutsch"),
                                    ("el", "Ελληνικά"),
                                    ("he", "עברית"),
                                    ("hi", "हिन्दी"),
                                    ("it", "Italiano"),
                                    ("ja", "日本語"),
                                    ("ko", "한국어"),
                                    ("ps", "پښتو"),
                                    ("fa", "فارسی"),
                                    ("pl", "Polski"),
                                    ("pt", "Português"),
                                    ("ru", "Русский"),
                                    ("es", "Español"),
                                    ("tr", "Türkçe"),
                                    ("uk", "Українська"),
                                    ("ur", "اردو"),
                                ],
                                max_length=10,
                                verbose_name="translated from",
                            ),
                        ),
                        (
                            "original_address",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["http", "https"])],
                                verbose_name="address of the original",
                            ),
                        ),
                        (
                            "republished_from",
                            models.CharField(
                                blank=True,
                                help_text="The magazine or book that printed it first.",
                                max_length=200,
                                verbose_name="republished from",
                            ),
                        ),
                        (
                            "republished_address",
                            models.CharField(
                                blank=True,
                                max_length=500,
                                validators=[django.core.validators.URLValidator(["http", "https"])],
                                verbose_name="address there",
                            ),
                        ),
                        ("republished_on", models.DateField(blank=True, null=True, verbose_name="published there on")),
                        (
                            "permission",
                            models.CharField(
                                blank=True,
                                help_text="For the desk: who gave it, when, and for what. Readers never see it.",
                                max_length=500,
                                verbose_name="permission",
                            ),
                        ),
                        ("headline", models.CharField(blank=True, max_length=300, verbose_name="headline")),
                        ("standfirst", models.TextField(blank=True, max_length=1000, verbose_name="standfirst")),
                        ("body", models.TextField(blank=True, max_length=500000, verbose_name="body")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("opinion", "opinion"),
                                    ("analysis", "analysis"),
                                    ("explainer", "explainer"),
                                    ("interview", "interview"),
                                    ("review", "review"),
                                    ("news", "news"),
                                    ("editorial", "editorial"),
                                ],
                                default="opinion",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("ar", "العربية"),
                                    ("bn", "বাংলা"),
                                    ("zh", "中文"),
                                    ("cs", "Čeština"),
                                    ("nl", "Nederlands"),
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("de", "Deutsch"),
                                    ("el", "Ελληνικά"),
                                    ("he", "עברית"),
                                    ("hi", "हिन्दी"),
                                    ("it", "Italiano"),
                                    ("ja", "日本語"),
                                    ("ko", "한국어"),
                                    ("ps", "پښتو"),
                                    ("fa", "فارسی"),
                                    ("pl", "Polski"),
                                    ("pt", "Português"),
                                    ("ru", "Русский"),
                                    ("es", "Español"),
                                    ("tr", "Türkçe"),
                                    ("uk", "Українська"),
                                    ("ur", "اردو"),
                                ],
                                default=articles.models.copy.magazine_language,
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "slug",
                            models.CharField(
                                blank=True,
                                help_text="The last part of the article’s address. Left empty, it is made from the headline.",
                                max_length=100,
                                verbose_name="slug",
                            ),
                        ),
                        (
                            "seo_title",
                            models.CharField(
                                blank=True,
                                help_text="Left empty, it is the headline.",
                                max_length=120,
                                verbose_name="title for search engines",
                            ),
                        ),
                        (
                            "seo_description",
                            models.CharField(
                                blank=True,
                                help_text="Left empty, it is the standfirst.",
                                max_length=300,
                                verbose_name="description for search engines",
                            ),
                        ),
                        (
                            "part",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                help_text="Which of the series it is. Left empty, it comes after the last.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(200),
                                ],
                                verbose_name="part",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("draft", "draft"),
                                    ("in review", "in review"),
                                    ("approved", "approved"),
                                    ("discarded", "in the trash"),
                                ],
                                default="draft",
                                editable=False,
                                max_length=20,
                                verbose_name="stage",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0, editable=False)),
                        ("due", models.DateField(blank=True, editable=False, null=True, verbose_name="due")),
                        (
                            "planned_for",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="planned for"),
                        ),
                        (
                            "embargo_until",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="embargo until"),
                        ),
                        (
                            "expires_at",
                            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="expires"),
                        ),
                        (
                            "review_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="review on"),
                        ),
                        ("on_desk", models.BooleanField(default=True, editable=False)),
                        ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("changed", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "assignee",
                            models.ForeignKey(
                                blank=True,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="assignments",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="assigned to",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                        (
                            "reply_to",
                            models.ForeignKey(
                                blank=True,
                                help_text="Each of the two names the other to readers, while both can be read.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)s_replies",
                                to="articles.article",
                                verbose_name="reply to",
                            ),
                        ),
                        (
                            "authors",
                            models.ManyToManyField(
                                related_name="articles",
                                through="articles.Byline",
                                to="articles.author",
                                verbose_name="authors",
                            ),
                        ),
                        (
                            "disclaimers",
                            models.ManyToManyField(
                                blank=True,
                                related_name="articles",
                                to="articles.disclaimer",
                                verbose_name="disclaimers",
                            ),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="articles.image",
                                verbose_name="lead picture",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="articles.series",
                                verbose_name="series",
                            ),
                        ),
                        (
                            "topics",
                            models.ManyToManyField(
                                related_name="articles",
                                through="articles.ArticleTopic",
                                to="articles.topic",
                                verbose_name="topics",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "article",
                        "verbose_name_plural": "articles",
                        "ordering": ["-changed", "-pk"],
                        "permissions": [
                            ("submit_article", "Can send an article to review"),
                            ("review_article", "Can approve an article or ask for changes"),
                            ("publish_article", "Can publish, schedule and withdraw an article"),
                            ("retract_article", "Can retract an article"),
                            ("hold_article", "Can place an article on legal hold and lift it"),
                            ("work_on_any_article", "Can see and work on everybody’s articles"),
                        ],
                        "indexes": [
                            models.Index(fields=["-changed", "-id", "stage"], name="article_by_change"),
                            models.Index(fields=["stage", "-changed", "-id"], name="article_by_stage"),
                            models.Index(fields=["kind", "-changed", "-id", "stage"], name="article_by_kind"),
                            models.Index(fields=["owner", "-changed", "-id", "stage"], name="article_by_owner"),
                            models.Index(fields=["headline", "-changed", "-id", "stage"], name="article_by_headline"),
                            models.Index(
                                condition=models.Q(("on_desk", True)),
                                fields=["stage", "-changed"],
                                name="article_on_desk",
                            ),
                            models.Index(
                                condition=models.Q(("stage", "discarded")), fields=["-changed"], name="article_in_trash"
                            ),
                            models.Index(
                                condition=models.Q(("review_on__isnull", False)),
                                fields=["review_on"],
                                name="article_by_review",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("slug", ""), _negated=True),
                                fields=("slug",),
                                name="slug_of_one_article",
                                violation_error_message="Another article already has this slug. Choose a different one.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("part__isnull", True), ("series__isnull", True)),
                                    models.Q(("part__isnull", False), ("series__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_part_is_of_a_series",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reply_to__isnull", True),
                                    models.Q(("reply_to", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="an_article_is_no_reply_to_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Author",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="name")),
                        ("filed", articles.models.filed.Filed(default="", editable=False, max_length=100)),
                        ("letter", articles.models.filed.Filed(default="", editable=False, max_length=1)),
                        (
                            "alias",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "own name"), (1, "pen name"), (2, "anonymous")],
                                default=0,
                                editable=False,
                                verbose_name="writes under",
                            ),
                        ),
                        ("slug", models.CharField(max_length=100, unique=True, verbose_name="slug")),
                        ("biography", models.TextField(blank=True, verbose_name="biography")),
                        ("affiliation", models.CharField(blank=True, max_length=200, verbose_name="affiliation")),
                        (
                            "email",
                            models.EmailField(
                                blank=True,
                                help_text="For the desk only; readers never see it.",
                                max_length=254,
                                verbose_name="e-mail",
                            ),
                        ),
                        (
                            "account",
                            models.OneToOneField(
                                blank=True,
                                help_text="Only for an author who works in the desk.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="author",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "author",
                        "verbose_name_plural": "authors",
                        "ordering": ["name", "pk"],
                        "permissions": [
                            ("merge_author", "Can merge authors"),
                            ("rename_author", "Can carry an author’s new name into the past"),
                        ],
                        "indexes": [
                            models.Index(fields=["filed", "id"], name="author_a_to_z"),
                            models.Index(fields=["letter"], name="author_by_letter"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("alias", 0), models.Q(("account__isnull", True), ("email", "")), _connector="OR"
                                ),
                                name="nothing_tells_who_writes_under_another_name",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuthorAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.CharField(max_length=100, unique=True)),
                        ("merged", models.BigIntegerField(blank=True, editable=False, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addresses",
                                to="articles.author",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slug"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Buffer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sheet", models.CharField(max_length=40)),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("fields", models.JSONField(verbose_name="fields as typed")),
                        ("at", models.DateTimeField(verbose_name="typed")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="buffers",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="buffers",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "buffer",
                        "verbose_name_plural": "buffers",
                        "ordering": ["-at", "-pk"],
                        "indexes": [models.Index(fields=["account", "article", "-at"], name="buffer_by_person")],
                    },
                ),
                migrations.CreateModel(
                    name="Byline",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("by", "by"),
                                    ("with", "with"),
                                    ("reporting", "reporting by"),
                                    ("translated", "translated by"),
                                    ("illustrated", "illustrated by"),
                                    ("interviewed", "interviewed by"),
                                ],
                                default="by",
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bylines",
                                to="articles.article",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="articles.author",
                                verbose_name="author",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "byline",
                        "verbose_name_plural": "bylines",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("article", "author", "role"), name="one_byline_an_author_and_role"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("employment", "employment"),
                                    ("funding", "funding"),
                                    ("holding", "holding"),
                                    ("family", "family"),
                                    ("office", "office or membership"),
                                    ("other", "other"),
                                ],
                                default="employment",
                                max_length=20,
                                verbose_name="nature",
                            ),
                        ),
                        ("party", models.CharField(max_length=200, verbose_name="with whom or what")),
                        ("statement", models.TextField(blank=True, max_length=2000, verbose_name="statement")),
                        ("since", models.DateField(verbose_name="since")),
                        ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                        ("entered", models.DateTimeField(auto_now_add=True, verbose_name="entered")),
                        ("actor", models.CharField(editable=False, max_length=200, verbose_name="entered by")),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="declarations",
                                to="articles.author",
                                verbose_name="author",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "declaration of interest",
                        "verbose_name_plural": "declarations of interest",
                        "ordering": ["-since", "-pk"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"
                                ),
                                name="an_interest_ends_after_it_began",
                                violation_error_message="An interest cannot end before it began.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                        ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="number")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "front page",
                        "verbose_name_plural": "front page",
                        "ordering": ["-number"],
                        "permissions": [("publish_edition", "Can publish and schedule the front page")],
                        "default_permissions": ("add", "view"),
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.lookups.IsNull(models.F("live_until"), True),
                                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                                name="one_open_edition",
                            ),
                            models.UniqueConstraint(fields=("live_from",), name="one_edition_begins_at_an_instant"),
                            models.UniqueConstraint(fields=("live_until",), name="one_edition_ends_at_an_instant"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_until__isnull", True),
                                    ("live_from__lt", models.F("live_until")),
                                    _connector="OR",
                                ),
                                name="an_edition_lives_a_while",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_until__isnull", True), ("live_from__isnull", False), _connector="OR"
                                ),
                                name="an_edition_has_a_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Errand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("adds", models.BooleanField(default=False)),
                        ("rewords", models.BooleanField(default=False)),
                        ("former", models.CharField(blank=True, max_length=200, verbose_name="former name")),
                        ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                        ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("place", models.BigIntegerField(default=0)),
                        ("last", models.BigIntegerField(default=0)),
                        ("printed", models.PositiveIntegerField(default=0, verbose_name="printed anew")),
                        ("refused", models.JSONField(blank=True, default=list, verbose_name="refused")),
                        ("ended", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                        ("stopper", models.CharField(blank=True, max_length=200, verbose_name="who stopped it")),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errands",
                                to="articles.author",
                                verbose_name="author",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "disclaimer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errands",
                                to="articles.disclaimer",
                                verbose_name="disclaimer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "errand",
                        "verbose_name_plural": "errands",
                        "ordering": ["-made", "-pk"],
                        "default_permissions": (),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("author__isnull", True), ("disclaimer__isnull", False)),
                                    models.Q(("author__isnull", False), ("disclaimer__isnull", True)),
                                    _connector="OR",
                                ),
                                name="an_errand_is_for_one_thing",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended__isnull", True)),
                                fields=("disclaimer",),
                                name="one_open_errand_a_disclaimer",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("ended__isnull", True)),
                                fields=("author",),
                                name="one_open_errand_an_author",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Image",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "focus_x",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=50,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="from the left, in percent",
                            ),
                        ),
                        (
                            "focus_y",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=50,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="from the top, in percent",
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                storage=articles.models.image.private_storage,
                                upload_to="pictures/%Y/%m",
                                verbose_name="file",
                            ),
                        ),
                        (
                            "name",
                            models.CharField(blank=True, editable=False, max_length=255, verbose_name="file name"),
                        ),
                        ("checksum", models.CharField(editable=False, max_length=64, unique=True)),
                        ("look", models.BigIntegerField(editable=False, null=True)),
                        ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                        ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                        (
                            "alt",
                            models.CharField(
                                blank=True,
                                help_text="What the picture shows, for those who cannot see it.",
                                max_length=500,
                                verbose_name="text alternative",
                            ),
                        ),
                        (
                            "decorative",
                            models.BooleanField(
                                default=False,
                                help_text="It says nothing that the text does not.",
                                verbose_name="decorative",
                            ),
                        ),
                        ("caption", models.CharField(blank=True, max_length=500, verbose_name="caption")),
                        ("credit", models.CharField(blank=True, max_length=200, verbose_name="credit")),
                        (
                            "licence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own", "our own"),
                                    ("commissioned", "commissioned"),
                                    ("agency", "agency"),
                                    ("courtesy", "by courtesy"),
                                    ("public domain", "public domain"),
                                    ("CC0 1.0", "CC0 1.0"),
                                    ("CC BY 4.0", "CC BY 4.0"),
                                    ("CC BY-SA 4.0", "CC BY-SA 4.0"),
                                    ("CC BY-ND 4.0", "CC BY-ND 4.0"),
                                    ("CC BY 3.0", "CC BY 3.0"),
                                    ("CC BY-SA 3.0", "CC BY-SA 3.0"),
                                    ("CC BY 2.0", "CC BY 2.0"),
                                    ("CC BY-SA 2.0", "CC BY-SA 2.0"),
                                    ("other", "other"),
                                ],
                                max_length=20,
                                verbose_name="licence",
                            ),
                        ),
                        (
                            "licence_until",
                            models.DateField(
                                blank=True,
                                help_text="The last day on which the picture may be published. Left empty, the licence has no end.",
                                null=True,
                                verbose_name="licence ends",
                            ),
                        ),
                        ("added", models.DateTimeField(auto_now_add=True, verbose_name="added")),
                        (
                            "by",
                            models.ForeignKey(
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="added by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "picture",
                        "verbose_name_plural": "pictures",
                        "ordering": ["-added", "-pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["-added", "-id"], name="image_by_date"),
                            models.Index(
                                condition=models.Q(("licence_until__isnull", False)),
                                fields=["licence_until"],
                                name="image_by_licence_end",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                                name="focus_within_image",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Imprint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                        ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                        ("number", models.PositiveIntegerField(unique=True, verbose_name="number")),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "tagline",
                            models.CharField(
                                blank=True,
                                help_text="The line beneath the name.",
                                max_length=200,
                                verbose_name="tagline",
                            ),
                        ),
                        (
                            "accent",
                            models.CharField(
                                blank=True,
                                help_text="Such as #0b5d57. On a dark screen it is made lighter. Left empty, it is a dark red.",
                                max_length=7,
                                verbose_name="colour",
                            ),
                        ),
                        (
                            "time_zone",
                            models.CharField(
                                default=articles.models.imprint.zone_of_the_server,
                                help_text="Of all dates and months. What is scheduled keeps its instant and is told by the new clock.",
                                max_length=60,
                                validators=[articles.models.imprint.is_zone],
                                verbose_name="time zone",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                default=articles.models.imprint.language_of_the_server,
                                help_text="Of the desk, and of what stands around articles. Each article has a language of its own.",
                                max_length=20,
                                validators=[articles.models.imprint.is_interface],
                                verbose_name="language",
                            ),
                        ),
                        (
                            "publisher",
                            models.CharField(
                                blank=True,
                                help_text="The legal name of who answers for the magazine.",
                                max_length=200,
                                verbose_name="publisher",
                            ),
                        ),
                        ("address", models.TextField(blank=True, max_length=500, verbose_name="postal address")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                        (
                            "phone",
                            models.CharField(
                                blank=True,
                                max_length=40,
                                validators=[django.core.validators.RegexValidator("^[0-9+() ./-]+$", "Write digits.")],
                                verbose_name="telephone",
                            ),
                        ),
                        (
                            "issn",
                            models.CharField(
                                blank=True,
                                max_length=9,
                                validators=[articles.models.imprint.is_issn],
                                verbose_name="ISSN",
                            ),
                        ),
                        (
                            "founded",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1600),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="founded in",
                            ),
                        ),
                        (
                            "socials",
                            models.TextField(
                                blank=True,
                                help_text="The magazine’s own pages on other sites, an address a line.",
                                max_length=2000,
                                validators=[articles.models.imprint.are_addresses],
                                verbose_name="elsewhere",
                            ),
                        ),
                        (
                            "history",
                            models.BooleanField(
                                default=False,
                                help_text="Each article then leads to the versions that readers had of it, with what changed.",
                                verbose_name="version history for readers",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "logo",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="imprints",
                                to="articles.image",
                                verbose_name="logo",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "magazine",
                        "verbose_name_plural": "magazine",
                        "ordering": ["-number"],
                        "permissions": [
                            ("publish_imprint", "Can change the magazine’s name, colour, menu and publisher")
                        ],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.lookups.IsNull(models.F("live_until"), True),
                                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                                name="one_open_imprint",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_until__isnull", True),
                                    models.Q(("live_from__isnull", False), ("live_from__lt", models.F("live_until"))),
                                    _connector="OR",
                                ),
                                name="imprint_lives_a_while",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IndexEntry",
                    fields=[
                        (
                            "revision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                primary_key=True,
                                related_name="index_entry",
                                serialize=False,
                                to="articles.revision",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="index_entries",
                                to="articles.article",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "index entry",
                        "verbose_name_plural": "index entries",
                    },
                ),
                migrations.CreateModel(
                    name="Findable",
                    fields=[
                        ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                        (
                            "revision",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="findable",
                                to="articles.revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "findable revision",
                        "verbose_name_plural": "findable revisions",
                    },
                ),
                migrations.CreateModel(
                    name="Figure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "focus_x",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=50,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="from the left, in percent",
                            ),
                        ),
                        (
                            "focus_y",
                            models.PositiveSmallIntegerField(
                                blank=True,
                                default=50,
                                validators=[django.core.validators.MaxValueValidator(100)],
                                verbose_name="from the top, in percent",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=0)),
                        ("checksum", models.CharField(max_length=64)),
                        ("width", models.PositiveIntegerField()),
                        ("height", models.PositiveIntegerField()),
                        ("alt", models.CharField(blank=True, max_length=500)),
                        ("caption", models.TextField(blank=True)),
                        ("credit", models.CharField(blank=True, max_length=200)),
                        (
                            "licence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("own", "our own"),
                                    ("commissioned", "commissioned"),
                                    ("agency", "agency"),
                                    ("courtesy", "by courtesy"),
                                    ("public domain", "public domain"),
                                    ("CC0 1.0", "CC0 1.0"),
                                    ("CC BY 4.0", "CC BY 4.0"),
                                    ("CC BY-SA 4.0", "CC BY-SA 4.0"),
                                    ("CC BY-ND 4.0", "CC BY-ND 4.0"),
                                    ("CC BY 3.0", "CC BY 3.0"),
                                    ("CC BY-SA 3.0", "CC BY-SA 3.0"),
                                    ("CC BY 2.0", "CC BY 2.0"),
                                    ("CC BY-SA 2.0", "CC BY-SA 2.0"),
                                    ("other", "other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="articles.image"
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="figures",
                                to="articles.revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "figure",
                        "verbose_name_plural": "figures",
                        "ordering": ["position"],
                        "abstract": False,
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("focus_x__lte", 100), ("focus_y__lte", 100)),
                                name="focus_within_figure",
                            ),
                            models.UniqueConstraint(fields=("revision", "position"), name="one_figure_a_position"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Credit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("by", "by"),
                                    ("with", "with"),
                                    ("reporting", "reporting by"),
                                    ("translated", "translated by"),
                                    ("illustrated", "illustrated by"),
                                    ("interviewed", "interviewed by"),
                                ],
                                default="by",
                                max_length=20,
                                verbose_name="role",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                        ("name", models.CharField(max_length=200)),
                        ("biography", models.TextField(blank=True)),
                        ("affiliation", models.CharField(blank=True, max_length=200)),
                        (
                            "alias",
                            models.PositiveSmallIntegerField(
                                choices=[(0, "own name"), (1, "pen name"), (2, "anonymous")], default=0
                            ),
                        ),
                        ("first_published", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="%(class)ss",
                                to="articles.author",
                                verbose_name="author",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="credits",
                                to="articles.revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "credit",
                        "verbose_name_plural": "credits",
                        "ordering": ["position", "pk"],
                        "abstract": False,
                        "indexes": [
                            models.Index(
                                models.F("author"),
                                models.OrderBy(models.F("first_published"), descending=True),
                                models.OrderBy(models.F("revision"), descending=True),
                                condition=models.Q(("first_published__isnull", False)),
                                name="credit_by_date",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "act",
                            models.CharField(
                                choices=[
                                    ("silent", "Silent fix"),
                                    ("update", "Update"),
                                    ("clarification", "Clarification"),
                                    ("correction", "Correction"),
                                    ("note", "Editor’s note"),
                                    ("retraction", "Retraction"),
                                ],
                                max_length=20,
                                verbose_name="act",
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="in force from")),
                        ("wrong", models.TextField(blank=True, verbose_name="what was wrong")),
                        ("right", models.TextField(blank=True, verbose_name="what is right")),
                        ("learned", models.TextField(blank=True, verbose_name="how we learned of it")),
                        ("learned_on", models.DateField(blank=True, null=True, verbose_name="when we learned of it")),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        (
                            "article",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "supersedes",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="successors",
                                to="articles.correction",
                                verbose_name="supersedes",
                            ),
                        ),
                        (
                            "after",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="correction",
                                to="articles.revision",
                                verbose_name="after",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.revision",
                                verbose_name="before",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "correction",
                        "verbose_name_plural": "corrections",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["-at", "-id"], name="correction_by_date"),
                            models.Index(fields=["article", "at"], name="correction_by_article"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("before", models.F("after")), _negated=True),
                                name="a_correction_is_of_two_revisions",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("act", "silent"),
                                    models.Q(("wrong", ""), _negated=True),
                                    models.Q(("right", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_correction_says_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LegalHold",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("placed_at", models.DateTimeField(verbose_name="placed")),
                        ("placer", models.CharField(max_length=200, verbose_name="placed by")),
                        ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                        ("lifted_at", models.DateTimeField(blank=True, null=True, verbose_name="lifted")),
                        ("lifter", models.CharField(blank=True, max_length=200, verbose_name="lifted by")),
                        (
                            "lifted_because",
                            models.TextField(blank=True, max_length=2000, verbose_name="reason for lifting"),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holds",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "placed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "legal hold",
                        "verbose_name_plural": "legal holds",
                        "ordering": ["-placed_at", "-pk"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("lifted_at__isnull", True)),
                                fields=("article",),
                                name="one_open_hold_an_article",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("lifted_at__isnull", True), ("lifted_because", ""), ("lifter", "")),
                                    models.Q(
                                        ("lifted_at__gte", models.F("placed_at")),
                                        models.Q(("lifter", ""), _negated=True),
                                        models.Q(("lifted_because", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="a_hold_says_how_it_was_lifted",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Letter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("submitted", "An article was sent to review"),
                                    ("changes", "Changes are asked for"),
                                    ("approved", "An article was approved"),
                                    ("published", "An article was published, scheduled or withdrawn"),
                                    ("assigned", "An article was assigned to me"),
                                    ("note", "A note for me: my name, my thread or my article"),
                                    ("proof", "A proof was answered"),
                                    ("sign-off", "A check was signed off or waived, or is owed anew after a change"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("subject", models.CharField(max_length=400, verbose_name="subject")),
                        ("body", models.TextField(verbose_name="text")),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("daily", models.BooleanField(default=False, verbose_name="in the daily letter")),
                        ("due", models.DateTimeField(verbose_name="due")),
                        ("sent", models.DateTimeField(blank=True, null=True, verbose_name="sent")),
                        ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                        ("last_error", models.TextField(blank=True, verbose_name="last error")),
                        (
                            "about",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "to",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="letters",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recipient",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "letter",
                        "verbose_name_plural": "letters",
                        "ordering": ["-made", "-pk"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sent__isnull", True)), fields=["due", "id"], name="letter_waiting"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Look",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="looks",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="looks",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.revision",
                                verbose_name="revision seen before",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="articles.revision",
                                verbose_name="revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "look",
                        "verbose_name_plural": "looks",
                        "constraints": [
                            models.UniqueConstraint(fields=("article", "account"), name="one_look_a_person_and_article")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ManuscriptFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "file",
                            models.FileField(
                                storage=articles.models.image.private_storage,
                                upload_to="manuscripts/%Y/%m",
                                verbose_name="file",
                            ),
                        ),
                        ("name", models.CharField(max_length=255, verbose_name="name")),
                        ("checksum", models.CharField(max_length=64, unique=True, verbose_name="checksum")),
                        ("report", models.TextField(blank=True, verbose_name="report")),
                        ("received", models.DateTimeField(verbose_name="received")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manuscripts",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="taken in by",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "manuscript",
                        "verbose_name_plural": "manuscripts",
                        "ordering": ["-received", "-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Note",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("quotation", models.TextField(blank=True, verbose_name="passage")),
                        ("before", models.CharField(blank=True, max_length=100)),
                        ("after", models.CharField(blank=True, max_length=100)),
                        ("text", models.TextField(verbose_name="note")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("resolved_at", models.DateTimeField(blank=True, null=True, verbose_name="resolved")),
                        ("resolver", models.CharField(blank=True, max_length=200, verbose_name="resolved by")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notes",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="replies",
                                to="articles.note",
                            ),
                        ),
                        (
                            "resolved_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="notes",
                                to="articles.revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "note",
                        "verbose_name_plural": "notes",
                        "ordering": ["at", "pk"],
                        "indexes": [
                            models.Index(fields=["article", "at"], name="note_by_article"),
                            models.Index(
                                condition=models.Q(("parent", None), ("resolved_at", None)),
                                fields=["article"],
                                name="open_thread",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="mentions",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="articles.note"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [models.UniqueConstraint(fields=("note", "account"), name="one_mention_a_note")],
                    },
                ),
                migrations.CreateModel(
                    name="Page",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("about", "about the magazine"),
                                    ("masthead", "masthead"),
                                    ("ethics", "ethics"),
                                    ("corrections", "corrections policy"),
                                    ("privacy", "privacy"),
                                    ("contact", "contact"),
                                    ("other", "other"),
                                ],
                                default="other",
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page on the magazine",
                        "verbose_name_plural": "pages on the magazine",
                        "ordering": ["pk"],
                        "permissions": [("publish_page", "Can publish and withdraw pages on the magazine")],
                        "default_permissions": ("add", "view"),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("kind", "other"), _negated=True),
                                fields=("kind",),
                                name="one_page_a_kind",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageEdition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField(verbose_name="number")),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                        ("live_from", models.DateTimeField(blank=True, null=True, verbose_name="live from")),
                        ("live_until", models.DateTimeField(blank=True, null=True, verbose_name="live until")),
                        ("title", models.CharField(max_length=120, verbose_name="title")),
                        (
                            "slug",
                            models.CharField(
                                help_text="The address of the page. Left empty, it is made from the title.",
                                max_length=100,
                                verbose_name="slug",
                            ),
                        ),
                        ("body", models.TextField(blank=True, max_length=500000, verbose_name="body")),
                        ("in_footer", models.BooleanField(default=True, verbose_name="in the foot of every page")),
                        (
                            "position",
                            models.PositiveSmallIntegerField(
                                default=1, help_text="1 stands first in the foot.", verbose_name="place"
                            ),
                        ),
                        ("rendered", models.TextField(blank=True, editable=False)),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="articles.page",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition of a page",
                        "verbose_name_plural": "editions of a page",
                        "ordering": ["-number"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(
                                models.F("slug"), condition=models.Q(("live_from__isnull", False)), name="page_by_slug"
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("page", "number"), name="page_number_once_a_page"),
                            models.UniqueConstraint(
                                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                                fields=("slug",),
                                name="one_live_page_a_slug",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("live_from__isnull", False), ("live_until__isnull", True)),
                                fields=("page",),
                                name="one_open_page",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("live_until__isnull", True),
                                    models.Q(("live_from__isnull", False), ("live_from__lt", models.F("live_until"))),
                                    _connector="OR",
                                ),
                                name="page_lives_a_while",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Presence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("since", models.DateTimeField(verbose_name="since")),
                        ("heard", models.DateTimeField(verbose_name="last heard of")),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="presences",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "presence",
                        "verbose_name_plural": "presences",
                        "constraints": [
                            models.UniqueConstraint(fields=("article", "account"), name="one_presence_a_person")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ProofLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "signs",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("editing", "Editing"),
                                    ("facts", "Fact check"),
                                    ("copy", "Copy-editing"),
                                    ("legal", "Legal"),
                                    ("standards", "Standards"),
                                    ("author", "Author’s own approval"),
                                ],
                                max_length=20,
                                verbose_name="an approval signs off",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="for whom")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("expires", models.DateTimeField(verbose_name="expires")),
                        ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                        ("revoker", models.CharField(blank=True, max_length=200, verbose_name="revoked by")),
                        ("openings", models.PositiveIntegerField(default=0, verbose_name="openings")),
                        ("last_opened", models.DateTimeField(blank=True, null=True, verbose_name="last opened")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="proof_links",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.revision",
                                verbose_name="revision",
                            ),
                        ),
                        (
                            "revoked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proof link",
                        "verbose_name_plural": "proof links",
                        "ordering": ["-made", "-pk"],
                        "indexes": [models.Index(fields=["article", "-made"], name="proof_link_by_article")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("expires__gt", models.F("made"))), name="a_proof_link_lasts"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="a_proof_link_is_for_somebody"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("about", models.CharField(blank=True, max_length=300, verbose_name="about")),
                        ("verb", models.CharField(max_length=30, verbose_name="what")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("from_stage", models.CharField(blank=True, max_length=20, verbose_name="from")),
                        ("to_stage", models.CharField(blank=True, max_length=20, verbose_name="to")),
                        ("moment", models.DateTimeField(blank=True, null=True, verbose_name="takes effect")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="events",
                                to="articles.revision",
                                verbose_name="revision",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="articles.prooflink",
                                verbose_name="proof link",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "event",
                        "verbose_name_plural": "events",
                        "ordering": ["-at", "-pk"],
                        "indexes": [
                            models.Index(fields=["article", "-at"], name="event_by_article"),
                            models.Index(fields=["-at", "-id"], name="event_by_time"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("article__isnull", False), models.Q(("about", ""), _negated=True), _connector="OR"
                                ),
                                name="an_event_is_about_something",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RealName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="real name")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                        (
                            "author",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="real_name",
                                to="articles.author",
                                verbose_name="author",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "real name",
                        "verbose_name_plural": "real names",
                        "permissions": [
                            ("see_real_name", "Can see and set who writes under a pen name or anonymously")
                        ],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="ReplyRequest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("asked_by", models.CharField(max_length=200, verbose_name="who asks")),
                        (
                            "contact",
                            models.TextField(
                                blank=True,
                                help_text="For the desk only; it can be cleared later.",
                                max_length=1000,
                                verbose_name="contact",
                            ),
                        ),
                        ("contested", models.TextField(max_length=5000, verbose_name="what is contested")),
                        ("received_on", models.DateField(verbose_name="received on")),
                        (
                            "deadline",
                            models.DateField(help_text="By which day an answer is owed.", verbose_name="deadline"),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("pending", "pending"),
                                    ("granted", "granted"),
                                    ("declined", "declined"),
                                    ("withdrawn", "withdrawn by who asked"),
                                ],
                                default="pending",
                                max_length=20,
                                verbose_name="decision",
                            ),
                        ),
                        ("reason", models.TextField(blank=True, max_length=5000, verbose_name="reason")),
                        ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                        ("decider", models.CharField(blank=True, max_length=200, verbose_name="decided by")),
                        ("right_from", models.DateTimeField(blank=True, null=True)),
                        ("right_until", models.DateTimeField(blank=True, null=True)),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reply_requests",
                                to="articles.article",
                                verbose_name="contested article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "reply",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reply_for",
                                to="articles.article",
                                verbose_name="reply",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "request to reply",
                        "verbose_name_plural": "right of reply",
                        "ordering": ["deadline", "pk"],
                        "permissions": [("decide_replyrequest", "Can decide on the right of reply")],
                        "default_permissions": ("add", "view"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("decision", "pending")),
                                fields=["deadline"],
                                name="request_by_deadline",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("decided_at__isnull", True), ("decision", "pending")),
                                    models.Q(
                                        models.Q(("decision", "pending"), _negated=True), ("decided_at__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="a_decided_request_says_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("reply__isnull", True), ("right_from__isnull", True)),
                                    models.Q(("reply__isnull", False), ("right_from__isnull", False)),
                                    _connector="OR",
                                ),
                                name="a_reply_by_right_says_since_when",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("reply__isnull", True),
                                    models.Q(("reply", models.F("article")), _negated=True),
                                    _connector="OR",
                                ),
                                name="no_reply_by_right_is_to_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SavedFilter",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        ("query", models.CharField(max_length=2000, verbose_name="query")),
                        ("shared", models.BooleanField(default=False, verbose_name="shared with the desk")),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="saved_filters",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="owner",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saved filter",
                        "verbose_name_plural": "saved filters",
                        "ordering": ["name", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("owner", "name"), name="one_saved_filter_a_name")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SeriesAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.CharField(max_length=100, unique=True)),
                        ("merged", models.BigIntegerField(blank=True, editable=False, null=True)),
                        (
                            "series",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addresses",
                                to="articles.series",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slug"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="SignOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "check_name",
                            models.CharField(
                                choices=[
                                    ("editing", "Editing"),
                                    ("facts", "Fact check"),
                                    ("copy", "Copy-editing"),
                                    ("legal", "Legal"),
                                    ("standards", "Standards"),
                                    ("author", "Author’s own approval"),
                                ],
                                max_length=20,
                                verbose_name="check",
                            ),
                        ),
                        (
                            "deed",
                            models.CharField(
                                choices=[("signed", "signed off"), ("waived", "waived"), ("taken back", "taken back")],
                                default="signed",
                                max_length=20,
                                verbose_name="what",
                            ),
                        ),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        ("note", models.TextField(blank=True, verbose_name="note")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "proof",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="articles.prooflink",
                                verbose_name="proof link",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_offs",
                                to="articles.revision",
                                verbose_name="revision",
                            ),
                        ),
                        (
                            "takes_back",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="taken_back",
                                to="articles.signoff",
                                verbose_name="takes back",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sign-off",
                        "verbose_name_plural": "sign-offs",
                        "ordering": ["-at", "-pk"],
                        "permissions": [
                            ("sign_editing", "Can sign off the editing"),
                            ("sign_facts", "Can sign off the fact check"),
                            ("sign_copy", "Can sign off the copy"),
                            ("sign_legal", "Can sign off the legal check"),
                            ("sign_standards", "Can sign off the standards"),
                            ("sign_author", "Can record the author’s own approval"),
                            ("waive_check", "Can waive a check that an article owes"),
                        ],
                        "default_permissions": (),
                        "indexes": [models.Index(fields=["article", "check_name"], name="sign_off_by_article")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deed", "taken back"), ("takes_back__isnull", False)),
                                    models.Q(
                                        models.Q(("deed", "taken back"), _negated=True), ("takes_back__isnull", True)
                                    ),
                                    _connector="OR",
                                ),
                                name="what_takes_back_names_it",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("deed", "waived"), _negated=True),
                                    models.Q(("note", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_waiver_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tally",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "facet",
                            models.CharField(
                                choices=[
                                    ("topic", "Topic"),
                                    ("author", "Author"),
                                    ("kind", "Kind"),
                                    ("month", "Month"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("key", models.CharField(max_length=20)),
                        (
                            "since",
                            models.DateTimeField(default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.UTC)),
                        ),
                        ("number", models.IntegerField()),
                    ],
                    options={
                        "verbose_name": "tally",
                        "verbose_name_plural": "tallies",
                        "indexes": [
                            models.Index(
                                models.F("facet"),
                                models.OrderBy(models.F("number"), descending=True),
                                models.F("key"),
                                name="tally_by_number",
                            ),
                            models.Index(fields=["since"], name="tally_to_come"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("facet", "key", "since"), name="one_tally_a_moment")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Topic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                        ("filed", articles.models.filed.Filed(default="", editable=False, max_length=100)),
                        ("slug", models.CharField(max_length=100, unique=True, verbose_name="slug")),
                        ("description", models.TextField(blank=True, verbose_name="description")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                help_text="Shown to readers, who get from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="articles.topic",
                                verbose_name="part of",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                        "ordering": ["name"],
                        "permissions": [("merge_topic", "Can merge topics")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="a_topic_is_no_part_of_itself",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Synonym",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=100, verbose_name="name")),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="synonyms",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "synonym",
                        "verbose_name_plural": "synonyms",
                        "ordering": ["name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="a_synonym_of_one_topic",
                                violation_error_message="A topic is already found as this.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Slot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="order")),
                        (
                            "size",
                            models.PositiveSmallIntegerField(
                                default=1,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(6),
                                ],
                                verbose_name="articles",
                            ),
                        ),
                        ("headline", models.CharField(blank=True, max_length=300, verbose_name="own headline")),
                        ("standfirst", models.TextField(blank=True, max_length=1000, verbose_name="own standfirst")),
                        (
                            "article",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="articles.edition"
                            ),
                        ),
                        (
                            "image",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="articles.image",
                                verbose_name="own picture",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="slots",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "slot",
                        "verbose_name_plural": "slots",
                        "ordering": ["position"],
                        "constraints": [
                            models.UniqueConstraint(fields=("edition", "position"), name="one_slot_a_position"),
                            models.UniqueConstraint(fields=("edition", "article"), name="an_article_once_an_edition"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("article__isnull", True), ("topic__isnull", False)),
                                    models.Q(("article__isnull", False), ("topic__isnull", True)),
                                    _connector="OR",
                                ),
                                name="a_slot_has_an_article_or_a_topic",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("size__gte", 1), ("size__lte", 6)), name="a_section_has_a_size"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rule",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "match",
                            models.CharField(
                                choices=[("all", "all of the conditions"), ("any", "any of the conditions")],
                                default="all",
                                max_length=3,
                                verbose_name="owed where it meets",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("opinion", "opinion"),
                                    ("analysis", "analysis"),
                                    ("explainer", "explainer"),
                                    ("interview", "interview"),
                                    ("review", "review"),
                                    ("news", "news"),
                                    ("editorial", "editorial"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "affiliation",
                            models.CharField(
                                blank=True,
                                help_text="Of an author; a part of it is enough.",
                                max_length=200,
                                verbose_name="affiliation",
                            ),
                        ),
                        (
                            "interest",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("any", "any interest"),
                                    ("employment", "employment"),
                                    ("funding", "funding"),
                                    ("holding", "holding"),
                                    ("family", "family"),
                                    ("office", "office or membership"),
                                    ("other", "other"),
                                ],
                                help_text="Of an author, in force on the day of publication.",
                                max_length=20,
                                verbose_name="declared interest",
                            ),
                        ),
                        (
                            "party",
                            models.CharField(
                                blank=True,
                                help_text="Of the interest; a part of it is enough.",
                                max_length=200,
                                verbose_name="with whom or what",
                            ),
                        ),
                        (
                            "since",
                            models.DateField(
                                blank=True,
                                help_text="For what is first published on that day or later. Left empty, for all.",
                                null=True,
                                verbose_name="from",
                            ),
                        ),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="articles.author",
                                verbose_name="author",
                            ),
                        ),
                        (
                            "disclaimer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rules",
                                to="articles.disclaimer",
                                verbose_name="disclaimer",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                help_text="Or a topic that is part of it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rules",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rule",
                        "verbose_name_plural": "rules",
                        "ordering": ["pk"],
                        "default_permissions": (),
                    },
                ),
                migrations.CreateModel(
                    name="RevisionTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1)),
                        ("first_published", models.DateTimeField(blank=True, null=True)),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="placements",
                                to="articles.revision",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="printed_placements",
                                to="articles.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["position", "pk"],
                        "indexes": [
                            models.Index(
                                models.F("topic"),
                                models.OrderBy(models.F("first_published"), descending=True),
                                models.OrderBy(models.F("revision"), descending=True),
                                condition=models.Q(("first_published__isnull", False)),
                                name="placement_by_date",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("revision", "topic"), name="a_topic_once_a_revision")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OwedCheck",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "check_name",
                            models.CharField(
                                choices=[
                                    ("editing", "Editing"),
                                    ("facts", "Fact check"),
                                    ("copy", "Copy-editing"),
                                    ("legal", "Legal"),
                                    ("standards", "Standards"),
                                    ("author", "Author’s own approval"),
                                ],
                                max_length=20,
                                verbose_name="check",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("opinion", "opinion"),
                                    ("analysis", "analysis"),
                                    ("explainer", "explainer"),
                                    ("interview", "interview"),
                                    ("review", "review"),
                                    ("news", "news"),
                                    ("editorial", "editorial"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "flag",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("legal risk", "legal risk"),
                                    ("private persons", "private persons are named"),
                                    ("figures", "rests on figures or studies"),
                                ],
                                help_text="Editors set it on the form of an article. What is left empty here asks for nothing.",
                                max_length=20,
                                verbose_name="mark",
                            ),
                        ),
                        (
                            "needs_second",
                            models.BooleanField(
                                default=False,
                                help_text="Neither its owner nor who changed it since it was last published may sign it.",
                                verbose_name="needs a second person",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                help_text="Also of articles on topics that are part of it.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owed_checks",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "owed check",
                        "verbose_name_plural": "owed checks",
                        "ordering": ["check_name", "kind", "topic", "flag", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="MenuLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="place")),
                        (
                            "kind",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("opinion", "opinion"),
                                    ("analysis", "analysis"),
                                    ("explainer", "explainer"),
                                    ("interview", "interview"),
                                    ("review", "review"),
                                    ("news", "news"),
                                    ("editorial", "editorial"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        ("label", models.CharField(blank=True, max_length=60, verbose_name="own words")),
                        (
                            "imprint",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="articles.imprint"
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.page",
                                verbose_name="page",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "link of the menu",
                        "verbose_name_plural": "links of the menu",
                        "ordering": ["position"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(fields=("imprint", "position"), name="one_menu_link_a_position"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", ""), ("page__isnull", True), ("topic__isnull", False)),
                                    models.Q(
                                        ("page__isnull", True),
                                        ("topic__isnull", True),
                                        models.Q(("kind", ""), _negated=True),
                                    ),
                                    models.Q(("kind", ""), ("page__isnull", False), ("topic__isnull", True)),
                                    _connector="OR",
                                ),
                                name="a_menu_link_leads_to_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleTopic",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(default=1, verbose_name="order")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="placements",
                                to="articles.article",
                            ),
                        ),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="articles.topic",
                                verbose_name="topic",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "topic",
                        "verbose_name_plural": "topics",
                        "ordering": ["position", "pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("article", "topic"), name="a_topic_once_an_article")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TopicAddress",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slug", models.CharField(max_length=100, unique=True)),
                        ("merged", models.BigIntegerField(blank=True, editable=False, null=True)),
                        (
                            "topic",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="addresses",
                                to="articles.topic",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["slug"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Waiver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
                        ("ender", models.CharField(blank=True, max_length=200, verbose_name="taken back by")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waivers",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "disclaimer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="waivers",
                                to="articles.disclaimer",
                                verbose_name="disclaimer",
                            ),
                        ),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "waiver",
                        "verbose_name_plural": "waivers",
                        "ordering": ["-made", "-pk"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("article", "disclaimer"),
                                name="one_open_waiver",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="a_waived_disclaimer_has_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Wish",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("submitted", "An article was sent to review"),
                                    ("changes", "Changes are asked for"),
                                    ("approved", "An article was approved"),
                                    ("published", "An article was published, scheduled or withdrawn"),
                                    ("assigned", "An article was assigned to me"),
                                    ("note", "A note for me: my name, my thread or my article"),
                                    ("proof", "A proof was answered"),
                                    ("sign-off", "A check was signed off or waived, or is owed anew after a change"),
                                ],
                                max_length=20,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "delivery",
                            models.CharField(
                                choices=[("at once", "at once"), ("daily", "once a day"), ("never", "never")],
                                max_length=10,
                                verbose_name="delivery",
                            ),
                        ),
                        (
                            "account",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wishes",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mail wish",
                        "verbose_name_plural": "mail wishes",
                        "constraints": [models.UniqueConstraint(fields=("account", "kind"), name="one_wish_a_kind")],
                    },
                ),
                migrations.CreateModel(
                    name="Withdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("at", models.DateTimeField(verbose_name="withdrawn")),
                        ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                        ("asked_by", models.CharField(blank=True, max_length=200, verbose_name="who asked for it")),
                        ("decided_by", models.CharField(max_length=200, verbose_name="who decided")),
                        ("note", models.TextField(max_length=5000, verbose_name="public note")),
                        (
                            "shows_headline",
                            models.BooleanField(default=True, verbose_name="readers still see the headline"),
                        ),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawals",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="withdrawals",
                                to="articles.revision",
                                verbose_name="revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "withdrawal",
                        "verbose_name_plural": "withdrawals",
                        "ordering": ["-at", "-pk"],
                        "default_permissions": (),
                        "indexes": [
                            models.Index(fields=["article", "-at"], name="withdrawal_by_article"),
                            models.Index(
                                condition=models.Q(("shows_headline", False)),
                                fields=["article"],
                                name="withdrawal_hiding",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Word",
                    fields=[
                        ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                        ("backwards", models.CharField(max_length=61)),
                        ("number", models.IntegerField()),
                    ],
                    options={
                        "verbose_name": "word",
                        "verbose_name_plural": "words",
                        "indexes": [models.Index(fields=["backwards"], name="word_by_ending")],
                    },
                ),
                migrations.CreateModel(
                    name="Wording",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                choices=[
                                    ("ar", "العربية"),
                                    ("bn", "বাংলা"),
                                    ("zh", "中文"),
                                    ("cs", "Čeština"),
                                    ("nl", "Nederlands"),
                                    ("en", "English"),
                                    ("fr", "Français"),
                                    ("de", "Deutsch"),
                                    ("el", "Ελληνικά"),
                                    ("he", "עברית"),
                                    ("hi", "हिन्दी"),
                                    ("it", "Italiano"),
                                    ("ja", "日本語"),
                                    ("ko", "한국어"),
                                    ("ps", "پښتو"),
                                    ("fa", "فارسی"),
                                    ("pl", "Polski"),
                                    ("pt", "Português"),
                                    ("ru", "Русский"),
                                    ("es", "Español"),
                                    ("tr", "Türkçe"),
                                    ("uk", "Українська"),
                                    ("ur", "اردو"),
                                ],
                                default=articles.models.copy.magazine_language,
                                max_length=10,
                                verbose_name="language",
                            ),
                        ),
                        ("number", models.PositiveIntegerField(default=1, verbose_name="version")),
                        ("text", models.TextField(max_length=2000, verbose_name="wording")),
                        ("made", models.DateTimeField(verbose_name="made")),
                        ("actor", models.CharField(blank=True, max_length=200, verbose_name="who")),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                        (
                            "disclaimer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="wordings",
                                to="articles.disclaimer",
                                verbose_name="disclaimer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "wording",
                        "verbose_name_plural": "wordings",
                        "ordering": ["language", "-number"],
                        "default_permissions": (),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("disclaimer", "language", "number"), name="wording_number_once_a_language"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Notice",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("wording", models.TextField()),
                        (
                            "purpose",
                            models.CharField(
                                choices=[
                                    ("views", "views"),
                                    ("interest", "conflict of interest"),
                                    ("funding", "funding"),
                                    ("translation", "translation"),
                                    ("sponsored", "sponsored"),
                                    ("ai", "use of AI"),
                                    ("legal", "legal"),
                                ],
                                default="views",
                                max_length=20,
                            ),
                        ),
                        (
                            "place",
                            models.CharField(
                                choices=[
                                    ("start", "before the text"),
                                    ("end", "after the text"),
                                    ("byline", "beside the byline"),
                                ],
                                default="end",
                                max_length=10,
                            ),
                        ),
                        (
                            "disclaimer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="articles.disclaimer",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notices",
                                to="articles.revision",
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="notices",
                                to="articles.wording",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "notice",
                        "verbose_name_plural": "notices",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("revision", "disclaimer"), name="one_notice_a_disclaimer")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleFlag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "flag",
                            models.CharField(
                                choices=[
                                    ("legal risk", "legal risk"),
                                    ("private persons", "private persons are named"),
                                    ("figures", "rests on figures or studies"),
                                ],
                                max_length=20,
                                verbose_name="mark",
                            ),
                        ),
                        ("actor", models.CharField(max_length=200, verbose_name="who")),
                        ("at", models.DateTimeField(verbose_name="when")),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="flags",
                                to="articles.article",
                                verbose_name="article",
                            ),
                        ),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="account",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mark",
                        "verbose_name_plural": "marks",
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(fields=("article", "flag"), name="a_mark_once_an_article")
                        ],
                    },
                ),
            ]
        ),
        migrations.RunPython(set_up_search, tear_down_search),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
