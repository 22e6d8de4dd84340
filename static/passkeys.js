// Makes and uses passkeys where the browser can; without this the PIN, the password or a code does the work.
(() => {
  "use strict";

  const readers = { get: "parseRequestOptionsFromJSON", create: "parseCreationOptionsFromJSON" };
  if (!window.PublicKeyCredential) return;

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const { passkey, options } = form.dataset;
    const reader = readers[passkey];
    if (!PublicKeyCredential[reader]) return;
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const publicKey = PublicKeyCredential[reader](JSON.parse(options));
        const answer = await navigator.credentials[passkey]({ publicKey });
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch {
        form.querySelector("[role=alert]").hidden = false;
      }
    });
  });
})();
