# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenarios for SIPp: who calls, and who answers, for one line of calls.txt."""

SDP = """v=0
o=user1 1 1 IN IP[media_ip_type] [media_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0
a=rtpmap:0 PCMU/8000
"""
REQUEST = """{method} {uri} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=z9hG4bK-{name}-{branch}
Max-Forwards: {hops}
From: <sip:alice@example.com>;tag=a-{name}
To: <{to}>{tag}
Call-ID: [call_id]
CSeq: {cseq} {method}
"""
CONTACT = "Contact: <sip:[local_ip]:[local_port];transport=[transport]>\n"
TEXT = "Content-Type: text/plain\nContent-Length: [len]\n\nHello"
OFFER = "Content-Type: application/sdp\nContent-Length: [len]\n\n" + SDP
NOTHING = "Content-Length: 0\n\n"
ANSWER = """SIP/2.0 {code}
[last_Via:]
[last_Record-Route:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
"""


def scenario(name, steps):
    return (f'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<!DOCTYPE scenario SYSTEM "sipp.dtd">\n'
            f'<scenario name="{name}">\n{"".join(steps)}</scenario>\n')


def send(text):
    return f"<send><![CDATA[\n{text}\n]]></send>\n"


def receive_answer(code, optional=False):
    return f'<recv response="{code}" rrs="true"{" optional=&quot;true&quot;" if optional else ""}/>\n'.replace("&quot;", '"')


def receive_request(method):
    return f'<recv request="{method}"/>\n'


class Request:
    """The text of a request; each transaction has a branch that tells its name."""

    def __init__(self, name, to):
        self.name, self.to, self.cseq = name, to, 0

    def text(self, method, uri=None, hops=70, branch=None, more=NOTHING, same_number=False):
        self.cseq += not same_number
        tag = "[peer_tag_param]" if method in ("ACK", "BYE") else ""
        return REQUEST.format(method=method, tag=tag, uri=uri or self.to, hops=hops, name=self.name, to=self.to,
                              branch=branch or f"{self.cseq}", cseq=self.cseq) + more


def number(answer):
    return int(answer.split(" ")[0])


def as_relayed(answer):
    """What the caller sees: a proxy makes a 500 of a 503 (RFC 3261 section 16.7)."""
    return 500 if number(answer) == 503 else number(answer)


def caller(call, uri):
    """Sends the request, and what belongs to it: ACK, and BYE where the call was answered."""
    request, final = Request(call.name, uri), as_relayed(call.final)
    invite = call.method == "INVITE"
    steps = [send(request.text(call.method, more=CONTACT + OFFER if invite else TEXT))]
    steps += [receive_answer(100, optional=True)] * invite
    steps += [receive_answer(number(early)) for early in call.early]
    steps.append(receive_answer(final))
    if invite and final >= 300:
        steps.append(send(request.text("ACK", same_number=True, branch="1")))
    elif invite:
        steps.append(send("[routes]\n".join(parts(request.text("ACK", "[next_url]", same_number=True, branch="ack")))))
        steps.append("<pause milliseconds=\"100\"/>\n")
        steps.append(send("[routes]\n".join(parts(request.text("BYE", "[next_url]")))))
        steps.append(receive_answer(200))
    return scenario(call.name, steps)


def parts(text):
    """The first line and Via, and what follows Route."""
    lines = text.split("\n")
    return "\n".join(lines[:2]) + "\n", "\n".join(lines[2:])


def callee(call):
    """Waits for the request and answers it."""
    invite, final, tag = call.method == "INVITE", number(call.final), f";tag=b-{call.name}"
    steps = [receive_request(call.method)]
    for early in call.early:
        steps.append(send(ANSWER.format(code=early, tag=tag) + CONTACT + NOTHING))
        steps.append("<pause milliseconds=\"50\"/>\n")
    fields = "".join(field + "\n" for field in call.fields)
    success = CONTACT + OFFER if invite else NOTHING
    steps.append(send(ANSWER.format(code=call.final, tag=tag) + fields + (success if final < 300 else NOTHING)))
    if invite:
        steps.append(receive_request("ACK"))
    if invite and final < 300:
        steps.append(receive_request("BYE"))
        steps.append(send(ANSWER.format(code="200 OK", tag="") + NOTHING))
    return scenario(call.name, steps)
