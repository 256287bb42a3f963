/* publication.c
 * PUBLISH and its entity tags (RFC 3903).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/value.h"

/* The tag that the publication had is the one that its refresh names. */
static enum sip_verdict check_etag(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SIP_ETAG);
    struct sip_slice before = sip_message_value(context->request, SIP_HDR_SIP_IF_MATCH);

    if (row == NULL || before.n == 0 || sip_message_expires_is_zero(context->request)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_slice_equal(row->value, before)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "SIP-ETag is still %.*s, as SIP-If-Match was in frame %u",
                      SIP_ARG(row->value), context->transaction->request_frame);
}

static enum sip_verdict check_412(const struct sip_context *context, struct sip_finding *finding)
{
    if (sip_message_has(context->request, SIP_HDR_SUPPRESS_IF_MATCH)) {
        return SIP_NOT_APPLICABLE; /* a condition too, though 412 is not how it fails */
    }
    return sip_response_without(context, finding, SIP_HDR_SIP_IF_MATCH);
}

static enum sip_verdict check_412_repeated(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_SIP_IF_MATCH);
    struct sip_slice refused = sip_message_value(failed, SIP_HDR_SIP_IF_MATCH);

    if (row == NULL || refused.n == 0 || !sip_uri_equal(m->uri, failed->uri)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_slice_equal(row->value, refused)) {
        return SIP_KEPT;
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "SIP-If-Match has %.*s again, which frame %u refused", SIP_ARG(refused),
                      context->transaction->attempt->final_frame);
}

/* The client has the 2xx: it sent no copy of its request after it, and had the time to see it. */
static bool has_seen(const struct sip_context *context, const struct sip_transaction *before)
{
    return before->last_request_time <= before->final_time &&
           before->final_time - before->request_time < sip_timer_64_t1(context) &&
           context->packet->stamp - before->final_time > sip_longest_crossing_time(context);
}

/* The 2xx to the client's PUBLISH before, where that had the same entity-tag; NULL: there is none. */
static const struct sip_response *replacing(const struct sip_context *context,
                                            const struct sip_transaction *before)
{
    struct sip_slice tag = sip_message_value(context->message, SIP_HDR_SIP_IF_MATCH);
    const struct sip_response *ok = before != NULL ? sip_transaction_first(before, 200, 299) : NULL;

    return ok != NULL && ok->etag != 0 && ok->replaced != ok->etag &&
                   ok->replaced == sip_etag_hash(tag) &&
                   before->addressee == context->transaction->addressee
               ? ok
               : NULL;
}

static enum sip_verdict check_outdated(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction, *before = sip_attempt_of_call(t);
    const struct sip_row *row = sip_message_row(context->message, SIP_HDR_SIP_IF_MATCH);
    const struct sip_response *ok = replacing(context, before);

    if (ok == NULL || row == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_same_server(t, before) || !sip_transaction_same_run(t, before) ||
        !has_seen(context, before)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, ok->frame, sip_row_bytes(row),
                         "SIP-If-Match has %.*s, as in the PUBLISH of frame %u before; the %u in "
                         "frame %u gave a new SIP-ETag",
                         SIP_ARG(row->value), before->request_frame, ok->code, ok->frame);
}

/* Two that name one entity-tag are about one publication. */
static enum sip_verdict check_overlap(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *before = sip_attempt_of_call(context->transaction);

    return replacing(context, before) != NULL ? sip_attempt_overlaps(context, before, finding)
                                              : SIP_NOT_APPLICABLE;
}

const struct sip_rule sip_rules_publication[] = {
    {
        .id = "2xx-publish-etag-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §6",
        .see = "RFC 3903 §11.1.1",
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_SIP_ETAG},
        .check = sip_check_required,
        .problem = "SIP-ETag missing from the 2xx to PUBLISH",
        .requirement = "A 2xx to PUBLISH contains a SIP-ETag that identifies the publication",
        .remedy = "The event state compositor must add SIP-ETag to every 2xx, even when the "
                  "publication is removed.",
    },
    {
        .id = "2xx-publish-expires-missing",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §6",
        .see = "RFC 3903 §11.1.1",
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_EXPIRES},
        .check = sip_check_required,
        .problem = "Expires missing from the 2xx to PUBLISH",
        .requirement = "A 2xx to PUBLISH contains Expires with the lifetime of the publication",
        .remedy =
            "The event state compositor must add Expires with the duration that it has chosen.",
    },
    {
        .id = "2xx-publish-contact",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3903 §11.1.1",
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_CONTACT},
        .check = sip_check_misplaced,
        .problem = "Contact present in the 2xx to PUBLISH",
        .requirement = "A 2xx to PUBLISH contains no Contact, because PUBLISH creates no dialog",
        .remedy = "The event state compositor should remove Contact from its 2xx.",
    },
    {
        .id = "2xx-publish-etag-reused",
        .severity = SIP_WARN,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §6",
        .see = "RFC 3903 §8.3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(PUBLISH),
        .needs = {SIP_HDR_SIP_ETAG},
        .check = check_etag,
        .problem = "SIP-ETag of an earlier PUBLISH used again",
        .requirement = "Each successful PUBLISH gets a new entity-tag in SIP-ETag",
        .remedy = "The event state compositor must generate a new SIP-ETag for each accepted "
                  "PUBLISH, including refreshes.",
        .silence = "Not reported where the PUBLISH removed the publication (Expires: 0), because "
                   "nothing is left to be tagged.",
    },
    {
        .id = "412-without-condition",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3903 §11.2.1",
        .see = "RFC 3903 §6",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "412",
        .check = check_412,
        .problem = "412 to a request without SIP-If-Match",
        .requirement = "A 412 is sent only to a request with SIP-If-Match",
        .remedy = "The server should use the code of its real reason: there was no condition that "
                  "could fail.",
    },
    {
        .id = "412-publish-repeated",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3903 §5",
        .see = "RFC 3903 §11.2.1",
        .when = SIP_ON_RETRY,
        .codes = "412",
        .methods = SIP_M(PUBLISH),
        .check = check_412_repeated,
        .problem = "Entity-tag used again after 412",
        .requirement =
            "A PUBLISH refused with 412 is not repeated, and its entity-tag is discarded",
        .remedy = "The client must discard the entity-tag. It should publish again, without "
                  "SIP-If-Match.",
    },
    {
        .id = "publish-etag-outdated",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §4.3",
        .see = "RFC 3903 §4.4; RFC 3903 §4.5; RFC 3903 §8.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(PUBLISH),
        .needs = {SIP_HDR_SIP_IF_MATCH},
        .timed = true,
        .check = check_outdated,
        .problem = "PUBLISH with an entity-tag that was replaced",
        .requirement =
            "The SIP-ETag of each 2xx to PUBLISH replaces the entity-tag that the client has",
        .remedy = "The client must store the SIP-ETag of the latest 2xx, and put it into "
                  "SIP-If-Match the next time. The old one no longer exists: the server answers "
                  "412.",
        .silence = "Only reported where the PUBLISH before it, with the same Call-ID and To and to "
                   "the same server, had the same entity-tag and got a 2xx with another one more "
                   "than 1.5*T1 before. Not reported where the client repeated that PUBLISH after "
                   "the 2xx, which it may never have received.",
        .explains = {"request-refused"},
    },
    {
        .id = "publish-overlap",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3903 §4",
        .see = "RFC 3903 §4.3",
        .when = SIP_AT_END,
        .methods = SIP_M(PUBLISH),
        .needs = {SIP_HDR_SIP_IF_MATCH},
        .timed = true,
        .check = check_overlap,
        .problem = "PUBLISH sent while the previous one was pending",
        .requirement = "A new PUBLISH is sent only after the final response to the previous one, "
                       "or after its timeout",
        .remedy = "The client must wait for the final response to its previous PUBLISH: its 2xx "
                  "gives the entity-tag for the next one. Until then the client has only the old "
                  "one, to which the server answers 412.",
        .silence = "Only reported where both name the same entity-tag, and where the 2xx to the "
                   "first PUBLISH was seen after the second.",
        .explains = {"request-refused"},
    },
    {
        .id = "489-publish-allow-events-missing",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_PROTOCOL,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §11.1.1",
        .see = "RFC 3903 §6; RFC 3261 §20",
        .codes = "489",
        .methods = SIP_M(PUBLISH),
        .headers = {SIP_HDR_ALLOW_EVENTS},
        .check = sip_check_required,
        .problem = "489 to PUBLISH without Allow-Events",
        .requirement =
            "A 489 to PUBLISH lists in Allow-Events the event packages that can be published",
        .remedy = "The event state compositor must list its event packages in Allow-Events.",
    },
};

SIP_SUBJECT_END(publication);
