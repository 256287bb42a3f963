/* lapse.c
 * Bindings that were refreshed too late, or not at all (RFC 3261 section 10.2.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/registrar.h"

#include "rules/engine/endpoint.h"
#include "rules/subjects/subjects.h"
#include "rules/engine/timers.h"
#include "sip/binding.h"

/* Clocks differ, and packets take their time. */
#define SLACK SIP_SECOND

/* A capture shows that nothing came where it goes on for a tenth longer, and for this at least. */
#define SHOWN_AFTER (10 * SIP_SECOND)

/* Whether the REGISTER wants its first binding to stay. */
static bool refreshes(const struct sip_message *m)
{
    struct sip_bindings it = sip_bindings_of(m);
    struct sip_binding binding;

    return sip_bindings_next(&it, &binding) && !sip_binding_is_removed(&binding);
}

/* A REGISTER that came again after its 2xx: perhaps the 2xx never got to the client, which then knows nothing
 * of the time granted. */
static bool may_be_unknown(const struct sip_grant *grant)
{
    return grant->by->last_request_time > grant->since;
}

/* The CSeq number follows that of the REGISTER before, or of one since that was challenged: the client has sent
 * no other between, on whatever path (RFC 3261 section 10.2). */
static bool is_next(const struct sip_grant *grant, uint32_t cseq_number)
{
    return cseq_number == grant->by->cseq_number + 1 ||
           (grant->challenged_frame != 0 && cseq_number == grant->challenged_cseq + 1);
}

static enum sip_verdict check_late(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_grant *grant = context->grant;
    const struct sip_message *m = context->message;

    if (grant == NULL || grant->call != sip_grant_call(context->packet) ||
        sip_grant_end(grant) == INT64_MAX || !m->has_cseq_number || !refreshes(m)) {
        return SIP_NOT_APPLICABLE;
    }
    int64_t over = sip_grant_end(grant);
    if (context->packet->stamp <= over + SLACK) {
        return SIP_KEPT;
    }
    if (!is_next(grant, m->cseq_number) || may_be_unknown(grant)) {
        return SIP_UNDECIDED;
    }
    if (grant->challenged_frame != 0) {
        return sip_broken_by(finding, context, grant->challenged_frame, SIP_START_LINE,
                             "the refresh in frame %u was challenged, but not sent again; %s "
                             "registers %.0f s after the %u s granted in frame %u were over",
                             grant->challenged_frame, sip_endpoint_text(&context->packet->source).s,
                             sip_seconds(context->packet->stamp - over), grant->seconds,
                             grant->frame);
    }
    char asked[64] = "";
    if (grant->asked > grant->seconds) {
        sip_piece(context, asked, sizeof(asked), " of the %u s asked for", grant->asked);
    }
    return sip_broken_by(finding, context, grant->frame, SIP_START_LINE,
                         "%s granted %u s%s in frame %u; %s registers again %.0f s after that, so "
                         "for %.0f s it was not registered",
                         sip_endpoint_text(&grant->by->hop->server).s, grant->seconds, asked,
                         grant->frame, sip_endpoint_text(&context->packet->source).s,
                         sip_seconds(context->packet->stamp - grant->since),
                         sip_seconds(context->packet->stamp - over));
}

/* A client that sends something else is not switched off; and a registrar that sends it a request still
 * knows where it is. Of several behind one address nobody can tell which one it was. */
static enum sip_verdict check_lapsed(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_grant *grant = context->grant;
    const struct sip_hop *hop = grant->by->hop;
    int64_t over = sip_grant_end(grant);
    int64_t tenth = (over - grant->since) / 10;
    int64_t shown = over + (tenth > SHOWN_AFTER ? tenth : SHOWN_AFTER);

    if (context->now < shown || hop->to_server->last < shown || grant->tried_frame != 0 ||
        !sip_grant_is_alone(grant) || may_be_unknown(grant)) {
        return SIP_UNDECIDED;
    }
    if ((hop->to_client->last > over && hop->to_client->last > hop->to_client->last_response) ||
        hop->to_server->last_response > over) {
        return SIP_UNDECIDED;
    }
    return sip_broken(finding, context, SIP_START_LINE,
                      "%u s granted to %s for %s; %.0f s later it still sends to %s, but sent no "
                      "REGISTER for that Contact after frame %u",
                      grant->seconds, sip_endpoint_text(&hop->client).s,
                      grant->contact ? grant->contact : sip_word(context, "a long Contact"),
                      sip_seconds(hop->to_server->last - grant->since),
                      sip_endpoint_text(&hop->server).s, grant->by->request_frame);
}

const struct sip_rule sip_rules_lapse[] = {
    {
        .id = "register-refresh-late",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §10.2.4",
        .see = "RFC 3261 §10.2.1; RFC 5626 §4.2",
        .when = SIP_ON_REQUEST,
        .methods = SIP_M(REGISTER),
        .check = check_late,
        .problem = "Registration refreshed after it had expired",
        .requirement =
            "A client refreshes its binding before the time granted by the registrar is over",
        .remedy = "The client must time its refresh by the 2xx (expires in its Contact, otherwise "
                  "Expires), not by the time that it asked for. Between expiry and refresh it "
                  "cannot be called.",
        .silence = "Only reported where the CSeq number follows that of the REGISTER which was "
                   "granted, or that of a refresh which was challenged in time: this proves that "
                   "the client sent none in between, on whatever path. Not reported where the "
                   "binding was removed (expires 0 or *), where the REGISTER removes it, where its "
                   "Call-ID is another one, within a second, or where the REGISTER came again "
                   "after its 2xx, which may not have arrived.",
    },
    {
        .id = "register-not-refreshed",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §10.2.4",
        .see = "RFC 3261 §10.2.1; RFC 5626 §4.2",
        .when = SIP_AT_END_OF_GRANT,
        .codes = "2xx",
        .methods = SIP_M(REGISTER),
        .check = check_lapsed,
        .problem = "Registration expired without a refresh",
        .requirement = "A client that stays active sends REGISTER again before its binding expires",
        .remedy = "The client must send REGISTER again before the time granted in the 2xx is over, "
                  "or it cannot be called. Check first whether it still wants to be registered.",
        .silence =
            "Only reported where the capture goes on for a tenth longer than the time granted (at "
            "least 10 s), and the client sent other SIP on this hop after that: a client that was "
            "switched off sends nothing. Not reported where the binding was removed (expires 0 or "
            "*), where a REGISTER for it was sent, whatever became of it (see "
            "register-refresh-late), where several bindings were granted to this address, or where "
            "the registrar still sends requests there (a response from the client shows one, too), "
            "where the REGISTER came again after its 2xx, which may not have arrived, or where a "
            "REGISTER is missing in the capture whose response is there. A refresh from any source "
            "port is accepted.",
    },
};

SIP_SUBJECT_END(lapse);
