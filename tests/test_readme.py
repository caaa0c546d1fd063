"""What README.md and the guides print is what the program prints.

    python -m tests.test_readme

writes the answers that the program gives now into them, with the picture and the reference of commands, for a reader to
check before they are committed.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from kg.cli.app import app, main
from kg.network import Selection, co_participation, read_facts, select
from kg.store import open_snapshot
from kg.view.network_picture import PICTURED, picture

ROOT = Path(__file__).parent.parent
COMMANDS, PICTURE = "examples/commands.md", "examples/network.svg"
GUIDES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "examples").glob("*.md"))
PAGES = ("README.md", *(page for page in GUIDES if page != COMMANDS))
SERVERS = "examples/servers.md"
"""Its commands need servers, and have tests of their own."""
LINKED = (*PAGES, COMMANDS, "examples/evaluation/README.md", "tests/benchmarks/README.md", ".github/CONTRIBUTING.md")
READERS = {
    "examples/integrators.md": ("participants, for example",),
    "examples/tables.md": (
        "events with most states: [(",
        "'Namibie'",
        "no cell is lost: True",
        "claims with words: True",
        "events on the map",
    ),
}
"""The pages with Python that reads what their commands export, and what it prints among other things."""
KG = ".venv/bin/kg "
NOT_RUN = ("kg build", "kg validate out/graph.ttl", "kg serve", "kg mcp", "kg import")
"""The build comes first and once; the test of the wheel validates a graph as a file, a smaller one; a server does
not end of itself, and an import would change the answers of the others: both have tests of their own."""

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str, kind: str) -> list[str]:
    """The fenced blocks of a page that are of a kind."""
    return [found[2] for found in BLOCK.finditer((ROOT / page).read_text("utf-8")) if found[1] == kind]


def transcripts(page: str) -> list[tuple[str, str]]:
    """(command, what it prints) of each `console` block; its first line is the command, after a `$`."""
    parted = [block.partition("\n") for block in blocks(page, "console")]
    return [(command.removeprefix("$ "), printed) for command, _, printed in parted]


def commands(page: str) -> Iterator[str]:
    """The commands of `kg` that stand in the `sh` blocks, without their comments."""
    for line in "".join(blocks(page, "sh")).splitlines():
        if line.startswith(KG) and not any(part in line for part in NOT_RUN):
            yield line.partition("  #")[0].strip()


def run(command: str) -> tuple[int, str]:
    """Runs `.venv/bin/kg …` in this process. Returns the exit code and what it printed, without trailing spaces."""
    assert command.startswith(KG), command
    words = shlex.split(command)[1:]
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    code = 0
    with redirect_stdout(printed), redirect_stderr(io.StringIO()):
        try:
            main(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, plain(printed.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]


def plain(text: str) -> str:
    """Lines without the spaces at their ends, and without empty lines before and after."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def prepare(place: Path) -> None:
    """Puts the examples, their graph and the questions of the pages into a folder, as the pages say."""
    (place / "examples").symlink_to(ROOT / "examples")
    for page in PAGES:
        for question in blocks(page, "sparql"):
            name = re.match(r"# (\S+\.rq)\n", question)
            assert name, f"{page}: the first line of a query is the name of its file, as a comment"
            (place / name[1]).write_text(question, "utf-8")
    with chdir(place):
        code, _ = run(KG + "build examples/articles --out out")
    assert code == 0


@pytest.fixture(scope="module")
def place(built_examples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder where the first command of the README has been run, over what the same one made before."""
    folder = tmp_path_factory.mktemp("reader")
    shutil.copytree(built_examples, folder / "out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        prepare(folder)
        patch.chdir(folder)
        yield folder


@pytest.mark.parametrize(
    ("command", "printed"), [pytest.param(*one, id=one[0][10:50]) for page in PAGES for one in transcripts(page)]
)
@pytest.mark.usefixtures("place")
def test_the_printed_answer_is_the_answer(command: str, printed: str):
    assert run(command) == (0, plain(printed)), "if the answer is right: python -m tests.test_readme"


@pytest.mark.parametrize(
    "command", dict.fromkeys(command for page in PAGES if page != SERVERS for command in commands(page))
)
@pytest.mark.usefixtures("place")
def test_every_command_line_works(command: str):
    code, printed = run(command)
    assert code == 0, printed


@pytest.mark.parametrize("page", READERS)
@pytest.mark.usefixtures("place")
def test_what_is_exported_is_read_as_the_page_reads_it(page: str, capsys: pytest.CaptureFixture[str]):
    pytest.importorskip("pandas")
    for command in commands(page):
        assert run(command)[0] == 0, command
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), {})
    printed = capsys.readouterr().out
    assert all(said in printed for said in READERS[page]), printed


@pytest.mark.parametrize("block", [block for page in PAGES for block in blocks(page, "turtle")])
def test_the_turtle_is_the_graphs_own(place: Path, block: str):
    assert bare(block) == bare(written_now(block, place)), "if the graph is right: python -m tests.test_readme"


def bare(turtle: str) -> str:
    """Turtle without the numbers of claims, which change with what is found before them."""
    return re.sub(r"/claim/\d+", "/claim/n", turtle)


def written_now(block: str, place: Path) -> str:
    """The nodes of a block as the graph has them now: a claim is known by its fact, a segment by being the evidence of
    the claim before it, any other node by its IRI."""
    graph = [part for name in ("graph.ttl", "graph.trig") for part in nodes((place / "out" / name).read_text("utf-8"))]
    written: list[str] = []
    for node in nodes(block):
        first = node.lstrip().partition("\n")[0]
        fact = "\n".join(re.findall(r"^ *rdf:(?:subject|predicate|object) .*$", node, re.MULTILINE))
        if "#char=" in first:
            first = re.findall(r"<article/\S+#char=\S+>", written[-1])[0]
        written += [part for part in graph if (fact in part if fact else part.lstrip().startswith(first + "\n"))][:1]
    return "\n\n".join(written) + "\n"


def nodes(turtle: str) -> list[str]:
    """The paragraphs of Turtle as this program writes it: one a node."""
    return turtle.strip("\n").split("\n\n")


def test_the_readme_names_every_command_and_no_other():
    known = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    known |= {group.typer_instance.info.name for group in app.registered_groups}
    text = "\n".join((ROOT / page).read_text("utf-8") for page in PAGES)
    assert set(re.findall(r"\bkg ([a-z]+)\b", "\n".join(re.findall(r"`[^`\n]+`", text)))) <= known
    assert {name for name in known if f"`kg {name}" not in (ROOT / "README.md").read_text("utf-8")} == set()


def test_the_commands_that_set_up_stand_alone_on_a_line():
    """As CI takes them from here."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    set_up = [line for line in lines if line.startswith("python3 -m venv --upgrade-deps .venv && ")]
    assert [line.rpartition(" && ")[2] for line in set_up] == [
        ".venv/bin/kg build examples/articles --out out",
        ".venv/bin/python -m pytest -n 2 --dist loadfile",
    ]


def test_links_inside_the_repository_lead_somewhere():
    for page in LINKED:
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text("utf-8")):
            assert ((ROOT / page).parent / target).exists(), f"{page}: {target}"


def test_the_readme_is_read_in_five_minutes():
    assert (ROOT / "README.md").read_text("utf-8").count("\n") <= 200


def test_the_index_has_every_guide():
    index = (ROOT / "examples" / "README.md").read_text("utf-8")
    assert [page for page in GUIDES if f"]({Path(page).name})" not in index] == ["examples/README.md"]


def test_the_reference_of_commands_is_that_of_the_commands():
    assert (ROOT / COMMANDS).read_text("utf-8") == reference(), "if the help is right: python -m tests.test_readme"


def reference() -> str:
    """The reference of commands, as Typer writes it."""
    words = [sys.executable, "-m", "typer", "kg.cli.app", "utils", "docs", "--name", "kg"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    return plain(done.stdout) + "\n"


def test_the_picture_has_the_actors_of_the_examples(place: Path):
    named = re.compile(r"<title>(.*?)</title>")
    drawn = named.findall((ROOT / PICTURE).read_text("utf-8"))
    assert drawn == named.findall(drawing(place / "out" / "store")), "if so it is: python -m tests.test_readme"
    assert len(drawn) == PICTURED


def drawing(store: Path) -> str:
    """The picture of the network of those who met."""
    with open_snapshot(store) as reader:
        graph = co_participation(select(read_facts(reader.store), Selection()))
    return f"{picture(graph, 'The actors of the example articles with the most joint events')}\n"


def rewrite() -> None:
    """Writes the answers that the program gives now into the pages."""
    os.environ["COLUMNS"] = "80"
    (ROOT / COMMANDS).write_text(reference(), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        (ROOT / PICTURE).write_text(drawing(Path(folder) / "out" / "store"), "utf-8")
        for page in PAGES:
            text = (ROOT / page).read_text("utf-8")
            for command, printed in transcripts(page):
                with chdir(folder):
                    _, now = run(command)
                text = text.replace(f"```console\n$ {command}\n{printed}```", f"```console\n$ {command}\n{now}\n```")
            for block in blocks(page, "turtle"):
                text = text.replace(block, written_now(block, Path(folder)))
            (ROOT / page).write_text(text, "utf-8")


if __name__ == "__main__":
    rewrite()
