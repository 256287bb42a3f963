// page.js: draws the report from its data, the document that docs/json.md describes. What comes from
// packets gets onto the page as text only. A phrase in double braces is replaced by the phrase in the
// language of the report before the page is written; in it, $1 is the first of what is put in.
"use strict";

const report = JSON.parse(document.getElementById("report").textContent);
const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
const severities = {
    error: ["{{error}}", "{{$1 error}}", "{{$1 errors}}"],
    warning: ["{{warning}}", "{{$1 warning}}", "{{$1 warnings}}"],
    note: ["{{note}}", "{{$1 note}}", "{{$1 notes}}"],
    chat: ["{{chat}}", "{{$1 chat}}", "{{$1 chats}}"],
};
const names = Object.keys(severities); // the worst first
const classes = ["{{Provisional}}", "{{Success}}", "{{Redirection}}", "{{Request Failure}}", "{{Server Failure}}",
    "{{Global Failure}}"];
const roles = {
    caller: "{{caller}}", callee: "{{callee}}", proxy: "{{proxy}}", client: "{{client}}", server: "{{server}}",
    registrar: "{{registrar}}", notifier: "{{notifier}}",
};
const results = {
    busy: "{{busy}}", declined: "{{declined}}", cancelled: "{{cancelled}}", "no answer": "{{no answer}}",
    failed: "{{failed}}", answered: "{{answered}}", "still up": "{{still up}}", refused: "{{refused}}",
    challenged: "{{challenged}}", lapsed: "{{lapsed}}", unanswered: "{{unanswered}}",
};
const most = {failures: 100, devices: 50, deviceRules: 12, findings: 200, ladders: 200, senders: 200, alike: 50, hosts: 8};

// Elements and words

function make(space, name, attributes, children) {
    const element = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value !== null && value !== false) {
            element.setAttribute(key, value === true ? "" : value);
        }
    }
    element.append(...children.flat(Infinity).filter((child) => child !== null));
    return element;
}

const el = (name, attributes, ...children) => make("http://www.w3.org/1999/xhtml", name, attributes, children);
const draw = (name, attributes, ...children) => make("http://www.w3.org/2000/svg", name, attributes, children);
const code = (text) => el("code", {}, text);
const paragraph = (...children) => el("p", {}, ...children);

// The phrase with parts, which may be elements, in their places.
function say(phrase, ...parts) {
    return phrase.split(/\$(\d)/).map((piece, i) => (i % 2 === 1 ? parts[piece - 1] : piece));
}

const words = (phrase, ...parts) => say(phrase, ...parts).join("");

// "1 finding", "2 findings": English has the singular for 1, French below 2.
const some = (count, one, many) => ((report.language === "fr" ? count < 2 : count === 1) ? one : many);
const number = (count, one, many) => words(some(count, one, many), count);

const sum = (numbers) => numbers.reduce((total, count) => total + count, 0);
const seconds = (time, decimals = 3) => time.toFixed(decimals);
const timeOf = (time) => `${seconds(time)} s`;

function endText(address, port) {
    return port === 0 ? address : address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

function subjectOf(message) {
    const short = message.response ? message.start_line.replace(/^\S* /, "") : message.method ?? message.start_line;
    return message.response && message.method !== null ? words("{{$1 to $2}}", short, message.method) : short;
}

const idOf = (capture, message) => `c${report.captures.indexOf(capture)}-f${message.frame}-${message.item}`;
// Of each capture: the frames that have a message in full, and its id.
const ids = new Map(report.captures.map((capture) => [capture, new Map(capture.messages.filter((message) =>
    message.text !== null).map((message) => [message.frame, idOf(capture, message)]))]));

const fileOf = (capture) => (capture.file !== null ? code(capture.file) : "{{a capture without name}}");
const findingsOf = (capture, message) => message.findings.map((place) => capture.findings[place]);
const severityOf = (finding) => rules.get(finding.rule).severity;

function badge(severity) {
    return [el("span", {class: `severity ${severity}`}, severities[severity][0]), " "];
}

// Columns are [heading, is it of numbers?]; a row is a list of cells.
function table(caption, columns, rows) {
    const cell = (name, i, content) =>
        el(name, {scope: name === "th" ? "col" : null, class: columns[i][1] ? "number" : null}, content);
    return el("div", {class: "scroll"}, el("table", {},
        caption !== null ? el("caption", {class: "faint"}, caption) : null,
        el("thead", {}, el("tr", {}, columns.map(([heading], i) => cell("th", i, heading)))),
        el("tbody", {}, rows.map((row) => el("tr", {}, row.map((content, i) => cell("td", i, content)))))));
}

function leftOut(count, one, many) {
    return count > 0 ? paragraph(number(count, one, many)) : null;
}

// Pictures: pixels

const write = (x, y, style, text) => draw("text", {x, y, class: style}, text);
const line = (x1, y1, x2, y2, style) => draw("line", {x1, y1, x2, y2, class: style});
const hint = (text) => draw("title", {}, text);

function picture(width, height, style, name, ...children) {
    return draw("svg", {viewBox: `0 0 ${width} ${height}`, width, height, class: style, role: "group", "aria-label": name},
        ...children);
}

// The verdict

// "1 of 3 calls failed, 1 call was not answered": of all captures.
function tallies() {
    const kinds = {
        call: ["{{$1 of $2 call failed}}", "{{$1 of $2 calls failed}}"],
        registration: ["{{$1 of $2 registration failed}}", "{{$1 of $2 registrations failed}}"],
        subscription: ["{{$1 of $2 subscription failed}}", "{{$1 of $2 subscriptions failed}}"],
    };
    const one = (tally) => [
        tally.faults === 0 ? null : tally.kind in kinds ? words(some(tally.count, ...kinds[tally.kind]), tally.faults, tally.count)
            : number(tally.faults, "{{$1 other request was refused}}", "{{$1 other requests were refused}}"),
        tally.others === 0 ? null : number(tally.others, "{{$1 call was not answered}}", "{{$1 calls were not answered}}"),
    ];
    return report.captures.flatMap((capture) => capture.tallies.flatMap(one)).filter((text) => text !== null);
}

function verdict() {
    const all = report.captures.flatMap((capture) => capture.findings);
    if (all.length === 0) {
        return [...tallies(), report.captures.some((capture) => capture.requests + capture.responses > 0)
            ? "{{No rule is broken in what was captured.}}" : "{{No SIP message was found.}}"].join(" · ");
    }
    const counts = names.map((name) => [name, all.filter((finding) => severityOf(finding) === name).length]);
    return [
        ...tallies(),
        words("{{$1 of $2}}", number(all.length, "{{$1 finding}}", "{{$1 findings}}"),
            number(report.rules.length, "{{$1 rule}}", "{{$1 rules}}")),
        ...counts.filter(([, count]) => count > 0).map(([name, count]) => number(count, ...severities[name].slice(1))),
    ].join(" · ");
}

// What failed, and who broke which rules: the first screen

// A sentence in which what comes from packets is between backticks.
const sentence = (text) => text.split("`").map((piece, i) => (i % 2 === 1 ? code(piece) : piece));

function whoText(failure) {
    if (failure.role === null) {
        return "{{nobody.}}";
    }
    return [roles[failure.role] ?? failure.role,
        failure.address !== "" ? [" ", code(endText(failure.address, failure.port))] : null,
        failure.software !== null ? [" (", code(failure.software), ")"] : null, `. ${failure.remedy ?? ""}`];
}

function failureDetails(capture, failure, open) {
    const kinds = {
        call: ["{{$1 call: $2}}", "{{$1 calls: $2}}"], registration: ["{{$1 registration: $2}}", "{{$1 registrations: $2}}"],
        subscription: ["{{$1 subscription: $2}}", "{{$1 subscriptions: $2}}"],
        request: ["{{$1 request: $2}}", "{{$1 requests: $2}}"],
    };
    const end = [results[failure.result] ?? failure.result, failure.code].filter((part) => part !== null).join(", ");
    const entry = (name, ...content) => [el("dt", {}, name), el("dd", {}, ...content)];
    return el("article", {class: failure.fault ? "failure" : "failure chosen"},
        el("h3", {}, words(some(failure.count, ...kinds[failure.kind]), failure.count, end)),
        el("dl", {},
            entry("{{What happened}}", sentence(failure.happened)),
            entry("{{What is wrong}}", sentence(failure.wrong)),
            entry("{{Who must act}}", whoText(failure)),
            failure.rules.length > 0
                ? entry("{{Rules broken}}", failure.rules.map((rule, i) => [i > 0 ? ", " : null, code(rule)])) : null,
            entry("{{Where}}", say("{{from frame $1, $2; filter $3}}", frameLink(capture, failure.frame), timeOf(failure.time),
                code(failure.filter)))),
        failure.messages.length > 0 ? el("details", {open}, el("summary", {}, "{{Ladder}}"), ladderParts(capture, failure)) : null);
}

function failuresSection(capture) {
    const shown = capture.failures.slice(0, most.failures);
    const left = capture.failures_left_out + sum(capture.failures.slice(most.failures).map((failure) => failure.count));
    return shown.length === 0 ? null : el("section", {},
        heading(capture, "{{What failed}}", "{{What failed in $1}}"),
        shown.map((failure, i) => failureDetails(capture, failure, i === 0)),
        leftOut(left, "{{$1 more failure is left out.}}", "{{$1 more failures are left out.}}"));
}

function devicesSection(capture) {
    const shown = capture.devices.slice(0, most.devices);
    return shown.length === 0 ? null : el("section", {},
        heading(capture, "{{Findings by device}}", "{{Findings by device in $1}}"),
        table(null, [["{{Device}}"], ["{{Named in its messages}}"], ["{{Findings}}", true], ["{{Dialogs}}", true], ["{{Rules}}"]],
            shown.map((device) => [code(device.address),
                device.software.map((name, i) => [i > 0 ? el("br", {}) : null, code(name)]), device.findings, device.dialogs,
                device.rules.slice(0, most.deviceRules).map(({rule, count}, i) =>
                    [i > 0 ? el("br", {}) : null, `${count} × `, badge(rules.get(rule).severity), code(rule)])])),
        leftOut(capture.devices.length - most.devices, "{{$1 more device is left out.}}", "{{$1 more devices are left out.}}"));
}

// A capture: facts, charts, codes and senders

function facts(capture) {
    const begin = capture.begin?.match(/^(.{10})T(.{12})/);
    const span = [timeOf(capture.first), timeOf(capture.last)];
    return paragraph([
        begin ? words("{{The capture begins $1 $2 UTC; SIP from $3 to $4 after its beginning.}}", begin[1], begin[2], ...span)
            : words("{{SIP from $1 to $2 after the beginning of the capture.}}", ...span),
        words("{{$1, $2, of these $3.}}", number(capture.requests, "{{$1 request}}", "{{$1 requests}}"),
            number(capture.responses, "{{$1 response}}", "{{$1 responses}}"),
            number(capture.repetitions, "{{$1 repetition}}", "{{$1 repetitions}}")),
        words("{{$1, of which $2 with findings.}}", number(capture.dialog_count, "{{$1 dialog}}", "{{$1 dialogs}}"),
            capture.dialogs.length + capture.dialogs_left_out),
    ].join(" "));
}

function codes(capture) {
    return table("{{Responses by code, repetitions not counted}}",
        [["{{Code}}"], ["{{Name}}"], ["{{Count}}", true]],
        capture.codes.map((entry) => [entry.code, entry.name ?? "{{(unregistered)}}", entry.count]));
}

function senders(capture) {
    return [table("{{Who sent}}",
        [["{{Sender}}"], ["{{Transport}}"], ["{{Requests}}", true], ["{{Responses}}", true], ["{{Findings}}", true],
            ["{{Named in its messages}}"]],
        capture.senders.slice(0, most.senders).map((sender) => [
            code(endText(sender.address, sender.port)), sender.transport ?? "", sender.requests, sender.responses,
            sender.findings, sender.software.map((name, i) => [i > 0 ? el("br", {}) : null, code(name)])])),
    leftOut(capture.senders.length - most.senders, "{{$1 more sender is left out.}}", "{{$1 more senders are left out.}}")];
}

function captureSection(capture) {
    const notice = (phrase, part) => (part !== null ? paragraph(say(phrase, part)) : null);
    const parts = [el("h2", {}, capture.file !== null ? say("{{Capture $1}}", fileOf(capture)) : "{{The capture}}")];
    if (capture.error !== null) {
        parts.push(notice("{{This file could not be read: $1}}", capture.error));
    } else {
        parts.push(notice("{{Only its beginning could be read: $1}}", capture.incomplete),
            notice("{{The capture has gaps: $1}}", capture.gap),
            notice("{{Only messages that match the filter $1 were looked at.}}",
                capture.filter !== null ? code(capture.filter) : null),
            ...(capture.requests + capture.responses === 0 ? [paragraph("{{No SIP message was found.}}")] : [
                facts(capture), charts(capture),
                el("details", {}, el("summary", {}, "{{Codes and senders}}"), codes(capture), senders(capture))]));
    }
    return el("section", {}, ...parts);
}

// Rules and their findings

// A frame's number; a link where its message is on the page in full.
function frameLink(capture, frame) {
    const id = ids.get(capture).get(frame);
    return id === undefined ? String(frame) : el("a", {href: `#${id}`}, frame);
}

function findingRow(capture, finding) {
    return [
        frameLink(capture, finding.frame),
        ...(report.captures.length > 1 ? [fileOf(capture)] : []),
        timeOf(finding.time),
        code(finding.subject),
        code(endText(finding.source, finding.source_port)),
        [code(finding.evidence),
            finding.related !== null ? say(" ({{see also $1}})", frameLink(capture, finding.related)) : null],
    ];
}

function ruleDetails(rule) {
    const found = report.captures.flatMap((capture) =>
        capture.findings.filter((finding) => finding.rule === rule.id).map((finding) => [capture, finding]));
    const sources = [rule.strength, rule.reference].join(", ");
    return el("details", {"data-kind": "rule", "data-severities": rule.severity},
        el("summary", {}, badge(rule.severity), code(rule.id), ` ${rule.problem} `,
            el("span", {class: "faint"}, `(${rule.count})`)),
        rule.problem !== rule.summary ? paragraph(el("strong", {}, "{{Requirement:}}"), ` ${rule.summary}`) : null,
        paragraph(rule.see !== null ? words("{{$1; see also $2.}}", sources, rule.see) : `${sources}.`,
            rule.url !== null ? [" ", el("a", {href: rule.url}, "{{About this rule}}")] : null),
        paragraph(el("strong", {}, "{{To fix:}}"), ` ${rule.remedy}`),
        paragraph(say("{{Filter: $1}}", code(rule.filter))),
        table(null,
            [["{{Frame}}", true], ...(report.captures.length > 1 ? [["{{Capture}}"]] : []), ["{{Time}}", true],
                ["{{Message}}"], ["{{From}}"], ["{{What was seen}}"]],
            found.slice(0, most.findings).map(([capture, finding]) => findingRow(capture, finding))),
        leftOut(found.length - most.findings, "{{$1 more finding is left out.}}", "{{$1 more findings are left out.}}"));
}

function filterForm() {
    const there = names.filter((name) => report.rules.some((rule) => rule.severity === name));
    return el("form", {id: "filter", role: "search", "aria-label": "{{Filter findings and dialogs}}"},
        el("fieldset", {}, el("legend", {}, "{{Show}}"), there.map((name) =>
            el("label", {}, el("input", {type: "checkbox", value: name, checked: true}),
                ` ${words(severities[name][2], "").trim()}`))),
        el("label", {}, "{{with the words}} ", el("input", {type: "search", name: "text", size: 24})),
        el("button", {type: "button", id: "unfold"}, "{{Unfold all}}"),
        el("button", {type: "button", id: "fold"}, "{{Fold all}}"),
        el("output", {id: "status", "aria-live": "polite"}));
}

function rulesSection() {
    return el("section", {id: "findings"}, el("h2", {}, "{{What is wrong}}"),
        report.rules.length > 0 ? filterForm() : paragraph("{{Nothing was found.}}"), report.rules.map(ruleDetails));
}

// Dialogs

const firstFrame = (capture, dialog) => capture.messages[dialog.messages[0]].frame;

function severitiesOf(capture, dialog) {
    const there = dialog.messages.flatMap((place) => findingsOf(capture, capture.messages[place]).map(severityOf));
    return names.filter((name) => there.includes(name));
}

// Equal for dialogs that went the same way: the same messages between the same roles, with the same
// findings.
function shapeOf(capture, dialog) {
    const hosts = [];
    const role = (address) => (hosts.includes(address) ? hosts.indexOf(address) : hosts.push(address) - 1);
    return JSON.stringify(dialog.messages.map((place) => capture.messages[place]).map((m) => [
        role(m.source), role(m.destination), m.response, m.code, m.method, m.original !== null, m.left_out,
        findingsOf(capture, m).map((finding) => finding.rule)]));
}

// Lists of dialogs that went the same way, the worst first.
function alikeOf(capture) {
    const all = new Map();
    for (const dialog of capture.dialogs) {
        const shape = shapeOf(capture, dialog);
        all.set(shape, [...(all.get(shape) ?? []), dialog]);
    }
    const rank = ([dialog]) => names.indexOf(severitiesOf(capture, dialog)[0]);
    return Array.from(all.values()).sort((one, other) => rank(one) - rank(other));
}

function alikeText(capture, others) {
    const frames = others.slice(0, most.alike).map((dialog) => firstFrame(capture, dialog)).join(", ");
    return others.length === 0 ? null : paragraph(words("{{The same way went $1, from frame $2.}}",
        number(others.length, "{{$1 more dialog}}", "{{$1 more dialogs}}"),
        others.length > most.alike ? `${frames} …` : frames));
}

function dialogDetails(capture, [dialog, ...others], open) {
    const method = dialog.method !== null ? code(dialog.method) : "{{unknown method}}";
    const outcome = dialog.outcome !== null ? code(dialog.outcome) : "{{no final response captured}}";
    const there = severitiesOf(capture, dialog);
    return el("details", {"data-kind": "dialog", "data-severities": there.join(" "), open},
        el("summary", {}, badge(there[0]), say("{{frame $1: $2}}", firstFrame(capture, dialog),
            [dialog.to !== null ? say("{{$1 for $2}}", method, code(dialog.to)) : method, ", ", outcome])),
        paragraph(
            dialog.from !== null && dialog.to !== null ? [say("{{From $1 to $2.}}", code(dialog.from), code(dialog.to)), " "]
                : null,
            dialog.call_id !== null ? ["Call-ID ", code(dialog.call_id), ". "] : null,
            number(dialog.message_count, "{{$1 message}}", "{{$1 messages}}"), "."),
        ladderParts(capture, dialog), alikeText(capture, others));
}

function heading(capture, alone, among) {
    return el("h2", {}, report.captures.length > 1 ? say(among, fileOf(capture)) : alone);
}

function dialogsSection(capture) {
    const above = new Set(capture.failures.slice(0, most.failures).flatMap((failure) => failure.messages));
    const all = alikeOf(capture).filter(([dialog]) => !dialog.messages.every((place) => above.has(place)));
    const left = capture.dialogs_left_out + sum(all.slice(most.ladders).map((alike) => alike.length));
    return all.length === 0 ? null : el("section", {}, above.size > 0
        ? heading(capture, "{{Other dialogs with findings}}", "{{Other dialogs with findings of $1}}")
        : heading(capture, "{{Dialogs with findings}}", "{{Dialogs with findings of $1}}"),
        all.slice(0, most.ladders).map((alike, i) => dialogDetails(capture, alike, i === 0)),
        leftOut(left, "{{$1 more dialog with findings is left out.}}", "{{$1 more dialogs with findings are left out.}}"));
}

// Messages in full

// Of so many lines in a row that no finding is about, only the number is shown until somebody unfolds them.
const leastFolded = 4;

// The lines that a finding is about, and the first, are shown; where none is known, all are.
function messageLines(message, findings) {
    const lines = message.text.replace(/\n$/, "").split("\n");
    const known = findings.filter((finding) => finding.line !== null);
    const concerned = (i) => i === 0 || known.length === 0 ||
        known.some((finding) => finding.line <= i + 1 && i + 1 <= finding.last_line);
    const runs = lines.reduce((all, line, i) => {
        const last = all.at(-1);
        if (last?.concerned === concerned(i)) {
            last.lines.push(line);
        } else {
            all.push({concerned: concerned(i), lines: [line]});
        }
        return all;
    }, []);
    return runs.map((run) => {
        const text = el("pre", {tabindex: 0}, `${run.lines.join("\n")}\n`);
        return run.concerned || run.lines.length < leastFolded ? text : el("details", {class: "rest"},
            el("summary", {class: "faint"}, number(run.lines.length, "{{$1 line}}", "{{$1 lines}}")), text);
    });
}

function messageDetails(capture, message) {
    const broken = findingsOf(capture, message).map((finding, i) => [i > 0 ? ", " : "", code(finding.rule)]);
    return el("details", {id: idOf(capture, message)},
        el("summary", {}, say("{{Frame $1, $2, $3 to $4: $5}}", message.frame, timeOf(message.time),
            code(endText(message.source, message.source_port)),
            [code(endText(message.destination, message.destination_port)), message.transport !== null ? `, ${message.transport}` : ""],
            code(subjectOf(message)))),
        broken.length > 0 ? paragraph(say("{{Breaks $1.}}", broken)) : null,
        messageLines(message, findingsOf(capture, message)),
        leftOut(message.text_left_out, "{{$1 more octet of this message is left out.}}",
            "{{$1 more octets of this message are left out.}}"));
}

function messagesSection(capture) {
    const shown = capture.messages.filter((message) => message.text !== null);
    return shown.length === 0 ? null : el("section", {},
        heading(capture, "{{Messages concerned}}", "{{Messages concerned of $1}}"),
        shown.map((message) => messageDetails(capture, message)),
        leftOut(capture.texts_left_out, "{{$1 more message concerned is left out.}}",
            "{{$1 more messages concerned are left out.}}"));
}

// What the page does

// What has one of the chosen severities and has all the words is shown.
function filter(form, items) {
    const chosen = Array.from(form.querySelectorAll("input[type=checkbox]:checked"), (box) => box.value);
    const wanted = form.elements.text.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    for (const {element, text} of items) {
        element.hidden = !element.dataset.severities.split(" ").some((severity) => chosen.includes(severity)) ||
            !wanted.every((word) => text.includes(word));
    }
    const count = (kind, all) => items.filter(({element}) => element.dataset.kind === kind && (all || !element.hidden)).length;
    document.getElementById("status").textContent = words("{{$1 of $2 rules, $3 of $4 dialogs}}",
        count("rule"), count("rule", true), count("dialog"), count("dialog", true));
}

// A link may lead into what is folded.
function unfoldTarget() {
    const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
    for (let part = target; part !== null; part = part.parentElement) {
        if (part.tagName === "DETAILS") {
            part.open = true;
        }
    }
    target?.scrollIntoView();
}

// On paper nothing can be unfolded: rules and ladders are printed open, and as they were afterwards.
function openForPrint(items) {
    let closed = [];
    window.addEventListener("beforeprint", () => {
        closed = items.map(({element}) => element).filter((element) => !element.open);
        closed.forEach((element) => { element.open = true; });
    });
    window.addEventListener("afterprint", () => closed.forEach((element) => { element.open = false; }));
}

function bringToLife() {
    const form = document.getElementById("filter");
    const items = Array.from(document.querySelectorAll("[data-severities]"),
        (element) => ({element, text: element.textContent.toLowerCase()}));
    const fold = (open) => items.filter(({element}) => !element.hidden).forEach(({element}) => { element.open = open; });
    if (form !== null) {
        form.addEventListener("input", () => filter(form, items));
        form.addEventListener("submit", (event) => event.preventDefault());
        document.getElementById("unfold").addEventListener("click", () => fold(true));
        document.getElementById("fold").addEventListener("click", () => fold(false));
        filter(form, items);
    }
    openForPrint([...items, ...Array.from(document.querySelectorAll(".failure > details"), (element) => ({element}))]);
    window.addEventListener("hashchange", unfoldTarget);
    unfoldTarget();
}

document.getElementById("verdict").append(verdict());
document.getElementById("main").append(...[
    report.captures.map(failuresSection),
    report.captures.map(devicesSection),
    rulesSection(),
    report.captures.map((capture) => [dialogsSection(capture), messagesSection(capture)]),
    report.captures.map(captureSection),
].flat(Infinity).filter((section) => section !== null));
document.getElementById("foot").append(...say(
    "{{Times are seconds since the first packet of the capture. Credentials and keys are replaced by $1. Written by $2.}}",
    code("***"), report.generator));
bringToLife();
