"""Where a name stands from A to Z, the same on every database."""

from typing import Any, cast

from django.db import models

from articles.text.folding import words


class Filed(models.CharField):
    """The beginning of the row's ``name``, without case and accents; computed when the row is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        filed = " ".join(words(cast(Any, model_instance).name))[: self.max_length]
        setattr(model_instance, self.attname, filed)
        return filed
