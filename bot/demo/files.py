"""Files: kept in memory by file_id, refused where Telegram refuses them."""

import base64
import io
import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from PIL import Image

from .errors import bad_request
from .params import Json, Upload

LARGEST_PHOTO = 10 << 20
LARGEST_DOWNLOAD = 20 << 20
LONGEST_SIDES = 10_000  # width + height
STEEPEST_RATIO = 20
PHOTO_SIZES = (90, 320, 800, 1280)
_PREFIX = {"photo": "AgACAgIAAxkBAAI", "voice": "AwACAgIAAxkBAAI", "sticker": "CAACAgIAAxkBAAI"}
_FOLDER = {"photo": "photos", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file on the server. A photo has one for each of its sizes, all with the bytes of the largest."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    data: bytes
    content_type: str
    path: str


class Files:
    """All files the bot or a person has sent."""

    def __init__(self) -> None:
        self.by_id: dict[str, StoredFile] = {}
        self.by_path: dict[str, StoredFile] = {}

    def keep(self, kind: str, name: str, data: bytes, content_type: str = "") -> StoredFile:
        """Store bytes under a new file_id and path."""
        key = secrets.token_bytes(24)
        file = StoredFile(
            file_id=_PREFIX.get(kind, "BQACAgIAAxkBAAI") + base64.urlsafe_b64encode(key).decode(),
            unique_id="AgAD" + base64.urlsafe_b64encode(key[:8]).decode().rstrip("="),
            kind=kind,
            name=name,
            data=data,
            content_type=content_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
            path=f"{_FOLDER.get(kind, 'documents')}/file_{len(self.by_id)}{PurePath(name).suffix}",
        )
        self.by_id[file.file_id] = self.by_path[file.path] = file
        return file

    def given(self, given: Json, value: Any, kind: str) -> Upload | StoredFile:
        """What a file parameter stands for: an upload, attach://name of one, or a file_id."""
        if isinstance(value, str) and value.startswith("attach://"):
            value = given.get(value.removeprefix("attach://"))
        if isinstance(value, Upload):
            if not value.data:
                raise bad_request("file must be non-empty")
            return value
        if not value:
            raise bad_request(f"there is no {kind} in the request")
        if str(value).startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        file = self.by_id.get(str(value))
        if file is None:
            raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
        if file.kind != kind:
            raise bad_request(f"can't use file of type {file.kind.capitalize()} as {kind.capitalize()}")
        return file

    def photo(self, source: Upload | StoredFile) -> list[Json]:
        """The sizes of a picture, smallest first."""
        width, height = _measured(source.data)
        if isinstance(source, Upload):
            if len(source.data) > LARGEST_PHOTO:
                raise bad_request(
                    f"file of size {len(source.data)} bytes is too big for a photo; "
                    f"the maximum size is {LARGEST_PHOTO} bytes"
                )
            if not width:
                raise bad_request("IMAGE_PROCESS_FAILED")
            if width + height > LONGEST_SIDES or max(width, height) > STEEPEST_RATIO * min(width, height):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
        sizes: list[Json] = []
        for longest in PHOTO_SIZES:
            scale = min(1.0, longest / max(width, height, 1))
            last = scale == 1.0 or longest == PHOTO_SIZES[-1]
            if last and isinstance(source, StoredFile):
                file = source
            else:
                name = source.name if isinstance(source, Upload) else "photo.jpg"
                file = self.keep("photo", name or "photo.jpg", source.data)
            sizes.append({
                "file_id": file.file_id,
                "file_unique_id": file.unique_id,
                "file_size": len(file.data),
                "width": max(1, round(width * scale)),
                "height": max(1, round(height * scale)),
            })  # fmt: skip
            if last:
                break
        return sizes

    def document(self, source: Upload | StoredFile) -> Json:
        """A file as the Bot API's Document."""
        if isinstance(source, Upload):
            source = self.keep("document", source.name, source.data, source.content_type)
        return {
            "file_name": source.name,
            "mime_type": source.content_type,
            "file_id": source.file_id,
            "file_unique_id": source.unique_id,
            "file_size": len(source.data),
        }

    def described(self, file_id: str) -> Json:
        """The Bot API's File: where to download it."""
        if not file_id:
            raise bad_request("file_id not specified")
        file = self.by_id.get(file_id)
        if file is None:
            raise bad_request("invalid file_id")
        if len(file.data) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return {
            "file_id": file.file_id,
            "file_unique_id": file.unique_id,
            "file_size": len(file.data),
            "file_path": file.path,
        }


def _measured(data: bytes) -> tuple[int, int]:
    """Width and height of a picture, or 0 and 0 where it is none."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return 0, 0
