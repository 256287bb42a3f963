/* attempt.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/attempt.h"

#include <string.h>

#include "sip/uri.h"
#include "sip/value.h"

int64_t sip_attempt_delay(const struct sip_context *context)
{
    return context->packet->stamp - context->transaction->attempt->final_time;
}

bool sip_same_server(const struct sip_transaction *a, const struct sip_transaction *b)
{
    return a->transport == b->transport && sip_endpoint_equal(&a->hop->server, &b->hop->server);
}

static bool same_uri(const struct sip_message *a, const struct sip_message *b,
                     enum sip_header_id id) /* of From or To */
{
    struct sip_slice of_a = sip_message_party(a, id)->address.uri;
    struct sip_slice of_b = sip_message_party(b, id)->address.uri;

    return of_a.p != NULL && of_b.p != NULL && sip_uri_equal_at(SIP_URI_PARTY, of_a, of_b);
}

/* An ACK proves that the failure arrived. A second REGISTER or PUBLISH may not be sent before it
 * did (RFC 3261 section 10.2, RFC 3903 section 4). Of anything else several may be under way. */
static bool has_heard(const struct sip_context *context)
{
    switch (context->message->method) {
    case SIP_METHOD_INVITE:
        return context->transaction->attempt->ack_frame != 0;
    case SIP_METHOD_REGISTER:
    case SIP_METHOD_PUBLISH:
        return true;
    default:
        return sip_attempt_delay(context) > sip_crossing_time(context) ||
               sip_slice_equal(context->message->body, context->failed_request->body);
    }
}

bool sip_attempt_repeats(const struct sip_context *context)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;

    return m->headers_complete && m->body_complete && has_heard(context) &&
           sip_same_server(context->transaction, context->transaction->attempt) &&
           same_uri(m, failed, SIP_HDR_FROM) && same_uri(m, failed, SIP_HDR_TO);
}

bool sip_attempt_same_call(const struct sip_context *context)
{
    return sip_slice_equal(sip_message_value(context->message, SIP_HDR_CALL_ID),
                           sip_message_value(context->failed_request, SIP_HDR_CALL_ID));
}

bool sip_attempt_is_branch(const struct sip_context *context)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    struct sip_values it = sip_values_of(m, SIP_HDR_VIA);
    struct sip_values of_failed = sip_values_of(failed, SIP_HDR_VIA);
    struct sip_slice via, other;
    unsigned depth = 0;

    if (!m->has_cseq_number || m->cseq_number != failed->cseq_number) {
        return false;
    }
    for (; sip_values_next(&it, &via); depth++) {
        if (!sip_values_next(&of_failed, &other) || (depth > 0 && !sip_slice_equal(via, other))) {
            return false;
        }
    }
    return depth > 1 && !sip_values_next(&of_failed, &other);
}

bool sip_attempt_is_same_request(const struct sip_context *context)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;

    return m->has_cseq_number && m->cseq_number == failed->cseq_number &&
           sip_values_count(m, SIP_HDR_VIA) > 1 && sip_values_count(failed, SIP_HDR_VIA) > 1 &&
           sip_message_same_origin(m, failed);
}

/* What every new request has new, and what is compared otherwise (From, To). */
static bool differs_anyway(enum sip_header_id id)
{
    switch (id) {
    case SIP_HDR_VIA:
    case SIP_HDR_CSEQ:
    case SIP_HDR_FROM:
    case SIP_HDR_TO:
    case SIP_HDR_MAX_FORWARDS:
    case SIP_HDR_CONTENT_LENGTH:
    case SIP_HDR_DATE:
    case SIP_HDR_TIMESTAMP:
    case SIP_HDR_SESSION_ID:
        return true;
    default:
        return false;
    }
}

/* The next row from index *at that matters, or NULL. */
static const struct sip_row *next_row(const struct sip_message *m, unsigned *at,
                                      bool credentials_matter)
{
    while (*at < m->row_count) {
        const struct sip_row *row = &m->rows[(*at)++];
        bool credentials =
            row->id == SIP_HDR_AUTHORIZATION || row->id == SIP_HDR_PROXY_AUTHORIZATION;
        if (!differs_anyway((enum sip_header_id)row->id) && (credentials_matter || !credentials)) {
            return row;
        }
    }
    return NULL;
}

/* As is usual after a challenge. */
static bool credentials_appeared(const struct sip_message *m, const struct sip_message *failed)
{
    return sip_message_has(m, SIP_HDR_AUTHORIZATION) !=
               sip_message_has(failed, SIP_HDR_AUTHORIZATION) ||
           sip_message_has(m, SIP_HDR_PROXY_AUTHORIZATION) !=
               sip_message_has(failed, SIP_HDR_PROXY_AUTHORIZATION);
}

/* Whether two Contacts differ in their port alone: that of another connection of the client. */
static bool same_but_port(struct sip_slice a, struct sip_slice b)
{
    struct sip_address x, y;
    struct sip_uri u, v;

    return sip_address_read(a, &x) && sip_address_read(b, &y) &&
           sip_slice_equal(x.params, y.params) && sip_uri_read(x.uri, &u) &&
           sip_uri_read(y.uri, &v) && u.host.n > 0 && sip_slice_equal_nocase(u.host, v.host) &&
           sip_slice_equal(u.user, v.user) && sip_slice_equal(u.params, v.params);
}

static bool same_row(const struct sip_row *a, const struct sip_row *b)
{
    return a->id == b->id &&
           (sip_slice_equal(a->value, b->value) ||
            (a->id == SIP_HDR_CONTACT && same_but_port(a->value, b->value))) &&
           (a->id != SIP_HDR_OTHER || sip_slice_equal_nocase(a->name, b->name));
}

bool sip_attempt_unmodified(const struct sip_context *context, bool credentials_matter)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_row *row, *other;
    unsigned at = 0, at_failed = 0;

    if (!sip_slice_equal(m->uri, failed->uri) || !sip_slice_equal(m->body, failed->body) ||
        (credentials_matter && credentials_appeared(m, failed))) {
        return false;
    }
    do {
        row = next_row(m, &at, credentials_matter);
        other = next_row(failed, &at_failed, credentials_matter);
        if (row == NULL || other == NULL) {
            return row == other;
        }
    } while (same_row(row, other));
    return false;
}

enum sip_verdict sip_attempt_overlaps(const struct sip_context *context,
                                      const struct sip_transaction *before,
                                      struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (before->request_frame == 0 || before->final_frame == 0 ||
        before->cseq_number == t->cseq_number || !sip_same_server(before, t) ||
        t->request_time - before->request_time >= sip_timer_64_t1(context)) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_transaction_same_run(t, before)) {
        return SIP_UNDECIDED;
    }
    int64_t early = before->final_time - t->request_time;
    if (early <= SIP_CAPTURE_JITTER) {
        return SIP_KEPT;
    }
    return sip_broken_by(finding, context, before->request_frame, SIP_START_LINE,
                         "the %s in frame %u was answered only %.3f s later, by %u in frame %u",
                         sip_method_name(before->method), before->request_frame, sip_seconds(early),
                         before->final_code, before->final_frame);
}
