// Asks the endpoint of this server, and turns what it answers into what the page shows.

const ENDPOINT = "/sparql";
const TABLE = "application/sparql-results+json";
const READ = `${TABLE}, text/turtle;q=0.9`;

export const TABLE_FORMATS = {
  CSV: ["text/csv", "csv"],
  TSV: ["text/tab-separated-values", "tsv"],
  JSON: [TABLE, "json"],
  XML: ["application/sparql-results+xml", "xml"],
};
export const GRAPH_FORMATS = {
  Turtle: ["text/turtle", "ttl"],
  "N-Triples": ["application/n-triples", "nt"],
  "JSON-LD": ["application/ld+json", "jsonld"],
  "RDF/XML": ["application/rdf+xml", "rdf"],
};

/** An answer that is none: what the server, or the way to it, says. */
export class NoAnswer extends Error {}

async function send(query, accept, signal) {
  let response;
  try {
    response = await fetch(ENDPOINT, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: accept },
      body: query,
      signal,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new NoAnswer("The server cannot be reached. Try again in a moment.");
  }
  if (!response.ok) throw new NoAnswer(inWords(response, (await response.text()).trim()));
  return response;
}

function inWords(response, said) {
  const wait = response.headers.get("Retry-After");
  const why = {
    400: "",
    403: "The server does not do this",
    413: "The query or its answer is too large",
    503: `The server is busy${wait ? `: try again in ${wait} seconds` : ""}`,
    504: "The query took too long and was stopped",
  }[response.status] ?? `The server answers ${response.status}`;
  const sentences = [why, said && said[0].toUpperCase() + said.slice(1)];
  return sentences.filter(Boolean).join(". ") || "The query cannot be read.";
}

/** The answer to a query: {columns, rows} of a SELECT, {truth} of an ASK, {text} of a graph. */
export async function ask(query, signal) {
  const response = await send(query, READ, signal);
  if (!response.headers.get("Content-Type").startsWith(TABLE)) return { text: await response.text() };
  const found = await response.json();
  if ("boolean" in found) return { truth: found.boolean };
  return { columns: found.head.vars, rows: found.results.bindings };
}

/** Saves the answer to a query in a format. */
export async function download(query, [mediaType, ending]) {
  const response = await send(query, mediaType);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `answer.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
