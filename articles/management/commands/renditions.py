"""Makes the renditions that pictures lack, after an upgrade that names more of them."""

from typing import Any

from articles.desk.illustrating import complete
from articles.models import Image
from articles.pictures.limits import Unusable
from editorial import home


class Command(home.Command):
    help = "Make the renditions that pictures lack, after an upgrade that names more of them."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for image in Image.objects.order_by("pk").iterator():
            try:
                done += complete(image)
            except (Unusable, OSError) as refusal:
                self.stderr.write(f"{image.pk} {image}: {refusal}")
        self.stdout.write(f"Pictures completed: {done}.")
