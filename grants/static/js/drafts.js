// Drafts that save themselves, and a word before something typed would be left behind.
const WAIT = 2000;

export function enhanceDrafts(root) {
  const form = root.querySelector("form[data-draft-url]");
  if (!form) return;
  const state = { form, timer: 0, dirty: false, busy: false, stopped: false };
  form.addEventListener("input", () => changed(state));
  form.addEventListener("submit", () => (state.dirty = false));
  document.addEventListener("visibilitychange", () => document.hidden && state.dirty && save(state));
  window.addEventListener("beforeunload", (event) => state.dirty && event.preventDefault());
}

function changed(state) {
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(() => save(state), WAIT);
}

async function save(state) {
  if (state.busy || state.stopped) return;
  state.busy = true;
  state.dirty = false;
  const answer = await post(state.form);
  state.busy = false;
  tell(state, answer);
  if (state.dirty) changed(state);
}

async function post(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  try {
    const response = await fetch(form.dataset.draftUrl, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: data,
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: {} };
  }
}

function tell(state, { status, body }) {
  const { form } = state;
  const place = form.querySelector("[data-saved]");
  if (status === 200) {
    form.elements.revision.value = body.revision;
    place.textContent = body.message;
    return;
  }
  state.dirty = true;
  state.stopped = status === 409 || status === 400;
  place.textContent = body.message ?? form.dataset.textUnsaved;
  if (!state.stopped) changed(state);
}
