"""`kg mcp`: the graph as tools of a language model or another program that speaks the Model Context Protocol.

The tools (`tools`) are the resources of the JSON API, the questions and SPARQL; they answer through the workers of
`kg serve`, within the same limits, from the same copy of what is public. `server` speaks the protocol on standard input
and output, by the SDK of the protocol, which is in the extra `mcp`."""
