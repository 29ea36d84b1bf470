// Drafts that save themselves: what is typed is kept within two seconds, or it is said that it is not.
const WAIT = 1200; // after the first change that is not kept: typing on does not put it off
const RETRY = [1000, 2000, 4000, 8000, 15000];

export function enhanceDrafts(root) {
  const form = root.querySelector("form[data-draft-url]");
  if (!form) return;
  const place = form.querySelector("[data-saved]");
  const state = { form, place, timer: 0, dirty: false, sent: null, asked: null, tries: 0, stopped: false, leaving: false };
  for (const kind of ["input", "change"]) {
    root.addEventListener(kind, ({ target }) => (target.form === form || form.contains(target)) && changed(state)); // beside it too
  }
  form.addEventListener("submit", (event) => leave(state, event));
  document.addEventListener("visibilitychange", () => document.hidden && save(state));
  window.addEventListener("online", () => save(state));
  window.addEventListener("beforeunload", (event) => unkept(state) && event.preventDefault());
}

const unkept = (state) => state.dirty || state.sent !== null;

// What is on its way is waited for: the form would overtake it, and be told that a colleague had saved meanwhile.
function leave(state, event) {
  if (state.asked) {
    event.preventDefault();
    if (state.leaving) return; // pressed twice, done once
    state.leaving = true;
    tell(state, state.form.dataset.textSaving, "");
    state.asked.then(() => state.form.requestSubmit(event.submitter));
    return;
  }
  state.dirty = false;
  state.sent = null;
  state.stopped = true;
  clearTimeout(state.timer);
}

function changed(state) {
  if (state.stopped) return;
  state.dirty = true;
  plan(state, WAIT);
}

function plan(state, wait) {
  if (!state.timer) state.timer = setTimeout(() => save(state), wait);
}

// What was sent and not answered is sent again just as it was, so that the server sees it is the same; then what is new.
async function save(state) {
  clearTimeout(state.timer);
  state.timer = 0;
  if (state.asked || state.stopped || !unkept(state)) return;
  if (state.sent === null) {
    state.sent = typed(state.form);
    state.dirty = false;
  }
  state.asked = post(state);
  const answer = await state.asked;
  state.asked = null;
  if (!state.stopped) settle(state, answer);
}

function typed(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return new URLSearchParams(data);
}

async function post({ form, sent }) {
  try {
    const response = await fetch(form.dataset.draftUrl, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: sent,
      keepalive: sent.toString().length < 60000, // outlives the page where the browser allows it
      signal: AbortSignal.timeout(10000),
    });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: {} };
  }
}

function settle(state, { status, body }) {
  if (status === 200) return kept(state, body);
  if (status && status < 500 && status !== 429) return refused(state, body);
  tell(state, state.form.dataset.textUnsaved, "bad");
  plan(state, RETRY[Math.min(state.tries, RETRY.length - 1)]);
  state.tries += 1;
}

function kept(state, body) {
  const { revision, seen } = state.form.elements;
  revision.value = body.revision;
  if (seen && body.seen) seen.value = body.seen;
  const late = state.dirty && state.tries > 0; // what was typed while the line was down follows at once
  state.sent = null;
  state.tries = 0;
  tell(state, late ? state.form.dataset.textSaving : body.message, "");
  if (state.dirty) plan(state, late ? 0 : WAIT);
}

// A colleague was quicker, or the session ended: the words say what to do, and nothing is sent behind one's back.
function refused(state, body) {
  state.sent = null;
  state.dirty = true;
  state.stopped = true;
  tell(state, body.message ?? state.form.dataset.textUnsaved, "bad");
}

function tell({ place }, text, tone) {
  place.textContent = text;
  place.dataset.tone = tone;
}
