// What changes by itself: an element with data-live="seconds" is fetched anew from its own page until the page
// says that it has come to its end by leaving the attribute out. A page that cannot be had now is asked again. Asking
// keeps no session open: once that is over, the page says so.
export function enhanceLive(root) {
  for (const element of root.querySelectorAll("[data-live]")) follow(element);
}

function follow(element) {
  setTimeout(async () => {
    const fresh = await newest(element.id);
    const stays = !fresh || element.matches(":active"); // a button is not taken away under a finger
    if (!stays) put(element, fresh);
    const next = stays ? element : fresh;
    if (next.dataset.live) follow(next);
  }, Number(element.dataset.live) * 1000);
}

// Whoever has come to a button by keyboard stays at it.
function put(element, fresh) {
  const place = reached(element).indexOf(document.activeElement);
  const words = document.activeElement.textContent;
  element.replaceWith(fresh);
  const same = reached(fresh)[place];
  if (same?.textContent === words) same.focus();
}

const reached = (element) => [...element.querySelectorAll("a[href], button, summary")];

async function newest(id) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html", "X-By-Itself": "yes" } });
    if (answer.redirected) location.reload();
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(id);
  } catch {
    return null;
  }
}
