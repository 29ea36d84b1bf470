// The review sheet: its total while typing, the range of the band chosen, and of what lies beside it one part: the
// dossier or its files; on a phone one of the three.
// Points are counted in hundredths, so that sums are exact.
const sheet = document.getElementById("sheet");
const desk = document.querySelector("[data-desk]");
const tabs = document.querySelector(".desk-tabs");
const places = {}; // where each part was being read

const hundredths = (text) => {
  const found = /^\s*(\d{1,4})(?:[.．](\d{1,2}))?\s*$/.exec(text ?? "");
  return found ? Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0")) : null;
};
const shown = (points) => String(points / 100);

function lineOf(criterion) {
  const answer = criterion.querySelector("[data-answer]:checked")?.value ?? "";
  const points = hundredths(criterion.querySelector("[data-points]").value);
  return { answer, points: answer === "answered" ? points : null, maximum: hundredths(criterion.dataset.maximum) };
}

function extra(table) {
  const fields = sheet.querySelectorAll(`[name^="${table}-"][name$="-points"]`);
  return [...fields].reduce((sum, field) => sum + (hundredths(field.value) ?? 0), 0);
}

function count() {
  const answered = [...sheet.querySelectorAll("[data-criterion]")].map(lineOf).filter((line) => line.points !== null);
  const sum = answered.reduce((total, line) => total + line.points, 0) - extra("deductions") + extra("bonus");
  sheet.querySelector("[data-sum]").textContent = shown(answered.length ? Math.max(sum, 0) : 0);
  sheet.querySelector("[data-out-of]").textContent = shown(answered.reduce((total, line) => total + line.maximum, 0));
  sheet.querySelector("[data-answered]").textContent = answered.length;
}

// Who picks a band or types points answers; who does not answer gives neither, and finds both again on second thoughts.
function follow(target) {
  const criterion = target.closest("[data-criterion]");
  if (!criterion) return;
  const [answered, not] = criterion.querySelectorAll("[data-answer]");
  const points = criterion.querySelector("[data-points]");
  if (target.matches("[data-band]") || (target === points && points.value)) answered.checked = true;
  if (target === not) put(criterion, points);
  if (target === answered) back(criterion, points);
  if (answered.checked || not.checked) criterion.querySelector("[data-open]")?.remove();
  range(criterion, points);
}

function put(criterion, points) {
  const band = criterion.querySelector("[data-band]:checked");
  Object.assign(criterion.dataset, { band: band?.value ?? "", points: points.value });
  if (band) band.checked = false;
  points.value = "";
}

function back(criterion, points) {
  const band = criterion.querySelector(`[data-band][value="${criterion.dataset.band}"]`);
  if (band) band.checked = true;
  points.value ||= criterion.dataset.points ?? "";
}

function range(criterion, points) {
  const band = criterion.querySelector("[data-band]:checked");
  const place = criterion.querySelector("[data-range]");
  place.textContent = band ? `${band.dataset.low}–${band.dataset.high}` : `0–${criterion.dataset.maximum}`;
  const value = hundredths(points.value);
  const outside = band && value !== null && (value < band.dataset.low * 100 || value > band.dataset.high * 100);
  place.classList.toggle("fault", Boolean(outside));
}

function tab(name) {
  desk.dataset.shown = name;
  if (name !== "sheet") desk.dataset.left = name;
  for (const link of document.querySelectorAll("[data-tab]")) {
    if (link.dataset.tab === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Each part is found again where it was left, and the one shown stays shown when the page is loaded anew.
function turn(name) {
  places[desk.dataset.shown] = scrollY;
  tab(name);
  history.replaceState(history.state, "", `#${name}`);
  const start = Math.min(scrollY, desk.getBoundingClientRect().top + scrollY - tabs.offsetHeight);
  scrollTo({ top: places[name] ?? start, behavior: "instant" });
}

sheet.addEventListener("input", ({ target }) => {
  follow(target);
  count();
});
tabs.addEventListener("click", (event) => {
  const link = event.target.closest("[data-tab]");
  if (!link) return;
  event.preventDefault();
  turn(link.dataset.tab);
  if (event.detail === 0) document.getElementById(link.dataset.tab).querySelector("a, [data-answer]")?.focus();
});
// A file named in the dossier opens in the frame among the files.
document.getElementById("dossier").addEventListener("click", ({ target }) => {
  if (target.closest("[target=viewer]")) turn("files");
});
sheet.querySelectorAll("[data-criterion]").forEach((one) => range(one, one.querySelector("[data-points]")));
// Alt with an arrow leads from criterion to criterion, to the one that is open of each.
sheet.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const all = [...sheet.querySelectorAll("[data-criterion]")];
  const place = all.indexOf(document.activeElement.closest("[data-criterion]"));
  const next = all[event.key === "ArrowDown" ? place + 1 : Math.max(place, 1) - 1];
  if (!next) return;
  event.preventDefault();
  (next.querySelector("[data-band]:checked") ?? next.querySelector("[data-band]")).focus();
  next.scrollIntoView({ block: "center" });
});
desk.dataset.left = "dossier";
tab(document.querySelector("#faults") ? "sheet" : (["#sheet", "#files"].find((one) => one === location.hash) ?? "#dossier").slice(1));
count();
