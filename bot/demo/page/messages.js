// How a message looks. Texts become text nodes, never markup: what the bot sends is shown, not run.

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const WRAPPED = { bold: "b", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

function wrap(entity, source, children, acts) {
  switch (entity.type) {
    case "bold": case "italic": case "underline": case "strikethrough": case "pre": case "blockquote":
      return element(WRAPPED[entity.type], {}, ...children);
    case "code":
      return element("code", { title: "Click to copy", onclick: () => acts.copy(source) }, ...children);
    case "expandable_blockquote": {
      const quote = element("blockquote", { className: "folded" }, ...children);
      quote.onclick = () => quote.classList.toggle("folded");
      return quote;
    }
    case "spoiler": {
      const hidden = element("button", { type: "button", className: "spoiler", ariaLabel: "Hidden text: tap to read" }, ...children);
      hidden.onclick = () => { hidden.classList.add("open"); hidden.removeAttribute("aria-label"); };
      return hidden;
    }
    case "bot_command":
      return element("button", { type: "button", className: "command", onclick: () => acts.say(source) }, ...children);
    case "text_link": return link(entity.url, children);
    case "url": return link(source.includes("://") ? source : `https://${source}`, children);
    case "email": return link(`mailto:${source}`, children);
    default: return element("span", {}, ...children);
  }
}

function link(address, children) {
  if (!/^(https?|tg|mailto):/i.test(address)) return element("span", {}, ...children);
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

// Entities count in UTF-16 units, as JavaScript's strings do. They nest; one that crosses its parent's end is cut there.
function formatted(text, entities, start, end, acts) {
  const parts = [];
  let at = start;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    if (entity.offset < at || entity.offset >= end) continue;
    const stop = Math.min(end, entity.offset + entity.length);
    if (entity.offset > at) parts.push(text.slice(at, entity.offset));
    const inner = formatted(text, entities.slice(i + 1), entity.offset, stop, acts);
    parts.push(wrap(entity, text.slice(entity.offset, stop), inner, acts));
    at = stop;
  }
  if (at < end) parts.push(text.slice(at, end));
  return parts;
}

export function plain(message) {
  return message.text ?? message.caption ?? "";
}

export function summary(message) {
  const kind = message.photo ? "🖼 Photo" : message.document ? `📄 ${message.document.file_name}` : message.voice ? "🎤 Voice message"
    : message.sticker ? `${message.sticker.emoji} Sticker` : message.location ? "📍 Location" : "";
  return [kind, plain(message)].filter(Boolean).join(" · ");
}

const clockTime = (seconds) => new Date(seconds * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} kB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

function content(message, acts) {
  const parts = [];
  if (message.photo) {
    const largest = message.photo.at(-1);
    const source = `/_demo/file/${encodeURIComponent(largest.file_id)}`;
    const picture = element("img", { src: source, width: largest.width, height: largest.height, alt: message.caption || "Photo" });
    parts.push(element("button", { type: "button", className: "picture", ariaLabel: "Enlarge the picture", onclick: () => acts.enlarge(source) }, picture));
  }
  if (message.document) {
    const file = message.document;
    parts.push(element("a", { className: "file", href: `/_demo/file/${encodeURIComponent(file.file_id)}`, download: file.file_name },
      element("i", { ariaHidden: "true" }, "⤓"), element("span", {}, element("b", {}, file.file_name), element("small", {}, size(file.file_size)))));
  }
  if (message.voice) {
    parts.push(element("div", { className: "file" }, element("i", { ariaHidden: "true" }, "▶"),
      element("span", {}, element("b", { ariaLabel: "Voice message" }, "▁▃▅▂▆▇▃▅▂▁▃▆▂▁"), element("small", {}, `0:0${message.voice.duration}`))));
  }
  if (message.sticker) parts.push(message.sticker.emoji);
  if (message.location) {
    parts.push(element("div", { className: "file" }, element("i", { ariaHidden: "true" }, "📍"),
      element("span", {}, element("b", {}, "Location"), element("small", {}, `${message.location.latitude}, ${message.location.longitude}`))));
  }
  return parts;
}

function quoted(message) {
  const parts = [];
  const origin = message.forward_origin;
  if (origin) parts.push(element("div", { className: "origin" }, `Forwarded from ${origin.sender_user_name ?? origin.sender_user?.first_name ?? "somebody"}`));
  if (message.reply_to_message) parts.push(element("div", { className: "quote" }, summary(message.reply_to_message)));
  return parts;
}

function keyboard(message, acts) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return element("div", { className: "buttons", role: "group", ariaLabel: "Buttons of this message" },
    ...rows.map((row) => element("div", {}, ...row.map((button) => inlineButton(message, button, acts)))));
}

function inlineButton(message, button, acts) {
  if (button.url) return element("a", { className: "leads", href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text);
  const made = element("button", { type: "button" }, button.text);
  if (button.callback_data !== undefined) {
    made.dataset.data = button.callback_data;
    made.onclick = () => { made.classList.add("waiting"); acts.tap(message, button.callback_data); };
  } else if (button.copy_text) {
    made.onclick = () => acts.copy(button.copy_text.text);
  } else {
    made.disabled = true;
  }
  return made;
}

export function drawn(message, acts) {
  const body = plain(message);
  const buttons = keyboard(message, acts);
  const edited = message.edited && !buttons ? "edited " : "";
  const stamp = edited + clockTime(message.date);
  const meta = element("span", { className: "meta" }, stamp);
  const words = body ? element("div", { className: "words", dir: "auto" },
    ...formatted(body, message.entities ?? message.caption_entities ?? [], 0, body.length, acts)) : null;
  words?.style.setProperty("--room", `${stamp.length * 6.6 + 10}px`); // so that the last line does not run into the time
  const bubble = element("div", { className: "bubble" }, ...quoted(message), ...content(message, acts), words, meta);
  const item = element("li", { className: "message", tabIndex: 0 }, bubble);
  if (message.reactions?.length) item.append(element("span", { className: "reaction", ariaLabel: `Reaction ${message.reactions.join(" ")}` }, message.reactions.join(" ")));
  if (buttons) item.append(buttons);
  item.classList.toggle("out", message.out);
  item.classList.toggle("has-buttons", buttons !== null);
  item.classList.toggle("has-picture", Boolean(message.photo));
  item.classList.toggle("only-picture", Boolean(message.photo) && !body);
  item.classList.toggle("bare", Boolean(message.sticker));
  item.dataset.id = message.message_id;
  return item;
}

export function dayOf(message) {
  return new Date(message.date * 1000).toLocaleDateString([], { weekday: "short", day: "numeric", month: "long" });
}
