"""The JSON API of `kg serve`: what the pages show and what the questions answer, for programs that do not speak SPARQL.

`table` lists the resources; requests are answered by it (`server`) and `/openapi.json` is made from it (`openapi`), as
are the tools of `kg mcp`. `parameters` reads what a request says, `schemas` describes what is answered, and the other
modules answer: each asks the graph as the pages do."""

from kg.serve.api.server import Api, routes

__all__ = ["Api", "routes"]
