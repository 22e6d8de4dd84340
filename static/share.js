// Copy a text, or hand it to another program of the telephone; without a script one presses and holds the text.
(() => {
  "use strict";
  const text = (button, name) => document.getElementById(button.dataset[name]);
  const say = () => (document.querySelector("[data-told]").hidden = false);
  document.querySelectorAll("[data-copy]").forEach((button) => {
    const box = text(button, "copy");
    const byHand = () => {
      box.select();
      return document.execCommand("copy") ? say() : 0;
    };
    const copy = () => (navigator.clipboard ? navigator.clipboard.writeText(box.value).then(say) : Promise.reject());
    button.hidden = false;
    button.addEventListener("click", () => copy().catch(byHand));
    if ("now" in button.dataset) copy().catch(() => 0);
  });
  if (navigator.share)
    document.querySelectorAll("[data-share]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => navigator.share({ text: text(button, "share").value }).catch(() => 0));
    });
})();
