"""Forms for words that are printed among others: nothing in them turns the order of what follows."""

from typing import Any

from articles.admin.refusing import RefusableForm
from articles.text.order import in_order


class PlainForm(RefusableForm):
    def full_clean(self) -> None:
        """What turns is gone before anything is checked: whether a name is empty, or another's."""
        if self.is_bound:
            self.data = _in_order(self.data)
        super().full_clean()


def _in_order(typed: Any) -> Any:
    kept = typed.copy()
    for name, values in typed.lists():
        kept.setlist(name, [in_order(value) if isinstance(value, str) else value for value in values])
    return kept
