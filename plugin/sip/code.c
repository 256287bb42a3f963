/* code.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/code.h"

#include <stdlib.h>
#include <string.h>

#include "texts/catalogue.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Choices made where the RFCs leave room:
 * - alt_names has the phrases of other standards and, for 481, 482 and 487, those that common
 *   implementations send. It has none that explain 400, 480 or 484 further.
 * - permanence: conditional is a success, and a failure that a change can cure; permanent is what
 *   this server will not do at all, however the request is put.
 * - scope: a realm, a proxy or a user agent as such is "this server"; what depends on the person,
 *   the device, the dialog or the branch is "this user here".
 * - outcome: unavailable also where the way to the callee failed (430, 440, 482, 483). */
const struct sip_code sip_codes[] = {
    {
        .code = 100,
        .name = "Trying",
        .meaning = "The next hop has the request and works on it; the called side has said "
                   "nothing yet.",
        .advice = "Stop repeating an INVITE and wait for the next response.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.1",
    },
    {
        .code = 180,
        .name = "Ringing",
        .meaning = "The called user's device is alerting: it rings, and nobody has answered yet.",
        .advice = "Play a ringback tone unless early media arrives, send PRACK if the response is "
                  "reliable, and wait.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_RINGING,
        .reference = "RFC 3261 §21.1.2",
    },
    {
        .code = 181,
        .name = "Call Is Being Forwarded",
        .meaning = "The call is being passed on to destinations other than the one first "
                   "addressed.",
        .advice = "Wait, and let the caller see the diversion if the user interface can show it.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.3",
    },
    {
        .code = 182,
        .name = "Queued",
        .meaning = "The callee cannot take the call now, and the server queues it instead of "
                   "refusing it.",
        .advice = "Wait in the queue, and show the reason phrase of each further 182, which may "
                  "tell how it moves.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.4",
    },
    {
        .code = 183,
        .name = "Session Progress",
        .meaning = "The call is advancing in a way that no other provisional code names, often "
                   "with early media.",
        .advice = "Wait, play early media if there is any, and send PRACK if the response is "
                  "reliable.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 3261 §21.1.5",
    },
    {
        .code = 199,
        .name = "Early Dialog Terminated",
        .meaning = "One early dialog of this INVITE has ended; the INVITE itself goes on and can "
                   "still succeed.",
        .advice = "Free what the early dialog with this To tag holds, send nothing more on it, "
                  "and wait for the others.",
        .action = SIP_ACTION_WAIT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TRANSIENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_NONE,
        .reference = "RFC 6228 §1",
    },
    {
        .code = 200,
        .name = "OK",
        .meaning = "The request succeeded; the method decides what the header fields and the "
                   "body contain.",
        .advice = "After an INVITE, send ACK for every copy of this response that arrives; "
                  "otherwise just go on.",
        .action = SIP_ACTION_PROCEED,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_ANSWERED,
        .reference = "RFC 3261 §21.2.1",
    },
    {
        .code = 202,
        .name = "Accepted",
        .meaning = "The request was taken in, but what it asks for may not have been done yet; "
                   "otherwise as 200.",
        .advice = "Treat it exactly as 200, and do not take it as proof that the work is finished.",
        .action = SIP_ACTION_PROCEED,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_DEPRECATED,
        .outcome = SIP_OUTCOME_OTHER_SUCCESS,
        .reference = "RFC 6665 §8.3.1",
    },
    {
        .code = 204,
        .name = "No Notification",
        .meaning = "The subscription is refreshed, and no NOTIFY follows: the subscriber has the "
                   "current state already.",
        .advice = "Keep the state at hand, note the new expiry, and do not wait for a NOTIFY to "
                  "this SUBSCRIBE.",
        .action = SIP_ACTION_PROCEED,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_OTHER_SUCCESS,
        .reference = "RFC 5839 §7.1",
    },
    {
        .code = 300,
        .name = "Multiple Choices",
        .meaning = "The address leads to several places, and the caller is to choose among those "
                   "listed.",
        .advice = "Try the addresses in Contact, the highest q value first and each only once, or "
                  "let the user choose.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.1",
    },
    {
        .code = 301,
        .name = "Moved Permanently",
        .meaning = "The user has left this address for good; the new one is the one in Contact.",
        .advice = "Retry at the address in Contact, and put it in place of the old one in address "
                  "books and caches.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.2",
    },
    {
        .code = 302,
        .name = "Moved Temporarily",
        .meaning = "The user can for now be reached at the address in Contact instead of this one.",
        .advice = "Retry at the address in Contact, and keep that address for later only if an "
                  "expiry time is given.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.3",
    },
    {
        .code = 305,
        .name = "Use Proxy",
        .meaning = "The called side takes this request only by way of the proxy that Contact "
                   "names.",
        .advice = "Send this one request again through the proxy in Contact.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.4",
    },
    {
        .code = 380,
        .name = "Alternative Service",
        .meaning = "The call failed, but the body of this response describes other services that "
                   "may do instead.",
        .advice = "Use a service that the body describes, or give up if you understand none of "
                  "them.",
        .action = SIP_ACTION_REDIRECT,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_REDIRECTED,
        .reference = "RFC 3261 §21.3.5",
    },
    {
        .code = 400,
        .name = "Bad Request",
        .alt_names = "Invalid Request",
        .meaning = "The server could not make sense of the request, because its syntax is wrong.",
        .advice = "Correct what the reason phrase or Warning points at, and do not repeat the "
                  "request unchanged.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.1",
    },
    {
        .code = 401,
        .name = "Unauthorized",
        .meaning = "The called server or registrar serves the request only with valid credentials "
                   "for its realm.",
        .advice = "Answer WWW-Authenticate: repeat the request with Authorization and the next "
                  "CSeq number.",
        .action = SIP_ACTION_AUTHENTICATE,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CHALLENGED,
        .reference = "RFC 3261 §21.4.2",
    },
    {
        .code = 402,
        .name = "Payment Required",
        .meaning = "The code is reserved for later use and has no agreed meaning beyond a failed "
                   "request.",
        .advice = "Handle it as 400, and do not repeat the request unchanged.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_RESERVED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.3",
    },
    {
        .code = 403,
        .name = "Forbidden",
        .alt_names = "Stale Date",
        .meaning = "The server understood the request and refuses it; credentials would not "
                   "change that.",
        .advice = "Do not repeat the request; ask the operator of the server which policy "
                  "forbids it.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.4",
    },
    {
        .code = 404,
        .name = "Not Found",
        .meaning = "The server is certain that the domain has no such user, or does not serve "
                   "that domain at all.",
        .advice = "Check user and domain of the Request-URI, and do not call the same address "
                  "again unchanged.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.5",
    },
    {
        .code = 405,
        .name = "Method Not Allowed",
        .meaning = "The server knows the method, but the address called does not permit it.",
        .advice = "Use a method that Allow lists, and do not send this one to the address again.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.6",
    },
    {
        .code = 406,
        .name = "Not Acceptable",
        .meaning = "The server can answer only with body formats that the request's Accept header "
                   "rules out.",
        .advice = "Add further formats that you can read to Accept, and retry.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.7",
    },
    {
        .code = 407,
        .name = "Proxy Authentication Required",
        .alt_names = "Proxy Authorization Required",
        .meaning = "A proxy on the path lets the request pass only with valid credentials for its "
                   "realm.",
        .advice = "Answer Proxy-Authenticate: repeat the request with Proxy-Authorization and the "
                  "next CSeq number.",
        .action = SIP_ACTION_AUTHENTICATE,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CHALLENGED,
        .reference = "RFC 3261 §21.4.8",
    },
    {
        .code = 408,
        .name = "Request Timeout",
        .alt_names = "Timeout",
        .meaning = "The server got no result in the time it had, for instance because the user "
                   "was not found in time.",
        .advice = "Repeat the request later if you like; inside a dialog end the call or "
                  "subscription instead.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_TIMED_OUT,
        .reference = "RFC 3261 §21.4.9",
    },
    {
        .code = 410,
        .name = "Gone",
        .meaning = "The user or resource is no longer here, for good as far as is known, and left "
                   "no new address.",
        .advice = "Delete the address wherever it is stored, and do not try it again.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.10",
    },
    {
        .code = 412,
        .name = "Conditional Request Failed",
        .meaning = "The condition in the request is not met: the server has no event state with "
                   "that entity-tag.",
        .advice = "Discard the entity-tag, and publish the whole state afresh without "
                  "SIP-If-Match.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3903 §11.2.1",
    },
    {
        .code = 413,
        .name = "Request Entity Too Large",
        .alt_names = "Request Entity Too Long",
        .meaning = "The body of the request is too big for this server to handle, perhaps only "
                   "for the time being.",
        .advice = "Retry with a smaller body or none, or unchanged after Retry-After if that is "
                  "given.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.11",
    },
    {
        .code = 414,
        .name = "Request-URI Too Long",
        .alt_names = "Request-URI Too Large",
        .meaning = "The Request-URI, the address in the request line, is too long for this server.",
        .advice = "Retry with a shorter Request-URI, leaving out parameters and headers inside it "
                  "first.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.12",
    },
    {
        .code = 415,
        .name = "Unsupported Media Type",
        .meaning = "The server does not support the media type, encoding or language of the "
                   "request's body.",
        .advice = "Retry with a body that fits the Accept, Accept-Encoding or Accept-Language "
                  "given here.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.13",
    },
    {
        .code = 416,
        .name = "Unsupported URI Scheme",
        .meaning = "The server does not know the scheme of the Request-URI, for instance tel or "
                   "sips.",
        .advice = "Retry with a SIP URI, but ask the user first if the refused one was a SIPS URI.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.14",
    },
    {
        .code = 417,
        .name = "Unknown Resource-Priority",
        .meaning = "The request insists on priority handling, but the server knows none of its "
                   "Resource-Priority values.",
        .advice = "Retry with a value from Accept-Resource-Priority, or take resource-priority "
                  "out of Require.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 4412 §4.6.2",
    },
    {
        .code = 420,
        .name = "Bad Extension",
        .meaning = "The request requires a protocol extension that the server does not understand.",
        .advice = "Retry without the extensions that Unsupported lists.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.15",
    },
    {
        .code = 421,
        .name = "Extension Required",
        .meaning = "The server needs an extension that the client has not declared in Supported.",
        .advice = "Retry with the option tags from Require in Supported if you have these "
                  "extensions, else give up.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.16",
    },
    {
        .code = 422,
        .name = "Session Interval Too Small",
        .meaning = "The session timer asked for is shorter than a server on the path permits.",
        .advice = "Retry with Session-Expires and Min-SE of at least the Min-SE given here.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 4028 §6",
    },
    {
        .code = 423,
        .name = "Interval Too Brief",
        .meaning = "The registration, subscription or publication would expire sooner than the "
                   "server permits.",
        .advice = "Retry with an expiry time of at least the Min-Expires given here.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.17",
    },
    {
        .code = 424,
        .name = "Bad Location Information",
        .meaning = "The location in the request is malformed, of no use to its recipient, or "
                   "could not be fetched.",
        .advice = "Correct the location as Geolocation-Error says, or take the one in the body, "
                  "and retry.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 6442 §4.3",
    },
    {
        .code = 425,
        .name = "Bad Alert Message",
        .meaning = "The alert in the request is too malformed for any emergency response to be "
                   "based on it.",
        .advice = "Correct the alert as AlertMsg-Error says, and send it again.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8876 §5.1",
    },
    {
        .code = 428,
        .name = "Use Identity Header",
        .alt_names = "Use Supported PASSporT Format",
        .meaning = "The verifier insists on a signed caller identity, and the request has no "
                   "Identity header it can use.",
        .advice = "Have the request signed by an authentication service, and retry with the "
                  "Identity header it adds.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 429,
        .name = "Provide Referrer Identity",
        .meaning = "The recipient wants proof of who made the referral, and a valid Referred-By "
                   "token is missing.",
        .advice = "Send a new REFER with a valid Referred-By token, or report this to the "
                  "referrer if that is not you.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3892 §5",
    },
    {
        .code = 430,
        .name = "Flow Failed",
        .meaning = "The connection by which the edge proxy reaches the user's device no longer "
                   "works.",
        .advice = "Forward the request over another flow to the same device, or handle it as 400 "
                  "if you are no proxy.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 5626 §11.5",
    },
    {
        .code = 433,
        .name = "Anonymity Disallowed",
        .meaning = "The called side does not accept anonymous requests, and this one hides who "
                   "sends it.",
        .advice = "Retry without anonymity only if the user agrees to it, and otherwise give up.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 5079 §5",
    },
    {
        .code = 436,
        .name = "Bad Identity Info",
        .alt_names = "Bad Identity-Info",
        .meaning = "The verifier could not fetch the credential needed to check the Identity "
                   "header.",
        .advice = "Sign again with an info parameter whose URI the verifier can reach, and retry.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 437,
        .name = "Unsupported Credential",
        .alt_names = "Unsupported Certificate",
        .meaning = "The verifier has the credential behind the Identity header, but does not "
                   "trust or support it.",
        .advice = "Retry with a credential from an authority that the verifier trusts, in an "
                  "algorithm it supports.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 438,
        .name = "Invalid Identity Header",
        .alt_names = "Invalid PASSporT",
        .meaning = "None of the request's Identity headers holds a token that is both valid and "
                   "supported.",
        .advice = "Retry once with the full form of the PASSporT, and look for a hop that alters "
                  "signed headers.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 8224 §6.2.2",
    },
    {
        .code = 439,
        .name = "First Hop Lacks Outbound Support",
        .meaning = "The registrar supports outbound connections, but the first proxy that the "
                   "client uses does not.",
        .advice = "Register through another outbound proxy, or without the outbound extension.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 5626 §11.6",
    },
    {
        .code = 440,
        .name = "Max-Breadth Exceeded",
        .meaning = "A proxy had to try more destinations at once than Max-Breadth permits, so "
                   "some were not reached.",
        .advice = "Narrow the search by a more exact address or by other routing, and retry.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 5393 §5.3.3",
    },
    {
        .code = 469,
        .name = "Bad Info Package",
        .meaning = "The INFO belongs to an Info Package that its recipient has not offered to "
                   "receive.",
        .advice = "Send no more INFO of this package, keep to those in Recv-Info, and leave the "
                  "dialog as it is.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 6086 §4.2.2",
    },
    {
        .code = 470,
        .name = "Consent Needed",
        .meaning = "The relay has no permission to send to one or more addresses on the request's "
                   "URI list.",
        .advice = "Have the relay ask permission for the addresses in Permission-Missing, and "
                  "retry once it is given.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 5360 §5.9.2",
    },
    {
        .code = 480,
        .name = "Temporarily Unavailable",
        .alt_names = "Temporarily Not Available",
        .meaning = "The user is known, but cannot be reached now: not logged in, for example, or "
                   "not to be disturbed.",
        .advice = "Try again later, after Retry-After if it is given, or try another address of "
                  "the user.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.18",
    },
    {
        .code = 481,
        .name = "Call/Transaction Does Not Exist",
        .alt_names = "Call Leg/Transaction Does Not Exist|Call Leg Does Not Exist|"
                     "Transaction Does Not Exist|Subscription Does Not Exist",
        .meaning = "The request belongs to no dialog or transaction that its recipient knows.",
        .advice = "End the call or subscription that the request belonged to; after a CANCEL do "
                  "nothing.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.19",
    },
    {
        .code = 482,
        .name = "Loop Detected",
        .alt_names = "(Loop Detected)|Merged Request|Request Merged",
        .meaning = "The request came again to a server that has it already: in a loop, or as a "
                   "copy by another path.",
        .advice = "Correct the routing that leads in a circle, and for a mere copy go by the "
                  "other branch's answer.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.20",
    },
    {
        .code = 483,
        .name = "Too Many Hops",
        .meaning = "Max-Forwards reached zero before the request reached its target, most often "
                   "because of a loop.",
        .advice = "Look for a loop in the routing, or start with a larger Max-Forwards if the "
                  "path is just long.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.4.21",
    },
    {
        .code = 484,
        .name = "Address Incomplete",
        .meaning = "The address in the Request-URI, as a rule a dialled number, is not complete.",
        .advice = "Collect more digits, and retry with the longer number.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.22",
    },
    {
        .code = 485,
        .name = "Ambiguous",
        .meaning = "The address fits more than one user, and the server does not know which one "
                   "is meant.",
        .advice = "Let the user choose one of the addresses in Contact, or enter a more exact one.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.23",
    },
    {
        .code = 486,
        .name = "Busy Here",
        .alt_names = "Busy",
        .meaning = "The callee's device was reached, but it cannot or will not take another call "
                   "now.",
        .advice = "Call again later, after Retry-After if it is given, or try another address of "
                  "the user.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_BUSY,
        .reference = "RFC 3261 §21.4.24",
    },
    {
        .code = 487,
        .name = "Request Terminated",
        .alt_names = "Request Cancelled|Request Canceled",
        .meaning = "The request was given up before it was answered: by CANCEL, by BYE, or "
                   "because it expired.",
        .advice = "Do nothing more, since this is how a cancelled request is meant to end.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CANCELLED,
        .reference = "RFC 3261 §21.4.25",
    },
    {
        .code = 488,
        .name = "Not Acceptable Here",
        .meaning = "The session offered does not suit this destination, though another one might "
                   "accept it.",
        .advice = "Change the offer as Warning or the capabilities in the body suggest, or try "
                  "another destination.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.26",
    },
    {
        .code = 489,
        .name = "Bad Event",
        .meaning = "The Event header names an event package that this server does not support.",
        .advice = "Stop using this event package here, and choose one from Allow-Events if that "
                  "is given.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 6665 §8.3.2",
    },
    {
        .code = 491,
        .name = "Request Pending",
        .meaning = "Both sides acted at once: the recipient still has a request of its own "
                   "pending in this dialog.",
        .advice = "Retry after a random time: 2.1 to 4 s if you chose the Call-ID, up to 2 s if "
                  "the peer did.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.27",
    },
    {
        .code = 493,
        .name = "Undecipherable",
        .meaning = "The body is encrypted, and its recipient does not have or will not use the "
                   "key that opens it.",
        .advice = "Encrypt with the certificate in this response; if there is none, decide "
                  "whether to send in clear.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.4.28",
    },
    {
        .code = 494,
        .name = "Security Agreement Required",
        .meaning = "The first hop serves the request only after client and server agree on a "
                   "security mechanism.",
        .advice = "Start the best common mechanism of Security-Server, and retry with "
                  "Security-Verify.",
        .action = SIP_ACTION_AUTHENTICATE,
        .scope = SIP_SCOPE_NEXT_HOP,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CHALLENGED,
        .reference = "RFC 3329 §2.3.1",
    },
    {
        .code = 500,
        .name = "Server Internal Error",
        .alt_names = "Internal Server Error|Server Error",
        .meaning = "Something unexpected inside the server kept it from serving the request.",
        .advice = "Retry when Retry-After is over, or after several seconds if it is absent.",
        .action = SIP_ACTION_RETRY_LATER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.1",
    },
    {
        .code = 501,
        .name = "Not Implemented",
        .meaning = "The server lacks what the request needs: it does not know the method, for any "
                   "user at all.",
        .advice = "Stop sending this method to this server.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.2",
    },
    {
        .code = 502,
        .name = "Bad Gateway",
        .meaning = "A gateway or proxy got an invalid response from the server behind it.",
        .advice = "Try another server or route, and look for the fault behind this one.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.3",
    },
    {
        .code = 503,
        .name = "Service Unavailable",
        .meaning = "The server is overloaded or under maintenance, and can process no request for "
                   "the moment.",
        .advice = "Try another server, and spare this one until Retry-After is over; if that is "
                  "absent, act as for 500.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.4",
    },
    {
        .code = 504,
        .name = "Server Time-out",
        .alt_names = "Server Timeout|Gateway Time-out|Gateway Timeout",
        .meaning = "The server asked another one in order to serve the request, and got no answer "
                   "in time.",
        .advice = "Try another server or route, or repeat the request later.",
        .action = SIP_ACTION_TRY_ANOTHER_SERVER,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.5",
    },
    {
        .code = 505,
        .name = "Version Not Supported",
        .alt_names = "SIP Version Not Supported",
        .meaning = "The server cannot or will not work with the SIP version in which the request "
                   "is written.",
        .advice = "Retry in a version that the server supports, in practice SIP/2.0, or give up.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.6",
    },
    {
        .code = 513,
        .name = "Message Too Large",
        .meaning = "The message as a whole is longer than the server is able to process.",
        .advice = "Retry with a shorter message: fewer or shorter headers, or a smaller body.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3261 §21.5.7",
    },
    {
        .code = 555,
        .name = "Push Notification Service Not Supported",
        .meaning = "The network does not support the push notification service that the REGISTER "
                   "asks for.",
        .advice = "Register without this push service, and keep the client reachable in another "
                  "way.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_SERVER,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 8599 §8.1",
    },
    {
        .code = 580,
        .name = "Precondition Failure",
        .alt_names = "Precondition-Failure",
        .meaning = "The called side cannot or will not meet a precondition of the offer, such as "
                   "reserved bandwidth.",
        .advice = "Relax or drop the precondition that the body marks as failed, and retry.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_THIS_USER_HERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_SERVER_FAULT,
        .reference = "RFC 3312 §8",
    },
    {
        .code = 600,
        .name = "Busy Everywhere",
        .alt_names = "Busy",
        .meaning = "The callee is busy, and no other device or voice mail of the callee will take "
                   "the call.",
        .advice = "Stop trying addresses of this user, and call again only later, after "
                  "Retry-After if it is given.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_TEMPORARY,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_BUSY,
        .reference = "RFC 3261 §21.6.1",
    },
    {
        .code = 603,
        .name = "Decline",
        .alt_names = "Declined|Network Blocked",
        .meaning = "The user was reached and will not or cannot take part, neither here nor at "
                   "any other device.",
        .advice = "Stop, and do not try again by yourself unless Retry-After names a better time.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_DECLINED,
        .reference = "RFC 3261 §21.6.2",
    },
    {
        .code = 604,
        .name = "Does Not Exist Anywhere",
        .meaning = "No server anywhere has such a user, and the one that answered has the "
                   "authority to say so.",
        .advice = "Stop, and correct the address before you call again.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_UNAVAILABLE,
        .reference = "RFC 3261 §21.6.3",
    },
    {
        .code = 606,
        .name = "Not Acceptable",
        .meaning = "The user is willing to talk, but the media, bandwidth or addressing offered "
                   "suits no device.",
        .advice = "Change media, bandwidth or addressing as Warning says, or leave it at that.",
        .action = SIP_ACTION_CHANGE_REQUEST,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_CLIENT_FAULT,
        .reference = "RFC 3261 §21.6.4",
    },
    {
        .code = 607,
        .name = "Unwanted",
        .meaning = "The called user rejects this caller as unwanted, in the way of marking mail "
                   "as spam.",
        .advice = "Stop, and expect the provider of the called user to act on it, for instance by "
                  "blocking.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_PERMANENT,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_DECLINED,
        .reference = "RFC 8197 §4",
    },
    {
        .code = 608,
        .name = "Rejected",
        .meaning = "A service in the network, not the user, rejected the request as unwanted, as "
                   "call analytics do.",
        .advice = "Stop, and appeal to the service through the signed contact card in Call-Info "
                  "if it is wrong.",
        .action = SIP_ACTION_STOP,
        .scope = SIP_SCOPE_EVERYWHERE,
        .permanence = SIP_CONDITIONAL,
        .status = SIP_CODE_REGISTERED,
        .outcome = SIP_OUTCOME_DECLINED,
        .reference = "RFC 8688 §3.1",
    },
};

const size_t sip_codes_count = COUNT(sip_codes);

const struct sip_code *sip_code_find(unsigned code)
{
    static const struct sip_code *by_code[700]; /* filled on first use */

    if (by_code[sip_codes[0].code] == NULL) {
        for (size_t i = 0; i < COUNT(sip_codes); i++) {
            by_code[sip_codes[i].code] = &sip_codes[i];
        }
    }
    return code < COUNT(by_code) ? by_code[code] : NULL;
}

unsigned sip_code_effective(unsigned code)
{
    if (code < 100 || code > 699) {
        return 0;
    }
    if (sip_code_find(code) != NULL) {
        return code;
    }
    return code < 200 ? 183 : code / 100 * 100;
}

const struct sip_code *sip_code_describe(unsigned code)
{
    return sip_code_find(sip_code_effective(code));
}

/* A 2xx answers a call only if the request was an INVITE; without the method nobody can tell. */
static enum sip_outcome outcome_of_success(enum sip_method method)
{
    if (method == SIP_METHOD_UNKNOWN) {
        return SIP_OUTCOME_NONE;
    }
    return method == SIP_METHOD_INVITE ? SIP_OUTCOME_ANSWERED : SIP_OUTCOME_OTHER_SUCCESS;
}

enum sip_outcome sip_code_outcome(unsigned code, enum sip_method method)
{
    const struct sip_code *entry = sip_code_describe(code);

    if (entry == NULL) {
        return SIP_OUTCOME_NONE;
    }
    if (code >= 200 && code <= 299) {
        return outcome_of_success(method);
    }
    if (entry->outcome == SIP_OUTCOME_RINGING && method != SIP_METHOD_INVITE &&
        method != SIP_METHOD_UNKNOWN) {
        return SIP_OUTCOME_NONE;
    }
    return entry->outcome;
}

static struct sip_slice slice_of(const char *text)
{
    return (struct sip_slice){text, text != NULL ? strlen(text) : 0};
}

bool sip_code_has_phrase(const struct sip_code *code, struct sip_slice phrase)
{
    struct sip_slice rest = slice_of(code->alt_names);
    struct sip_slice name = slice_of(code->name);

    while (!sip_slice_equal_nocase(phrase, name)) {
        if (rest.p == NULL) {
            return false;
        }
        rest = sip_slice_cut(rest, '|', &name);
    }
    return true;
}

const char *sip_code_meaning(const struct sip_code *code, enum sip_language language)
{
    const struct sip_code_texts *texts = sip_catalogue_code(language, code->code);
    return texts != NULL && texts->meaning != NULL ? texts->meaning : code->meaning;
}

const char *sip_code_advice(const struct sip_code *code, enum sip_language language)
{
    const struct sip_code_texts *texts = sip_catalogue_code(language, code->code);
    return texts != NULL && texts->advice != NULL ? texts->advice : code->advice;
}

/* The name of a value, also of one that the enumeration does not have. */
static const char *name_of(const char *const *names, size_t count, unsigned value,
                           enum sip_language language)
{
    return sip_text(value < count && names[value] != NULL ? names[value] : "unknown", language);
}

const char *sip_class_text(unsigned class_digit, enum sip_language language)
{
    static const char *const names[] = {
        [1] = "Provisional",     [2] = "Success",        [3] = "Redirection",
        [4] = "Request Failure", [5] = "Server Failure", [6] = "Global Failure",
    };
    return name_of(names, COUNT(names), class_digit, language);
}

const char *sip_class_name(unsigned class_digit)
{
    return sip_class_text(class_digit, SIP_ENGLISH);
}

const char *sip_action_text(unsigned action, enum sip_language language)
{
    static const char *const names[] = {
        [SIP_ACTION_WAIT] = "wait",
        [SIP_ACTION_PROCEED] = "proceed",
        [SIP_ACTION_REDIRECT] = "redirect",
        [SIP_ACTION_AUTHENTICATE] = "authenticate",
        [SIP_ACTION_CHANGE_REQUEST] = "change the request",
        [SIP_ACTION_RETRY_LATER] = "retry later",
        [SIP_ACTION_TRY_ANOTHER_SERVER] = "try another server",
        [SIP_ACTION_STOP] = "stop",
    };
    return name_of(names, COUNT(names), action, language);
}

const char *sip_action_name(enum sip_action action)
{
    return sip_action_text(action, SIP_ENGLISH);
}

const char *sip_scope_text(unsigned scope, enum sip_language language)
{
    static const char *const names[] = {
        [SIP_SCOPE_NEXT_HOP] = "next hop",
        [SIP_SCOPE_THIS_SERVER] = "this server",
        [SIP_SCOPE_THIS_USER_HERE] = "this user here",
        [SIP_SCOPE_EVERYWHERE] = "everywhere",
    };
    return name_of(names, COUNT(names), scope, language);
}

const char *sip_scope_name(enum sip_scope scope)
{
    return sip_scope_text(scope, SIP_ENGLISH);
}

const char *sip_permanence_text(unsigned permanence, enum sip_language language)
{
    static const char *const names[] = {
        [SIP_TRANSIENT] = "transient",
        [SIP_TEMPORARY] = "temporary",
        [SIP_PERMANENT] = "permanent",
        [SIP_CONDITIONAL] = "conditional",
    };
    return name_of(names, COUNT(names), permanence, language);
}

const char *sip_permanence_name(enum sip_permanence permanence)
{
    return sip_permanence_text(permanence, SIP_ENGLISH);
}

const char *sip_code_status_text(unsigned status, enum sip_language language)
{
    static const char *const names[] = {
        [SIP_CODE_REGISTERED] = "registered",
        [SIP_CODE_DEPRECATED] = "deprecated",
        [SIP_CODE_RESERVED] = "reserved",
        [SIP_CODE_UNREGISTERED] = "unregistered",
    };
    return name_of(names, COUNT(names), status, language);
}

const char *sip_code_status_name(enum sip_code_status status)
{
    return sip_code_status_text(status, SIP_ENGLISH);
}

const char *sip_outcome_text(unsigned outcome, enum sip_language language)
{
    static const char *const names[] = {
        [SIP_OUTCOME_NONE] = "none",
        [SIP_OUTCOME_RINGING] = "ringing",
        [SIP_OUTCOME_ANSWERED] = "answered",
        [SIP_OUTCOME_CHALLENGED] = "challenged",
        [SIP_OUTCOME_REDIRECTED] = "redirected",
        [SIP_OUTCOME_BUSY] = "busy",
        [SIP_OUTCOME_DECLINED] = "declined",
        [SIP_OUTCOME_UNAVAILABLE] = "unavailable",
        [SIP_OUTCOME_CANCELLED] = "cancelled",
        [SIP_OUTCOME_TIMED_OUT] = "timed out",
        [SIP_OUTCOME_CLIENT_FAULT] = "rejected by client fault",
        [SIP_OUTCOME_SERVER_FAULT] = "rejected by server fault",
        [SIP_OUTCOME_OTHER_SUCCESS] = "other success",
    };
    return name_of(names, COUNT(names), outcome, language);
}

const char *sip_outcome_name(enum sip_outcome outcome)
{
    return sip_outcome_text(outcome, SIP_ENGLISH);
}
