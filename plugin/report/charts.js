// charts.js: the charts of the HTML report: responses and response times over a capture. In pixels.
"use strict";

const chart = {width: 640, height: 190, left: 52, right: 628, top: 12, bottom: 166};

const placeOf = (capture, i) => chart.left + Math.floor((chart.right - chart.left) * i / capture.intervals.length);

function timeAxis(capture) {
    const n = capture.intervals.length;
    const ticks = [[0, "tick start"], [Math.floor(n / 2), "tick"], [n, "tick end"]].slice(n > 1 ? 0 : 1);
    const decimals = capture.interval_length < 1 ? 3 : 0;
    return [line(chart.left, chart.bottom, chart.right, chart.bottom, "axis"), ticks.map(([i, style]) =>
        write(placeOf(capture, i), chart.height - 8, style,
            `${seconds(capture.intervals[0].begin + capture.interval_length * i, decimals)} s`))];
}

function responsesChart(capture) {
    const highest = Math.max(1, ...capture.intervals.map((interval) => sum(interval.responses)));
    const scale = (chart.bottom - chart.top) / highest;
    const stack = (interval, i) => {
        const x = placeOf(capture, i), width = Math.max(placeOf(capture, i + 1) - x - 1, 1);
        const shown = [0, 1, 2, 3, 4, 5].filter((c) => interval.responses[c] > 0);
        return draw("g", {},
            hint([words("{{from $1}}", timeOf(interval.begin)),
                ...shown.map((c) => `${interval.responses[c]} × ${c + 1}xx`)].join(", ")),
            shown.map((c) => draw("rect", {
                x, width, class: `bar r${c + 1}xx`, height: (interval.responses[c] * scale).toFixed(1),
                y: (chart.bottom - sum(interval.responses.slice(0, c + 1)) * scale).toFixed(1),
            })));
    };
    return picture(chart.width, chart.height, "chart",
        words("{{Responses by class in each $1 of the capture; at most $2}}", timeOf(capture.interval_length), highest),
        line(chart.left, chart.top, chart.right, chart.top, "grid"),
        write(chart.left - 6, chart.top + 4, "tick end", highest), write(chart.left - 6, chart.bottom + 4, "tick end", 0),
        capture.intervals.map(stack), timeAxis(capture));
}

// Response times are on a scale on which each step is ten times the one before, from 0.1 ms.
function timesChart(capture) {
    const smallest = 0.0001;
    const steps = (time) => Math.log10(Math.max(time, smallest) / smallest);
    const decades = Math.max(Math.ceil(steps(Math.max(...capture.intervals.map((interval) => interval.longest)))), 2);
    const height = (step) => Math.round(chart.bottom - step / decades * (chart.bottom - chart.top));
    const grid = Array.from({length: decades + 1}, (_, i) => {
        const time = smallest * 10 ** i;
        return [line(chart.left, height(i), chart.right, height(i), "grid"),
            write(chart.left - 6, height(i) + 4, "tick end",
                time < 0.999 ? `${Number((time * 1000).toFixed(1))} ms` : `${Math.round(time)} s`)];
    });
    const range = (interval, i) => {
        const x = Math.floor((placeOf(capture, i) + placeOf(capture, i + 1)) / 2);
        const times = ["shortest", "median", "longest"].map((key) => `${seconds(interval[key], 4)} s`);
        return interval.timed === 0 ? null : draw("g", {},
            hint(words("{{from $1, $2 timed: $3, median $4, up to $5}}", timeOf(interval.begin), interval.timed, ...times)),
            line(x, height(steps(interval.shortest)), x, height(steps(interval.longest)), "range"),
            draw("circle", {cx: x, cy: height(steps(interval.median)), r: 3.5, class: "median"}));
    };
    return picture(chart.width, chart.height, "chart",
        "{{Time from a request to its first response, over the capture: shortest, median and longest}}",
        grid, capture.intervals.map(range), timeAxis(capture));
}

function charts(capture) {
    const figure = (heading, drawing, caption) =>
        el("figure", {}, el("h3", {}, heading), drawing, el("figcaption", {}, caption));
    const key = (name, i) =>
        el("span", {class: "key"}, el("i", {class: `r${i + 1}xx`}), `${i + 1}xx ${name}`);
    return el("div", {class: "charts"},
        capture.intervals.some((interval) => sum(interval.responses) > 0)
            ? figure("{{Responses}}", responsesChart(capture), classes.map(key)) : null,
        capture.intervals.some((interval) => interval.timed > 0)
            ? figure("{{Time to the first response}}", timesChart(capture),
                "{{From the first sending of a request to the first response: dots are medians, lines reach from the shortest to the longest.}}")
            : null);
}
