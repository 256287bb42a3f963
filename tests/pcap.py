# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads captures as tests/build-captures makes them, and writes them in the old format: little-endian,
with microseconds."""

import os
import struct
import subprocess
from collections import namedtuple

HEADER = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 1 << 18, 1)  # Ethernet


class Record(namedtuple("Record", "seconds microseconds octets length")):
    """A packet; length is what it had on the wire."""

    __slots__ = ()

    def cut(self, length):
        return self._replace(octets=self.octets[:length])

    def later(self, microseconds):
        more, rest = divmod(self.microseconds + microseconds, 10**6)
        return self._replace(seconds=self.seconds + more, microseconds=rest)


def read(path):
    """(header of the file, list of records)"""
    if path.endswith(".pcapng"):
        octets = subprocess.run(["editcap", "-F", "pcap", path, "-"], stdout=subprocess.PIPE, check=True).stdout
    else:
        with open(path, "rb") as file:
            octets = file.read()
    at, records = 24, []
    while at < len(octets):
        seconds, microseconds, captured, length = struct.unpack_from("<IIII", octets, at)
        records.append(Record(seconds, microseconds, octets[at + 16:at + 16 + captured], length))
        at += 16 + captured
    return octets[:24], records


def merge(path, captures):
    """One capture of many, one behind the other, which everybody may read. In the new format mergecap would list their
    names, and 4.4 writes a broken file where these are too long together."""
    subprocess.run(["mergecap", "-F", "pcap", "-a", "-w", path, *captures], check=True)
    os.chmod(path, 0o644)


def write(path, header, records):
    with open(path, "wb") as file:
        file.write(header)
        for record in records:
            file.write(struct.pack("<IIII", record.seconds, record.microseconds, len(record.octets), record.length))
            file.write(record.octets)
