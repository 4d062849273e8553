"""The one place where an error becomes a sentence for a person."""

from __future__ import annotations

from dataclasses import dataclass

from bot import settings
from bot.render.words import quoted, safe_line
from knowledge import (
    AlreadyDecided,
    BadChoice,
    BadConfidence,
    BadData,
    DocumentRefused,
    EmptyText,
    Forgotten,
    KnowledgeError,
    ModelError,
    NameTaken,
    NotFound,
    SameQuestion,
    StaleRevision,
    StoreError,
    TextTooLong,
    TooMany,
    WordingBlocked,
)


@dataclass(eq=False)
class InputRefused(Exception):
    """What a person gave a command cannot be used; `sentence` says why in full."""

    sentence: str


EXPECTED = (KnowledgeError, settings.SettingsError, InputRefused, OSError)
"""What can happen on any day; anything else is a fault of ours."""

_NAME_SHOWN = 40  # characters

_DOCUMENT = {
    "empty": "{name} is empty, so there is nothing to import; please save it again and look into it first.",
    "directory": "{name} is a folder; please name the files in it.",
    "missing": "There is no file called {name}.",
    "unreadable": "{name} cannot be read: you may not have permission to open it.",
    "too large": "{name} is too large to import; up to 20 MB is possible.",
    "binary": "{name} is not a text document, so it cannot be imported; please save the post as plain text or"
    " Markdown.",
    "encoding": "{name} is not UTF-8 text; please save it as UTF-8 and try again.",
    "no title": "{name} has no title on its first line, so it does not look like a post; please put the title there.",
    "no comments": "{name} has no comments, so there is nothing that anybody asked; a thread is a list of bullets"
    " below the post.",
    "no export": "{name} is not an export that can be read back; please export again, or attach a post.",
    "unknown format": "{name} is not in a form that can be imported; please save it as plain text or Markdown.",
}

_STORE = {
    "unreachable": "The database at {database} cannot be reached; is the address right, and is it running?",
    "locked": "The database at {database} is busy in another program; please try again in a moment.",
    "corrupt": "The database at {database} is damaged; please restore it from a backup.",
    "read-only": "The database at {database} cannot be written to;"
    " check the permissions of the file and its folder.",
    "full": "The disk that holds the database at {database} is full; free some space and try again.",
    "too new": "The database at {database} was made by a newer version of Afterword;"
    " please update Afterword.",
    "not migrated": "The database at {database} is not ready for this version;"
    " please run `afterword migrate`.",
    "bad url": "The database address (AFTERWORD_DATABASE_URL) makes no sense;"
    " it should look like sqlite:///file.sqlite3 or postgresql://user@host/name.",
}

_MODEL = {
    "missing": "The sentence model is not at {path};"
    " leave AFTERWORD_MODEL_DIR empty to use the one that is installed.",
    "wrong checksum": "The sentence model at {path} is not the file that was expected;"
    " please install it again.",
    "broken": "The sentence model at {path} cannot be loaded; please install it again.",
}

_SETTLED = {
    "pending": "is waiting already",
    "approved": "was already approved",
    "rejected": "was already turned down",
    "answered": "was already answered",
    "dismissed": "was already dismissed",
    "merged": "was already merged into another question",
    "taken back": "was already taken back",
    "imported again": "was followed by another of the same document, which must be taken back first",
    "accepted": "was already accepted",
    "declined": "was already declined",
    "removed": "was already removed",
    "published": "is already published",
}


def sentence(error: BaseException, *, lift: str = "/blocks lift {}") -> str:
    """Say in one sentence what went wrong and, where it helps, what to do; `lift` is the command that lifts a block."""
    return safe_line(_sentence(error, lift))


def _sentence(error: BaseException, lift: str) -> str:
    match error:
        case WordingBlocked():
            return (
                f"A moderator said that {quoted(error.wording)} is not the question of entry {error.entry_id};"
                f" if it is, first lift block {error.block_id} with {lift.format(error.block_id)}."
            )
        case KnowledgeError():
            return _knowledge_sentence(error)
        case settings.SettingsError():
            return _settings_sentence(error)
        case InputRefused():
            return error.sentence
        case OSError():
            return _os_sentence(error)
    return (
        f"Something went wrong inside Afterword ({type(error).__name__});"
        " please run the command again with --debug and report what it shows."
    )


def _knowledge_sentence(error: KnowledgeError) -> str:
    match error:
        case StoreError():
            return _from_table(_STORE, error.reason, "The database at {database} cannot be used.", error)
        case ModelError():
            return _from_table(_MODEL, error.reason, "The sentence model at {path} cannot be used.", error)
        case DocumentRefused():
            return _from_table(_DOCUMENT, error.reason, "{name} cannot be imported.", error)
        case BadData():
            return f"{error.name} has a mistake at {error.place}: {error.detail.rstrip('.')}."
        case _:
            return _rule_sentence(error)


def _rule_sentence(error: KnowledgeError) -> str:
    match error:
        case EmptyText() | TextTooLong() | TooMany() | NameTaken():
            return _words_sentence(error)
        case BadConfidence():
            return f"The strictness cannot be {error.value:g}: it is a word, or a number from {error.least:g} to 1."
        case BadChoice():
            return _choice_sentence(error)
        case Forgotten():
            return "I no longer have that question, so please ask it again."
        case NotFound() | StaleRevision() | SameQuestion() | AlreadyDecided():
            return _state_sentence(error)
    return f"Afterword could not do that ({type(error).__name__})."


def _choice_sentence(error: BadChoice) -> str:
    name = quoted(error.name.replace("_", " ")[:_NAME_SHOWN])
    match error.wanted:
        case "number":
            return f"The choice {name} must be a whole number from {error.least:,} to {error.most:,}."
        case "switch":
            return f"The choice {name} is either on or off."
        case "text":
            return f"The choice {name} must be a text that can be read, of at most {error.most:,} characters."
        case "name":
            return f"Nothing can be chosen under the name {name}: a name has 1 to {error.most:,} characters."
    return f"The choice {name} cannot be kept: it is too long, or nothing that can be written down."


def _state_sentence(error: NotFound | StaleRevision | SameQuestion | AlreadyDecided) -> str:
    match error:
        case SameQuestion():
            return (
                f"Entry {error.current.id} asks {quoted(error.current.question)} already and says something else, so"
                " nothing was published: change that entry, or ask yours in other words."
            )
        case NotFound():
            return f"There is no {error.kind} with the number {error.id} in this community."
        case StaleRevision():
            return (
                f"Someone changed this entry while you were editing (revision {error.seen} is now"
                f" {error.current.revision}), so your edit was not saved."
            )
        case AlreadyDecided():
            settled = _SETTLED.get(error.status, f"is already {error.status}")
            onward = (
                "; /faq restore brings it back" if (error.kind, error.status) == ("entry", "removed") else ""
            )
            return f"The {error.kind} with the number {error.id} {settled}{onward}."


def _words_sentence(error: EmptyText | TextTooLong | TooMany | NameTaken) -> str:
    match error:
        case EmptyText():
            return f"The {error.field} is empty; please write it in words."
        case TextTooLong():
            return (
                f"The {error.field} is too long: it has {error.length:,} characters,"
                f" and the limit is {error.limit:,}; please shorten it."
            )
        case TooMany():
            return f"There are {error.count:,} {error.things}, and the limit is {error.limit:,}."
        case NameTaken():
            return (
                f"The name {quoted(error.name)} already stands for {quoted(error.meaning)},"
                " so it cannot stand for something else too."
            )


def _settings_sentence(error: settings.SettingsError) -> str:
    match error:
        case settings.UnknownSetting():
            meant = f"; did you mean {error.nearest}?" if error.nearest else "; .env.example lists them all."
            return f"There is no setting called {error.name} (it is set in {error.place}){meant}"
        case settings.BadSetting():
            what = f"The setting {error.name}" if error.name else "The settings make no sense:"
            return f"{what} {error.detail.rstrip('.')}."
        case settings.BadEnvFile():
            return f"The settings file {error.path} cannot be read: {error.detail.rstrip('.')}."
    return "The settings cannot be used."


def _os_sentence(error: OSError) -> str:
    why = (error.strerror or str(error)).lower().rstrip(".")
    return f"{error.filename} cannot be used: {why}." if error.filename else f"The computer reported: {why}."


def _from_table(table: dict[str, str], reason: str, otherwise: str, error: KnowledgeError) -> str:
    told = table.get(reason, otherwise).format_map(vars(error))
    detail = str(getattr(error, "detail", ""))
    return told if reason in table or not detail else f"{told.rstrip('.')}: {detail.rstrip('.')}."
