"""A request's parameters, from wherever the Bot API takes them: query, form, JSON, multipart."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web

from .errors import BotApiError, bad_request

Json = dict[str, Any]
MOST_PARAMETERS = 1 << 20
LARGEST_UPLOAD = 50 << 20


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    data: bytes
    content_type: str


async def read(request: web.BaseRequest) -> Json:
    """All parameters of a request: strings from forms, any type from JSON, Upload for files."""
    params: Json = dict(request.query) if request.query_string else {}
    if request.method != "POST":
        return params
    kind = request.content_type
    try:
        if kind == "multipart/form-data":
            await _read_multipart(request, params)
        elif kind == "application/json":
            body = await request.read()
            if body:
                params.update(_read_json(body))
        elif kind == "application/x-www-form-urlencoded":
            form = (await request.read()).decode("utf-8", "surrogateescape")
            params.update(parse_qsl(form, keep_blank_values=True, max_num_fields=1000))
    except web.HTTPRequestEntityTooLarge:
        raise _too_many() from None
    return params


LONGEST_NUMBER = 18  # digits


def _too_many() -> BotApiError:
    return BotApiError(413, "Request Entity Too Large: too many parameters")


def _read_json(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("can't parse request body as JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse request body as JSON object")
    return value


async def _read_multipart(request: web.BaseRequest, params: Json) -> None:
    if (request.content_length or 0) > LARGEST_UPLOAD + MOST_PARAMETERS:
        raise BotApiError(413, "Request Entity Too Large")
    text_size = 0
    # Not request.multipart(): that holds each file to the size of a form.
    async for part in MultipartReader(request.headers, request.content):
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = bytes(await part.read())
        if part.filename is not None:
            if len(data) > LARGEST_UPLOAD:
                raise BotApiError(413, "Request Entity Too Large")
            content_type = part.headers.get("Content-Type", "application/octet-stream")
            params[part.name] = Upload(part.filename, data, content_type)
        else:
            text_size += len(data)
            if text_size > MOST_PARAMETERS:
                raise _too_many()
            params[part.name] = data.decode("utf-8", "surrogateescape")


def string(params: Json, name: str) -> str:
    """The parameter as text, empty where absent; numbers are taken as written."""
    value = params.get(name)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else json.dumps(value)


def integer(params: Json, name: str, default: int = 0) -> int:
    """The parameter as a whole number; what is not one counts as 0, as on the real server."""
    value = params.get(name)
    if value is None or value == "":
        return default
    if isinstance(value, int):
        return int(value)
    text = str(value).strip()
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_NUMBER else 0


def boolean(params: Json, name: str) -> bool:
    """The parameter as yes or no."""
    value = params.get(name)
    return value is True or (value is not None and str(value).strip().lower() in {"true", "yes", "1"})


def decoded(params: Json, name: str, what: str) -> Any:
    """The parameter as an object: given as one (JSON body) or as its JSON text (form); None where absent."""
    value = params.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {what} JSON object") from None
    return value
