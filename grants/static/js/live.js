// What changes by itself: an element with data-live="seconds" is fetched anew from its own page until the page
// says that it has come to its end by leaving the attribute out. A page that cannot be had now is asked again.
export function enhanceLive(root) {
  for (const element of root.querySelectorAll("[data-live]")) follow(element);
}

function follow(element) {
  setTimeout(async () => {
    const fresh = await newest(element.id);
    if (fresh) element.replaceWith(fresh);
    const next = fresh ?? element;
    if (next.dataset.live) follow(next);
  }, Number(element.dataset.live) * 1000);
}

async function newest(id) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(id);
  } catch {
    return null;
  }
}
