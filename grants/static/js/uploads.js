// Files go up as soon as they are chosen, with progress, and are tried again where the line breaks. The server knows a
// file by its bytes: one whose answer was lost is sent again and still is one. A page is not left while one goes up.
import { shrunk } from "./shrinking.js";

const TRIES = 3;
const SILENCE = 20000; // milliseconds without progress, before a line counts as broken
const LOOKING = 120000; // milliseconds the server may look at a file that has arrived

const going = new Set(); // files on their way, as promises

export function enhanceUploads(root) {
  root.addEventListener("change", ({ target }) => {
    const form = target.closest?.("form[data-upload-url]");
    if (form && target.dataset.upload) take(form, target, target);
  });
  root.addEventListener("submit", wait, { capture: true });
  window.addEventListener("beforeunload", (event) => going.size && event.preventDefault());
  if (matchMedia("(pointer: coarse)").matches) root.querySelectorAll("[data-camera]").forEach(offerCamera);
}

async function take(form, input, chosen) {
  const files = [...chosen.files];
  chosen.value = "";
  input.closest(".field").querySelectorAll("[data-refused]").forEach((item) => item.remove()); // answered by choosing anew
  const waiting = files.map((file) => place(input, file)); // all are listed at once, and go up one after the other
  await onTheWay(async () => {
    for (const one of waiting) await attempt(form, input, one);
  });
}

async function onTheWay(work) {
  const promise = work();
  going.add(promise);
  try {
    await promise;
  } finally {
    going.delete(promise); // whatever went wrong: the form must not wait for it for ever
  }
}

// Who goes on while a file is on its way goes on once it is there; where it could not be sent they stay and see it.
async function wait(event) {
  const { target: form, submitter } = event;
  if (!going.size || !form.dataset.uploadUrl) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if ("waiting" in form.dataset) return; // pressed twice, done once
  const told = form.querySelector("[data-saved]");
  form.dataset.waiting = "";
  if (told) told.textContent = form.dataset.textWaiting;
  await Promise.allSettled(going);
  if (told) told.textContent = "";
  delete form.dataset.waiting;
  if (!form.querySelector("[data-files] [data-again]")) form.requestSubmit(submitter);
}

// On a phone a button of its own opens the camera; the usual one still offers files and pictures taken earlier.
function offerCamera(input) {
  const form = input.closest("form[data-upload-url]");
  if (!form) return;
  const camera = Object.assign(document.createElement("input"), { type: "file", accept: "image/jpeg", hidden: true });
  camera.setAttribute("capture", "environment");
  camera.addEventListener("change", (event) => {
    event.stopPropagation();
    take(form, input, camera);
  });
  const button = made("button", "button small", form.dataset.textCamera);
  button.type = "button";
  button.addEventListener("click", () => camera.click());
  input.after(button, camera);
}

function made(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

function place(input, file) {
  const item = document.createElement("li");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.append(`${file.name} `, bar);
  input.closest(".field").querySelector("[data-files]").append(item);
  return { file, item, bar };
}

async function attempt(form, input, { file: chosen, item, bar }) {
  const file = "shrink" in input.dataset ? await shrunk(chosen) : chosen;
  if (file.size > Number(input.dataset.most)) return refused(item, file, input.dataset.textLarge); // sent for nothing
  for (let tries = 1; tries <= TRIES; tries += 1) {
    bar.value = 0;
    const { status, body } = await send(form, input, file, bar);
    if (status < 300 && body?.id) return done(form, input, item, body);
    if (status >= 400 && status < 500 && status !== 429) return refused(item, file, body?.message ?? form.dataset.textFailed);
    if (tries < TRIES) await new Promise((resolve) => setTimeout(resolve, tries * 1000));
  }
  again(form, input, file, item);
}

function send(form, input, file, bar) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let silent = 0;
    const heard = (patience) => {
      clearTimeout(silent);
      silent = setTimeout(() => request.abort(), patience);
    };
    const over = (answer) => {
      clearTimeout(silent);
      resolve(answer);
    };
    request.open("POST", form.dataset.uploadUrl);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = loaded / total;
      heard(loaded < total ? SILENCE : LOOKING);
    });
    request.addEventListener("load", () => over({ status: request.status, body: request.response }));
    request.addEventListener("error", () => over({ status: 0 }));
    request.addEventListener("abort", () => over({ status: 0 }));
    const data = new FormData();
    data.set("action", form.dataset.action);
    data.set("field", input.dataset.upload);
    data.set("file", file);
    heard(SILENCE);
    request.send(data);
  });
}

// The same file chosen once more is the one that is listed already.
function done(form, input, item, { id, filename, size, url, media_type }) {
  const listed = item.parentElement.querySelector(`input[value="${id}"]`);
  if (listed) {
    item.remove();
    return tick(listed);
  }
  const label = made("label", "option");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", value: id });
  box.name = input.dataset.upload;
  label.append(box, " ", made("span", "", filename));
  const link = Object.assign(made("a", ""), { href: url, target: "_blank", rel: "noopener" });
  link.append(media_type.startsWith("image/") ? thumbnail(url, form.dataset.textView) : form.dataset.textView);
  item.replaceChildren(label, made("span", "muted small", `${Math.ceil(size / 1024)} KB`), link);
  tick(box);
}

function tick(box) {
  box.checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function thumbnail(url, text) {
  return Object.assign(document.createElement("img"), { className: "thumb", src: url, alt: text, width: 72, height: 54 });
}

function refused(item, { name }, sentence) {
  const text = made("span", "fault", sentence.includes(name) ? sentence : `${name}：${sentence}`);
  text.setAttribute("role", "alert");
  item.replaceChildren(text);
  item.dataset.refused = "";
}

// By a button, or by itself once the line is back.
function again(form, input, file, item) {
  refused(item, file, form.dataset.textFailed);
  delete item.dataset.refused; // it is still wanted
  const button = made("button", "button small", form.dataset.textRetry);
  button.type = "button";
  button.dataset.again = "";
  const retry = () => {
    window.removeEventListener("online", retry);
    item.remove();
    onTheWay(() => attempt(form, input, place(input, file)));
  };
  button.addEventListener("click", retry);
  window.addEventListener("online", retry);
  item.append(button);
}
