// Tables that are filled in: rows are added, removed and moved without a round trip to the server.
const INDEXED = ["id", "name", "for", "aria-describedby", "value", "data-counter", "data-upload"];

export function enhanceRows(root) {
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove], [data-move]");
    const table = button?.closest("[data-rows]");
    if (!table) return;
    event.preventDefault();
    if (button.matches("[data-add]")) add(table);
    else if (button.matches("[data-remove]")) remove(table, button.closest("[data-row]"));
    else move(button, Number(button.dataset.move));
    number(table);
    table.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function add(table) {
  const list = table.querySelector("[data-list]");
  if (list.children.length >= Number(table.dataset.most)) return;
  list.append(table.querySelector("template").content.cloneNode(true));
  number(table);
  list.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

function remove(table, row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  const target = next?.querySelector("[data-remove]") ?? table.querySelector("[data-add]");
  target?.focus();
}

function move(button, step) {
  const row = button.closest("[data-row]");
  const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  button.focus();
}

// Names carry the row's place: after every change they are counted anew.
function number(table) {
  const path = table.dataset.rows;
  const pattern = new RegExp(`(^|[ :-])${path}-(?:\\d+|__row__)(?=-|$)`, "g");
  [...table.querySelector("[data-list]").children].forEach((row, index) => {
    for (const element of row.querySelectorAll("*")) {
      for (const name of INDEXED) {
        const old = element.getAttribute(name);
        if (old && (name !== "value" || element.matches("[data-remove]"))) {
          element.setAttribute(name, old.replace(pattern, `$1${path}-${index}`));
        }
      }
    }
    const ordinal = row.querySelector("[data-ordinal]");
    if (ordinal) ordinal.textContent = index + 1;
  });
}
