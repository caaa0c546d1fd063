"""What the questions of the package are, for people: their list by groups, all about one of them, and the page of
`queries/`."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.query.questions import CHECKS, GROUPS, VIEWS, Parameter, Question, load_questions
from kg.records import KgError

_WIDTH = 80
_INDENT = 20


def listing() -> str:
    """The questions of the package by groups, in lines of a terminal."""
    questions = load_questions()
    width = max(map(len, questions))
    lines = []
    for group, members in grouped(questions.values()):
        lines.append(group.capitalize())
        for question in members:
            lines += _hanging(f"  {question.name:<{width}}  ", question.summary)
        lines.append("")
    return "\n".join([*lines, "kg query NAME --help tells the parameters and columns of one of them."])


def grouped(questions: Iterable[Question]) -> list[tuple[str, list[Question]]]:
    """The questions by their groups, in the order in which these are listed."""
    groups: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        groups[question.group].append(question)
    return [(group, groups[group]) for group in (*GROUPS, VIEWS, CHECKS) if group in groups]


def about(name: str) -> str:
    """All about one question. Raises KgError where there is none of this name."""
    question = load_questions().get(name)
    if question is None:
        raise KgError(f"{name}: --help and --about are for the questions of the package, which kg query --list lists")
    lines = [*_wrapped(f"{question.name}: {question.summary}"), "", *_wrapped(question.description), ""]
    lines += ["Parameters (--set NAME=VALUE)"]
    lines += [line for parameter in question.parameters for line in _about_parameter(parameter)] or ["  none"]
    lines += ["", "Columns"]
    for column in question.columns:
        lines += _hanging(f"  {column.name:<{_INDENT - 2}}", column.description)
    return "\n".join([*lines, "", "Example", f"  {example(question)}"])


def example(question: Question) -> str:
    """A command line that asks the question."""
    wanted = [p for p in question.parameters if p.required] or [p for p in question.parameters if p.name != "article"][
        :1
    ]
    settings = "".join(f' --set {parameter.name}="{parameter.example}"' for parameter in wanted)
    ending = " --format turtle" if question.group == VIEWS else " --with-contacts" if question.contacts else ""
    return f"kg query {question.name}{settings}{ending}"


def page() -> str:
    """The page of `queries/` in Markdown: each question with its parameters, by groups."""
    questions = load_questions()
    groups = grouped(questions.values())
    sizes = {group: len(members) for group, members in groups}
    views, checks = sizes[VIEWS], sizes[CHECKS]
    lines = _INTRODUCTION.format(count=len(questions) - views - checks, views=views, checks=checks).splitlines()
    for group, members in groups:
        lines += ["", f"## {group.capitalize()}", "", "| question | asks | takes |", "|---|---|---|"]
        lines += [_row(question) for question in members]
    return "\n".join(lines) + "\n"


_INTRODUCTION = """\
# Questions

{count} questions that researchers ask the graph, {checks} checks to which a sound graph has no answer, and {views}
views: the graph in the terms of W3C ORG, PROV-O and schema.org, for programs that read only those. Each file is a
plain SPARQL 1.1 query that any server answers as it stands, about everything.

```sh
kg query --list                                            # all of them
kg query co-participation --help                           # what one asks, takes and answers
kg query co-participation --set actor="African Union" --set minimum=2
kg query views/organizations --format turtle               # the bodies as W3C ORG has them
```

A name is looked up among labels, aliases and acronyms, and standard error tells what it was taken for; an IRI or a
prefixed name (`state:EGY`) does as well. A parameter marked \\* takes several values, which are alternatives; one in
bold must be given. Every question also takes `article`, and then asks what that article says.

Each question, with and without its parameters, is tested to give the same rows on Oxigraph, on rdflib's own store and
on Virtuoso; each view the same triples. What a view must name and the graph has no name for (a membership, a post, an
interval) has an IRI below `https://w3id.org/mgkg/view/`, made of its parts: the same in each answer, and no blank node.

The header of a file, its lines that begin with `#+`, is YAML as [grlc](https://github.com/CLARIAH/grlc) reads it: grlc
serves each question with its summary, description and group, asked about everything. The parameters are this program's
own: grlc puts the text of a user into a query unchecked, so none is declared to it. A line that begins with `#?` and
the name of a parameter is a comment until the parameter has a value.

This page is made from the headers."""


def _row(question: Question) -> str:
    link = f"[{question.name.rpartition('/')[2]}]({question.name}.rq)"
    takes = ", ".join(_short(parameter) for parameter in question.parameters if parameter.name != "article")
    return f"| {link} | {question.summary.replace('|', '&#124;')} | {takes} |"


def _short(parameter: Parameter) -> str:
    name = f"**{parameter.name}**" if parameter.required else parameter.name
    return name + ("\\*" if parameter.many else "")


def _about_parameter(parameter: Parameter) -> Iterator[str]:
    kind = f"{parameter.type} ({parameter.of})" if parameter.of else parameter.type
    notes = [kind]
    notes += ["may be given several times"] if parameter.many else []
    notes += ["must be given"] if parameter.required else []
    notes += [f"{parameter.default} unless given"] if parameter.default is not None else []
    yield from _hanging(f"  {parameter.name:<{_INDENT - 2}}", parameter.description)
    yield from _hanging(" " * _INDENT, f"{', '.join(notes)}; for example {parameter.example}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH)


def _hanging(start: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=start, subsequent_indent=" " * len(start))
