// What every page gains: leaving at once (button or Escape twice), and focus on what needs the person.
const away = "about:blank";

// The screen is empty at once; what a form still has to keep gets a moment before signing out.
async function leave(form) {
  const keeping = [];
  dispatchEvent(new CustomEvent("leaving", { detail: keeping }));
  document.documentElement.replaceChildren();
  history.replaceState(null, "", "/");
  await Promise.race([Promise.allSettled(keeping), new Promise((go) => setTimeout(go, 700))]);
  navigator.sendBeacon(form.action); // signs out, even while this page goes
  location.replace(away);
}

const form = document.querySelector("[data-leave]");
if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form);
  });
  let last = 0;
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (event.timeStamp - last < 600) leave(form);
    last = event.timeStamp;
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

document.querySelector("[data-focus]")?.focus();
