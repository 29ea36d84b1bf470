// What is pointed at in the dossier becomes a row of the return at once, without a round trip to the server.
const table = document.querySelector('[data-rows="faults"]');

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.point");
  if (!button || !table) return;
  const row = emptyRow() ?? addedRow();
  if (!row) return; // a full table: the server says so
  event.preventDefault();
  choose(row, button.dataset.section);
  const words = row.querySelector("textarea");
  words.value = button.value.startsWith("section:") ? "" : `${button.dataset.about}：`;
  table.dispatchEvent(new Event("input", { bubbles: true }));
  row.scrollIntoView({ block: "center" });
  words.focus();
  words.setSelectionRange(words.value.length, words.value.length);
});

const rows = () => [...table.querySelectorAll("[data-list] > [data-row]")];

// A short list of sections is asked by radio buttons, a long one in a list.
const section = (row) => row.querySelector('select, [name$="-section"]:checked')?.value ?? "";

function choose(row, key) {
  const list = row.querySelector("select");
  if (list) list.value = key;
  else row.querySelector(`[name$="-section"][value="${key}"]`).checked = true;
}

function emptyRow() {
  return rows().find((row) => !section(row) && !row.querySelector("textarea").value);
}

function addedRow() {
  const before = rows().length;
  table.querySelector("[data-add]").click();
  return rows()[before];
}
