// Texts of a page whose colour stands out less than 4.5 to 1 from the colour behind them (3 to 1 where large or bold).
// The house paints flat colours only, so two computed colours say it; the elements of /styleguide are judged by axe.
() => {
  const read = (text) => {
    const [red, green, blue, alpha = 1] = text.match(/[\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    for (let holder = element; holder; holder = holder.parentElement) {
      const colour = read(getComputedStyle(holder).backgroundColor);
      if (colour.alpha === 1) return colour.rgb;
    }
    return [255, 255, 255];
  };
  const speaks = (element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const found = new Map();
  for (const element of document.querySelectorAll("body *, body")) {
    if (!speaks(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.closest("[disabled], [aria-disabled=true], script, style, option")) continue;
    const style = getComputedStyle(element);
    const [one, other] = [luminance(read(style.color).rgb), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) {
      const name = `${element.tagName.toLowerCase()}.${element.className} ${ratio.toFixed(2)}`;
      found.set(name, `${name} “${element.textContent.trim().slice(0, 30)}”`);
    }
  }
  return [...found.values()];
};
