// The meeting's total follows what is typed; the server counts again whatever is sent.
import { toFen } from "./money.js";

const fen = (text) => Number(toFen(text, "元") ?? 0);

const yuan = (sum) => (sum / 100).toLocaleString("en", { minimumFractionDigits: 2 });

export function enhanceMeeting(root) {
  const form = root.querySelector("form[data-meeting]");
  if (!form) return;
  const total = form.querySelector("[data-total]");
  const over = form.querySelector("[data-over]");
  const sum = () =>
    [...form.querySelectorAll("[name^=amount-]")]
      .filter((field) => form.elements[field.name.replace("amount", "outcome")].value === "award")
      .reduce((all, field) => all + fen(field.value), 0);
  form.addEventListener("input", () => {
    const wanted = sum();
    total.textContent = total.textContent.replace(/[\d,.]+/, yuan(wanted));
    over.hidden = wanted <= Number(form.dataset.left);
  });
}
