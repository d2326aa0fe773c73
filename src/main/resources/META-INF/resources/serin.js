// Says whether the page is live. What changes is brought by htmx and its extension for server-sent events; all of it can be read without.
const live = document.getElementById("live");
const status = document.getElementById("connection");
const beatMillis = Number(live.dataset.beat);
const OFFLINE_AFTER_MILLIS = 15000;
const RETRY_MILLIS = 5000;
let heardAt = Date.now();
let brokenAt = null;
let connection = null;
let triedAt = Date.now();

function say(state, words) {
  if (status.textContent === words) return;
  status.dataset.state = state;
  status.textContent = words;
}

function heard() {
  heardAt = Date.now();
  brokenAt = null;
  say("live", "Live");
}

function broken() {
  brokenAt ??= Date.now();
  if (navigator.onLine && Date.now() - brokenAt < OFFLINE_AFTER_MILLIS) {
    say("reconnecting", "Reconnecting");
  } else {
    say("offline", "Offline since " + new Date(heardAt).toISOString().slice(11, 16));
  }
}

// For a stream that never began or has ended for good; one that broke off is mended by the extension.
function again() {
  if (Date.now() - triedAt < RETRY_MILLIS) return;
  triedAt = Date.now();
  htmx.trigger(live, "reconnect");
}

// A stream may die without an end: then it is the missing beats that tell. One that ended is opened again.
function watch() {
  if (document.hidden) return;
  const silent = Date.now() - heardAt > 3 * beatMillis;
  if (silent) connection?.reader?.cancel();
  if (silent || brokenAt) {
    broken();
    again();
  }
}

live.addEventListener("htmx:sse:after:connection", (event) => {
  connection = event.detail.connection;
  heard();
});
live.addEventListener("htmx:sse:after:message", heard);
for (const name of ["htmx:sse:error", "htmx:sse:close", "htmx:error", "htmx:response:error"]) {
  live.addEventListener(name, (event) => {
    console.warn(name, event.detail?.error ?? "");
    broken();
  });
}
live.addEventListener("htmx:sse:before:connection", (event) => {
  if (event.detail.connection.attempt > 0) broken();
});
addEventListener("offline", broken);
say("reconnecting", "Connecting");
setInterval(watch, 1000);
