// page.js: filters and unfolds the HTML report. Without it the report can be read all the same.
"use strict";
const form = document.getElementById("filter");
const counted = document.getElementById("status");
const items = Array.from(document.querySelectorAll("[data-severities]"));
const texts = items.map((item) => item.textContent.toLowerCase());

// What has one of the chosen severities and holds all the words is shown.
function filter() {
    const chosen = Array.from(form.querySelectorAll("input[type=checkbox]:checked"), (box) => box.value);
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const shown = {rule: 0, dialog: 0};
    const all = {rule: 0, dialog: 0};
    items.forEach((item, i) => {
        const severities = item.dataset.severities.split(" ");
        const fits = severities.some((severity) => chosen.includes(severity)) &&
            words.every((word) => texts[i].includes(word));
        item.hidden = !fits;
        all[item.dataset.kind] += 1;
        shown[item.dataset.kind] += fits ? 1 : 0;
    });
    const counts = [shown.rule, all.rule, shown.dialog, all.dialog];
    counted.textContent = counted.dataset.counts.replace(/\{(\d)\}/g, (_, i) => counts[i]);
}

function fold(open) {
    items.filter((item) => !item.hidden).forEach((item) => { item.open = open; });
}

// A link may lead into what is folded.
function unfoldTarget() {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    for (let part = target; part !== null; part = part.parentElement) {
        if (part.tagName === "DETAILS") {
            part.open = true;
        }
    }
    if (target !== null) {
        target.scrollIntoView();
    }
}

if (form !== null) {
    form.hidden = false;
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    document.getElementById("unfold").addEventListener("click", () => fold(true));
    document.getElementById("fold").addEventListener("click", () => fold(false));
    filter();
}
window.addEventListener("hashchange", unfoldTarget);
unfoldTarget();
