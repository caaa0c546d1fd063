"""What examples/deploy says is so: each command, option, port and path is one of the program."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import pytest
import typer
import yaml
from starlette.types import Receive, Scope, Send

from kg.cli.app import app
from kg.reference import rows_of
from kg.serve.clients import CLIENT, OfClient
from kg.serve.command import _configuration
from kg.serve.condition import Condition
from kg.serve.limits import ConnectionLimits, Limits
from tests.serve.running import Server
from tests.serve.test_condition import measured

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "examples" / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
OF_KG = {name: one["command"] for name, one in SERVICES.items() if one["image"] == "kg"}
UNIT = (DEPLOY / "kg.service").read_text("utf-8")
NGINX = (DEPLOY / "kg.nginx.conf").read_text("utf-8")
GUIDE = (DEPLOY / "README.md").read_text("utf-8")
STAGES = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", "")


def values_of(words: list[str]) -> dict[str, Any]:
    """What the program takes from `kg WORDS…`: fails as it does where it knows a command or an option not."""
    name, *rest = words
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    values: dict[str, Any] = commands[name].make_context(name, rest).params
    return values


def instructions(name: str) -> list[str]:
    """What stands behind an instruction of the Dockerfile, each time it is there."""
    return re.findall(rf"^{name} (.*)$", STAGES, re.MULTILINE)


def settings(name: str) -> list[str]:
    """The values of a setting of the unit."""
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def started_by_systemd() -> list[str]:
    (line,) = settings("ExecStart")
    program, *words = shlex.split(line)
    assert program == f"{in_the_image()}/bin/kg"
    return words


def in_the_image() -> str:
    """The folder with the program, the same in the image as on a machine."""
    (places,) = {one.split()[-1] for one in instructions("COPY") if one.startswith("--from=made")}
    return places


def filled(words: list[str]) -> list[str]:
    """Words of the compose file where no variable is set."""
    return [re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", word) for word in words]


@pytest.mark.parametrize("name", OF_KG)
def test_the_program_takes_what_a_container_starts_it_with(name: str):
    values = values_of(filled(OF_KG[name]))
    if name == "server":
        assert str(values["store"]) == "out/store" and values["port"] == 7474
    if name == "build":
        (place,) = (volume for volume in SERVICES["build"]["volumes"] if volume.endswith(":/articles:ro"))
        assert (DEPLOY / filled([place])[0].partition(":")[0]).resolve().is_dir()
        assert str(values["out"]) == "out"


def test_the_image_has_what_it_copies_and_starts_the_program():
    copied = [source for line in instructions("COPY") if "--from" not in line for source in line.split()[:-1]]
    assert "kg" in copied and all((ROOT / source).exists() for source in copied)
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignored and sorted(line[1:] for line in ignored if line.startswith("!")) == sorted(copied)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert json.loads(instructions("ENTRYPOINT")[0]) == ["kg"] and "kg" in project["scripts"]
    assert {project["readme"], *project["license-files"]} <= set(copied), "the package cannot be made without"
    data = json.loads(instructions("CMD")[-1])
    assert values_of(data)["host"] == "0.0.0.0"
    assert int(instructions("EXPOSE")[0]) == values_of(data)["port"] == values_of(["serve"])["port"]
    (version,) = {line.split()[0] for line in instructions("FROM")}
    python = tuple(map(int, re.findall(r"\d+", version)))
    assert python >= tuple(map(int, re.findall(r"\d+", project["requires-python"])))


def test_what_looks_after_a_container_asks_what_the_server_has():
    (asked,) = re.findall(r"urlopen\('([^']*)'", STAGES)
    address = urlsplit(asked)
    told = [route.path for route in Condition(None, None, None).routes()]  # type: ignore[arg-type]
    assert address.path in told and address.port == 7474
    check = json.loads(re.findall(r"^HEALTHCHECK .*? CMD (.*)$", STAGES, re.MULTILINE)[0])
    compile(check[-1], "HEALTHCHECK", "exec")
    locations = re.findall(r"location (?:= )?(/\S+) \{", NGINX)
    assert "/metrics" in locations and "/metrics" in told, "nobody else is shown the measures"


def test_the_ports_are_for_the_machine_alone_and_the_same_everywhere():
    for name, one in SERVICES.items():
        for port in one.get("ports", ()):
            host, outside, inside = port.split(":")
            assert (host, outside) == ("127.0.0.1", inside), name
    served = values_of(started_by_systemd())
    assert (served["host"], served["port"]) == ("127.0.0.1", 7474)
    assert re.findall(r"^\s*server ([\d.]+):(\d+);", NGINX, re.MULTILINE) == [("127.0.0.1", "7474")]
    assert served["url"] == f"https://{re.findall(r'server_name (.*);', NGINX)[0]}/"
    assert '["127.0.0.1:7474"]' in GUIDE


def test_behind_a_web_server_its_address_may_hold_all_connections_and_clients_are_told_apart():
    for words in (filled(OF_KG["server"]), started_by_systemd()):
        values = values_of(words)
        assert values["of_client"] == values["connections"] == ConnectionLimits().most
    (network,) = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert SERVICES["server"]["environment"]["FORWARDED_ALLOW_IPS"] == network["gateway"]
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX


def test_there_is_room_for_what_the_limits_let_through():
    limits = Limits()
    values = values_of(started_by_systemd())
    needed = (values["workers"] + limits.spares) * values["memory"] * 2**20
    assert int(settings("MemoryMax")[0].removesuffix("G")) * 2**30 > needed
    assert int(SERVICES["server"]["mem_limit"].removesuffix("g")) * 2**30 > needed
    assert int(settings("LimitNOFILE")[0]) > 8 * values["connections"] + 1024
    wait = int(re.findall(r"proxy_read_timeout (\d+)s;", NGINX)[0])
    assert wait > 2 * values["timeout"], "the server says itself what is late"
    most = int(re.findall(r"client_max_body_size (\d+)k;", NGINX)[0]) * 1024
    assert ConnectionLimits().largest_body < most < 1.1 * ConnectionLimits().largest_body
    assert int(re.findall(r"keepalive_timeout (\d+)s;", NGINX)[0]) < 15, "the server closes idle ones later"


def test_nothing_has_more_rights_than_it_needs():
    for name in OF_KG.keys() - {"push"}:
        one = SERVICES[name]
        assert one["read_only"] and one["cap_drop"] == ["ALL"] and one["security_opt"] == ["no-new-privileges:true"]
    assert instructions("USER") == ["7474"] and "--uid 7474" in STAGES
    for name, value in (("NoNewPrivileges", "yes"), ("CapabilityBoundingSet", ""), ("ProtectSystem", "strict")):
        assert settings(name) == [value]
    assert settings("OOMPolicy") == ["continue"], "the end of one worker does not end the server"
    assert settings("RestrictAddressFamilies") == ["AF_INET AF_INET6 AF_UNIX"], "workers are asked by AF_UNIX"


def test_what_goes_together_is_there():
    for name, one in SERVICES.items():
        mounted = {volume.partition(":")[0] for volume in one["volumes"] if not volume.startswith(("$", ".", "/"))}
        assert mounted <= COMPOSE["volumes"].keys(), name
        assert set(one.get("networks", ())) <= COMPOSE["networks"].keys(), name
        assert set(one.get("depends_on", ())) <= SERVICES.keys(), name
        if "build" in one:
            context = (DEPLOY / one["build"]["context"]).resolve()
            assert context == ROOT and (context / one["build"]["dockerfile"]).is_file()
    assert instructions("VOLUME") == ["/var/lib/kg"] and "data:/var/lib/kg" in SERVICES["server"]["volumes"]
    assert settings("WorkingDirectory") == ["/var/lib/kg"] and settings("StateDirectory") == ["kg"]


def test_nginx_is_told_the_media_types_of_releases():
    (block,) = re.findall(r"types \{(.*?)\}", NGINX, re.DOTALL)
    told = {f".{ending}": line.split()[0] for line in block.split(";") if line.strip() for ending in line.split()[1:]}
    rows = {row["ending"]: row["media_type"] for row in rows_of(ROOT / "kg" / "release" / "media_types.tsv")}
    assert told == {ending: kind for ending, kind in rows.items() if ending.count(".") == 1}
    assert NGINX.count("{") == NGINX.count("}")


def test_the_guide_names_files_and_commands_that_are_there():
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        assert (DEPLOY / target).exists(), target
    for command in re.findall(r"/bin/kg (.*)", GUIDE):
        assert (ROOT / values_of(shlex.split(command))["paths"][0]).is_dir()
    for place in re.findall(r"(?:cp|-r) ([\w/.]+/[\w.]+)", GUIDE):
        assert (ROOT / place).is_file(), place
    profiles = {profile for one in SERVICES.values() for profile in one.get("profiles", ())}
    assert set(re.findall(r"--profile (\w+)", GUIDE)) <= profiles
    for service in re.findall(r"docker compose .*?(?:run --rm|--detach) (\w+)", GUIDE):
        assert service in SERVICES


def test_a_server_started_as_the_unit_says_tells_all_measures_of_the_guide(store: Path):
    words = started_by_systemd()
    url = words[words.index("--url") + 1]
    assert words[0] == "serve" and url.startswith("https://")
    free = ["--host", "127.0.0.1", "--client-connections", words[words.index("--client-connections") + 1]]
    with Server(store, *free) as server:
        told = {re.sub(r"_(bucket|sum|count)$", "", name) for name, _ in measured(server.client)}
        assert server.client.request("GET", "/health").status == 200
    named = set(re.findall(r"`(kg_\w+)`", GUIDE))
    assert told <= named and named <= told | {"kg_http_requests_total", "kg_http_request_duration_seconds"}


@pytest.mark.parametrize(
    ("peer", "client"),
    [("127.0.0.1", "203.0.113.7"), ("172.30.74.1", "203.0.113.7"), ("198.51.100.9", "198.51.100.9")],
)
def test_the_word_of_the_web_server_in_front_is_taken_and_nobody_elses(
    monkeypatch: pytest.MonkeyPatch, peer: str, client: str
):
    if peer != "127.0.0.1":
        monkeypatch.setenv("FORWARDED_ALLOW_IPS", SERVICES["server"]["environment"]["FORWARDED_ALLOW_IPS"])
    heard = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG001 - it answers nothing
        heard.append(CLIENT.get())

    configuration = _configuration(OfClient(application), ConnectionLimits())
    configuration.load()
    headers = [(b"x-forwarded-for", b"203.0.113.7")]
    scope = {"type": "http", "client": (peer, 50000), "scheme": "http", "headers": headers}
    anyio.run(configuration.loaded_app, scope, None, None)
    assert heard == [client]
