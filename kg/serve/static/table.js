// The answer as a table that is sorted by its headings.

import { compare, isNumber } from "./terms.js";

const AT_ONCE = 500;

/** Puts the rows into `place`, as many as a page bears at once; a button shows more. */
export function showTable(place, { columns, rows }, terms) {
  const table = document.createElement("table");
  table.className = "answer";
  const body = table.createTBody();
  const more = document.createElement("button");
  more.type = "button";
  let order = { column: null, down: false };
  let sorted = rows;
  let shown = 0;

  function extend() {
    body.append(...sorted.slice(shown, shown + AT_ONCE).map((row) => line(row, columns, terms)));
    shown = Math.min(shown + AT_ONCE, rows.length);
    more.hidden = shown === rows.length;
    more.textContent = `Show more (${(rows.length - shown).toLocaleString("en")} left)`;
  }

  function sort(column) {
    order = { column, down: order.column === column && !order.down };
    const sign = order.down ? -1 : 1;
    // what is missing stays last in both directions
    sorted = rows.toSorted((one, other) =>
      one[column] && other[column] ? sign * compare(one[column], other[column]) : compare(one[column], other[column]),
    );
    for (const heading of table.tHead.rows[0].cells) {
      const own = heading.dataset.column === column;
      heading.ariaSort = own ? (order.down ? "descending" : "ascending") : "none";
    }
    shown = 0;
    body.replaceChildren();
    extend();
  }

  const head = table.createTHead().insertRow();
  head.append(...columns.map((column) => heading(column, sort)));
  more.addEventListener("click", extend);
  extend();
  place.replaceChildren(table, more);
}

function heading(column, sort) {
  const cell = document.createElement("th");
  cell.scope = "col";
  cell.dataset.column = column;
  cell.ariaSort = "none";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = column;
  button.addEventListener("click", () => sort(column));
  cell.append(button);
  return cell;
}

function line(row, columns, terms) {
  const made = document.createElement("tr");
  for (const column of columns) {
    const cell = made.insertCell();
    cell.dataset.label = column;
    if (isNumber(row[column])) cell.className = "number";
    if (row[column]) cell.append(terms.element(row[column]));
  }
  return made;
}
