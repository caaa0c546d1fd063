// The gallery of questions: finding one, and filling in its parameters. The server makes the query of them.

/** The query of a question with values, and what names were taken for. Throws an Error that says what is wrong. */
export async function filled(name, values) {
  const response = await fetch(`/questions/${name}/query?${new URLSearchParams(values)}`, {
    headers: { Accept: "application/json" },
  });
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/json")) throw new Error((await response.text()).trim());
  const found = await response.json();
  if (found.error) throw new Error(found.error);
  return found;
}

/** Lets `field` narrow the list of questions to those with all its words; `none` is shown where there is none. */
export function narrowing(field, list, none) {
  field.addEventListener("input", () => {
    const wanted = field.value.toLowerCase().split(/\s+/);
    let any = false;
    for (const group of list.querySelectorAll(".group")) {
      const entries = [...group.querySelectorAll("li")];
      for (const entry of entries) {
        const text = `${entry.textContent} ${entry.firstChild.dataset.question}`.toLowerCase();
        entry.hidden = !wanted.every((word) => text.includes(word));
      }
      group.hidden = entries.every((entry) => entry.hidden);
      any ||= !group.hidden;
    }
    none.hidden = any;
  });
}

/** The fields for the parameters of a question, and the button that takes them. */
export function parameterFields(question) {
  const button = document.createElement("button");
  button.className = "first";
  button.textContent = "Ask";
  return [...question.parameters.map(field), button];
}

/** The values that are filled in, as pairs. */
export const valuesOf = (form) => [...new FormData(form)].filter(([, value]) => value.trim());

function field(parameter) {
  const made = document.createElement("p");
  made.className = "field";
  const label = document.createElement("label");
  const control = document.createElement(parameter.many ? "textarea" : "input");
  const note = document.createElement("span");
  label.htmlFor = control.id = `p-${parameter.name}`;
  note.id = `d-${parameter.name}`;
  label.textContent = parameter.name;
  note.className = "soft";
  const several = parameter.many ? " Several: one a line." : "";
  const fallback = parameter.default === null ? "" : ` ${parameter.default} unless given.`;
  note.textContent = `${parameter.description}${several}${fallback}`;
  control.name = parameter.name;
  control.placeholder = `for example ${parameter.example}`;
  control.required = parameter.required;
  control.autocomplete = "off";
  if (parameter.many) control.rows = 2;
  control.setAttribute("aria-describedby", note.id);
  made.append(label, control, note);
  return made;
}
