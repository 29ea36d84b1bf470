// Files go up as soon as they are chosen, with progress, and are tried again where the line breaks.
const TRIES = 3;

export function enhanceUploads(root) {
  root.addEventListener("change", async ({ target }) => {
    const form = target.closest?.("form[data-upload-url]");
    if (!form || !target.dataset.upload) return;
    const files = [...target.files];
    target.value = "";
    for (const file of files) await place(form, target, file);
  });
}

async function place(form, input, file) {
  const item = document.createElement("li");
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  item.append(`${file.name} `, bar);
  input.closest(".field").querySelector("[data-files]").append(item);
  await attempt(form, input, file, item, bar);
}

async function attempt(form, input, file, item, bar) {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const { status, body } = await send(form, input, file, bar);
    if (status === 200 || status === 201) return done(input, item, body);
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

function done(input, item, { id, filename, size, url }) {
  const label = document.createElement("label");
  label.className = "option";
  const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true, value: id });
  box.name = input.dataset.upload;
  const name = document.createElement("span");
  name.textContent = filename;
  label.append(box, " ", name);
  const about = document.createElement("span");
  about.className = "muted small";
  about.textContent = `${Math.ceil(size / 1024)} KB`;
  const link = Object.assign(document.createElement("a"), { href: url, textContent: "↗" });
  link.setAttribute("aria-label", filename);
  item.replaceChildren(label, about, link);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function refused(item, sentence) {
  const text = document.createElement("span");
  text.className = "fault";
  text.setAttribute("role", "alert");
  text.textContent = sentence;
  item.replaceChildren(text);
}

function again(form, input, file, item) {
  refused(item, `${file.name}：${form.dataset.textFailed}`);
  const button = Object.assign(document.createElement("button"), {
    type: "button",
    className: "button small",
    textContent: form.dataset.textRetry,
  });
  button.addEventListener("click", () => {
    item.remove();
    place(form, input, file);
  });
  item.append(button);
}
