# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the captures of tests/bench: SIP traffic as a proxy sees it on both of its sides, and the
media of its calls. The same kind and number of packets always give the same octets.

write(PATH, KIND, PACKETS) writes a capture; KINDS tells what kinds there are.
"""

import heapq
import itertools
import random
import struct

PROXY = "192.0.2.1"
DOMAIN = "example.com"
START = 1767603600  # 2026-01-05
MESSAGES_PER_SECOND = 150
RTP_PER_SIP = 9

# User-Agent, Allow, Supported, codecs. The last one is as careless as some real ones.
DEVICES = (
    ("Deskphone 4.2.1.88", "INVITE, ACK, CANCEL, OPTIONS, BYE, PRACK, UPDATE, REFER, NOTIFY, INFO",
     "100rel, timer, replaces, path", ("9 G722/8000", "8 PCMA/8000", "0 PCMU/8000")),
    ("Softphone/3.17 (desktop)", "INVITE, ACK, CANCEL, OPTIONS, BYE, PRACK, UPDATE, MESSAGE",
     "100rel, timer, replaces, outbound", ("96 opus/48000/2", "9 G722/8000", "8 PCMA/8000")),
    ("Gateway 15.4(3)M", "INVITE, OPTIONS, BYE, CANCEL, ACK, PRACK, UPDATE, REFER, SUBSCRIBE, "
     "NOTIFY, INFO, REGISTER", "timer, replaces, sdp-anat, 100rel", ("8 PCMA/8000", "18 G729/8000")),
    ("careless/0.9", "INVITE,ACK,BYE,CANCEL", None, ("0 PCMU/8000",)),
)
CARELESS = DEVICES[-1]


class Phone:
    def __init__(self, number):
        self.user = f"{200000 + number}"
        self.address = f"198.51.{100 + number // 2500 % 2}.{1 + number // 10 % 250}"
        self.port = 5060 + 2 * (number % 10)
        self.device = DEVICES[0 if number % 20 < 9 else 1 if number % 20 < 15 else
                              2 if number % 20 < 19 else 3]
        self.aor = f"sip:{self.user}@{DOMAIN}"
        self.contact = f"<sip:{self.user}@{self.address}:{self.port};transport=udp>"
        self.registrations = itertools.count(1)

    @property
    def end(self):
        return self.address, self.port

    def headers(self):
        agent, allow, supported, _ = self.device
        extensions = [f"Supported: {supported}"] if supported else []
        return [f"Contact: {self.contact}", f"Allow: {allow}", *extensions, f"User-Agent: {agent}"]

    def session(self, port, codecs=None):
        codecs = codecs or self.device[3]
        numbers = " ".join(codec.split(" ")[0] for codec in codecs)
        return "\r\n".join([
            "v=0", f"o=- {port}17 1 IN IP4 {self.address}", "s=call", f"c=IN IP4 {self.address}",
            "t=0 0", f"m=audio {port} RTP/AVP {numbers} 101",
            *(f"a=rtpmap:{codec}" for codec in codecs), "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15", "a=ptime:20", "a=sendrecv", ""])


class Message:
    def __init__(self, first, vias, headers, body="", body_type="application/sdp"):
        self.first, self.vias, self.headers = first, vias, headers
        self.body, self.body_type = body, body_type

    def octets(self):
        kind = [f"Content-Type: {self.body_type}"] if self.body else []
        return "\r\n".join([self.first, *(f"Via: {via}" for via in self.vias), *self.headers, *kind,
                            f"Content-Length: {len(self.body)}", "", self.body]).encode()


class Dialog:
    """What the requests of one side have in common."""

    def __init__(self, world, near, far, start=1):
        self.world, self.near, self.far = world, near, far
        self.call_id = f"{world.token(20)}@{near.address}"
        self.near_tag, self.far_tag = world.token(10), None
        self.cseq = start

    def request(self, method, uri, cseq=None, headers=(), body="", branch=None, **kind):
        near, to_tag = self.near, f";tag={self.far_tag}" if self.far_tag else ""
        branch = branch or f"z9hG4bK{self.world.token(16)}"
        return Message(
            f"{method} {uri} SIP/2.0",
            [f"SIP/2.0/UDP {near.address}:{near.port};rport;branch={branch}"],
            ["Max-Forwards: 70",
             f'From: "Extension {near.user}" <{near.aor}>;tag={self.near_tag}',
             f"To: <{self.far.aor}>{to_tag}", f"Call-ID: {self.call_id}",
             f"CSeq: {cseq or self.cseq} {method}", *headers], body, **kind)


def filled(via, source):
    """A Via value as the next hop completes it (RFC 3581)."""
    return via.replace(";rport;", f";rport={source[1]};received={source[0]};")


def forwarded(world, request, source, record_route=False):
    """What the proxy makes of a request that came from source."""
    headers = [header.replace("Max-Forwards: 70", "Max-Forwards: 69") for header in request.headers
               if not header.startswith(("Proxy-Authorization", "Route"))]
    if record_route:
        headers.insert(0, f"Record-Route: <sip:{PROXY};lr>")
    return Message(request.first, [f"SIP/2.0/UDP {PROXY}:5060;branch=z9hG4bK{world.token(12)}.1",
                                   filled(request.vias[0], source), *request.vias[1:]],
                   headers, request.body, request.body_type)


def response(request, status, source, tag=None, headers=(), body=""):
    """An answer; source: where the request came from."""
    mirrored = [header for header in request.headers
                if header.startswith(("From", "To", "Call-ID", "CSeq"))]
    if tag:
        mirrored = [header if not header.startswith("To:") or ";tag=" in header
                    else f"{header};tag={tag}" for header in mirrored]
    if not status.startswith("100"):
        mirrored = [header for header in request.headers
                    if header.startswith("Record-Route")] + mirrored
    vias = [filled(request.vias[0], source), *request.vias[1:]]
    return Message(f"SIP/2.0 {status}", vias, mirrored + list(headers), body)


def returned(answer):
    """The same on the other side of the proxy."""
    return Message(answer.first, answer.vias[1:], answer.headers, answer.body, answer.body_type)


def digest(world, name, phone, method, nonce):
    return (f'{name}: Digest username="{phone.user}", realm="{DOMAIN}", nonce="{nonce}", '
            f'uri="sip:{DOMAIN}", response="{world.token(32)}", algorithm=MD5, qop=auth, nc=00000001, '
            f'cnonce="{world.token(8)}"')


P = PROXY, 5060


def registration(world, phone):
    dialog = Dialog(world, phone, phone)
    dialog.call_id = f"{phone.user}-registration@{phone.address}"
    sequence = 2 * next(phone.registrations)
    nonce = world.token(32)
    extra = [f"Contact: {phone.contact};expires=3600", f"User-Agent: {phone.device[0]}",
             "Supported: path, outbound", "Expires: 3600"]
    first = dialog.request("REGISTER", f"sip:{DOMAIN}", sequence, extra)
    yield 0, phone.end, P, first
    yield 0.004, P, phone.end, response(first, "401 Unauthorized", phone.end, world.token(8), [
        f'WWW-Authenticate: Digest realm="{DOMAIN}", nonce="{nonce}", algorithm=MD5, qop="auth"',
        "Server: Registrar 5.6"])
    again = dialog.request("REGISTER", f"sip:{DOMAIN}", sequence + 1,
                           [*extra, digest(world, "Authorization", phone, "REGISTER", nonce)])
    yield 0.02, phone.end, P, again
    if world.random.random() < 0.01:  # lost on its way: sent again
        yield 0.5, phone.end, P, again
    yield 0.006, P, phone.end, response(again, "200 OK", phone.end, world.token(8), [
        f"Contact: {phone.contact};expires=3600", "Server: Registrar 5.6",
        "Date: Mon, 05 Jan 2026 09:00:00 GMT"])


def ping(world, phone):
    server = Phone.__new__(Phone)
    server.__dict__ = {"user": "ping", "address": PROXY, "port": 5060, "aor": f"sip:{DOMAIN}"}
    request = Dialog(world, server, phone).request(
        "OPTIONS", phone.contact[1:-1], headers=[f"Contact: <sip:{PROXY}>", "Accept: application/sdp"])
    yield 0, P, phone.end, request
    yield 0.015, phone.end, P, response(request, "200 OK", P, world.token(8), [
        *phone.headers(), "Accept: application/sdp", "Accept-Encoding: identity",
        "Accept-Language: en"])


def message(world, phone):
    far = world.phone(phone)
    request = Dialog(world, phone, far).request("MESSAGE", far.aor, body="See you at ten",
                                                body_type="text/plain")
    onward = forwarded(world, request, phone.end)
    answer = response(onward, "200 OK", P, world.token(8), [f"User-Agent: {far.device[0]}"])
    yield 0, phone.end, P, request
    yield 0.002, P, far.end, onward
    yield 0.02, far.end, P, answer
    yield 0.001, P, phone.end, returned(answer)


def subscription(world, phone):
    far = world.phone(phone)
    dialog = Dialog(world, phone, far)
    there = f"<sip:{PROXY}:5060>"
    request = dialog.request("SUBSCRIBE", far.aor, headers=[
        *phone.headers(), "Event: dialog", "Accept: application/dialog-info+xml", "Expires: 600"])
    tag = world.token(9)
    yield 0, phone.end, P, request
    yield 0.003, P, phone.end, response(request, "200 OK", phone.end, tag, [
        f"Contact: {there}", "Expires: 600", "Server: Presence 2.1"])
    server = Phone.__new__(Phone)
    server.__dict__ = {"user": far.user, "address": PROXY, "port": 5060, "aor": far.aor}
    back = Dialog(world, server, phone)
    back.call_id, back.near_tag, back.far_tag = dialog.call_id, tag, dialog.near_tag
    body = (f'<?xml version="1.0"?>\r\n<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" '
            f'version="0" state="full" entity="{far.aor}"/>\r\n')
    notify = back.request("NOTIFY", phone.contact[1:-1], headers=[
        f"Contact: {there}", "Event: dialog", "Subscription-State: active;expires=599"],
        body=body, body_type="application/dialog-info+xml")
    yield 0.002, P, phone.end, notify
    yield 0.02, phone.end, P, response(notify, "200 OK", P)


def both_sides(answer, far, near, delay=0.02):
    """A response as it comes to the proxy and leaves it."""
    yield delay, far.end, P, answer
    yield 0.001, P, near.end, returned(answer)


def challenged_invite(world, dialog, near, far, offer):
    """An INVITE that the proxy challenges; gives the one that goes through."""
    headers = [*near.headers(), "Session-Expires: 1800", "Min-SE: 90"]
    if near.device is CARELESS:
        headers = headers[:-2]
    if world.random.random() < 0.5:
        nonce = world.token(32)
        branch = f"z9hG4bK{world.token(16)}"
        tag = world.token(8)
        first = dialog.request("INVITE", far.aor, headers=headers, body=offer, branch=branch)
        yield 0, near.end, P, first
        yield 0.003, P, near.end, response(
            first, "407 Proxy Authentication Required", near.end, tag,
            [f'Proxy-Authenticate: Digest realm="{DOMAIN}", nonce="{nonce}", algorithm=MD5, '
             'qop="auth"'])
        dialog.far_tag = tag
        yield 0.02, near.end, P, dialog.request("ACK", far.aor, branch=branch)
        dialog.far_tag = None
        dialog.cseq += 1
        headers.append(digest(world, "Proxy-Authorization", near, "INVITE", nonce))
    invite = dialog.request("INVITE", far.aor, headers=headers, body=offer)
    yield 0.01, near.end, P, invite
    yield 0.001, P, near.end, response(invite, "100 Trying", near.end)
    return invite


def acknowledge(world, dialog, near, far, invite, onward):
    """The ACK to a failure, on both sides of the proxy: each hop has its own."""
    for request, source, target in ((onward, P, far.end), (invite, near.end, P)):
        ack = Message(request.first.replace("INVITE", "ACK"), request.vias[:1],
                      ["Max-Forwards: 70", *(header.replace("INVITE", "ACK")
                                             for header in dialog.failure.headers
                                             if header.startswith(("From", "To", "Call-ID", "CSeq")))])
        yield 0.002, source, target, ack


def call(world, near):
    far = world.phone(near)
    dialog = Dialog(world, near, far, world.random.randrange(1, 30000))
    ports = world.random.randrange(16384, 32000, 2), world.random.randrange(32768, 60000, 2)
    invite = yield from challenged_invite(world, dialog, near, far, near.session(ports[0]))
    onward = forwarded(world, invite, near.end, record_route=True)
    yield 0.002, P, far.end, onward
    tag, fate = world.token(10), world.random.random()
    if fate < 0.06:
        answers = "404 Not Found",
    elif fate < 0.16:
        answers = "180 Ringing", "486 Busy Here"
    elif fate < 0.24:
        answers = "180 Ringing", "480 Temporarily Unavailable"
    elif fate < 0.36:
        answers = "180 Ringing", "487 Request Terminated"
    else:
        answers = ("180 Ringing",)
    dialog.failure = None
    for status in answers:
        if status.startswith("487"):
            yield from cancel(world, near, far, invite, onward, tag)
        contact = far.headers() if status[0] == "1" else [f"User-Agent: {far.device[0]}"]
        answer = response(onward, status, P, tag, contact)
        wait = 0.05 if status[0] == "1" else world.random.uniform(1, 8)
        yield from both_sides(answer, far, near, wait)
        dialog.failure = answer if status[0] == "4" else None
    if dialog.failure:
        yield from acknowledge(world, dialog, near, far, invite, onward)
        return
    codecs = [codec for codec in far.device[3] if codec in near.device[3]] or far.device[3][-1:]
    agreed = response(onward, "200 OK", P, tag, far.headers(), far.session(ports[1], codecs))
    if near.device is not CARELESS and far.device is not CARELESS:
        agreed.headers += ["Require: timer", "Session-Expires: 1800;refresher=uac"]
    yield from both_sides(agreed, far, near, world.random.uniform(1, 10))
    if world.random.random() < 0.02:  # the ACK comes late: the answer is sent again
        yield from both_sides(agreed, far, near, 0.5)
    dialog.far_tag = tag
    yield from conversation(world, dialog, near, far, ports)


def cancel(world, near, far, invite, onward, tag):
    for request, source, target in ((invite, near.end, P), (onward, P, far.end)):
        stop = Message(request.first.replace("INVITE", "CANCEL"), request.vias[:1],
                       [header.replace("INVITE", "CANCEL") for header in request.headers
                        if header.startswith(("Max-Forwards", "From", "To", "Call-ID", "CSeq"))])
        yield 0.5 if source != P else 0.001, source, target, stop
        yield 0.001, target, source, response(stop, "200 OK", source, tag)


def conversation(world, dialog, near, far, ports):
    route = [f"Route: <sip:{PROXY};lr>"]
    target = far.contact[1:-1]
    ack = dialog.request("ACK", target, headers=route)
    yield 0.03, near.end, P, ack
    yield 0.001, P, far.end, forwarded(world, ack, near.end)
    media = (near.address, ports[0], far.address, ports[1])
    yield 0, media, None, None
    dialog.cseq += 1
    bye = dialog.request("BYE", target, headers=[*route, f"User-Agent: {near.device[0]}"])
    onward = forwarded(world, bye, near.end)
    yield world.random.uniform(5, 120), near.end, P, bye
    yield 0, media, None, None
    yield 0.001, P, far.end, onward
    yield from both_sides(response(onward, "200 OK", P, headers=[f"User-Agent: {far.device[0]}"]),
                          far, near)


class World:
    """The phones, and the dice."""

    def __init__(self, phones):
        self.random = random.Random(3261)
        self.phones = [Phone(number) for number in range(phones)]

    def token(self, length):
        return f"{self.random.getrandbits(4 * length):0{length}x}"

    def phone(self, other=None):
        found = self.random.choice(self.phones)
        return found if found is not other else self.phones[self.phones.index(other) - 1]

    def everyday(self):
        """Something that happens next: mostly calls."""
        scenarios = (call, registration, ping, message, subscription)
        kind, = self.random.choices(scenarios, weights=(45, 25, 20, 4, 6))
        return kind(self, self.phone()), 11

    def storm(self):
        return registration(self, self.phone()), 4


def in_order(world, kind, per_second):
    """(time, source, destination, octets) of all that happens, for ever, in order of time; None for
    the octets where media begin or end."""
    waiting, number, clock = [], itertools.count(), 0.0
    while True:
        scenario, messages = getattr(world, kind)()
        clock += world.random.expovariate(per_second / messages)
        heapq.heappush(waiting, (clock, next(number), scenario, None))
        while waiting[0][0] <= clock:
            time, _, scenario, event = heapq.heappop(waiting)
            if event:
                yield (time, *event)
            following = next(scenario, None)
            if following:
                delay, source, target, what = following
                heapq.heappush(waiting, (time + delay, next(number), scenario,
                                         (source, target, what and what.octets())))


def packet(source, target, payload):
    """Ethernet, IPv4 and UDP around it."""
    (from_address, from_port), (to_address, to_port) = source, target
    addresses = bytes(map(int, f"{from_address}.{to_address}".split(".")))
    ip = struct.pack(">BBHHHBB2x", 0x45, 0, 28 + len(payload), 0, 0x4000, 64, 17) + addresses
    total = sum(struct.unpack(">10H", ip))
    total = (total & 0xFFFF) + (total >> 16)
    checksum = ~(total + (total >> 16)) & 0xFFFF
    return (b"\2\0\0\0\0\2\2\0\0\0\0\1\x08\0" + ip[:10] + struct.pack(">H", checksum) + addresses +
            struct.pack(">HHHH", from_port, to_port, 8 + len(payload), 0) + payload)


class Media:
    """RTP of the calls that are up, one packet of one stream after the other."""

    def __init__(self):
        self.streams, self.at, self.owed, self.last = {}, 0, 0, 0.0

    def toggle(self, ends):
        near, far = ends[:2], ends[2:]
        for source, target in ((near, far), (far, near)):
            if not self.streams.pop((source, target), None):
                self.streams[source, target] = [len(self.streams), 0]

    def packets(self, time):
        """Those that go by up to the next message, as (time, packet)."""
        self.owed += RTP_PER_SIP
        ends = list(self.streams) if self.streams else []
        count = self.owed if ends else 0
        for i in range(count):
            self.at += 1
            source, target = ends[self.at % len(ends)]
            stream = self.streams[source, target]
            stream[1] += 1
            header = struct.pack(">BBHII", 0x80, 8, stream[1] & 0xFFFF, stream[1] * 160 & 0xFFFFFFFF,
                                 stream[0])
            moment = self.last + (time - self.last) * i / count
            yield moment, packet(source, target, header + b"\xd5" * 160)
        self.owed -= count
        self.last = time


def calls(count):
    media_ignored = in_order(World(4000), "everyday", MESSAGES_PER_SECOND)
    for time, source, target, octets in media_ignored:
        if octets:
            yield time, packet(source, target, octets)


def mix(count):
    media = Media()
    for time, source, target, octets in in_order(World(4000), "everyday", MESSAGES_PER_SECOND):
        if octets is None:
            media.toggle(source)
        else:
            yield from media.packets(time)
            yield time, packet(source, target, octets)


def storm(count):
    world = World(20000)
    for time, source, target, octets in in_order(world, "storm", 5000):
        yield time, packet(source, target, octets)


KINDS = {"calls": calls, "mix": mix, "storm": storm}


def write(path, kind, packets):
    with open(path, "wb", buffering=1 << 20) as out:
        out.write(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65535, 1))
        for time, octets in itertools.islice(KINDS[kind](packets), packets):
            micro = round(time * 1000000)
            out.write(struct.pack("<IIII", START + micro // 1000000, micro % 1000000, len(octets),
                                  len(octets)) + octets)
