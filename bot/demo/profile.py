"""Methods about the bot itself, its commands, its chats and files, and its webhook, which it has none of."""

import re

from . import params
from .errors import bad_request
from .params import Json
from .world import CommandKey, World

MOST_COMMANDS = 100
LONGEST_COMMAND = 32
LONGEST_DESCRIPTION = 256
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
           "chat_administrators", "chat_member"}  # fmt: skip
_COMMAND = re.compile(r"[a-z0-9_]+")
_LANGUAGE = re.compile(r"[a-z]{2}")


def get_me(world: World, _given: Json) -> Json:
    flags = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return {**world.bot, **flags}


def get_chat(world: World, given: Json) -> Json:
    chat = world.chat_of(given, reading=True)
    full: Json = {**chat.info, "accent_color_id": 0, "max_reaction_count": 11}
    full["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    message = chat.find(chat.pinned[-1]) if chat.pinned else None
    if message is not None:
        full["pinned_message"] = message.body
    return full


def get_file(world: World, given: Json) -> Json:
    return world.files.described(params.string(given, "file_id"))


def leave_chat(world: World, given: Json) -> bool:
    chat = world.chat_of(given, reading=True)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.bot_status = "left"
    return True


def _key(world: World, given: Json) -> CommandKey:
    scope = params.decoded(given, "scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat = str(world.chat_of(scope, reading=True).id) if scope["type"].startswith("chat") else ""
    language = params.string(given, "language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return scope["type"], chat, language


def _command(given: object) -> Json:
    if not isinstance(given, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if name not in given:
            raise bad_request(f"can't parse BotCommand: Can't find field \"{name}\"")
    command = str(given["command"]).strip().removeprefix("/")
    description = str(given["description"]).strip()
    if not command:
        raise bad_request("command must be non-empty")
    if len(command) > LONGEST_COMMAND:
        raise bad_request(f"command length must not exceed {LONGEST_COMMAND}")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > LONGEST_DESCRIPTION:
        raise bad_request(f"command description length must not exceed {LONGEST_DESCRIPTION}")
    if not _COMMAND.fullmatch(command):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": command, "description": description}


def set_my_commands(world: World, given: Json) -> bool:
    commands = params.decoded(given, "commands", "commands") or []
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    kept = [_command(command) for command in commands]
    if len(kept) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_key(world, given)] = kept
    for chat in world.chats.values():
        chat.tell({"commands": commands_for(world, chat.id)})
    return True


def get_my_commands(world: World, given: Json) -> list[Json]:
    return world.commands.get(_key(world, given), [])


def delete_my_commands(world: World, given: Json) -> bool:
    world.commands.pop(_key(world, given), None)
    return True


def commands_for(world: World, person_id: int) -> list[Json]:
    """The commands a person's phone lists in the private chat."""
    language = str(world.people.get(person_id, {}).get("language_code", ""))[:2]
    for scope in (("chat", str(person_id)), ("all_private_chats", ""), ("default", "")):
        for spoken in (language, ""):
            commands = world.commands.get((*scope, spoken))
            if commands:
                return commands
    return []


_PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def _set_profile(world: World, given: Json, field: str) -> bool:
    value = params.string(given, field)
    if len(value) > _PROFILE_LIMITS[field]:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    world.profile[field, params.string(given, "language_code")] = value
    return True


def _get_profile(world: World, given: Json, field: str) -> Json:
    value = world.profile.get((field, params.string(given, "language_code")))
    return {field: value if value is not None else world.profile.get((field, ""), "")}


def set_my_name(world: World, given: Json) -> bool:
    return _set_profile(world, given, "name")


def get_my_name(world: World, given: Json) -> Json:
    return _get_profile(world, given, "name")


def set_my_description(world: World, given: Json) -> bool:
    return _set_profile(world, given, "description")


def get_my_description(world: World, given: Json) -> Json:
    return _get_profile(world, given, "description")


def set_my_short_description(world: World, given: Json) -> bool:
    return _set_profile(world, given, "short_description")


def get_my_short_description(world: World, given: Json) -> Json:
    return _get_profile(world, given, "short_description")


def set_chat_menu_button(world: World, given: Json) -> bool:
    button = params.decoded(given, "menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: unsupported type specified")
    chat = world.chat_of(given, reading=True).id if given.get("chat_id") else 0
    world.menu_buttons[chat] = button
    return True


def get_chat_menu_button(world: World, given: Json) -> Json:
    return world.menu_buttons.get(params.integer(given, "chat_id"), world.menu_buttons.get(0, {"type": "default"}))


def get_webhook_info(world: World, _given: Json) -> Json:
    return {"url": "", "has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}


def set_webhook(world: World, given: Json) -> bool:
    """Refused, but for the empty address that takes a webhook away: this server only queues."""
    url = params.string(given, "url")
    if not url:
        return delete_webhook(world, given)
    if not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    raise bad_request("bad webhook: failed to resolve host: this server delivers by getUpdates only")


def delete_webhook(world: World, given: Json) -> bool:
    if params.boolean(given, "drop_pending_updates"):
        world.updates.clear()
    return True


def close(_world: World, _given: Json) -> bool:
    return True
