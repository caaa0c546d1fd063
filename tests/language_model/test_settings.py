"""Which model reads, where it is asked, and where readings are kept."""

from __future__ import annotations

import pytest

from kg.language_model.readings import Question, keep
from kg.language_model.settings import configured
from kg.records import KgError


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"KG_LLM_URL": "http://h/v1"}, "KG_LLM_MODEL is not"),
        ({"KG_LLM_MODEL": "m"}, "KG_LLM_URL is not"),
        *(({"KG_LLM_URL": url, "KG_LLM_MODEL": "m"}, "KG_LLM_URL: ") for url in ("h:80", "file:///etc/passwd", "http://",
          "http://h:x/v1", "http://me:pw@h/v1", "http://h/v1?a=b", "http://h/a b")),
        *(({"KG_LLM_URL": "http://h", "KG_LLM_MODEL": "m", "KG_LLM_TIMEOUT": s}, "KG_LLM_TIMEOUT: ")
          for s in ("soon", "0", "-1", "nan", "inf")),
        ({"KG_LLM_URL": "http://h", "KG_LLM_MODEL": "m", "KG_LLM_KEY": "a\nb"}, "KG_LLM_KEY: "),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_used_are_one_error(values, named):
    with pytest.raises(KgError, match=named) as raised:
        configured(values)
    assert "a\nb" not in str(raised.value)


def test_settings_and_their_defaults(tmp_path):
    assert configured({}) is None and configured({"KG_LLM_KEY": "k", "KG_LLM_URL": " "}) is None
    given = {"KG_LLM_URL": "https://h/v1/", "KG_LLM_MODEL": "m", "HOME": str(tmp_path), "KG_LLM_KEY": "secret"}
    settings = configured(given)
    assert settings and (settings.address, settings.timeout) == ("https://h/v1/chat/completions", 120)
    assert settings.readings == tmp_path / ".cache" / "mgkg" / "readings" and "secret" not in repr(settings)
    elsewhere = configured(given | {"XDG_CACHE_HOME": str(tmp_path / "x")})
    assert elsewhere and elsewhere.readings == tmp_path / "x" / "mgkg" / "readings"


def test_readings_alone_tell_which_model_read(tmp_path):
    given = {"KG_LLM_READINGS": str(tmp_path)}
    with pytest.raises(KgError, match="no readings there"):
        configured(given)
    keep(tmp_path, Question("a", 1, 1, {"model": "maker/large"}), {"entities": [], "statements": []})
    settings = configured(given)
    assert settings and (settings.model, settings.url) == ("maker/large", "")
    with pytest.raises(KgError, match="no readings of small, but of maker/large"):
        configured(given | {"KG_LLM_MODEL": "small"})
    keep(tmp_path, Question("a", 1, 1, {"model": "small"}), {"entities": [], "statements": []})
    with pytest.raises(KgError, match="readings of maker/large, small: say which"):
        configured(given)
    chosen = configured(given | {"KG_LLM_MODEL": "small"})
    assert chosen and chosen.model == "small"
