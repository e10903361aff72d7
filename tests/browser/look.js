// What a test asks of a page that is open.
globalThis.look = (() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const start = (element) => element.outerHTML.slice(0, 160);
  const box = (thing) => thing.getBoundingClientRect();
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);

  const luminance = (color) => {
    const [r, g, b] = numbers(color).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    if (!element) return "rgb(255, 255, 255)";
    const color = getComputedStyle(element).backgroundColor;
    const alpha = numbers(color)[3] ?? 1;
    if (alpha !== 0 && alpha !== 1) throw new Error(`neither clear nor opaque: ${color}`);
    return alpha ? color : background(element.parentElement);
  };
  const contrast = (element) => {
    const both = [luminance(getComputedStyle(element).color), luminance(background(element))];
    return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05);
  };
  const hasText = (element) => [...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim());

  return {
    // Elements that do not fit into a window of this width.
    beyond: (width) => all("body *")
      .filter((one) => box(one).width && (box(one).right > width + 1 || box(one).left < -1)).map(start),
    // Text that stands out too little, as WCAG computes it.
    pale: (least) => all("body, body *").filter((one) => hasText(one) && contrast(one) < least).map(start),
    // Text that is not shown.
    hidden: () => all("body *").filter((one) => hasText(one) && !one.checkVisibility({
      opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true,
    })).map(start),
    tags: () => [...new Set(all("*").map((one) => one.localName))],
    attributes: () => [...new Set(all("*").flatMap((one) => one.getAttributeNames()))],
    headings: () => all("h1, h2, h3, h4, h5, h6").map((one) => Number(one.localName[1])),
    links: () => all("a").map((one) => one.getAttribute("href")),
    // Links to a place on the page that is not there.
    dangling: () => all('a[href^="#"]').map((one) => one.getAttribute("href"))
      .filter((one) => document.querySelectorAll(`[id="${CSS.escape(one.slice(1))}"]`).length !== 1),
    // The place of the link that has the focus among all links.
    focused: () => all("a").indexOf(document.activeElement),
    outlined: () => getComputedStyle(document.activeElement).outlineStyle !== "none",
    // Links that stand before the one ahead of them, for a reader of columns from left to right.
    backward: () => all("a").filter((one, at, links) => at
      && box(one).bottom <= box(links[at - 1]).top && box(one).left <= box(links[at - 1]).left).map(start),
    // Of each table: its column headings, cells in a row of each group, and row headings with their scope.
    tables: () => all("table").map((table) => ({
      named: Boolean(table.caption || table.previousElementSibling?.matches("h3")),
      columns: [...table.tHead.rows[0].cells].map((one) => [one.localName, one.scope, one.textContent]),
      groups: [...table.tBodies].map((group) => [...group.rows].map((row) => [...row.cells]
        .reduce((sum, cell) => sum + cell.colSpan, 0))),
      heads: [...new Set([...table.tBodies].map((group) => group.querySelector("th")?.scope ?? null))],
    })),
    // Whether what may conflict stands beside each other.
    beside: () => all(".pair").map((pair) => box(pair.children[0]).right <= box(pair.children[1]).left
      && box(pair.children[0]).top === box(pair.children[1]).top),
    // For links whose label is this: whether the parts of it stand from left to right.
    ordered: (label) => all(".cite").filter((one) => one.textContent.startsWith(`[${label}`)).map((cite) => {
      const lefts = [...cite.childNodes].map((one) => {
        const range = document.createRange();
        range.selectNodeContents(one);
        return box(range).left;
      });
      return box(cite).height > 30 || lefts.every((left, at) => !at || lefts[at - 1] < left);
    }),
    text: () => document.body.innerText.replace(/\s+/g, " "),
    height: () => document.documentElement.scrollHeight,
    width: () => document.documentElement.scrollWidth,
  };
})();
