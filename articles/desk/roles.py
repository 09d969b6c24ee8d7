"""Who does what on the desk: the permissions of each role. A migration makes a group of each."""

CONTRIBUTOR = frozenset(
    {"add_article", "change_article", "view_article", "submit_article"}
    | {"view_author", "view_topic", "view_disclaimer", "view_series", "view_image", "add_image"}
)
EDITOR = (
    CONTRIBUTOR
    | {"work_on_any_article", "review_article", "view_event", "view_revision", "view_manuscriptfile"}
    | {f"{verb}_{noun}" for verb in ("add", "change") for noun in ("author", "topic", "series", "image")}
    | {"view_edition", "add_edition", "view_page", "add_page", "view_replyrequest", "add_replyrequest"}
    | {"sign_editing", "sign_facts", "sign_copy", "sign_author", "view_owedcheck"}
)
PUBLISHER = (
    EDITOR
    | {
        "publish_article",
        "retract_article",
        "hold_article",
        "see_real_name",
        "publish_edition",
        "publish_imprint",
        "publish_page",
        "merge_author",
        "merge_topic",
        "see_as_it_stood",
        "decide_replyrequest",
    }
    | {"add_disclaimer", "change_disclaimer", "waive_disclaimer", "rename_author"}
    | {"sign_legal", "sign_standards", "waive_check"}
    | {f"{verb}_owedcheck" for verb in ("add", "change", "delete")}
    | {f"delete_{noun}" for noun in ("author", "topic", "series", "image", "disclaimer")}
)
ROLES = {"contributor": CONTRIBUTOR, "editor": EDITOR, "publisher": PUBLISHER}
