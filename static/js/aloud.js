// Reads what is marked `data-read` aloud, when a person asks for it, with a voice that is on this
// phone: a voice elsewhere would send the words away. Where there is none, there is no button.
const speech = window.speechSynthesis;
const [start, stop] = ["[data-aloud]", "[data-hush]"].map((name) => document.querySelector(name));
const plain = (tag) => tag.toLowerCase().split(/[-_]/)[0];
const language = plain(document.documentElement.lang);
const lines = "h1, h2, h3, p, li, blockquote, button, label";

function voice() {
  return speech.getVoices().find((each) => each.localService && plain(each.lang) === language);
}

// Each line once: one that holds other lines is read by them. What is struck out is not said.
function words() {
  const said = [];
  for (const part of document.querySelectorAll("[data-read]")) {
    const all = part.matches(lines) ? [part] : [...part.querySelectorAll(lines)];
    for (const line of all.filter((each) => !each.querySelector(lines))) {
      const copy = line.cloneNode(true);
      copy.querySelectorAll("del, [hidden]").forEach((gone) => gone.remove());
      copy.querySelectorAll("*").forEach((each) => each.after(" "));
      const text = copy.textContent.replace(/\s+/g, " ").trim();
      if (text) said.push(text);
    }
  }
  return said;
}

function hush() {
  speech.cancel();
  offer();
}

function offer() {
  start.hidden = !voice() || speech.speaking;
  stop.hidden = !speech.speaking;
}

function read() {
  const chosen = voice();
  speech.cancel();
  for (const text of words()) {
    const said = new SpeechSynthesisUtterance(text);
    Object.assign(said, { voice: chosen, lang: chosen.lang, rate: 0.9 });
    said.onend = () => speech.pending || hush();
    speech.speak(said);
  }
  start.hidden = true;
  stop.hidden = false;
  stop.focus();
}

if (speech && start && stop) {
  start.addEventListener("click", read);
  stop.addEventListener("click", () => (hush(), start.focus()));
  speech.addEventListener?.("voiceschanged", offer);
  for (const name of ["pagehide", "leaving"]) addEventListener(name, () => speech.cancel());
  offer();
}
