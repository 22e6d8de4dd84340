// A long form is kept at the server while one types, so that neither a closed tab nor an ended session loses it; a fact
// is quoted where one stands. Without this, the buttons of the page do both.
(() => {
  "use strict";
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const { remarks, version } = form.elements, told = form.querySelector("[data-kept]");
  let waiting, isSending = false, isNewer = false, pressed = null;

  const soon = (seconds) => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, seconds * 1000);
  };
  const keep = async (isLeaving) => {
    clearTimeout(waiting);
    waiting = 0;
    isNewer = isSending;
    if (isSending) return;
    isSending = true;
    let words = told.dataset.kept, isKept = false;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form), keepalive: isLeaving === true });
      const kept = await answer.json();
      if (kept.version) version.value = kept.version;
      words = kept.said;
      isKept = true;
    } catch {} // no network, or the session has ended: what is typed stands on the page
    told.textContent = words;
    isSending = false;
    if (pressed) pressed.click();
    else if (isNewer) keep();
    else if (!isKept) soon(30);
  };

  form.addEventListener("input", () => soon(0.6));
  const leave = () => waiting && keep(true);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => document.hidden && leave());
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
