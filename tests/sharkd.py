# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks sharkd, Wireshark's server, what the plugin shows: it reads as the window does, and one
process serves for many captures."""

import base64
import json
import os
import re
import select
import subprocess
from collections import namedtuple

from ordinary_user import STRICT, OrdinaryUser

SECONDS_TO_ANSWER = 60
PREFERENCES = {"sip_response.level": "pedantic"}

# octets: those it highlights; links: {"explained-by": "4"}, the frames that it points to
Finding = namedtuple("Finding", "rule evidence octets links")
LINKS = {"sip_response.rule.explained_by": "explained-by", "sip_response.rule.same_as": "same-as"}
Packet = namedtuple("Packet", "findings fields")  # fields: {name: [acceptable values of each occurrence]}


class Crash(Exception):
    """sharkd is gone, or does not answer; the text is what it said last."""


class NoPlugin(Exception):
    pass


class Sharkd:
    """A running sharkd, which analyses one capture after the other."""

    def __init__(self, plugin_directory, preferences=PREFERENCES):
        self.user = OrdinaryUser(plugin_directory)
        # Without the lists of manufacturers and ports in its data folder, Wireshark 4.0
        # opens a capture in 2 ms instead of 120.
        environment = {**STRICT, **self.user.environment, "WIRESHARK_DATA_DIR": self.user.home}
        self.said = open(os.path.join(self.user.home, "stderr"), "w+b")
        self.process = subprocess.Popen(
            self.user.command("sharkd", "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said,
            bufsize=0, cwd=self.user.home, env=environment)
        self.unread = b""
        for name, value in preferences.items():
            answer = self.ask("setconf", name=name, value=value)
            if "error" in answer:
                self.close()
                raise NoPlugin(f"{answer['error']['message']}: {name}. Does {plugin_directory} hold the plugin for "
                               "this Wireshark, and may an ordinary user read it?")

    def ask(self, method, **parameters):
        question = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
        except BrokenPipeError:
            raise Crash(self.ending()) from None
        return json.loads(self.read_line().decode(errors="replace"), strict=False)

    def read_line(self):
        while b"\n" not in self.unread:
            if not select.select([self.process.stdout], [], [], SECONDS_TO_ANSWER)[0]:
                raise Crash(f"no answer in {SECONDS_TO_ANSWER} seconds")
            read = self.process.stdout.read(1 << 20)
            if not read:
                raise Crash(self.ending())
            self.unread += read
        line, self.unread = self.unread.split(b"\n", 1)
        return line

    def ending(self):
        return f"sharkd ended with {self.process.wait()}: {self.last_words()}"

    def last_words(self):
        self.said.flush()
        self.said.seek(0)
        lines = self.said.read().decode(errors="replace").splitlines()
        return " / ".join([line for line in lines if not line.startswith(("load:", "Hello"))][-3:])

    def load(self, capture):
        """Opens it; returns the number of packets."""
        answer = self.ask("load", file=self.user.copy(capture))
        if "error" in answer:
            return 0
        return self.ask("status")["result"]["frames"]

    def rules(self):
        """For each packet the rules that it breaks, in no order."""
        frames = self.ask("frames", column0="sip_response.rule:0")["result"]
        return [frame["c"][0].split(",") if frame["c"][0] else [] for frame in frames]

    def packet(self, number):
        answer = self.ask("frame", frame=number, proto=True, bytes=True)["result"]
        sources = [answer.get("bytes", "")] + [source["bytes"] for source in answer.get("ds", [])]
        packet = Packet([], {})
        collect(answer["tree"], [base64.b64decode(source) for source in sources], packet)
        return packet

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process.stdin.close()
        self.said.close()
        self.user.close()


def collect(nodes, sources, packet):
    for node in nodes:
        name, _, value = node.get("f", "").partition(" == ")
        packet.fields.setdefault(name, []).append(acceptable(value, node["l"]))
        if name == "sip_response.rule":
            packet.findings.append(finding(node, unquote(value), sources))
        collect(node.get("n", []), sources, packet)


def finding(node, rule, sources):
    fields = dict(child["f"].split(" == ", 1) for child in node.get("n", []) if " == " in child.get("f", ""))
    evidence = unquote(fields.get("sip_response.rule.evidence", '""'))
    links = {word: fields[name] for name, word in LINKS.items() if name in fields}
    start, length = node.get("h", (0, 0))
    return Finding(rule, evidence, sources[node.get("ds", 0)][start:start + length], links)


def acceptable(value, label):
    """In how many ways a value may be written: as in a filter, and as in the packet's tree."""
    text = re.sub(r" \((?:0x)?[0-9a-f]+\)$", "", label.partition(": ")[2])
    return [unquote(value), text]


def unquote(value):
    """The string within the quotes of a display filter."""
    if len(value) < 2 or value[0] != '"':
        return value
    simple = {"n": b"\n", "r": b"\r", "t": b"\t", "a": b"\a", "b": b"\b", "f": b"\f", "v": b"\v"}
    octets = re.sub(rb"\\(x[0-9A-Fa-f]{2}|.)", lambda m: bytes.fromhex(m[1][1:].decode()) if len(m[1]) > 1
                    else simple.get(m[1].decode("latin-1"), m[1]), value[1:-1].encode())
    return octets.decode(errors="replace")
