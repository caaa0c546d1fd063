"""Two articles that give one event two dates, in words of our own."""

from pathlib import Path

_ARTICLE = """---
title: {title}
url: https://example.org/news/{name}
publisher: {publisher}
published: {published}
---
The second Ministerial Conference of the Khartoum Process was held in Nairobi {when}. Kenya hosted the second
Ministerial Conference of the Khartoum Process. {guest} attended the conference.
"""


def write_articles(folder: Path) -> Path:
    """Writes both, and returns their folder. They agree on nothing but which event it was."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, published, when, guest in (
        ("ministry", "2021-05-20", "on 12 May 2021", "The African Union"),
        ("gazette", "2021-05-22", "from 3 to 5 May 2021", "Egypt"),
    ):
        text = _ARTICLE.format(
            title=f"Ministers met: {name}", name=name, publisher=name, published=published, when=when, guest=guest
        )
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder
