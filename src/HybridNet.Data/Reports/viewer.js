"use strict";
// The viewer: one image's layers on a canvas, drawn anew whenever a switch, the threshold, the zoom or the image changes.
(() => {
  const dialog = document.getElementById("viewer"), store = document.getElementById("layers");
  if (!dialog || !store) return;
  const canvas = dialog.querySelector("canvas"), paint = canvas.getContext("2d"), facts = dialog.querySelector(".facts-line");
  const find = name => dialog.querySelector(`[name="${name}"]`), switches = ["gt", "pred", "agreement", "outline", "map"].map(find);
  const opacity = find("opacity"), threshold = find("threshold"), shown = dialog.querySelector("[data-threshold]"), arrange = find("arrange"), swipe = find("swipe");
  const colors = JSON.parse(document.getElementById("layer-colors").textContent);
  let all = null, current = null, layers = null, view = { scale: 1, x: 0, y: 0 }, opener = null;

  const data = id => (all ??= JSON.parse(store.textContent))[id];
  const load = (kind, text) => text ? new Promise(done => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => done(null);
    image.src = `data:image/${kind};base64,${text}`;
  }) : Promise.resolve(null);
  const samples = (image, w, h) => {
    if (!image) return null;
    const box = new OffscreenCanvas(w, h), pen = box.getContext("2d");
    pen.drawImage(image, 0, 0, w, h);
    const rgba = pen.getImageData(0, 0, w, h).data, grey = new Uint8Array(w * h);
    for (let i = 0; i < grey.length; i++) grey[i] = rgba[4 * i];
    return grey;
  };

  const rowOf = id => [...document.querySelectorAll("#images tbody tr")].find(row => row.dataset.id === id);
  const open = async (id, from) => {
    current = id;
    if (from) opener = from;
    const one = data(id), row = rowOf(id);
    dialog.querySelector("h2").textContent = "Image " + id;
    const heads = row ? [...row.closest("table").querySelectorAll("thead th")] : [];
    facts.textContent = row ? [...row.cells].map((cell, i) => [heads[i].textContent.trim(), cell.textContent.trim()])
      .filter(([head, said]) => head !== "Panel" && head !== "Image" && said !== "").map(pair => pair.join(" ")).join(" · ") : "";
    dialog.classList.toggle("without", !one);
    if (!dialog.open) dialog.showModal();
    document.dispatchEvent(new CustomEvent("hn-image", { detail: id }));
    layers = null;
    if (!one) return;
    const [photo, gt, pred, map] = await Promise.all([load("webp", one.p), load("png", one.g), load("png", one.d), load("png", one.m)]);
    if (current !== id) return;
    layers = { w: one.w, h: one.h, photo, gt: samples(gt, one.w, one.h), saved: samples(pred, one.w, one.h), map: samples(map, one.w, one.h) };
    layers.pred = layers.saved;
    threshold.disabled = !layers.map;
    threshold.value = Math.round(255 * (one.t ?? 0.5));
    find("map").disabled = !layers.map;
    shown.textContent = layers.map ? "as saved" : "no map";
    fit();
  };

  const isEdge = (mask, w, h, i) => {
    const x = i % w, y = (i - x) / w;
    return x === 0 || y === 0 || x === w - 1 || y === h - 1 || !mask[i - 1] || !mask[i + 1] || !mask[i - w] || !mask[i + w];
  };
  const overlay = () => {
    const { w, h, gt, pred, map } = layers, out = new ImageData(w, h), pixels = out.data, on = Object.fromEntries(switches.map(box => [box.name, box.checked]));
    const alpha = Math.round(255 * opacity.value / 100);
    const put = (i, [r, g, b], a) => { pixels[4 * i] = r; pixels[4 * i + 1] = g; pixels[4 * i + 2] = b; pixels[4 * i + 3] = a; };
    for (let i = 0; i < w * h; i++) {
      const t = gt[i] > 0, p = pred[i] > 0;
      if (on.map && map && map[i] > 0 && !t && !p) put(i, colors.prediction, Math.round(map[i] * 0.7));
      if (on.agreement) {
        if (t || p) put(i, t && p ? colors.found : t ? colors.missed : colors.alarm, alpha);
        continue;
      }
      const show = (mask, wanted) => wanted && mask[i] > 0 && (!on.outline || isEdge(mask, w, h, i));
      const a = on.outline ? 255 : alpha;
      if (show(gt, on.gt)) put(i, colors.gt, a);
      if (show(pred, on.pred)) put(i, show(gt, on.gt) ? colors.found : colors.prediction, a);
    }
    return createImageBitmap(out);
  };
  let asked = 0;
  const draw = async () => {
    if (!layers) return;
    const turn = ++asked, top = await overlay();
    if (turn !== asked) return;
    const pair = arrange.value === "pair", slide = arrange.value === "slide";
    canvas.width = pair ? 2 * layers.w : layers.w;
    canvas.height = layers.h;
    paint.imageSmoothingEnabled = view.scale < 2;
    const panel = (offset, clipFrom, withTop) => {
      paint.save();
      paint.beginPath();
      paint.rect(offset + clipFrom, 0, layers.w - clipFrom, layers.h);
      paint.clip();
      paint.translate(offset + view.x, view.y);
      paint.scale(view.scale, view.scale);
      paint.fillStyle = "#000";
      paint.fillRect(0, 0, layers.w, layers.h);
      if (layers.photo) paint.drawImage(layers.photo, 0, 0, layers.w, layers.h);
      if (withTop) paint.drawImage(top, 0, 0);
      paint.restore();
    };
    paint.fillStyle = "#000";
    paint.fillRect(0, 0, canvas.width, canvas.height);
    panel(0, 0, !pair && !slide);
    if (pair) panel(layers.w, 0, true);
    if (slide) {
      const at = layers.w * swipe.value / 100;
      panel(0, at, true);
      paint.fillStyle = "#fff";
      paint.fillRect(at - 1, 0, 2, layers.h);
    }
    swipe.hidden = !slide;
    if (layers.gt.every(x => x === 0)) note("reference empty", 0);
    if (layers.pred.every(x => x === 0)) note("prediction empty", 1);
  };
  const note = (words, line) => {
    const size = Math.max(12, layers.w / 36);
    paint.font = `${size}px sans-serif`;
    paint.fillStyle = "#000a";
    paint.fillRect(4, 4 + line * size * 1.5, paint.measureText(words).width + size, size * 1.45);
    paint.fillStyle = "#fff";
    paint.fillText(words, 4 + size / 2, 4 + line * size * 1.5 + size * 1.05);
  };

  const fit = () => { view = { scale: 1, x: 0, y: 0 }; draw(); };
  const toLesions = () => {
    if (!layers) return;
    let [left, top, right, bottom] = [layers.w, layers.h, -1, -1];
    for (let i = 0; i < layers.gt.length; i++)
      if (layers.gt[i] || layers.pred[i]) {
        const x = i % layers.w, y = Math.floor(i / layers.w);
        [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
      }
    if (right < 0) return;
    const margin = 24, scale = Math.min(12, layers.w / (right - left + 2 * margin), layers.h / (bottom - top + 2 * margin));
    view = { scale, x: layers.w / 2 - scale * (left + right) / 2, y: layers.h / 2 - scale * (top + bottom) / 2 };
    draw();
  };
  const zoom = (factor, x, y) => {
    const scale = Math.min(24, Math.max(1, view.scale * factor)), ratio = scale / view.scale;
    view = { scale, x: x - ratio * (x - view.x), y: y - ratio * (y - view.y) };
    if (scale === 1) view = { scale, x: 0, y: 0 };
    draw();
  };
  const place = event => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width % layers.w, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener("wheel", event => { event.preventDefault(); if (layers) zoom(event.deltaY < 0 ? 1.25 : 0.8, ...place(event)); }, { passive: false });
  let held = null;
  canvas.addEventListener("pointerdown", event => { held = [event.clientX, event.clientY]; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", event => {
    if (!held || !layers) return;
    const ratio = canvas.width / canvas.getBoundingClientRect().width;
    view.x += (event.clientX - held[0]) * ratio;
    view.y += (event.clientY - held[1]) * ratio;
    held = [event.clientX, event.clientY];
    draw();
  });
  canvas.addEventListener("pointerup", () => { held = null; });

  const step = by => {
    const ids = [...document.querySelectorAll("#images tbody tr")].filter(row => !row.hidden).map(row => row.dataset.id), at = ids.indexOf(current) + by;
    if (at >= 0 && at < ids.length) open(ids[at]);
  };
  window.hnStep = step;
  threshold.addEventListener("input", () => {
    const level = Number(threshold.value);
    layers.pred = layers.map.map(x => x >= level && x > 0 ? 255 : 0);
    shown.textContent = `p ≥ ${(level / 255).toFixed(3)}`;
    draw();
  });
  find("as-saved").addEventListener("click", () => { if (layers) { layers.pred = layers.saved; shown.textContent = "as saved"; draw(); } });
  [...switches, opacity, arrange, swipe].forEach(input => input.addEventListener("input", draw));
  dialog.querySelector("[data-step='-1']").addEventListener("click", () => step(-1));
  dialog.querySelector("[data-step='1']").addEventListener("click", () => step(1));
  find("lesions").addEventListener("click", toLesions);
  find("whole").addEventListener("click", fit);
  document.addEventListener("click", event => {
    const from = event.target.closest("[data-id],[data-open]");
    if (from && !dialog.contains(from) && from.tagName !== "TR") open(from.dataset.open ?? from.dataset.id, from);
  });
  dialog.addEventListener("keydown", event => {
    if (event.target.matches("input:not([type=checkbox]),textarea,select")) return;
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
    if (event.key === "z") toLesions();
    if (event.key === "f") fit();
  });
  dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => opener?.focus?.());
})();
