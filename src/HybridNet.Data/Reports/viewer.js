"use strict";
// The viewer: one image's layers on a canvas, drawn anew whenever a switch, the threshold, the zoom or the image changes.
// Where another run of the page has the same image, its layers lie beside them or under the same slider.
(() => {
  const dialog = document.getElementById("viewer"), store = document.getElementById("layers");
  if (!dialog || !store) return;
  const canvas = dialog.querySelector("canvas"), paint = canvas.getContext("2d"), facts = dialog.querySelector(".facts-line");
  const find = name => dialog.querySelector(`[name="${name}"]`), switches = ["gt", "pred", "agreement", "outline", "map"].map(find);
  const opacity = find("opacity"), threshold = find("threshold"), shown = dialog.querySelector("[data-threshold]"), arrange = find("arrange"), swipe = find("swipe");
  const against = find("against"), colors = JSON.parse(document.getElementById("layer-colors").textContent);
  let all = null, rows = null, current = null, layers = null, other = null, view = { scale: 1, x: 0, y: 0 }, opener = null;

  const runs = () => (all ??= JSON.parse(store.textContent));
  const data = (run, id) => runs()[run]?.[id];
  // The row of every image, by run; the page's largest tables are walked once, when the first image is opened.
  const tables = () => {
    if (rows) return rows;
    rows = new Map();
    for (const box of document.querySelectorAll("[data-images]")) {
      const run = box.closest("[data-run]").dataset.run;
      rows.set(run, new Map([...box.querySelectorAll("tbody tr")].map(row => [row.dataset.id, row])));
    }
    return rows;
  };
  // Where an id stands outside the report of one run, the first run that has the image is meant.
  const runOf = (id, place) => {
    const named = place?.closest("[data-run]")?.dataset.run;
    if (named !== undefined && (tables().has(named) || runs()[named])) return named;
    return Object.keys(runs()).find(run => data(run, id)) ?? [...tables().keys()].find(run => tables().get(run).has(id)) ?? named;
  };

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
  const decode = async (run, id) => {
    const one = data(run, id);
    if (!one) return null;
    const photoText = one.p ?? (one.pf !== undefined ? data(one.pf, id).p : null), gtText = one.g ?? (one.gf !== undefined ? data(one.gf, id).g : null);
    const [photo, gt, pred, map] = await Promise.all([load("webp", photoText), load("png", gtText), load("png", one.d), load("png", one.m)]);
    const saved = samples(pred, one.w, one.h);
    return { run, w: one.w, h: one.h, t: one.t, photo, gt: samples(gt, one.w, one.h), saved, pred: saved, map: samples(map, one.w, one.h) };
  };

  const told = (run, id) => {
    const row = tables().get(run)?.get(id);
    if (!row) return "";
    const heads = [...row.closest("table").querySelectorAll("thead th")];
    return [...row.cells].map((cell, i) => [heads[i].textContent.trim(), cell.textContent.trim()])
      .filter(([head, said]) => head !== "Panel" && head !== "Image" && said !== "").map(pair => pair.join(" ")).join(" · ");
  };
  const setSides = (run, id) => {
    const sides = Object.keys(runs()).filter(name => name !== run && data(name, id)), wanted = against.value || document.body.dataset.against;
    against.replaceChildren(new Option("nothing", ""), ...sides.map(name => new Option(name, name)));
    against.value = sides.includes(wanted) && (against.dataset.chosen !== "no") ? wanted : "";
    against.closest("label").hidden = sides.length === 0;
    if (against.value && arrange.dataset.chosen === undefined) arrange.value = "slide";
  };
  const open = async (run, id, from) => {
    const turn = { run, id };
    current = turn;
    if (from) opener = from;
    dialog.querySelector("h2").textContent = "Image " + id + (rows?.size > 1 || Object.keys(runs()).length > 1 ? " of " + run : "");
    facts.textContent = told(run, id);
    const one = data(run, id);
    dialog.classList.toggle("without", !one);
    if (!dialog.open) dialog.showModal();
    document.dispatchEvent(new CustomEvent("hn-image", { detail: turn }));
    setSides(run, id);
    layers = other = null;
    if (!one) return;
    const sides = await Promise.all([decode(run, id), decode(against.value, id)]);
    if (current !== turn) return;
    [layers, other] = sides;
    threshold.disabled = !layers.map && !other?.map;
    threshold.value = Math.round(255 * (one.t ?? 0.5));
    find("map").disabled = threshold.disabled;
    shown.textContent = threshold.disabled ? "no map" : "as saved";
    fit();
  };

  const isEdge = (mask, w, h, i) => {
    const x = i % w, y = (i - x) / w;
    return x === 0 || y === 0 || x === w - 1 || y === h - 1 || !mask[i - 1] || !mask[i + 1] || !mask[i - w] || !mask[i + w];
  };
  const overlay = side => {
    const { w, h, gt, pred, map } = side, out = new ImageData(w, h), pixels = out.data, on = Object.fromEntries(switches.map(box => [box.name, box.checked]));
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
    const turn = ++asked, [top, left] = await Promise.all([overlay(layers), other ? overlay(other) : null]);
    if (turn !== asked || !layers) return;
    const pair = arrange.value === "pair", slide = arrange.value === "slide", { w, h } = layers;
    canvas.width = pair ? 2 * w : w;
    canvas.height = h;
    // As large as the dialog has room for: a crop of 128 pixels is looked at as closely as one of 1280.
    const room = Math.min((dialog.clientWidth - 32) / canvas.width, 0.64 * innerHeight / h);
    canvas.style.width = `${Math.max(1, Math.floor(room * canvas.width))}px`;
    paint.imageSmoothingEnabled = view.scale < 2;
    const panel = (offset, clipFrom, side, over) => {
      paint.save();
      paint.beginPath();
      paint.rect(offset + clipFrom, 0, w - clipFrom, h);
      paint.clip();
      paint.translate(offset + view.x, view.y);
      paint.scale(view.scale, view.scale);
      paint.fillStyle = "#000";
      paint.fillRect(0, 0, w, h);
      if (side.photo) paint.drawImage(side.photo, 0, 0, w, h);
      if (over) paint.drawImage(over, 0, 0, w, h);
      paint.restore();
    };
    paint.fillStyle = "#000";
    paint.fillRect(0, 0, canvas.width, canvas.height);
    // On the left the other run; without one the photograph alone, under the overlay's place.
    panel(0, 0, pair || slide ? other ?? layers : layers, pair || slide ? left : top);
    if (pair) panel(w, 0, layers, top);
    if (slide) {
      const at = w * swipe.value / 100;
      panel(0, at, layers, top);
      paint.fillStyle = "#fff";
      paint.fillRect(at - 1, 0, 2, h);
    }
    swipe.hidden = !slide;
    const two = other && (pair || slide), names = side => [...(two ? [side.run] : []), ...(side.gt.every(x => x === 0) ? ["reference empty"] : []), ...(side.pred.every(x => x === 0) ? ["prediction empty"] : [])];
    if (two) names(other).forEach((words, line) => note(words, line, 0));
    names(layers).forEach((words, line) => note(words, line, pair ? canvas.width - 4 : two ? w - 4 : 0));
  };
  // Words in a corner: from the left edge, or, with a right end, before it.
  const note = (words, line, end) => {
    const size = Math.max(12, layers.w / 36);
    paint.font = `${size}px sans-serif`;
    const wide = paint.measureText(words).width + size, x = end ? end - wide : 4;
    paint.fillStyle = "#000a";
    paint.fillRect(x, 4 + line * size * 1.5, wide, size * 1.45);
    paint.fillStyle = "#fff";
    paint.fillText(words, x + size / 2, 4 + line * size * 1.5 + size * 1.05);
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
    const own = tables().get(current.run), table = own?.values().next().value?.closest("tbody");
    if (!table) return;
    const ids = [...table.rows].filter(row => !row.hidden).map(row => row.dataset.id), at = ids.indexOf(current.id) + by;
    if (at >= 0 && at < ids.length) open(current.run, ids[at]);
  };
  window.hnStep = step;
  window.hnRows = tables;
  threshold.addEventListener("input", () => {
    const level = Number(threshold.value);
    for (const side of [layers, other])
      if (side?.map) side.pred = side.map.map(x => x >= level && x > 0 ? 255 : 0);
    shown.textContent = `p ≥ ${(level / 255).toFixed(3)}`;
    draw();
  });
  find("as-saved").addEventListener("click", () => {
    for (const side of [layers, other])
      if (side) side.pred = side.saved;
    if (layers && !threshold.disabled) shown.textContent = "as saved";
    draw();
  });
  against.addEventListener("change", () => {
    against.dataset.chosen = against.value ? "yes" : "no";
    if (against.value && arrange.value === "one") arrange.value = "slide";
    open(current.run, current.id);
  });
  arrange.addEventListener("change", () => { arrange.dataset.chosen = "yes"; });
  [...switches, opacity, arrange, swipe].forEach(input => input.addEventListener("input", draw));
  dialog.querySelector("[data-step='-1']").addEventListener("click", () => step(-1));
  dialog.querySelector("[data-step='1']").addEventListener("click", () => step(1));
  find("lesions").addEventListener("click", toLesions);
  find("whole").addEventListener("click", fit);
  document.addEventListener("click", event => {
    const from = event.target.closest("[data-id],[data-open]");
    if (!from || dialog.contains(from) || from.tagName === "TR") return;
    const id = from.dataset.open ?? from.dataset.id;
    open(runOf(id, from), id, from);
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
