"use strict";
// Tables: sorting, filters that combine, the mean of what is left, CSV. Ids and marks of charts open the viewer.
(() => {
  // What cells say is read once: a filter of a thousand rows asks for it at every key.
  const entryOf = row => ({ row, over: row.classList.contains("over"), said: [], values: [] });
  const text = (entry, column) => entry.said[column] ??= entry.row.cells[column].textContent.trim();
  const value = (entry, column) => {
    if (entry.values[column] === undefined) {
      const known = entry.row.cells[column].dataset.v;
      entry.values[column] = known === undefined ? text(entry, column) : parseFloat(known);
    }
    return entry.values[column];
  };
  // Numbers by size, words by letter; what has no value goes last whichever way the column is sorted.
  const compare = (a, b, sign) => {
    const none = x => x === "" || x === "–" || Number.isNaN(x);
    if (none(a) || none(b)) return none(a) - none(b);
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
  };
  const columnOf = (heads, title) => heads.findIndex(head => head.textContent.trim() === title);

  // What an undefined Dice counts as; null leaves the image out. The words are those of the empty policies.
  const policies = {
    NonTrivial: (dice, state) => state === "BothEmpty" ? null : dice,
    GtPositive: (dice, state) => state === "BothEmpty" || state === "GtEmpty" ? null : dice,
    EmptyAsOne: (dice, state) => state === "BothEmpty" ? 1 : dice,
  };
  const mean = (rows, dice, state, policy) => {
    const values = rows.map(row => policies[policy](value(row, dice), text(row, state))).filter(x => x !== null && !Number.isNaN(x));
    return { n: values.length, mean: values.reduce((sum, x) => sum + x, 0) / values.length };
  };

  document.querySelectorAll("[data-table]").forEach(box => {
    const body = box.querySelector("tbody"), rows = [...body.rows].map(entryOf), heads = [...box.querySelectorAll("thead th")];
    const said = box.querySelector("output"), search = box.querySelector("input[type=search]"), choices = [...box.querySelectorAll("select[data-column]")];
    const dice = columnOf(heads, "Dice"), state = columnOf(heads, "State"), size = columnOf(heads, "GT px"), id = columnOf(heads, "Image");
    const policy = box.querySelector("select[data-policy]"), sizes = box.querySelector("select[data-size]"), rules = box.querySelector("select[data-rule]");
    const subjects = box.querySelector("select[data-subjects]"), meanOf = columnOf(heads, box.dataset.meanOf ?? "");
    if (rules) {
      box.closest("[data-run]").querySelectorAll(".findings li[data-ids]").forEach(li => rules.add(new Option(li.dataset.rule + " " + li.dataset.title, li.dataset.ids)));
      rules.closest("label").hidden = rules.length < 2;
    }
    heads.forEach((head, column) => head.querySelector("button") && head.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending", sign = down ? -1 : 1;
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((a, b) => compare(value(a, column), value(b, column), sign));
      body.append(...rows.map(entry => entry.row));
      cut(First);
    }));
    // A browser takes longest to lay rows out that nobody sees: the first are shown, and more when somebody scrolls to their end.
    const First = Number(box.dataset.first ?? Infinity), wrap = box.querySelector(".wrap");
    let limit = First;
    const cut = most => {
      let left = limit = most;
      for (const entry of rows) {
        const over = !entry.row.hidden && --left < 0;
        if (over !== entry.over) entry.row.classList.toggle("over", entry.over = over);
      }
    };
    wrap.addEventListener("scroll", () => {
      if (limit < rows.length && wrap.scrollTop + 2 * wrap.clientHeight > wrap.scrollHeight) cut(limit + 2 * First);
    });
    const filter = () => {
      const wanted = search.value.trim().toLowerCase(), named = rules && rules.value ? new Set(JSON.parse(rules.value)) : null;
      const [from, to] = sizes && sizes.value ? sizes.value.split(" ").map(Number) : [-1, Infinity];
      const shown = [];
      const chosen = choices.filter(choice => choice.value !== "").map(choice => [choice.dataset.column, choice.value]);
      const subject = subjects ? subjects.value : "";
      for (const entry of rows) {
        const keep = (wanted === "" || text(entry, search.dataset.column).toLowerCase().includes(wanted))
          && chosen.every(([column, words]) => text(entry, column) === words)
          && (subject === "" || (entry.row.dataset.subject ?? entry.row.dataset.id) === subject)
          && (named === null || named.has(text(entry, id)))
          && (from < 0 || (value(entry, size) >= from && value(entry, size) < to));
        if (entry.row.hidden === keep) entry.row.hidden = !keep;
        if (keep) shown.push(entry);
      }
      let words = shown.length === rows.length ? (rows.length === 1 ? "1 row" : `${rows.length} rows`) : `${shown.length} of ${rows.length} rows`;
      if (policy && dice >= 0 && state >= 0) {
        const left = mean(shown, dice, state, policy.value);
        words += left.n ? `; mean Dice ${left.mean.toFixed(4)} (${policy.value}, n = ${left.n})` : `; no Dice under ${policy.value}`;
      } else if (meanOf >= 0) {
        const known = shown.map(row => value(row, meanOf)).filter(x => typeof x === "number" && !Number.isNaN(x));
        if (known.length) words += `; mean ${box.dataset.meanOf} ${(known.reduce((sum, x) => sum + x, 0) / known.length).toFixed(4)} (n = ${known.length})`;
      }
      said.value = words;
      cut(First);
      wrap.scrollTop = 0;
    };
    search.addEventListener("input", filter);
    box.querySelectorAll("select").forEach(choice => choice.addEventListener("change", filter));
    filter();
  });

  // A table that is wider than its place says so: a scroll bar may be hidden until somebody scrolls. A chart that is, on a
  // narrow screen, can be scrolled with the keyboard.
  const wide = new ResizeObserver(all => all.forEach(({ target }) => {
    const is = target.scrollWidth > target.clientWidth + 4;
    target.classList.toggle("wide", is);
    if (target.tagName === "FIGURE") is ? target.setAttribute("tabindex", "0") : target.removeAttribute("tabindex");
  }));
  document.querySelectorAll(".wrap,figure").forEach(box => wide.observe(box));

  // A cell that begins like a formula is written so that a spreadsheet shows its text.
  const field = cell => {
    let words = cell.dataset.v !== undefined && cell.dataset.v !== "NaN" ? cell.dataset.v : cell.textContent.trim();
    if (/^[=+\-@\t]/.test(words) && Number.isNaN(Number(words))) words = "'" + words;
    return /[",\n]/.test(words) ? '"' + words.replaceAll('"', '""') + '"' : words;
  };
  window.hnSave = (name, lines) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  document.querySelectorAll("button[data-csv]").forEach(button => button.addEventListener("click", () => {
    const table = document.getElementById(button.dataset.csv), picture = table.querySelector("td.picture") ? 1 : 0;
    const lines = [...table.rows].filter(row => !row.hidden).map(row => [...row.cells].slice(picture).map(field).join(","));
    window.hnSave(button.dataset.name + ".csv", lines);
  }));
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(one => { one.dataset.was = one.open ? "1" : ""; one.open = true; }));
  addEventListener("afterprint", () => document.querySelectorAll("details").forEach(one => { one.open = one.dataset.was === "1"; }));

  const theme = document.getElementById("theme");
  theme?.addEventListener("change", () => {
    if (theme.value) document.documentElement.dataset.theme = theme.value;
    else delete document.documentElement.dataset.theme;
  });
})();
