# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the texts that the captures are built from; captures/README.md describes them.

read(PATH) gives a list of Frames, or raises a TextError that names file and line.
"""

import base64
import hashlib
import ipaddress
import itertools
import os
import re
from collections import namedtuple
from decimal import Decimal

PROTOCOLS = "udp", "tcp", "sctp", "ws"
HEADER_LENGTHS = {"udp": 8, "tcp": 20, "sctp": 12 + 16, "ws": 20}  # below IP, before the payload
MOST_SECONDS = 10**9  # a capture file counts seconds in 32 bits
WEBSOCKET_SERVER_PORTS = 80, 443, 5066, 8088

FRAME = re.compile(r"frame (\+?)(\d+(?:\.\d{1,6})?) (\S+) (\S+) -> (\S+)(?: (.*))?$")
ADDRESS = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<v4>[0-9.]+)):(?P<port>\d{1,5})$")
EXPECT = re.compile(r"expect ([a-z0-9]+(?:-[a-z0-9]+)*)(?:: (.+))?$")
LINKS = ("explained-by", "same-as")  # of a finding that is a chat, though its rule is graver
FIELD = re.compile(r"field ([A-Za-z_][\w.-]*) (.+)$")
REPEAT = re.compile(r"\{repeat (\d+) ((?:[^{}]|\{i\})*)\}")
ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|[strn\\]|.?)")
ESCAPES = {"s": b" ", "t": b"\t", "r": b"\r", "n": b"\n", "\\": b"\\"}
LENGTH = re.compile(rb"\{length([+-]\d+)?\}")


Segment = namedtuple("Segment", "src dst payload gap")  # gap: octets, or chunks of SCTP, not captured before it


class TextError(Exception):
    def __init__(self, path, line, what):
        super().__init__(f"{path}:{line}: {what}")
        self.line, self.what = line, what


class Wrong(Exception):
    """What is wrong in a line; read() adds file and line."""


class Expectation:
    """A finding that a frame must have; evidence and mark may be None. links: by word, the frame
    that it points to."""

    def __init__(self, line, rule, evidence):
        self.line, self.rule, self.evidence, self.mark = line, rule, evidence, None
        self.links = {}


class Frame:
    """One `frame` of a text.

    time      microseconds since the capture's start
    src, dst  (address, port), the address an ipaddress object
    messages  the payload, as a list of the messages in it
    segments  what the transport carries, a list of Segments
    packets   how many packets come out of it
    """

    def __init__(self, line, time, protocol, src, dst, options):
        self.line, self.time, self.protocol = line, time, protocol
        self.src, self.dst, self.options = src, dst, options
        self.messages, self.segments, self.packets = [], [], 0
        self.expectations, self.fields = [], []
        self.payload_lines, self.payload_ended = [[]], False

    @property
    def connection(self):
        return frozenset((self.src, self.dst))


def texts(paths):
    """The texts named, and those in the folders named."""
    found = []
    for path in paths:
        if os.path.isdir(path):
            found += [os.path.join(folder, name) for folder, _, names in os.walk(path)
                      for name in names if name.endswith(".txt")]
        elif path.endswith(".txt"):
            found.append(path)
        else:
            raise TextError(path, 0, "neither a folder nor a .txt")
    return sorted(set(map(os.path.normpath, found)))


def default_folder():
    return os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "captures")


def capture_of(text):
    """NAME.pcap of NAME.txt; NAME.pcapng of NAME.pcapng.txt."""
    name = text.removesuffix(".txt")
    return name if name.endswith(".pcapng") else name + ".pcap"


def read(path):
    try:
        with open(path, encoding="utf-8", newline="\n") as file:
            lines = file.read().split("\n")
    except OSError as error:
        raise TextError(path, 0, error.strerror) from None
    except UnicodeDecodeError as error:
        raise TextError(path, 0, f"not UTF-8: {error}") from None
    frames, number = [], 0
    try:
        for number, line in enumerate(lines, 1):
            read_line(frames, number, line)
        connections = set()
        for frame in frames:
            number = frame.line
            finish(frame, connections)
    except Wrong as wrong:
        raise TextError(path, number, wrong) from None
    if not frames:
        raise TextError(path, number, "no frame")
    return frames


def read_line(frames, number, line):
    if line.endswith("\r"):
        raise Wrong("the line ends in CR LF; in these texts LF alone ends a line")
    if line.startswith("|"):
        read_payload(frames, line[1:])
        return
    line = line.strip()
    word = line.split(" ", 1)[0]
    if not line or line.startswith("#"):
        return
    if word == "frame":
        frames.append(read_frame(number, line, frames[-1].time if frames else 0))
    elif word not in ("--", "expect", "mark", *LINKS, "field"):
        raise Wrong(f"a line begins with #, frame, |, --, expect, mark, {', '.join(LINKS)} or field, not with "
                    f"\"{word}\"")
    elif not frames:
        raise Wrong(f"\"{word}\" before the first frame")
    elif line == "--":
        frames[-1].payload_lines.append([])
    else:
        frames[-1].payload_ended = True
        {"expect": read_expect, "mark": read_mark, "field": read_field}.get(word, read_link)(frames[-1], number, line)


def read_payload(frames, line):
    if not frames:
        raise Wrong("payload before the first frame")
    if frames[-1].payload_ended:
        raise Wrong("payload after expect, mark or field: is there a \"frame\" line missing?")
    frames[-1].payload_lines[-1].append(payload_line(line))


def read_expect(frame, number, line):
    match = EXPECT.match(line)
    if not match:
        raise Wrong("not of the form \"expect RULE-ID\" or \"expect RULE-ID: EVIDENCE\"")
    frame.expectations.append(Expectation(number, *match.groups()))


def read_mark(frame, number, line):
    if not frame.expectations or frame.expectations[-1].mark is not None:
        raise Wrong("\"mark\" belongs after an \"expect\", once")
    if line == "mark":
        raise Wrong("\"mark\" without a text")
    frame.expectations[-1].mark = unescape(line.removeprefix("mark "))


def read_link(frame, number, line):
    word, _, linked = line.partition(" ")
    if not frame.expectations or word in frame.expectations[-1].links or not linked.isdigit():
        raise Wrong(f"\"{word} FRAME\" belongs after an \"expect\", once")
    frame.expectations[-1].links[word] = linked


def read_field(frame, number, line):
    match = FIELD.match(line)
    if not match:
        raise Wrong("not of the form \"field NAME VALUE\"")
    frame.fields.append((number, *match.groups()))


def read_frame(number, line, previous):
    match = FRAME.match(" ".join(line.split()))
    if not match:
        raise Wrong("not of the form \"frame TIME PROTO SRC -> DST [OPTION…]\", "
                    "TIME with at most six decimals")
    relative, time, protocol, src, dst, options = match.groups()
    time = int(Decimal(time) * 1000000) + (previous if relative else 0)
    if time > MOST_SECONDS * 1000000:
        raise Wrong(f"more than {MOST_SECONDS} seconds after the capture's start")
    if protocol not in PROTOCOLS:
        raise Wrong(f"no protocol \"{protocol}\", only {', '.join(PROTOCOLS)}")
    src, dst = read_address(src), read_address(dst)
    if src[0].version != dst[0].version:
        raise Wrong("one address is IPv4, the other IPv6")
    if src == dst:
        raise Wrong("source and destination are the same")
    return Frame(number, time, protocol, src, dst, read_options((options or "").split(), protocol))


def read_address(text):
    match = ADDRESS.match(text)
    try:
        address = ipaddress.ip_address(match["v6"] or match["v4"])
        port = int(match["port"])
    except (TypeError, ValueError):
        raise Wrong(f"\"{text}\" is not of the form 192.0.2.1:5060 or [2001:db8::1]:5060") from None
    if port > 65535:
        raise Wrong(f"no port {port}")
    return address, port


def number_in(low, high):
    def read_number(text):
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"a number from {low} to {high}")
        return int(text)
    return read_number


def multiple_of_8(text):
    if not text.isascii() or not text.isdigit() or int(text) % 8 or int(text) < 8:
        raise ValueError("a multiple of 8")
    return int(text)


def offsets(text):
    numbers = [number_in(1, 65535)(part) for part in text.split(",")]
    if numbers != sorted(set(numbers)):
        raise ValueError("offsets in rising order")
    return numbers


def side(text):
    if text not in ("SRC", "DST"):
        raise ValueError("SRC or DST")
    return text


def no_value(text):
    if text is not None:
        raise ValueError("no value")
    return True


OPTIONS = {  # name: (how its value is read, the protocols that know it)
    "snaplen": (number_in(1, 65535), PROTOCOLS),
    "fragment": (multiple_of_8, PROTOCOLS),
    "fragment-lost": (number_in(1, 65535), PROTOCOLS),
    "split": (offsets, ("tcp", "ws")),
    "back": (number_in(1, 2**30), ("tcp",)),
    "gap": (number_in(1, 2**30), ("tcp", "ws", "sctp")),
    "client": (side, ("ws",)),
    "icmp": (no_value, PROTOCOLS),
    "id": (number_in(0, 65535), PROTOCOLS),
    "vlan": (number_in(1, 4094), PROTOCOLS),
}


def read_options(words, protocol):
    options = {}
    for word in words:
        name, equals, value = word.partition("=")
        if name not in OPTIONS:
            raise Wrong(f"no option \"{name}\"")
        if name in options:
            raise Wrong(f"option \"{name}\" twice")
        convert, protocols = OPTIONS[name]
        if protocol not in protocols:
            raise Wrong(f"option \"{name}\" is not for {protocol}")
        try:
            options[name] = convert(value if equals else None)
        except (ValueError, AttributeError) as error:
            needed = error if isinstance(error, ValueError) else "a value"
            raise Wrong(f"option \"{name}\" needs {needed}") from None
    if "fragment-lost" in options and "fragment" not in options:
        raise Wrong("option \"fragment-lost\" needs \"fragment\"")
    if "icmp" in options and "fragment" in options:
        raise Wrong("\"icmp\" and \"fragment\" do not go together")
    return options


def payload_line(text):
    text = REPEAT.sub(lambda m: "".join(m[2].replace("{i}", str(i + 1)) for i in range(int(m[1]))), text)
    if "{repeat" in text:
        raise Wrong("not of the form \"{repeat N TEXT}\"")
    without_end = re.search(r"(?<!\\)(?:\\\\)*\\c$", text)
    return unescape(text.removesuffix("\\c")) if without_end else unescape(text) + b"\r\n"


def unescape(text):
    out, position = [], 0
    for match in ESCAPE.finditer(text):
        out.append(text[position:match.start()].encode())
        position = match.end()
        name = match[1]
        if name in ESCAPES:
            out.append(ESCAPES[name])
        elif len(name) == 3:
            out.append(bytes.fromhex(name[1:]))
        else:
            raise Wrong(f"no escape \"\\{name}\" (a backslash itself is \\\\)")
    return b"".join(out) + text[position:].encode()


def fill_lengths(message):
    """From the last to the first, so that a nested message is complete when its outer one is measured."""
    for match in reversed(list(LENGTH.finditer(message))):
        end_of_headers = message.find(b"\r\n\r\n", match.end())
        if end_of_headers < 0:
            raise Wrong("{length}, but no empty line ends the headers")
        length = len(message) - end_of_headers - 4 + int(match[1] or 0)
        message = message[:match.start()] + str(length).encode() + message[match.end():]
    return message


def finish(frame, connections):
    """What can only be known when the whole frame has been read."""
    if not all(frame.payload_lines):
        raise Wrong("a frame or message without payload (\"|\\c\" is an empty one)")
    frame.messages = [fill_lengths(b"".join(lines)) for lines in frame.payload_lines]
    units = frame.messages
    if frame.protocol == "ws":
        units = [websocket_frame(message, frame.src == client(frame)) for message in frame.messages]
        if frame.connection not in connections:
            frame.segments += websocket_handshake(frame)
        connections.add(frame.connection)
    parts = split(b"".join(units), frame.options.get("split", []))
    gaps = [frame.options.get("gap", 0)] + [0] * len(parts)
    frame.segments += [Segment(frame.src, frame.dst, *both) for both in zip(parts, gaps)]
    frame.packets = sum(len(fragments(frame, transport_length(frame, segment))) for segment in frame.segments)
    if frame.packets == 0:
        raise Wrong("the only fragment is the lost one")


def transport_length(frame, segment):
    length = len(segment.payload)
    padding = -length % 4 if frame.protocol == "sctp" else 0
    return HEADER_LENGTHS[frame.protocol] + length + padding


def split(payload, at):
    if at and at[-1] >= len(payload):
        raise Wrong(f"split at {at[-1]}, but the payload ends at {len(payload)}")
    edges = [0, *at, len(payload)]
    return [payload[start:end] for start, end in itertools.pairwise(edges)]


def fragments(frame, length):
    """(offset, end, more follow) of each fragment of an IP payload; one that is whole is a single one."""
    size = frame.options.get("fragment", length)
    if size < length:
        cuts = [(at, min(at + size, length), at + size < length) for at in range(0, length, size)]
    else:
        cuts = [(0, length, False)]
    lost = frame.options.get("fragment-lost")
    if lost is not None:
        if lost > len(cuts):
            raise Wrong(f"fragment {lost} is lost, but there are only {len(cuts)}")
        del cuts[lost - 1]
    return cuts


def client(frame):
    if "client" in frame.options:
        return frame.src if frame.options["client"] == "SRC" else frame.dst
    return frame.dst if frame.src[1] in WEBSOCKET_SERVER_PORTS else frame.src


def websocket_handshake(frame):
    """The HTTP upgrade and its answer, which come before a connection's first frame."""
    one, other = client(frame), frame.dst if client(frame) == frame.src else frame.src
    host = f"[{other[0]}]" if other[0].version == 6 else str(other[0])
    key = base64.b64encode(f"{one[1]:016}".encode())
    accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
    request = (f"GET / HTTP/1.1\r\nHost: {host}:{other[1]}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
               f"Sec-WebSocket-Key: {key.decode()}\r\nOrigin: http://{host}\r\n"
               "Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Version: 13\r\n\r\n")
    answer = ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
              f"Sec-WebSocket-Accept: {accept.decode()}\r\nSec-WebSocket-Protocol: sip\r\n\r\n")
    return [Segment(one, other, request.encode(), 0), Segment(other, one, answer.encode(), 0)]


def websocket_frame(message, masked):
    length = len(message)
    if length < 126:
        header, extended = length, b""
    elif length < 65536:
        header, extended = 126, length.to_bytes(2, "big")
    else:
        header, extended = 127, length.to_bytes(8, "big")
    if not masked:
        return bytes([0x81, header]) + extended + message
    key = b"\x37\xfa\x21\x3d"
    body = bytes(byte ^ mask for byte, mask in zip(message, itertools.cycle(key)))
    return bytes([0x81, 0x80 | header]) + extended + key + body
