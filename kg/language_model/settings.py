"""Whether a language model reads, and which: from the environment, off where nothing is set."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from kg.language_model.readings import models
from kg.records import KgError

URL, MODEL, KEY, TIMEOUT = "KG_LLM_URL", "KG_LLM_MODEL", "KG_LLM_KEY", "KG_LLM_TIMEOUT"
READINGS = "KG_LLM_READINGS"
_SECONDS = 120.0
"""What a model may take for one article, where nothing else is said: models on one's own machine are slow."""
_LONGEST = 3600.0
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the model is asked, under which name, and where its readings are kept. Without a `url` it is not asked: the
    readings that are kept have to do. The key is never shown."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = _SECONDS
    readings: Path = Path()

    @property
    def address(self) -> str:
        """The address of the chat completions."""
        return self.url + _PATH


def configured(environment: Mapping[str, str] | None = None) -> Settings | None:
    """The settings, None where neither address nor model nor readings are set. Raises KgError where one of the first
    two is missing, or a value cannot be used."""
    given = {name: value.strip() for name, value in (os.environ if environment is None else environment).items()}
    url, model = given.get(URL, ""), given.get(MODEL, "")
    if not url and given.get(READINGS):
        return _as_read(Path(given[READINGS]).expanduser(), model)
    if not url and not model:
        return None
    if not url or not model:
        there, missing = (URL, MODEL) if url else (MODEL, URL)
        raise KgError(f"{there} is set, and {missing} is not: set both to use a language model, or neither")
    key, timeout = _key(given.get(KEY, "")), _timeout(given.get(TIMEOUT, ""))
    return Settings(_address(url), _model(model), key, timeout, readings_folder(given))


def environment(readings: Path | None) -> dict[str, str]:
    """The environment, with another folder for readings where one is given."""
    return {**os.environ, READINGS: str(readings)} if readings else dict(os.environ)


def _as_read(folder: Path, model: str) -> Settings:
    """The settings of a run from readings alone. Raises KgError where the folder does not tell of which model."""
    found = models(folder)
    if not found:
        raise KgError(f"{folder}: no readings there: give a folder with some, or set {URL} and {MODEL} to make them")
    if not model and len(found) > 1:
        raise KgError(f"{folder}: readings of {', '.join(found)}: say which model's with {MODEL}")
    if model and model not in found:
        raise KgError(f"{folder}: no readings of {model}, but of {', '.join(found)}: set {MODEL} to one of these")
    return Settings("", model or found[0], readings=folder)


def _address(url: str) -> str:
    hint = f"{URL}: is no address of a server: give it as http://localhost:8000/v1"
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and parts.hostname and (parts.port or 1) > 0
    except ValueError as error:
        raise KgError(hint) from error
    if not usable or not url.isascii() or not url.isprintable() or " " in url:
        raise KgError(hint)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise KgError(f"{URL}: takes no user, query or fragment: give a key in {KEY}")
    return url.rstrip("/").removesuffix(_PATH).rstrip("/")


def _model(name: str) -> str:
    if not name.isprintable() or len(name) > 200:
        raise KgError(f"{MODEL}: is no name of a model: give it as the server lists it")
    return name


def _key(key: str) -> str:
    if not (key.isascii() and key.isprintable()):
        raise KgError(f"{KEY}: has characters that no key has: set it again")
    return key


def _timeout(seconds: str) -> float:
    if not seconds:
        return _SECONDS
    try:
        value = float(seconds)
    except ValueError:
        value = math.nan
    if not 0 < value <= _LONGEST:
        raise KgError(f"{TIMEOUT}: '{seconds}' is no number of seconds from 0 to {_LONGEST:g}")
    return value


def readings_folder(given: Mapping[str, str]) -> Path:
    """The folder for readings. A user's cache directory that is no absolute path counts as unset, as XDG says."""
    if given.get(READINGS):
        return Path(given[READINGS]).expanduser()
    base = Path(given.get("XDG_CACHE_HOME", ""))
    if not base.is_absolute():
        home = given.get("HOME") or "~"
        base = Path(home).expanduser() / ".cache"
    return base / "mgkg" / "readings"
