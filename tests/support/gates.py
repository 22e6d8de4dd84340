"""What every page must keep in a real browser: large targets, readable text, nothing sideways, nothing for axe."""

from shutil import which

CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")
"""The browser that is installed; tests that need it say so when there is none."""
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
MEASURE = """() => {
  const seen = (one) => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !one.closest(".skip");
  const controls = [...document.querySelectorAll("a, button, input:not([type=hidden]), textarea, summary")];
  const small = controls.filter((one) => {
    if (!seen(one)) return false;
    let {width, height} = one.getBoundingClientRect();
    if (["checkbox", "radio"].includes(one.type)) {
      const label = document.querySelector(`label[for="${one.id}"]`).getBoundingClientRect();
      [width, height] = [Math.max(width, label.width), Math.max(height, label.height)];
    }
    return width < 44 || height < 44;
  });
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), tiny = [];
  while (texts.nextNode()) {
    const inside = texts.currentNode.parentElement;
    if (texts.currentNode.textContent.trim() && seen(inside) && !inside.closest(".visually-hidden")
        && parseFloat(getComputedStyle(inside).fontSize) < 16) tiny.push(texts.currentNode.textContent.trim());
  }
  const page = document.documentElement;
  return {small: small.map((one) => one.outerHTML.slice(0, 90)), tiny, sideways: page.scrollWidth - page.clientWidth};
}"""
"""In the page: controls too small, texts too small, pixels that stick out at the side."""
COVERED = """() => [...document.querySelectorAll(":is(main, footer) :is(a, button, input, textarea)")]
  .filter((one) => one.checkVisibility()).filter((one) => {
    one.scrollIntoView({block: "nearest"});
    const box = one.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return there && there.closest(".menu-foot");
  }).map((one) => one.outerHTML.slice(0, 80))"""
"""In the page: controls that stand under the bar after they were scrolled to."""
