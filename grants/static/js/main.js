// What pages gain with JavaScript. Everything also works without it.
import { enhanceRows } from "./rows.js";
import { enhanceMoney } from "./money.js";
import { enhanceCounters } from "./counters.js";
import { enhanceUploads } from "./uploads.js";
import { enhanceDrafts } from "./drafts.js";
import { enhanceLive } from "./live.js";
import { enhanceMeeting } from "./meeting.js";
import { enhanceCheck } from "./check.js";
import { enhanceTicks } from "./ticks.js";
import { enhanceOnce } from "./once.js";

document.documentElement.classList.add("scripted");
document.querySelector("[data-focus]")?.focus();
inTheMiddle(document.querySelector(".nav [aria-current]"), ".nav ul");
inTheMiddle(document.querySelector(".flow rect[x]"), ".flow");
enhanceRows(document);
enhanceMoney(document);
enhanceCounters(document);
enhanceUploads(document);
enhanceDrafts(document);
enhanceLive(document);
enhanceMeeting(document);
enhanceCheck(document);
enhanceTicks(document);
enhanceOnce(document);

// A link of the summary of faults leads into the field, not only to its place.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".summary a[href^='#']");
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  unfold(target);
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
});

// What is wider than the screen begins at what matters in it: the line of pages at the page one is on, the picture of a
// workflow at its main line.
function inTheMiddle(part, around) {
  const whole = part?.closest(around);
  if (!whole) return;
  const [inner, outer] = [part.getBoundingClientRect(), whole.getBoundingClientRect()];
  whole.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
}
