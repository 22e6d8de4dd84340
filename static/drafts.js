// A sheet is kept at the server while one writes, and a fact is quoted where one stands. Without this, its buttons do both.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const { remarks, version } = form.elements, told = form.querySelector("[data-kept]");
  let waiting, isSending = false, isNewer = false, pressed = null;

  const keep = async () => {
    clearTimeout(waiting);
    waiting = 0;
    isNewer = isSending;
    if (isSending) return;
    isSending = true;
    let words = told.dataset.kept;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form), keepalive: true });
      const kept = await answer.json();
      version.value = kept.version ?? version.value;
      words = kept.said;
    } catch {} // no network, or the session has ended: what is typed stands on the page, and the next change tries again
    told.textContent = words;
    isSending = false;
    if (pressed) pressed.click();
    else if (isNewer) keep();
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 600);
  });
  addEventListener("pagehide", () => waiting && keep());
  form.addEventListener("click", (event) => {
    const words = event.target.closest("[data-quote]")?.dataset.quote;
    if (!words) return;
    event.preventDefault();
    remarks.value = `${remarks.value.trim()} ${words}`.trim();
    form.dispatchEvent(new Event("input"));
  });
  // The version that is on its way must be known before the form is sent.
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    waiting = 0;
    if (!isSending) return;
    event.preventDefault();
    event.stopPropagation();
    pressed = event.submitter;
  });
})();
