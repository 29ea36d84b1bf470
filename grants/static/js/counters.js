// How many characters of the limit are used; nothing is ever cut off.
export function enhanceCounters(root) {
  const show = (field) => {
    const counter = root.querySelector(`[data-counter="${CSS.escape(field.id)}"]`);
    if (!counter) return;
    const used = [...field.value.trim()].length;
    const limit = Number(field.dataset.limit);
    counter.textContent = `${used} / ${limit}`;
    counter.classList.toggle("over", used > limit);
  };
  root.addEventListener("input", ({ target }) => target.dataset?.limit && show(target));
  root.querySelectorAll("textarea[data-limit]").forEach((field) => field.value && show(field));
}
