"""The command that completes the renditions of pictures that came before the table was what it is."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command

from articles.desk.illustrating import add_picture
from articles.models import Image
from articles.pictures.sizes import rendition_name
from tests.magazine import Magazine, picture

STRIPES = ("black", "white", "grey", "black", "silver", "white", "black", "grey", "white")


@pytest.mark.django_db
def test_only_what_is_missing_is_made_and_one_bad_file_stops_nothing() -> None:
    cast = Magazine()
    lost = Image.objects.create(file="gone.png", checksum="0" * 64, width=64, height=48, alt="Lost")
    image = add_picture(picture(72, 50, colours=STRIPES), "a.png", by=cast.editor)
    add_picture(picture(73, 50), "whole.png", by=cast.editor)
    look, name = image.look, rendition_name(image.checksum, 72, "avif")
    default_storage.delete(name)
    Image.objects.filter(pk=image.pk).update(look=None)
    told, complained = StringIO(), StringIO()
    call_command("renditions", stdout=told, stderr=complained)
    assert default_storage.exists(name)
    assert Image.objects.get(pk=image.pk).look == look
    assert told.getvalue() == "Pictures completed: 1.\n"
    assert complained.getvalue().startswith(f"{lost.pk} Lost: ")
