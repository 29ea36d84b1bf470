// A button pressed twice in a moment is pressed once: the second time would begin a second draft, or be told that what was
// just done cannot be done any more.
const MOMENT = 3000; // milliseconds; a form whose answer is a file is there to be sent again

export function enhanceOnce(root) {
  const sent = new WeakMap();
  root.addEventListener("submit", (event) => {
    const { target: form, submitter, timeStamp } = event;
    const last = sent.get(form);
    if (last && last.submitter === submitter && timeStamp - last.timeStamp < MOMENT) event.preventDefault();
    else if (!event.defaultPrevented) sent.set(form, { submitter, timeStamp });
  });
}
