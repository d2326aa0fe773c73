// Fetches the page again and takes over what has changed, so that scroll, focus, selection and opened details stay.
// Everything works without it.
const PERIOD_MILLIS = 2000;

function take(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeName !== fresh.nodeName || old.nodeType !== Node.ELEMENT_NODE) {
    old.replaceWith(document.importNode(fresh, true));
    return;
  }
  takeAttributes(old, fresh);
  takeChildren(old, fresh);
}

function takeAttributes(old, fresh) {
  [...old.attributes].filter(({ name }) => name !== "open" && !fresh.hasAttribute(name))
    .forEach(({ name }) => old.removeAttribute(name));
  [...fresh.attributes].forEach(({ name, value }) => old.setAttribute(name, value));
}

// Children with an id are known by it, so that a new first row does not rewrite all the others.
function takeChildren(old, fresh) {
  let place = old.firstChild;
  for (const next of [...fresh.childNodes]) {
    const known = next.id && [...old.children].find((child) => child.id === next.id);
    if (known && known !== place) {
      place = old.insertBefore(known, place);
    }
    if (!place || (place.id || "") !== (next.id || "")) {
      old.insertBefore(document.importNode(next, true), place);
    } else {
      const following = place.nextSibling;
      take(place, next);
      place = following;
    }
  }
  while (place) {
    const following = place.nextSibling;
    place.remove();
    place = following;
  }
}

async function refresh() {
  if (document.hidden) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
  take(document.querySelector("main"), fresh);
}

function again() {
  refresh().then(() => "yes", () => "lost")
    .then((live) => { document.documentElement.dataset.live = live; })
    .finally(() => setTimeout(again, PERIOD_MILLIS));
}

document.documentElement.dataset.live = "yes";
setTimeout(again, PERIOD_MILLIS);
document.addEventListener("visibilitychange", () => refresh().catch(() => {}));
