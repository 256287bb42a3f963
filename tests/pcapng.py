# SPDX-License-Identifier: GPL-2.0-or-later
"""pcapng, byte by byte: what tests write, and what they look at in a copy. Little endian, one section."""

import struct

COMMENT = 1
END = 0
PACKET, INTERFACE = 6, 1


def padded(octets):
    return octets + b"\0" * (-len(octets) % 4)


def block(kind, body):
    length = 12 + len(padded(body))
    return struct.pack("<II", kind, length) + padded(body) + struct.pack("<I", length)


def options(pairs):
    """(code, value)…; without any there is no end either."""
    written = b"".join(struct.pack("<HH", code, len(value)) + padded(value) for code, value in pairs)
    return written + struct.pack("<HH", END, 0) if pairs else b""


def section(*pairs):
    return block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1) + options(pairs))


def interface(*pairs, snaplen=65535):
    """Ethernet, in microseconds unless an option says otherwise."""
    return block(INTERFACE, struct.pack("<HHI", 1, 0, snaplen) + options(pairs))


def packet(number, time, octets, *pairs, length=None):
    """number: of the interface; time: in its unit, since 1970; length: on the wire, if that was more."""
    return block(PACKET, struct.pack("<IIIII", number, time >> 32, time & 0xFFFFFFFF, len(octets),
                                     length or len(octets)) + padded(octets) + options(pairs))


def names(*pairs):
    """(IPv4 address, name)…"""
    body = b""
    for address, name in pairs:
        value = bytes(map(int, address.split("."))) + name + b"\0"
        body += struct.pack("<HH", 1, len(value)) + padded(value)
    return block(4, body + struct.pack("<HH", END, 0))


def secrets(text):
    """Keys of TLS."""
    return block(10, struct.pack("<II", 0x544C534B, len(text)) + padded(text))


def blocks(octets):
    at = 0
    while at < len(octets):
        kind, length = struct.unpack("<II", octets[at:at + 8])
        yield kind, octets[at + 8:at + length - 4]
        at += length


def split_packet(body):
    """What is fixed, and the options as (code, value)."""
    fixed = 20 + len(padded(b"\0" * struct.unpack("<I", body[12:16])[0]))
    return body[:fixed], list(split_options(body[fixed:]))


def split_options(octets):
    at = 0
    while at < len(octets):
        code, length = struct.unpack("<HH", octets[at:at + 4])
        if code == END:
            return
        yield code, octets[at + 4:at + 4 + length]
        at += 4 + len(padded(b"\0" * length))


def essence(octets):
    """Interfaces and packets as they must stay: everything but the packets' comments."""
    for kind, body in blocks(octets):
        if kind == PACKET:
            fixed, pairs = split_packet(body)
            yield kind, fixed, [pair for pair in pairs if pair[0] != COMMENT]
        elif kind == INTERFACE:
            yield kind, body[:8], sorted(split_options(body[8:]))


def comments(octets):
    """The comments of each packet."""
    for kind, body in blocks(octets):
        if kind == PACKET:
            yield [value.decode() for code, value in split_packet(body)[1] if code == COMMENT]


def first_difference(one, other):
    """None, or where interfaces and packets of two files differ."""
    left, right = list(essence(one)), list(essence(other))
    for at, (a, b) in enumerate(zip(left, right)):
        if a != b:
            return f"block {at}: {a} became {b}"
    return None if len(left) == len(right) else f"{len(left)} interfaces and packets became {len(right)}"
