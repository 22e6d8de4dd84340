// The list of a meeting: counted, turned, and kept on this device while there is no network. Without this, and where
// no service worker is allowed, the page does its work by its buttons.
(async () => {
  "use strict";

  const form = document.querySelector("form[data-roll]");
  const at = location.pathname, key = `${at}?kept`;
  if (!form) return;
  const { elements } = form;
  const boxes = [...form.querySelectorAll("[name=marked]")];
  const bar = form.querySelector(".off-line"), again = bar.querySelector("button");

  const tally = () => {
    const marked = boxes.filter((box) => box.checked).length;
    const absent = elements.way.value === "absent" ? marked : boxes.length - marked;
    form.querySelectorAll("[data-tally]").forEach((one) => {
      const present = boxes.length - absent + Number(form.dataset.fixed);
      one.textContent = one.dataset.tally.replace("{p}", present).replace("{a}", absent);
      one.hidden = false;
    });
  };

  // What was marked the other way is kept in one field, so turning back finds it again.
  const turn = (way) => {
    const heading = document.querySelector("h1");
    form.querySelectorAll(".turn button").forEach((button) => {
      button.ariaPressed = String(button.value === way);
      if (button.value !== way) return;
      document.title = document.title.replace(heading.textContent, button.dataset.question);
      heading.textContent = button.dataset.question;
    });
    form.className = `roll by-${elements.way.value = way}`;
  };
  form.addEventListener("click", (event) => {
    const way = event.target.closest(".turn button")?.value;
    if (!way) return;
    event.preventDefault();
    if (way === elements.way.value) return;
    const other = elements.other.value.split(",");
    elements.other.value = boxes.filter((box) => box.checked).map((box) => box.value).join();
    boxes.forEach((box) => { box.checked = other.includes(box.value); });
    turn(way);
    form.dispatchEvent(new Event("change"));
  });
  form.addEventListener("change", tally);
  tally();

  if (!navigator.serviceWorker) return;
  const book = await caches.open("attendance");
  let kept = null, isSending = false;

  const say = (words) => {
    bar.querySelectorAll("[data-say]").forEach((one) => { one.hidden = one.dataset.say !== words; });
    bar.hidden = !words;
    again.hidden = words !== "kept";
  };
  const keep = (step) => {
    kept = new URLSearchParams(new FormData(form));
    kept.set("step", step);
    return book.put(key, new Response(kept.toString()));
  };
  const show = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.title = page.title;
    document.body.replaceWith(page.body);
    history.replaceState(null, "", answer.url);
    kept = null;
  };

  // Sent once: the one-time key stays with what was kept, whatever became of the first try. The token of the form is
  // fetched anew, since the session may have ended; then the person signs in and comes back here.
  const send = async () => {
    if (isSending || !kept?.get("step")) return;
    isSending = true;
    const isOut = ({ url }) => url.includes("/sign-in?") && !location.assign(url);
    try {
      const fresh = await fetch(at);
      if (!fresh.ok || isOut(fresh)) return;
      const text = await fresh.text(), now = (name) => text.match(`name="${name}" value="([^"]+)`)?.[1];
      if (now("owner") !== kept.get("owner")) { // somebody else has signed in, or nothing is asked any more
        await book.delete(key);
        return location.reload();
      }
      kept.set("csrf_token", now("csrf_token"));
      kept.set("step", "send");
      const answer = await fetch(at, { method: "POST", body: kept });
      if (answer.status >= 500 || isOut(answer)) return;
      if (answer.status !== 409) await book.delete(key);
      await show(answer);
    } catch {
      say("kept"); // still no network: the next sign of it, or the next half minute, tries again
    } finally {
      isSending = false;
    }
  };

  const fill = () => {
    const values = (name) => kept.getAll(name).join().split(",");
    form.querySelectorAll("[type=checkbox], [type=radio]").forEach((one) => { one.checked = values(one.name).includes(one.value); });
    ["other", "savings", "form_key"].forEach((name) => { elements[name].value = kept.get(name) ?? elements[name].value; });
    turn(kept.get("way"));
    tally();
  };

  navigator.serviceWorker.register(form.dataset.roll, { scope: "/meetings/" });
  if (!navigator.serviceWorker.controller) book.add(at);
  const found = await book.match(key);
  if (found) {
    kept = new URLSearchParams(await found.text());
    if (kept.get("owner") === elements.owner.value) {
      fill();
      if (kept.get("step")) say("kept");
      else kept = null;
    } else kept = null;
    if (!kept) book.delete(key);
  }
  form.addEventListener("change", () => {
    if (!kept && navigator.onLine) return;
    elements.form_key.value = crypto.randomUUID(); // other content is another form
    keep(kept?.get("step") ?? "");
  });
  addEventListener("offline", () => kept?.get("step") || say("off"));
  addEventListener("online", () => {
    if (kept?.get("step")) return send();
    say("");
  });
  again.addEventListener("click", send);
  setInterval(send, 30000);
  send();
})();
