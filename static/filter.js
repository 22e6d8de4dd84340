// Everything here is a help only: each page does the same work without it.
(() => {
  "use strict";

  // Letters without their marks, so that "nguyen" finds Nguyễn and Nguyễn typed in NFD finds it too, and years bare.
  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f()]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  // The same word typed while the keyboard was not in Telex: "nguyeenx", "Anhs".
  const untelex = (word) => word.replace(/([aeod])\1/g, "$1").replace(/w/g, "").replace(/[sfrxj]$/, "");

  // Narrow a list while one types. It listens to `input` alone: on Android a whole Vietnamese word is one
  // composition, and waiting for its end would leave the list dead. The box itself is never rewritten.
  document.querySelectorAll("[data-filter]").forEach((box) => {
    const list = document.getElementById(box.dataset.filter);
    if (!list) return;
    const body = list.tBodies ? list.tBodies[0] : list;
    const part = (row) => (box.dataset.part && row.querySelector(box.dataset.part)) || row;
    const rows = [...body.children].map((row) => ({ row, words: " " + fold(row.dataset.words || part(row).textContent) }));
    const told = document.querySelector(`[data-count="${box.dataset.filter}"]`);
    const whole = told && told.textContent;
    const narrow = () => {
      const wanted = fold(box.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach(({ row, words }) => {
        const found = wanted.every((word) => words.includes(" " + word) || words.includes(" " + untelex(word)));
        row.hidden = !found && ("strict" in box.dataset || !row.querySelector(":checked"));
        shown += row.hidden ? 0 : 1;
      });
      if (told) told.textContent = wanted.length ? `${shown}/${rows.length}` : whole;
    };
    let waiting;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      if (rows.length > 500) waiting = setTimeout(narrow, 120);
      else narrow();
    });
    const narrows = box.closest(".narrow");
    if (!narrows) return; // a search that the server answers as well: Enter asks it, and what it found stays
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    narrows.hidden = false;
    if (box.value) narrow();
  });

  // Show what was typed in a secret field, on demand.
  document.querySelectorAll("[data-reveal]").forEach((button) => {
    const field = document.getElementById(button.dataset.reveal);
    button.hidden = false;
    button.addEventListener("click", () => {
      const hides = field.type === "text";
      field.type = hides ? "password" : "text";
      button.setAttribute("aria-pressed", String(!hides));
      [button.textContent, button.dataset.other] = [button.dataset.other, button.textContent];
    });
  });

  // Print the paper that is shown; without a script the page names the keys.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A second press within a second is the same press; the form's one-time key covers the rest.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const now = Date.now();
    if (form.method !== "post") return;
    if (now - (form.dataset.sentAt || 0) < 1000) event.preventDefault();
    else form.dataset.sentAt = now;
  });

  // A menu that opens closes again by Escape or by a press elsewhere.
  const shut = (event) =>
    document.querySelectorAll(".menu details[open], .office details[open]").forEach((details) => {
      if (event.type === "keydown" ? event.key === "Escape" : !details.contains(event.target)) details.open = false;
    });
  document.addEventListener("keydown", shut);
  document.addEventListener("click", shut);

  // Copy a text, or hand it to another program of the telephone; without a script one presses and holds the text.
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
