"""The record of a visit is made on the spot: photographs go up as they are taken, small and without their place."""

from io import BytesIO

from PIL import Image

from grants.extensions import db
from grants.models import Attachment, Draft
from grants.services import attachments
from tests import factories

GPS = 0x8825


def photograph(colour: str) -> bytes:
    """As a telephone takes it: too large, and it says where."""
    picture, content = Image.new("RGB", (3000, 40), colour), BytesIO()
    exif = picture.getexif()
    exif.get_ifd(GPS)[1] = "N"
    picture.save(content, "JPEG", exif=exif)
    assert Image.open(content).getexif()
    return content.getvalue()


def test_photographs_go_up_together_small_and_without_their_place(staffed):
    staff = staffed("studio")
    with staff.at_work() as office:
        staff.number = factories.application("visiting", office.round, office.unit).number
    seat = staff.ask("officer", "visit")
    page = seat.page
    taken = [
        {"name": f"{n}.jpg", "mimeType": "image/jpeg", "buffer": photograph(n)} for n in ("grey", "white")
    ]
    page.set_input_files("[data-upload=photographs]", taken)
    page.locator("[data-files] input").nth(1).wait_for()
    seat.press("保存草稿")
    with staff.house.inside():
        kept = db.session.query(Attachment).order_by(Attachment.id).all()
        pictures = [Image.open(BytesIO(attachments.content(row))) for row in kept]
        assert [(picture.width, dict(picture.getexif())) for picture in pictures] == [(2560, {})] * 2
        assert db.session.query(Draft).one().masked["photographs"] == [str(row.id) for row in kept]
