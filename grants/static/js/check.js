// The self-check answers while one types: the same question as its button asks, and what it found shown in place.
const PAUSE = 500;

export function enhanceCheck(root) {
  const form = root.querySelector("form[data-check]");
  if (!form) return;
  let waiting = 0;
  let asked = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const found = await judged(form);
      if (found && mine === asked) show(document.getElementById(form.dataset.check), found);
    }, PAUSE);
  });
}

async function judged(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "text/html" } });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(form.dataset.check);
  } catch {
    return null;
  }
}

// The heading stays where it is and only changes its words, so that it is read out.
function show(place, found) {
  const heading = place.querySelector("h2");
  const fresh = found.querySelector("h2");
  heading.textContent = fresh.textContent;
  fresh.replaceWith(heading);
  heading.setAttribute("aria-live", "polite");
  place.replaceChildren(...found.childNodes);
}
