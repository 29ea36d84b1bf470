// Files go up as soon as they are chosen, with progress, and are tried again where the line breaks.
import { shrunk } from "./shrinking.js";

const TRIES = 3;

export function enhanceUploads(root) {
  root.addEventListener("change", ({ target }) => {
    const form = target.closest?.("form[data-upload-url]");
    if (form && target.dataset.upload) take(form, target, target);
  });
  if (matchMedia("(pointer: coarse)").matches) root.querySelectorAll("[data-camera]").forEach(offerCamera);
}

async function take(form, input, chosen) {
  const files = [...chosen.files];
  chosen.value = "";
  const waiting = files.map((file) => place(input, file)); // all are listed at once, and go up one after the other
  for (const one of waiting) await attempt(form, input, one);
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
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { status, body } = await send(form, input, file, bar);
    if (status === 200 || status === 201) return done(form, input, item, body);
    if (status && status < 500) return refused(item, body?.message ?? `${file.name}：${form.dataset.textFailed}`);
    await new Promise((resolve) => setTimeout(resolve, tries * 1000));
  }
  again(form, input, file, item);
}

function send(form, input, file, bar) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.uploadUrl);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", form.elements.csrf_token.value);
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => (bar.value = loaded / total));
    request.addEventListener("load", () => resolve({ status: request.status, body: request.response }));
    request.addEventListener("error", () => resolve({ status: 0 }));
    const data = new FormData();
    data.set("action", form.dataset.action);
    data.set("field", input.dataset.upload);
    data.set("file", file);
    request.send(data);
  });
}

function done(form, input, item, { id, filename, size, url, media_type }) {
  const label = made("label", "option");
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true, value: id });
  box.name = input.dataset.upload;
  label.append(box, " ", made("span", "", filename));
  const link = Object.assign(made("a", ""), { href: url, target: "_blank", rel: "noopener" });
  link.append(media_type.startsWith("image/") ? thumbnail(url, form.dataset.textView) : form.dataset.textView);
  item.replaceChildren(label, made("span", "muted small", `${Math.ceil(size / 1024)} KB`), link);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function thumbnail(url, text) {
  return Object.assign(document.createElement("img"), { className: "thumb", src: url, alt: text, width: 72, height: 54 });
}

function refused(item, sentence) {
  const text = made("span", "fault", sentence);
  text.setAttribute("role", "alert");
  item.replaceChildren(text);
}

function again(form, input, file, item) {
  refused(item, `${file.name}：${form.dataset.textFailed}`);
  const button = made("button", "button small", form.dataset.textRetry);
  button.type = "button";
  button.addEventListener("click", () => {
    item.remove();
    attempt(form, input, place(input, file));
  });
  item.append(button);
}
