// The tick in the head of a table ticks its whole column; Shift ticks all between two.
export function enhanceTicks(root) {
  for (const all of root.querySelectorAll("[data-tick-all]")) {
    const ticks = [...all.closest("table").querySelectorAll("tbody input[type=checkbox]")];
    all.addEventListener("change", () => ticks.forEach((tick) => (tick.checked = all.checked)));
    follow(all, ticks);
  }
}

function follow(all, ticks) {
  let last = null;
  ticks.forEach((tick, place) =>
    tick.addEventListener("click", (event) => {
      if (event.shiftKey && last !== null) {
        const between = ticks.slice(Math.min(last, place), Math.max(last, place) + 1);
        between.forEach((one) => (one.checked = tick.checked));
      }
      last = place;
      const marked = ticks.filter((one) => one.checked).length;
      all.checked = marked === ticks.length;
      all.indeterminate = marked > 0 && marked < ticks.length;
    }),
  );
}
