"""The commands by which people correct the graph: `kg review …`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_DECISIONS, DEFAULT_STORE, Contacts, ReportFormat, StoreOption

By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; it is published.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; it is published.")]
Day = Annotated[str, typer.Option("--date", metavar="DAY", help="When, like 2026-11-26; else today.")]
Decisions = Annotated[Path, typer.Option("--decisions", metavar="FILE", help="The file that decisions go to.")]
Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="As kg review list has it, like 0123456789abcdef/3.")]
Everywhere = Annotated[bool, typer.Option("--everywhere", help="In all articles, not in the claim's own alone.")]

commands = typer.Typer(
    name="review",
    help="Correct the graph: claims that are in doubt, entities that may be one.",
    epilog='Example: kg review accept 0123456789abcdef/3 --by "A. Curator" --why "The text says so."',
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@commands.command("list", epilog="Example: kg review list --doubtful --limit 5")
def list_(
    doubtful: Annotated[bool, typer.Option("--doubtful", help="Only claims that are in doubt.")] = False,
    candidates: Annotated[bool, typer.Option("--candidates", help="Only entities that may be one.")] = False,
    decided: Annotated[bool, typer.Option("--decided", help="What the file of decisions says instead.")] = False,
    below: Annotated[
        float, typer.Option("--below", min=0, max=1, metavar="X", help="In doubt is what is less sure.")
    ] = 0.7,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="So many of each.")] = 20,
    format: Annotated[ReportFormat, typer.Option("--format", help="How to print.")] = ReportFormat.table,
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """List what is to be decided, the least sure first, with the words it rests on."""
    if decided and (doubtful or candidates):
        raise typer.BadParameter("--decided lists decisions: give no --doubtful or --candidates with it.")
    from kg.cli.review import list_decisions, list_open

    if decided:
        return list_decisions(decisions, format.value)
    kinds = [kind for kind, wanted in (("doubtful", doubtful), ("candidates", candidates)) if wanted]
    return list_open(store, decisions, kinds or ["doubtful", "candidates"], below, limit, format.value)


@commands.command(epilog='Example: kg review accept 0123456789abcdef/3 --by "A. Curator" --why "The text says so."')
def accept(
    claim: Claim,
    by: By,
    why: Why,
    date: Day = "",
    everywhere: Everywhere = False,
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Say that a claim is right: it is a fact from the next kg build on, and no longer in doubt."""
    from kg.cli.review import on_claim, who_says

    return on_claim("accept", claim, who_says(by, why, date), decisions, store, everywhere=everywhere)


@commands.command(epilog='Example: kg review reject 0123456789abcdef/3 --by "A. Curator" --why "It was not there."')
def reject(
    claim: Claim,
    by: By,
    why: Why,
    date: Day = "",
    everywhere: Everywhere = False,
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Say that a claim is wrong: the next kg build takes it out, with what rests on it alone."""
    from kg.cli.review import on_claim, who_says

    return on_claim("reject", claim, who_says(by, why, date), decisions, store, everywhere=everywhere)


@commands.command(
    epilog="Example: kg review edit 0123456789abcdef/3 --object state:EGY "
    '--by "A. Curator" --why "It was Egypt." Another: kg review edit 0123456789abcdef/4 --object 2021-05-13 '
    '--by "A. Curator" --why "The text says the 13th."'
)
def edit(
    claim: Claim,
    by: By,
    why: Why,
    subject: Annotated[str, typer.Option("--subject", metavar="ENTITY", help="Of this entity instead.")] = "",
    relation: Annotated[str, typer.Option("--relation", metavar="R", help="This relation instead.")] = "",
    object: Annotated[str, typer.Option("--object", metavar="ENTITY|VALUE", help="This entity or value instead.")] = "",
    status: Annotated[str, typer.Option("--status", metavar="S", help="explicit, implied, attributed, planned.")] = "",
    date: Day = "",
    everywhere: Everywhere = False,
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Say what a claim should be: another end, relation, date or status, on the same words.

    An entity is named as in the graph, or like state:KEN; one that is new needs its name too, like
    'office:border-desk--KEN Border Desk'."""
    if not (subject or relation or object or status):
        raise typer.BadParameter("say what changes: --subject, --relation, --object or --status.")
    from kg.cli.review import on_claim, who_says

    new = {"subject": subject, "relation": relation, "object": object, "status": status}
    return on_claim("edit", claim, who_says(by, why, date), decisions, store, everywhere=everywhere, new=new)


@commands.command(
    epilog='Example: kg review merge office:registry-of-aliens--KEN office:aliens-registry--KEN --by "A. Curator" '
    '--why "Both name one office."'
)
def merge(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="What goes: a name, or like office:a--KEN.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="What it becomes.")],
    by: By,
    why: Why,
    date: Day = "",
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Say that two entities are one."""
    from kg.cli.review import on_entities, who_says

    return on_entities("merge", entity, into, who_says(by, why, date), decisions, store)


@commands.command(
    epilog='Example: kg review split person:jane-doe--KEN person:jane-doe--iom --by "A. Curator" --why "Two persons." '
    "With --article, what that article says of the first is of the second from then on."
)
def split(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="An entity: a name, or like person:jane-doe--KEN.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one, which may be new.")],
    by: By,
    why: Why,
    article: Annotated[
        str, typer.Option("--article", metavar="KEY", help="The article that means the other one.")
    ] = "",
    date: Day = "",
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Say that two entities are not one, so that nobody asks again; or part them in an article."""
    from kg.cli.review import on_entities, who_says

    return on_entities("split", entity, other, who_says(by, why, date), decisions, store, article=article)


@commands.command(
    epilog='Example: kg review withdraw office:annual-report--KEN --by "A. Curator" --why "It is no office."'
)
def withdraw(
    entity: Annotated[str, typer.Argument(metavar="ENTITY", help="An entity: a name, or like office:a--KEN.")],
    by: By,
    why: Why,
    date: Day = "",
    decisions: Decisions = DEFAULT_DECISIONS,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Say that an entity is none: the next kg build takes it out, with all that articles say of it."""
    from kg.cli.review import on_entity, who_says

    return on_entity(entity, who_says(by, why, date), decisions, store)


@commands.command(epilog='Example: kg review undo a7b16a58 --by "A. Curator" --why "I misread it."')
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="As kg review list --decided has it.")],
    by: By,
    why: Why,
    date: Day = "",
    decisions: Decisions = DEFAULT_DECISIONS,
) -> int:
    """Take a decision back: its line becomes a comment, and the next kg build forgets it."""
    from kg.cli.review import take_back, who_says

    return take_back(decision, who_says(by, why, date), decisions)


@commands.command(epilog="Example: kg review gold --out reviewed")
def gold(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folders gold and text go.")],
    contacts: Contacts = False,
    store: StoreOption = DEFAULT_STORE,
) -> int:
    """Write what was decided as annotations, which kg evaluate takes.

    Accepted and edited claims are gold, undecided ones count neither way, and to find a rejected one is wrong. So
    precision is that of the claims that people looked at. Recall is that of what was accepted: only where an article
    was read whole, and what no rule found was added to its annotation, is it that of the article."""
    from kg.cli.review import write_annotations

    return write_annotations(store, out, contacts=contacts)
