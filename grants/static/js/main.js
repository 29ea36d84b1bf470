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
showWhereWeAre(document.querySelector(".nav [aria-current]"));
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
  target.closest("details")?.setAttribute("open", "");
  target.scrollIntoView({ block: "center" });
  target.focus({ preventScroll: true });
});

// Where the line of pages is longer than the screen, the page one is on stands in the middle of it.
function showWhereWeAre(entry) {
  const line = entry?.closest("ul");
  if (line) line.scrollLeft = entry.offsetLeft - (line.clientWidth - entry.offsetWidth) / 2;
}
