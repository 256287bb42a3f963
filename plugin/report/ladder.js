// ladder.js: a dialog as a ladder: hosts side by side, messages as arrows between them.
"use strict";

// Columns that a text takes in a monospaced font.
function columns(text) {
    const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{3fffd}]/u;
    return sum(Array.from(text, (c) => (/\p{Mn}/u.test(c) ? 0 : wide.test(c) ? 2 : 1)));
}

function cut(text, characters) {
    const all = Array.from(text);
    return all.length > characters ? `${all.slice(0, characters - 1).join("")}…` : text;
}

function labelOf(message) {
    const notes = [cut(subjectOf(message), 48), message.sdp ? "SDP" : null,
        message.original !== null ? words("{{repeats $1}}", message.original) : null];
    return notes.filter((note) => note !== null).join(", ");
}

// Hosts are told apart by address, and by port where a message has both ends at one address. Rungs
// are {message, from, to, gap: messages left out before it}; the last one may be a gap alone.
function ladderOf(capture, dialog) {
    const messages = dialog.messages.map((place) => capture.messages[place]).sort((one, other) => one.time - other.time);
    const shared = new Set(messages.filter((m) => m.source === m.destination).map((m) => m.source));
    const hosts = [];
    const host = (address, port) => {
        const name = shared.has(address) ? endText(address, port) : address;
        return hosts.includes(name) ? hosts.indexOf(name) : hosts.push(name) - 1;
    };
    const rungs = messages.map((message) => ({
        message, gap: message.left_out, from: host(message.source, message.source_port),
        to: host(message.destination, message.destination_port), label: labelOf(message),
        findings: findingsOf(capture, message),
    }));
    const distance = Math.min(60, Math.max(24, ...hosts.map((name) => columns(name) + 2), ...rungs.map((rung) =>
        (rung.from === rung.to ? 0 : Math.floor((columns(rung.label) + 8) / Math.abs(rung.from - rung.to))))));
    return {hosts, distance, rungs: dialog.left_out > 0 ? [...rungs, {message: null, gap: dialog.left_out}] : rungs};
}

const gapText = (count) => number(count, "{{$1 message left out}}", "{{$1 messages left out}}");
const severityText = (finding) => words("{{$1: $2}}", severities[severityOf(finding)][0], finding.rule);

// As lines of text; with many hosts as a list.
function ladderText(ladder) {
    const left = 20, list = ladder.hosts.length > most.hosts;
    const column = (host) => left + ladder.distance * host;
    const put = (text, at, piece) => text.slice(0, at).padEnd(at) + piece + text.slice(at + columns(piece));
    const bars = ladder.hosts.reduce((text, _, i) => put(text, column(i), "|"), "");
    const arrow = (text, {from, to, label}) => {
        const [low, high] = [Math.min(from, to), Math.max(from, to)].map(column);
        if (from === to) {
            return put(text, low + 1, ` <-> ${label} `);
        }
        const shaft = "-".repeat(high - low - 2), name = ` ${label} `;
        const at = low + 2 + Math.max(0, Math.floor((high - low - 4 - columns(name)) / 2));
        return put(put(text, low + 1, from < to ? `${shaft}>` : `<${shaft}`), at, name);
    };
    const lines = list ? [] : [ladder.hosts.reduce((text, host, i) =>
        put(text, Math.max(column(i) - Math.floor(columns(host) / 2), text.length + 1, left - 2), host),
    ` ${"{{frame}}".padStart(5)} ${"{{time}}".padStart(10)}`)];
    for (const rung of ladder.rungs) {
        if (rung.gap > 0) {
            lines.push(`${" ".repeat(left)}... ${gapText(rung.gap)} ...`);
        }
        if (rung.message === null) {
            continue;
        }
        const head = `${String(rung.message.frame).padStart(6)} ${seconds(rung.message.time).padStart(10)}`;
        const found = rung.findings.map((finding) =>
            `  ! ${words("{{$1: $2}}", severityText(finding), cut(finding.evidence, 60))}`);
        const first = list ? `${head}  ${ladder.hosts[rung.from]} -> ${ladder.hosts[rung.to]}: ${rung.label}`
            : put(arrow(bars, rung), 0, head);
        lines.push(...(list ? [first, ...found.map((text) => " ".repeat(left) + text)]
            : [first + (found[0] ?? ""), ...found.slice(1).map((text) => bars + text)]));
    }
    return `${lines.map((text) => text.trimEnd()).join("\n")}\n`;
}

// The ladder in pixels
const size = {character: 7, rung: 26, finding: 17, gap: 20, top: 30, time: 156, left: 190, beside: 420};

function drawArrow(rung, y, xs) {
    const from = xs[rung.from], to = xs[rung.to];
    const head = (x, right) => draw("path", {d: `M${x} ${y} l${right ? -8 : 8} -4 v8 z`, class: "head"});
    return from === to
        ? [draw("path", {d: `M${from} ${y - 9} h24 v9 h-17`, class: "arrow"}), head(from + 1, false),
            write(from + 30, y, "label start", rung.label)]
        : [line(from, y, to, y, rung.message.original !== null ? "arrow again" : "arrow"), head(to, to > from),
            write((from + to) / 2, y - 4, "label", rung.label)];
}

function drawRung(capture, rung, y, xs) {
    const message = rung.message, beside = xs.at(-1) + 16;
    const frame = write(60, y, "frame", message.frame);
    return [
        message.text === null ? frame : draw("a", {
            href: `#${idOf(capture, message)}`, "aria-label": words("{{Frame $1 in full}}", message.frame)}, frame),
        write(140, y, "time", seconds(message.time)),
        drawArrow(rung, y, xs),
        rung.findings.map((finding, i) => draw("g", {}, hint(finding.evidence),
            draw("circle", {cx: beside + 4, cy: y - 4 + i * size.finding, r: 4, class: `dot ${severityOf(finding)}`}),
            write(beside + 14, y + i * size.finding, "finding", severityText(finding)))),
    ];
}

function ladderPicture(capture, ladder, name) {
    const left = Math.max(size.left, size.time + columns(ladder.hosts[0]) * size.character / 2);
    const xs = ladder.hosts.map((_, i) => left + i * ladder.distance * size.character);
    const drawn = [];
    let y = size.top;
    for (const rung of ladder.rungs) {
        if (rung.gap > 0) {
            drawn.push(write(size.left + 10, y + size.gap - 6, "gap", `… ${gapText(rung.gap)} …`));
            y += size.gap;
        }
        if (rung.message !== null) {
            drawn.push(drawRung(capture, rung, y + size.rung - 6, xs));
            y += size.rung + Math.max(rung.findings.length - 1, 0) * size.finding;
        }
    }
    return picture(xs.at(-1) + size.beside, y + 10, "ladder", name,
        write(60, 18, "frame", "{{frame}}"), write(140, 18, "time", "{{time in s}}"),
        ladder.hosts.map((host, i) => [write(xs[i], 18, "host", host), line(xs[i], size.top - 4, xs[i], y + 4, "lifeline")]),
        drawn);
}

// The picture where the hosts fit side by side, and the same as text.
function ladderParts(capture, dialog) {
    const ladder = ladderOf(capture, dialog);
    const text = el("pre", {tabindex: 0}, ladderText(ladder));
    const name = words("{{Ladder of the dialog from frame $1}}", firstFrame(capture, dialog));
    return ladder.hosts.length > most.hosts ? text : [
        el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": name}, ladderPicture(capture, ladder, name)),
        el("details", {}, el("summary", {class: "faint"}, "{{As text}}"), text)];
}
