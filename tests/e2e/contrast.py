"""Measures the contrast of every text on a page against what lies behind it, charts included.

axe leaves out text in charts and on half-transparent grounds; this reads computed colours, lays
them over each other and applies WCAG's formula: 4.5 to 1, or 3 to 1 for large text.
"""

from playwright.sync_api import Page

MEASURE = r"""() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colours = new Map();
  const read = (colour) => {
    if (!colours.has(colour)) colours.set(colour, measure(colour));
    return colours.get(colour);
  };
  const measure = (colour) => {
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = "#000";
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const linear = (channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  const luminance = ([red, green, blue]) =>
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  const lay = (top, bottom) =>
    [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
  const grounds = new Map();
  const ground = (element) => {
    if (!grounds.has(element)) grounds.set(element, lookBehind(element));
    return grounds.get(element);
  };
  const lookBehind = (element) => {
    const sheets = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = read(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) sheets.push(colour);
      if (colour[3] >= 0.99) break;
    }
    const base = sheets.length && sheets.at(-1)[3] >= 0.99 ? sheets.pop() : [255, 255, 255, 1];
    return sheets.reduceRight((below, sheet) => lay(sheet, below), base);
  };
  const left = "script, style, .visually-hidden, .skip, [aria-disabled=true], :disabled, option";
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim();
    const element = texts.currentNode.parentElement;
    if (!text || element.closest(left) || !element.getClientRects().length) continue;
    const style = getComputedStyle(element);
    if (style.visibility === "hidden") continue;
    const drawing = element.closest("svg");
    const paint = drawing ? style.fill : style.color;
    // A bar's own label stands on the bar, which no background colour tells of.
    if (paint === "none" || (drawing && element.closest(".bars, [data-on-bar]"))) continue;
    const below = ground(drawing ? drawing.parentElement : element);
    const [one, other] = [luminance(lay(read(paint), below)), luminance(below)];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${text.slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return found;
}"""


def faint_texts(page: Page) -> list[str]:
    """Each text that stands out too little, with its ratio."""
    found: list[str] = page.evaluate(MEASURE)
    return found
