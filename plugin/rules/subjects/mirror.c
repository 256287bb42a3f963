/* mirror.c
 * A response mirrors its request: what must be equal, and what is filled in (RFC 3261 section 8.2.6).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/fields.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* From or To in request and response, where each has exactly one that can be read. */
struct pair {
    struct sip_party_header asked;
    struct sip_party_header given;
};

static bool read_pair(const struct sip_context *context, enum sip_header_id id, struct pair *pair)
{
    pair->asked = *sip_message_party(context->request, id);
    pair->given = *sip_message_party(context->message, id);
    return sip_values_count(context->request, id) == 1 &&
           sip_values_count(context->message, id) == 1 && pair->asked.address.uri.p != NULL &&
           pair->given.address.uri.p != NULL;
}

/* p == NULL where there is none; "tag=" is none. */
static struct sip_slice tag_of(const struct sip_party_header *party)
{
    return party->tag.n > 0 ? party->tag : (struct sip_slice){NULL, 0};
}

static bool same_from_tag(const struct sip_context *context)
{
    struct pair from;

    return read_pair(context, SIP_HDR_FROM, &from) &&
           sip_tags_equal(tag_of(&from.asked), tag_of(&from.given));
}

/* A client that uses one branch for several requests: the response may be to one that was not
 * captured. */
static bool branch_is_reused(const struct sip_transaction *t)
{
    const struct sip_transaction *other = t->next;

    for (int uses = 0; other != NULL && uses < 8; other = other->next, uses++) {
        if (other->identity != t->identity) {
            return true;
        }
    }
    return t->final_frame != 0;
}

static enum sip_verdict header_differs(const struct sip_context *context,
                                       struct sip_finding *finding, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(context->message, id);

    return sip_broken(finding, context, sip_row_bytes(row), "%s is %.*s; in frame %u it was %.*s",
                      sip_header_name(id), SIP_ARG(row->value), sip_response_request_frame(context),
                      SIP_ARG(sip_message_value(context->request, id)));
}

static enum sip_verdict check_call_id(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    if (sip_response_same_call_id(context)) {
        return SIP_KEPT;
    }
    if (sip_values_count(context->message, SIP_HDR_CALL_ID) != 1 ||
        !sip_response_same_cseq(context) || !same_from_tag(context) ||
        branch_is_reused(context->transaction)) {
        return SIP_UNDECIDED;
    }
    return header_differs(context, finding, SIP_HDR_CALL_ID);
}

static enum sip_verdict check_cseq(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_response_same_cseq(context)) {
        return SIP_KEPT;
    }
    if (!context->message->has_cseq_number || !context->request->has_cseq_number ||
        sip_values_count(context->message, SIP_HDR_CSEQ) != 1 ||
        !sip_response_same_call_id(context) || !same_from_tag(context) ||
        branch_is_reused(context->transaction)) {
        return SIP_UNDECIDED;
    }
    return header_differs(context, finding, SIP_HDR_CSEQ);
}

/* Without angle brackets all parameters are the header's (RFC 3261 section 20.10). A party that
 * puts brackets around such a URI may take some of them inside. */
static bool same_uri(const struct pair *pair)
{
    const struct sip_address *asked = &pair->asked.address, *given = &pair->given.address;

    if (asked->bracketed == given->bracketed) {
        return sip_uri_equal_at(SIP_URI_PARTY, asked->uri, given->uri);
    }
    return sip_uri_equal_at(SIP_URI_PARTY, sip_value_main(asked->uri), sip_value_main(given->uri));
}

static enum sip_verdict check_from(const struct sip_context *context, struct sip_finding *finding)
{
    struct pair from;

    if (sip_slice_equal(sip_message_value(context->request, SIP_HDR_FROM),
                        sip_message_value(context->message, SIP_HDR_FROM))) {
        return SIP_KEPT; /* nearly always */
    }
    if (!sip_response_belongs(context) || !read_pair(context, SIP_HDR_FROM, &from)) {
        return SIP_UNDECIDED;
    }
    if (same_uri(&from) && sip_tags_equal(tag_of(&from.asked), tag_of(&from.given))) {
        return SIP_KEPT;
    }
    return header_differs(context, finding, SIP_HDR_FROM);
}

static enum sip_verdict check_to_uri(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_address *asked = &context->request->to.address;
    const struct sip_address *given = &context->message->to.address;
    struct pair to;

    if (asked->bracketed == given->bracketed && sip_slice_equal(asked->uri, given->uri)) {
        return SIP_KEPT; /* nearly always */
    }
    if (!sip_response_belongs(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    return same_uri(&to) ? SIP_KEPT : header_differs(context, finding, SIP_HDR_TO);
}

static enum sip_verdict check_to_tag(const struct sip_context *context, struct sip_finding *finding)
{
    struct sip_slice asked = tag_of(&context->request->to), given = tag_of(&context->message->to);
    struct pair to;

    /* Only a 100 may at all be without a tag: others are reported by to-tag-missing. */
    if (asked.n == 0 || (given.n == 0 && context->message->code != 100)) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_slice_equal_nocase(asked, given)) {
        return SIP_KEPT;
    }
    if (!sip_response_belongs(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_TO);
    return sip_broken(finding, context, sip_row_bytes(row),
                      "To tag is %.*s; in frame %u it was %.*s",
                      SIP_ARG(sip_or_absent(context, given)), sip_response_request_frame(context),
                      SIP_ARG(asked));
}

static enum sip_verdict check_to_tag_on_100(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    struct sip_slice asked = tag_of(&context->request->to), given = tag_of(&context->message->to);
    struct pair to;

    if (asked.n > 0 || given.n == 0) {
        return SIP_KEPT;
    }
    if (!sip_response_belongs(context) || !read_pair(context, SIP_HDR_TO, &to)) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, given, "To tag %.*s in a 100; in frame %u there was none",
                      SIP_ARG(given), sip_response_request_frame(context));
}

/* The provisional response whose To tag should have been this one's; NULL where there is none, or
 * where several user agents answer: forks, a diversion (181), an early dialog that was ended (199),
 * an earlier 2xx. */
static const struct sip_response *reply_with_other_tag(const struct sip_transaction *t,
                                                       struct sip_slice tag)
{
    const struct sip_response *found = NULL;

    for (const struct sip_response *r = t->responses; r != NULL; r = r->next) {
        if (r->code == 181 || r->code == 199 || r->code >= 200) {
            return NULL;
        }
        if (r->code == 100 || r->to_tag == NULL) {
            continue;
        }
        bool fork = found != NULL && !sip_response_has_tag(r, sip_kept_slice(found->to_tag));
        if (fork || sip_response_has_tag(r, tag)) {
            return NULL;
        }
        found = r;
    }
    return found;
}

static enum sip_verdict check_to_tag_changes(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    struct sip_slice given = tag_of(&context->message->to);
    struct pair to;

    if (tag_of(&context->request->to).n > 0 || given.n == 0) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_response *other = reply_with_other_tag(context->transaction, given);
    if (other == NULL || context->ims || !sip_response_belongs(context) ||
        !read_pair(context, SIP_HDR_TO, &to) || !sip_response_from_agent(context)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, other->frame, given,
                         "To tag is %.*s; the %u in frame %u had %s", SIP_ARG(given), other->code,
                         other->frame, other->to_tag);
}

/* "ab30317f1a784dc48ff824d0d3715d86;remote=00000000000000000000000000000000" */
static struct sip_slice session_uuids(const struct sip_message *m, struct sip_slice *remote)
{
    struct sip_slice value = sip_message_value(m, SIP_HDR_SESSION_ID);

    if (!sip_value_param(value, "remote", remote)) {
        *remote = (struct sip_slice){NULL, 0};
    }
    return sip_value_main(value);
}

static bool is_nil_uuid(struct sip_slice uuid)
{
    return sip_slice_is(uuid, "00000000000000000000000000000000");
}

static enum sip_verdict check_session_id(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_slice asked_remote, given_remote;
    struct sip_slice asked = session_uuids(context->request, &asked_remote);
    struct sip_slice given = session_uuids(context->message, &given_remote);

    /* A request without remote comes from a peer of RFC 7329; so does a response that sends the
     * request's own identifier back (RFC 7989 section 11). */
    if (!sip_response_belongs(context) || asked_remote.n == 0 || asked.n != 32 ||
        is_nil_uuid(asked) || given.n == 0 || sip_slice_equal_nocase(asked, given)) {
        return SIP_NOT_APPLICABLE;
    }
    /* Somebody else's UUID may come from an intermediary that joins calls (section 6). */
    if (given_remote.n > 0 && !is_nil_uuid(given_remote)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context,
                      sip_row_bytes(sip_message_row(context->message, SIP_HDR_SESSION_ID)),
                      "remote is %s; the UUID in frame %u was %.*s",
                      given_remote.n > 0 ? sip_word(context, "nil") : sip_word(context, "absent"),
                      sip_response_request_frame(context), SIP_ARG(asked));
}

/* The server may append how long it needed: "54 0.2". */
static struct sip_slice time_of(struct sip_slice timestamp)
{
    size_t n = 0;

    while (n < timestamp.n && !sip_is_lws(timestamp.p[n])) {
        n++;
    }
    return (struct sip_slice){timestamp.p, n};
}

static enum sip_verdict check_timestamp(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    struct sip_slice asked = sip_message_value(context->request, SIP_HDR_TIMESTAMP);

    if (asked.n == 0 || !sip_response_belongs(context)) {
        return SIP_NOT_APPLICABLE;
    }
    switch (sip_message_presence(context->message, SIP_HDR_TIMESTAMP)) {
    case SIP_ABSENT:
        return sip_broken(finding, context, SIP_START_LINE,
                          "Timestamp absent; in frame %u it was %.*s",
                          sip_response_request_frame(context), SIP_ARG(asked));
    case SIP_PERHAPS:
        return SIP_UNDECIDED;
    case SIP_PRESENT:
        break;
    }
    return sip_slice_equal(time_of(asked),
                           time_of(sip_message_value(context->message, SIP_HDR_TIMESTAMP)))
               ? SIP_KEPT
               : header_differs(context, finding, SIP_HDR_TIMESTAMP);
}

const struct sip_rule sip_rules_mirror[] = {
    {
        .id = "callid-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §8.1.1.4; RFC 3261 §20.8",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_call_id,
        .problem = "Call-ID differs from that of the request",
        .requirement = "A response has the Call-ID of its request, unchanged",
        .remedy = "The server, or a device in between that rewrites addresses, must leave Call-ID "
                  "unchanged. The client cannot match this response to its call.",
        .silence = "Not reported when the CSeq or the From tag differs too, or when the branch was "
                   "used before: the response then belongs to another request.",
    },
    {
        .id = "cseq-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20.16; RFC 3261 §17.1.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_cseq,
        .problem = "CSeq number differs from that of the request",
        .requirement = "A response has the CSeq of its request",
        .remedy = "The server must copy CSeq from the request to which it responds.",
        .silence =
            "Not reported when the Call-ID or the From tag differs too, or when the branch was "
            "used before: the response then belongs to another request. Another method in CSeq "
            "makes another transaction, since a CANCEL has the branch of its INVITE.",
    },
    {
        .id = "from-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §20.20; RFC 3261 §19.1.1; RFC 3261 §19.1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_from,
        .problem = "From differs from that of the request",
        .requirement = "A response has the From of its request, URI and tag included",
        .remedy = "The server, or a device in between that rewrites addresses, must return From "
                  "unchanged. Its tag is part of the dialog ID.",
        .silence = "Not reported when only display names or angle brackets differ; URIs are "
                   "compared as RFC 3261 §19.1.4 defines, without what §19.1.1 does not allow "
                   "here: port, transport, maddr, ttl, lr, method and headers.",
    },
    {
        .id = "to-uri-mismatch",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §19.1.1; RFC 3261 §19.1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_to_uri,
        .problem = "To URI differs from that of the request",
        .requirement = "A response has the To URI of its request",
        .remedy = "The server, or a device in between that rewrites addresses, must return the To "
                  "URI unchanged, wherever the call was routed. The party reached belongs in "
                  "Contact or P-Asserted-Identity.",
        .silence = "Not reported when only display names or angle brackets differ; URIs are "
                   "compared as RFC 3261 §19.1.4 defines, without what §19.1.1 does not allow "
                   "here: port, transport, maddr, ttl, lr, method and headers.",
    },
    {
        .id = "to-tag-mismatch",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .check = check_to_tag,
        .problem = "To tag of the request not returned",
        .requirement =
            "If the request has a To tag, every response has the same one, a 100 included",
        .remedy = "The server must return the To tag of a request within a dialog, even if it does "
                  "not know that dialog (481).",
        .silence = "Not reported when the tag is missing in a response other than 100: "
                   "to-tag-missing reports that.",
    },
    {
        .id = "to-tag-on-100",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_SHOULD_NOT,
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §8.2.6.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "100",
        .methods = SIP_M(INVITE),
        .check = check_to_tag_on_100,
        .problem = "To tag in the 100 to an INVITE outside a dialog",
        .requirement = "A 100 to an INVITE outside a dialog has no To tag",
        .remedy = "The server should not add a To tag before a user agent that can take the call "
                  "has been reached.",
        .silence = "Not reported when the request is not an INVITE: RFC 3261 §8.2.6.2 allows the "
                   "tag (MAY), and only the INVITE server transaction makes it a SHOULD NOT.",
    },
    {
        .id = "to-tag-changes",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.2",
        .see = "RFC 3261 §13.3.1.1; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .check = check_to_tag_changes,
        .problem = "2xx with another To tag than the provisional responses",
        .requirement = "A user agent uses one To tag in all its responses to an INVITE",
        .remedy = "The user agent server must keep the To tag that it chose first. With another "
                  "tag, the 2xx creates a second dialog and the early dialog never ends.",
        .silence = "Only reported for a 2xx whose earlier provisional responses all have one other "
                   "tag, and whose sender gives its own address in Contact and has no more "
                   "Record-Route values than the request: forking, diversion and announcements "
                   "legitimately bring several tags. Not reported in IMS or after a 181 or 199. A "
                   "proxy may put a new tag into a 3xx-6xx.",
        .explains = {"2xx-not-acked", "dialog-gone-481-408", "dialog-denied"},
    },
    {
        .id = "session-id-missing-remote",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 7989 §6",
        .see = "RFC 7989 §11; RFC 7329 §4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .needs = {SIP_HDR_SESSION_ID},
        .check = check_session_id,
        .problem = "Session-ID without the client's UUID in remote",
        .requirement = "The Session-ID of a response has the client's UUID in its remote parameter",
        .remedy =
            "The user agent server must copy the UUID of the request into the remote parameter.",
        .silence = "Not reported when the response has no Session-ID (its sender need not know RFC "
                   "7989), when it returns the identifier of the request (RFC 7329), or when "
                   "remote is a third party's UUID: calls may have been joined.",
    },
    {
        .id = "100-timestamp-not-copied",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §8.2.6.1",
        .see = "RFC 3261 §20.38",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "100",
        .check = check_timestamp,
        .problem = "Timestamp of the request not copied into the 100",
        .requirement = "A 100 has the Timestamp of its request",
        .remedy = "The server must copy Timestamp into its 100. It may append its own delay.",
    },
};

SIP_SUBJECT_END(mirror);
