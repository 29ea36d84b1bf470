// Sums in words while typing, by the same rule as forms/money.py (支付结算办法 附一), on exact integers.
const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿"];
const SUM = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/;

// Fen of what is typed, as a BigInt; null while it is no sum.
export function toFen(text, unit) {
  const found = SUM.exec(text.normalize("NFKC").trim().replace(/^¥/, "").replace(/元$/, "").trim());
  if (!found) return null;
  const places = unit === "元" ? 2 : 6;
  const cents = found[2] ?? "";
  if (cents.length > places) return null;
  return BigInt(found[1].replaceAll(",", "") + cents.padEnd(places, "0"));
}

export function inWords(fen) {
  if (fen <= 0n || fen >= 10n ** 14n) return "";
  const yuan = fen / 100n;
  const jiao = Number((fen / 10n) % 10n);
  const cent = Number(fen % 10n);
  let text = yuan ? `${whole(yuan)}元` : "";
  if (jiao) text += (yuan && yuan % 10n === 0n ? "零" : "") + `${DIGITS[jiao]}角`;
  else if (cent && yuan) text += "零";
  return text + (cent ? `${DIGITS[cent]}分` : "整");
}

function whole(number) {
  let text = "";
  let gap = false;
  for (let index = GROUPS.length - 1; index >= 0; index -= 1) {
    const group = Number((number / 10n ** BigInt(4 * index)) % 10000n);
    if (!group) {
      gap = text !== "";
      continue;
    }
    if (text && (gap || group < 1000)) text += "零";
    text += inGroup(group) + GROUPS[index];
    gap = false;
  }
  return text;
}

function inGroup(group) {
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (!digit) {
      gap = text !== "";
      continue;
    }
    text += (gap ? "零" : "") + DIGITS[digit] + PLACES[place];
    gap = false;
  }
  return text;
}

export function enhanceMoney(root) {
  if (!document.documentElement.lang.startsWith("zh")) return;
  root.addEventListener("input", ({ target }) => {
    if (!target.dataset?.money) return;
    const output = document.getElementById(target.id.replace(/^f-/, "w-"));
    const fen = toFen(target.value, target.dataset.money);
    const words = fen === null ? "" : inWords(fen);
    if (output) output.textContent = words && `人民币${words}`;
  });
}
