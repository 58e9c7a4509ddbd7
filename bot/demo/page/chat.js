// The chat page: one tab is one person. State lives on the server; this shows it and sends what the person does.

import { dayOf, drawn, element, plain, summary } from "./messages.js";

const $ = (id) => document.getElementById(id);
const NAMES = ["Ann", "Ben", "Carla", "Dmitri", "Elif", "Farid", "Grace", "Hiro"];
const me = whoAmI();
const TITLE = `${me.first_name} · Spotter demo`;
const messages = new Map();
let commands = [];
let clockOffset = 0;
let context = null; // { kind: "edit" | "reply", message }
let pendingFile = "document";

function whoAmI() {
  const asked = new URLSearchParams(location.search);
  const name = asked.get("as");
  const kept = JSON.parse(sessionStorage.getItem("me") ?? "null");
  if (kept && (!name || kept.first_name === name)) return kept;
  const turn = Number(localStorage.getItem("people") ?? 0);
  if (!name) localStorage.setItem("people", turn + 1);
  // The same ?as= is the same person, also after the demo was started again on its kept database.
  const id = name ? 100_000 + [...name].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) % 899_999, 7) : 1_000_000 + Math.floor(Math.random() * 8_999_999);
  const language = asked.get("lang") ?? navigator.language;
  const person = { id, first_name: name || NAMES[turn % NAMES.length], language_code: language, met: false };
  sessionStorage.setItem("me", JSON.stringify(person));
  return person;
}

async function post(command, facts = {}) {
  const isForm = facts instanceof FormData;
  if (isForm) facts.append("id", me.id);
  const response = await fetch(`/_demo/${command}`, {
    method: "POST",
    headers: isForm ? {} : { "Content-Type": "application/json" },
    body: isForm ? facts : JSON.stringify({ id: me.id, ...facts }),
  }).catch(() => null);
  if (!response) return toast("The demo does not answer. Is it still running?");
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) toast(answer.error ?? "That did not work.");
  return answer;
}

// Acts

const acts = {
  say: (text) => { hasMet(); return post("say", { text }); },
  tap: (message, data) => post("tap", { message_id: message.message_id, data }),
  copy: async (text) => { await navigator.clipboard?.writeText(text); toast("Copied"); },
  enlarge: (source) => {
    $("picture").querySelector("button").replaceChildren(element("img", { src: source, alt: "" }));
    $("picture").showModal();
  },
};

function hasMet() {
  me.met = true;
  sessionStorage.setItem("me", JSON.stringify(me));
}

function submit() {
  const text = $("text").value.trim();
  if (!text) return;
  const doing = context;
  $("text").value = "";
  endContext();
  wrote();
  if (doing?.kind === "edit") post("edit", { message_id: doing.message.message_id, text });
  else if (doing?.kind === "forward") post("forward", { text });
  else if (doing?.kind === "reply") { hasMet(); post("say", { text, reply_to: doing.message.message_id }); }
  else acts.say(text);
}

async function sendFile(kind, file) {
  const form = new FormData();
  form.append("kind", kind);
  form.append("file", file, file.name);
  const caption = $("text").value.trim();
  if (caption) form.append("caption", caption);
  $("text").value = "";
  hasMet();
  await post("attach", form);
}

// What the server shows

function show(message) {
  const old = $("messages").querySelector(`[data-id="${message.message_id}"]`);
  const atEnd = isAtEnd();
  const item = drawn(message, acts);
  messages.set(message.message_id, message);
  item.oncontextmenu = (event) => { event.preventDefault(); openMenu(message, event.clientX, event.clientY); };
  onLongPress(item, (x, y) => openMenu(message, x, y));
  if (old) {
    item.classList.add("changed");
    const focused = [...old.querySelectorAll("button")].indexOf(document.activeElement);
    old.replaceWith(item);
    if (focused >= 0) item.querySelectorAll("button")[focused]?.focus({ preventScroll: true });
  } else {
    $("messages").append(item);
    if (!message.out) arrived(message);
  }
  days();
  if (atEnd || message.out) toEnd();
  else $("down").hidden = false;
  item.querySelector("img")?.addEventListener("load", () => { if (atEnd) toEnd(); });
}

// What a phone in the pocket would tell: a number on the tab, a buzz where the device can.
let unread = 0;
function arrived(message) {
  setStatus();
  if (message.silent || !document.hidden) return;
  document.title = `(${++unread}) ${TITLE}`;
  navigator.vibrate?.(120);
}
document.addEventListener("visibilitychange", () => { if (!document.hidden) { unread = 0; document.title = TITLE; } });

function remove(id) {
  messages.delete(id);
  const item = $("messages").querySelector(`[data-id="${id}"]`);
  if (!item) return;
  item.removeAttribute("data-id");
  item.classList.add("leaving");
  setTimeout(() => { item.remove(); days(); }, 180);
}

function days() {
  for (const chip of $("messages").querySelectorAll(".day")) chip.remove();
  let day = "";
  for (const item of [...$("messages").querySelectorAll("[data-id]")]) {
    const own = dayOf(messages.get(Number(item.dataset.id)));
    if (own !== day) item.before(element("li", { className: "day" }, own));
    day = own;
  }
  $("start").hidden = messages.size > 0;
  $("about").hidden = messages.size > 0 || !$("about-text").textContent;
  $("composer").hidden = messages.size === 0;
}

function answered({ user_id, message_id, data, text, alert, url }) {
  if (user_id !== me.id) return;
  const item = $("messages").querySelector(`[data-id="${message_id}"]`);
  for (const button of item?.querySelectorAll("button.waiting") ?? []) if (button.dataset.data === data) button.classList.remove("waiting");
  if (text && alert) { $("alert-text").textContent = text; $("alert").showModal(); }
  else if (text) toast(text);
  if (url && /^https?:/.test(url)) window.open(url, "_blank", "noopener");
}

let toastEnd = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastEnd);
  toastEnd = setTimeout(() => { $("toast").hidden = true; }, 1500 + text.length * 55);
}

let statusEnd = 0;
function setStatus(action) {
  clearTimeout(statusEnd);
  const words = { upload_photo: "sending a photo…", upload_document: "sending a file…" };
  $("status").textContent = action ? words[action] ?? "typing…" : "bot";
  $("status").classList.toggle("busy", Boolean(action));
  if (action) statusEnd = setTimeout(setStatus, 5000);
}

function setKeyboard(keyboard) {
  const rows = keyboard?.keyboard ?? [];
  $("keyboard").hidden = !rows.length;
  $("keyboard").replaceChildren(...rows.map((row) => element("div", {}, ...row.map((button) =>
    element("button", { type: "button", onclick: () => acts.say(button.text) }, button.text)))));
  $("text").placeholder = keyboard?.input_field_placeholder || "Message";
  if (keyboard?.force_reply && messages.has(keyboard.message_id)) setContext("reply", messages.get(keyboard.message_id));
}

function setCommands(list) {
  commands = list;
  $("menu").hidden = !list.length;
}

function setBlocked(blocked) {
  $("block").textContent = blocked ? "Unblock the bot" : "Block the bot";
  $("block").dataset.blocked = blocked;
}

function tellTime() {
  const now = new Date(Date.now() + clockOffset * 1000);
  $("now").textContent = now.toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  $("now").dateTime = now.toISOString();
}

const isAtEnd = () => $("scroll").scrollHeight - $("scroll").scrollTop - $("scroll").clientHeight < 90;
function toEnd() {
  $("scroll").scrollTop = $("scroll").scrollHeight;
  $("down").hidden = true;
}

function state(all) {
  messages.clear();
  $("messages").replaceChildren();
  setCommands(all.commands);
  setBlocked(all.blocked);
  $("bot-name").textContent = all.bot.first_name;
  $("about-text").textContent = all.description;
  $("next-due").hidden = !all.next_due;
  clockOffset = all.clock;
  all.messages.forEach(show);
  setKeyboard(all.keyboard);
  unread = 0; // what was there already has been read
  document.title = TITLE;
  days();
  toEnd();
}

const SHOWN = {
  put: show, gone: remove, answer: answered, action: setStatus, keyboard: setKeyboard, commands: setCommands,
  clock: (offset) => { clockOffset = offset; tellTime(); },
};

async function live() {
  await post("person", me);
  const stream = new EventSource(`/_demo/live?id=${me.id}`);
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if ("messages" in event) return state(event);
    for (const [name, value] of Object.entries(event)) SHOWN[name]?.(value);
  };
  stream.onopen = () => setStatus();
  stream.onerror = () => {
    $("status").textContent = "connecting…";
    stream.close(); // a demo that was started again does not know this person: join anew
    setTimeout(live, 1000);
  };
}

// Menus

// Phones whose browser has no contextmenu event on a long press.
function onLongPress(item, act) {
  let timer = 0;
  item.addEventListener("touchstart", ({ touches: [touch] }) => {
    timer = setTimeout(() => { if ($("message-menu").hidden) act(touch.clientX, touch.clientY); }, 550);
  }, { passive: true });
  for (const over of ["touchend", "touchmove", "touchcancel"]) item.addEventListener(over, () => clearTimeout(timer), { passive: true });
}

function openMenu(message, x, y) {
  const entries = [["Reply", () => setContext("reply", message)]];
  if (plain(message)) entries.push(["Copy text", () => acts.copy(plain(message))]);
  if (message.out && plain(message) && !message.forward_origin) entries.push(["Edit", () => setContext("edit", message)]);
  if (plain(message)) entries.push(["Forward to the bot", () => post("forward", { text: plain(message) })]);
  const menu = $("message-menu");
  menu.replaceChildren(...entries.map(([label, act]) => element("li", {},
    element("button", { type: "button", onclick: () => { menu.hidden = true; act(); } }, label))));
  menu.hidden = false;
  menu.style.left = `${Math.max(6, Math.min(x, innerWidth - menu.offsetWidth - 6))}px`;
  menu.style.top = `${Math.max(6, Math.min(y, innerHeight - menu.offsetHeight - 6))}px`;
  menu.querySelector("button").focus();
}

function setContext(kind, message) {
  context = { kind, message };
  $("context-what").textContent = { edit: "Edit message", reply: "Reply", forward: "Forwarded text" }[kind];
  $("context-text").textContent = message ? summary(message) : "Sent as if somebody else wrote it";
  $("context").hidden = false;
  if (kind === "edit") $("text").value = plain(message);
  $("text").focus();
  wrote();
}

function endContext() {
  if (context?.kind === "edit") $("text").value = "";
  context = null;
  $("context").hidden = true;
}

function listCommands(prefix) {
  const found = prefix === null ? [] : commands.filter(({ command }) => command.startsWith(prefix));
  $("commands").hidden = !found.length;
  $("commands").replaceChildren(...found.map(({ command, description }) => element("li", {},
    element("button", { type: "button", onclick: () => { listCommands(null); $("text").value = ""; wrote(); acts.say(`/${command}`); } },
      element("b", {}, `/${command}`), element("span", {}, description)))));
}

function wrote() {
  const text = $("text").value;
  $("composer").classList.toggle("writing", text !== "");
  $("text").style.height = "auto";
  $("text").style.height = `${$("text").scrollHeight}px`;
  listCommands(/^\/\w*$/.test(text) ? text.slice(1) : null);
}

function toggled(button, menu) {
  $(button).onclick = (event) => { event.stopPropagation(); $(menu).hidden = !$(menu).hidden; };
}

toggled("more", "more-menu");
toggled("attach", "attach-menu");
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".popup")) if (!menu.contains(event.target) || menu.id !== "message-menu") menu.hidden = true;
  if (!$("commands").contains(event.target) && !$("menu").contains(event.target) && event.target !== $("text")) listCommands(null);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll(".popup")) menu.hidden = true;
  listCommands(null);
  endContext();
});

$("menu").onclick = () => listCommands($("commands").hidden ? "" : null);
$("start").onclick = () => acts.say("/start");
$("context-end").onclick = endContext;
$("down").onclick = toEnd;
let stuckToEnd = true;
$("scroll").onscroll = () => { stuckToEnd = isAtEnd(); if (stuckToEnd) $("down").hidden = true; };
new ResizeObserver(() => { if (stuckToEnd) toEnd(); }).observe($("scroll"));
$("block").onclick = async () => setBlocked((await post("block", { blocked: $("block").dataset.blocked !== "true" }))?.blocked);
$("composer").onsubmit = (event) => { event.preventDefault(); submit(); };
$("text").oninput = wrote;
$("text").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
  if (event.key === "ArrowUp" && !$("text").value) {
    const own = [...messages.values()].filter((message) => message.out && message.text && !message.forward_origin).at(-1);
    if (own) { event.preventDefault(); setContext("edit", own); }
  }
};
for (const button of document.querySelectorAll("[data-attach]")) {
  button.onclick = () => {
    const kind = button.dataset.attach;
    if (kind === "forward") return setContext("forward", null);
    if (kind !== "photo" && kind !== "document") return post("attach", { kind });
    pendingFile = kind;
    $("file").accept = kind === "photo" ? "image/*" : "";
    return $("file").click();
  };
}
$("file").onchange = () => { if ($("file").files[0]) sendFile(pendingFile, $("file").files[0]); $("file").value = ""; };
$("text").onpaste = (event) => {
  const file = event.clipboardData?.files[0];
  if (file) { event.preventDefault(); sendFile(file.type.startsWith("image/") ? "photo" : "document", file); }
};
$("scroll").ondragover = (event) => event.preventDefault();
$("scroll").ondrop = (event) => { event.preventDefault(); if (event.dataTransfer.files[0]) sendFile("document", event.dataTransfer.files[0]); };
for (const button of document.querySelectorAll("[data-seconds]")) {
  button.onclick = () => post("jump", { seconds: Number(button.dataset.seconds) });
}
$("next-due").onclick = async () => {
  const { due } = (await post("jump", { to: "next_due" })) ?? {};
  if (due === null) toast("Nothing is planned yet.");
};

$("me").textContent = me.first_name;
document.title = TITLE;
tellTime();
setInterval(tellTime, 1000);
live();
