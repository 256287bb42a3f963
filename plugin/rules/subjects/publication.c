/* publication.c
 * PUBLISH and its entity tags (RFC 3903).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"
#include "rules/engine/response.h"
#include "rules/subjects/subjects.h"
#include "sip/uri.h"
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

/* The PUBLISH of the same client that had this entity-tag before and was accepted, so that another tag took its place
 * (RFC 3903 section 6); NULL: none that is still known. */
static const struct sip_transaction *find_successor(const struct sip_context *context,
                                                    struct sip_slice tag)
{
    const struct sip_transaction *t = context->transaction, *before = sip_attempt_of_call(t);

    for (int i = 0; before != NULL && i < SIP_TRANSACTION_MAX_BRANCHES;
         i++, before = sip_attempt_of_call(before)) {
        struct sip_message room;
        const struct sip_message *request = sip_transaction_request(before, &room);
        if (request != NULL && before->final_code / 100 == 2 && sip_same_server(before, t) &&
            sip_slice_equal(sip_message_value(request, SIP_HDR_SIP_IF_MATCH), tag) &&
            sip_uri_equal(request->uri, context->request->uri)) {
            return before;
        }
    }
    return NULL;
}

static enum sip_verdict check_412_replaced(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice tag = sip_message_value(context->request, SIP_HDR_SIP_IF_MATCH);

    if (tag.n == 0 || sip_values_count(context->request, SIP_HDR_VIA) != 1) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *before = find_successor(context, tag);
    if (before == NULL) {
        return SIP_UNDECIDED;
    }
    if (before->final_time > t->request_time) {
        return sip_broken_by(finding, context, before->final_frame, context->message->code_text,
                             "SIP-If-Match in frame %u is %.*s, as in frame %u: sent before the "
                             "%u in frame %u came, which gives another one in its place",
                             t->request_frame, SIP_ARG(tag), before->request_frame,
                             before->final_code, before->final_frame);
    }
    return sip_broken_by(finding, context, before->final_frame, context->message->code_text,
                         "SIP-If-Match in frame %u is still %.*s, as in frame %u; the %u in frame "
                         "%u had given another one in its place",
                         t->request_frame, SIP_ARG(tag), before->request_frame, before->final_code,
                         before->final_frame);
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
        .id = "412-etag-replaced",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3903 §4",
        .see = "RFC 3903 §4.1; RFC 3903 §11.3.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "412",
        .methods = SIP_M(PUBLISH),
        .once = SIP_ONCE_A_CLIENT,
        .check = check_412_replaced,
        .problem = "412 for an entity-tag that had been replaced",
        .requirement = "A client waits for the response to its PUBLISH, and names the entity-tag "
                       "of the newest 2xx in the next one",
        .remedy = "The client must keep the SIP-ETag of each 2xx, and send one PUBLISH after the "
                  "other. After a 412 it publishes again, without SIP-If-Match.",
        .silence = "Only reported on the client's own hop (one Via), where the PUBLISH with the "
                   "same Call-ID that used up the entity-tag came within the last minutes.",
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
