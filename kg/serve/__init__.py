"""`kg serve`: the graph as a SPARQL 1.1 endpoint that only reads and that no query brings down.

The front end (`application`, `connections`, `endpoint`, `protocol`, `negotiation`, `pages`, `api`) neither evaluates
queries nor parses RDF but what its own workers have written; `room` and `origins` say which connections are given up,
and which other sites may read. Disposable worker processes evaluate (`worker`, `evaluation`), each within its limits
(`confinement`) on a read-only copy of what is public (`served`, `renewal`). `crew` keeps enough of them, `pool` shares
them among the queries by what these cost (`lanes`)."""
