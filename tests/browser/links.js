// Links within a text that only their colour tells from it (WCAG 1.4.1): the house underlines them, or sets them apart.
() => {
  const told = (link) => {
    const style = getComputedStyle(link);
    const around = getComputedStyle(link.parentElement);
    return (
      style.textDecorationLine.includes("underline") ||
      style.borderBottomWidth !== "0px" ||
      style.display !== "inline" ||
      style.fontWeight !== around.fontWeight
    );
  };
  const within = (link) =>
    [...link.parentElement.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && /[\p{L}\p{N}]/u.test(node.textContent),
    );
  return [...document.querySelectorAll("main a[href], footer a[href]")]
    .filter((link) => link.checkVisibility() && within(link) && !told(link))
    .map((link) => `a link told by its colour alone: “${link.textContent.trim()}”`);
};
