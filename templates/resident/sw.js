{% load static %}// Without signal a page says so, and what was written stays. No page with anybody's matter on it is ever kept here.
const KEPT = "shaodao-3";
const OFFLINE = "{% url 'resident:offline' %}";
const PIECES = ["{% static 'css/tokens.css' %}", "{% static 'css/resident.css' %}", "{% static 'js/resident.js' %}", "{% static 'js/back.js' %}", "{% static 'js/photos.js' %}", "{% static 'js/draft.js' %}"];

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await (await caches.open(KEPT)).addAll([OFFLINE, ...PIECES]);
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
    await clients.claim();
  })());
});

const known = async (address) => (await caches.open(KEPT)).match(address);

addEventListener("fetch", (event) => {
  const {request} = event;
  const path = new URL(request.url).pathname;
  if (request.method === "GET" && PIECES.includes(path)) {
    event.respondWith((async () => {
      try {
        const fresh = await fetch(request);
        if (fresh.ok) await (await caches.open(KEPT)).put(path, fresh.clone());
        return fresh;
      } catch {
        return (await known(path)) ?? Response.error();
      }
    })());
  } else if (request.mode === "navigate" && !path.startsWith("/desk/") && !path.startsWith("/admin/")) {
    event.respondWith(fetch(request).catch(async () => (await known(OFFLINE)) ?? Response.error()));
  }
});
