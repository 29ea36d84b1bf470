// Tables that are filled in: rows are added, removed and moved without a round trip to the server.
const INDEXED = ["id", "name", "for", "aria-describedby", "aria-labelledby", "value", "data-counter", "data-upload"];

export function enhanceRows(root) {
  root.querySelectorAll("[data-rows]").forEach(ends);
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add], [data-remove], [data-move]");
    const table = button?.closest("[data-rows]");
    if (!table) return;
    event.preventDefault();
    if (button.matches("[data-add]")) add(table);
    else if (button.matches("[data-remove]")) remove(table, button.closest("[data-row]"));
    else if (!move(table, button)) return;
    number(table);
    ends(table);
    table.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

const rows = (table) => [...table.querySelector("[data-list]").children];

function add(table) {
  if (isFull(table)) return;
  const list = table.querySelector("[data-list]");
  list.append(table.querySelector("template").content.cloneNode(true));
  list.lastElementChild.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}

const isFull = (table) => rows(table).length >= Number(table.dataset.most);

function remove(table, row) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  const target = next?.querySelector("[data-remove]") ?? table.querySelector("[data-add]");
  target?.focus();
}

// Whoever does not see the rows is told where the row is now; the button pressed keeps the focus.
function move(table, button) {
  const row = button.closest("[data-row]");
  const down = button.dataset.move === "1";
  const other = down ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return false;
  if (down) other.after(row);
  else other.before(row);
  button.focus();
  table.querySelector("[data-told]").textContent = table.dataset.textMoved.replace("#", rows(table).indexOf(row) + 1);
  return true;
}

// Names carry the row's place: after every change they are counted anew. On the way two rows bear one name, and of
// their radio buttons the browser unticks one.
function number(table) {
  const path = table.dataset.rows;
  const ticked = [...table.querySelectorAll("[data-list] input:checked")];
  const pattern = new RegExp(`(^|[ :-])${path}-(?:\\d+|__row__)(?=-|$)`, "g");
  rows(table).forEach((row, index) => {
    for (const element of [row, ...row.querySelectorAll("*")]) {
      for (const name of INDEXED) {
        const old = element.getAttribute(name);
        if (old && (name !== "value" || element.matches("[data-remove], [data-move]"))) {
          element.setAttribute(name, old.replace(pattern, `$1${path}-${index}`));
        }
      }
    }
    const ordinal = row.querySelector("[data-ordinal]");
    if (ordinal) ordinal.textContent = index + 1;
  });
  for (const input of ticked) input.checked = true;
}

// What leads nowhere says so: the first row goes no further up, a full table takes no more.
function ends(table) {
  const last = rows(table).length - 1;
  rows(table).forEach((row, index) => {
    row.querySelector('[data-move="-1"]')?.setAttribute("aria-disabled", index === 0);
    row.querySelector('[data-move="1"]')?.setAttribute("aria-disabled", index === last);
  });
  table.querySelector("[data-add]")?.setAttribute("aria-disabled", isFull(table));
}
