// Keeps the page of attendance of a meeting, and nothing else, for the time without network; with it, the network answers.
"use strict";

const PAGE = /^\/meetings\/\w+\/attendance$/;

const answer = async (request, at) => {
  const book = await caches.open("attendance"), sent = request.clone();
  const isSent = request.method === "POST";
  try {
    const found = await fetch(request);
    if (found.type === "opaqueredirect") await book.delete(isSent ? `${at}?kept` : at); // saved; or signed out
    else if (found.ok && !isSent) await book.put(at, found.clone());
    return found;
  } catch (gone) {
    if (isSent) await book.put(`${at}?kept`, new Response(await sent.text()));
    const page = await book.match(at);
    if (!page) throw gone;
    return page;
  }
};

addEventListener("fetch", (event) => {
  const { request } = event, at = new URL(request.url).pathname;
  if (request.mode === "navigate" && PAGE.test(at)) event.respondWith(answer(request, at));
});
