/* final_response.c
 * One final response for each request, in time (RFC 3261 section 17, RFC 4320).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "rules/engine/timers.h"
#include "rules/subjects/reliable.h"
#include "rules/subjects/subjects.h"
#include "rules/subjects/way_back.h"
#include "sip/ip.h"
#include "sip/sdp.h"
#include "sip/value.h"

/* An answer would have been seen: others from this server were, after the request. Over UDP the
 * client must have asked again, too: else it has an answer that the capture lost. Or the client
 * itself proves that none came. */
static bool silence_is_certain(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    if (sip_asked_to_the_end(context)) {
        return true;
    }
    if (t->transport != SIP_TRANSPORT_UDP) {
        /* Of what came first on a connection nobody knows what was before it. */
        return context->end->server_heard >= t->request_time &&
               (!sip_transport_is_reliable(t->transport) ||
                sip_transaction_has_all_responses(t, t->request_time));
    }
    return t->request_copies >= 3 && context->end->server_heard >= t->request_time;
}

/* "; its proxy received 404 in frame 3": where all its branches are over, the last answer that the proxy kept back. */
static void describe_kept_back(const struct sip_context *context, char *text, size_t size)
{
    const struct sip_transaction *last = NULL;

    text[0] = '\0';
    for (const struct sip_transaction *b = context->transaction->branches; b != NULL;
         b = b->next_branch) {
        if (b->final_frame == 0) {
            return; /* the proxy may wait for it */
        }
        last = b;
    }
    if (last != NULL) {
        sip_piece(context, text, size, "; its proxy received %u in frame %u", last->final_code,
                  last->final_frame);
    }
}

/* "; sent from a public address to a private one": the peer is behind NAT, and its Contact was used as it is. */
static void describe_inner(const struct sip_context *context, char *text, size_t size)
{
    const struct sip_endpoint *from = &context->transaction->hop->client;
    const struct sip_endpoint *to = &context->transaction->hop->server;
    const struct sip_ip_block *inner = sip_ip_block_of(to->family, to->address);

    if (inner != NULL && inner->hosts && from->family != 0 && context->transaction->in_dialog &&
        sip_ip_block_of(from->family, from->address) == NULL) {
        sip_piece(context, text, size, "; sent from a public address to %s (%s)",
                  sip_endpoint_text(to).s, sip_word(context, inner->kind));
    }
}

static enum sip_verdict check_unanswered(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    char copies[64] = "", kept_back[160];

    if (t->response_count > 0 || sip_endpoint_is_group(&t->hop->server)) {
        return SIP_KEPT;
    }
    if (context->now - t->request_time <= sip_timer_64_t1(context) || t->heard_elsewhere ||
        sip_transaction_lost_response(t) ||
        (t->method == SIP_METHOD_INVITE && context->end->acked_anywhere) ||
        !silence_is_certain(context)) {
        return SIP_UNDECIDED;
    }
    if (t->request_copies > 1) {
        sip_piece(context, copies, sizeof(copies), "; sent %u times in %.1f s", t->request_copies,
                  sip_seconds(t->last_request_time - t->request_time));
    }
    describe_kept_back(context, kept_back, sizeof(kept_back));
    if (kept_back[0] == '\0') {
        describe_inner(context, kept_back, sizeof(kept_back));
    }
    sip_broken(finding, context, SIP_START_LINE, "no response within %.0f s%s%s",
               sip_seconds(sip_timer_64_t1(context)), copies, kept_back);
    uint32_t unheard = t->hop->to_server->unheard_frame; /* of which peer-silent may be told */
    finding->of_server = unheard <= t->request_frame ? unheard : 0;
    return SIP_BROKEN;
}

static enum sip_verdict check_no_final(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t patience = sip_timer_c(context);
    uint32_t expires;
    char kept_back[64];

    if (t->final_frame != 0 || t->response_count == 0 || t->cancel != NULL || t->end_explained) {
        return SIP_NOT_APPLICABLE;
    }
    if (sip_value_seconds(sip_message_value(context->message, SIP_HDR_EXPIRES), &expires) &&
        expires * SIP_SECOND > patience) {
        patience = expires * SIP_SECOND;
    }
    if (context->now - t->open->last_response_time <= patience || t->heard_elsewhere ||
        sip_transaction_lost_response(t) || context->end->acked_anywhere) {
        return SIP_UNDECIDED;
    }
    describe_kept_back(context, kept_back, sizeof(kept_back));
    return sip_broken_by(finding, context, t->last_response->frame, SIP_START_LINE,
                         "%u in frame %u was the last response; nothing followed within %.0f s%s",
                         t->last_response->code, t->last_response->frame, sip_seconds(patience),
                         kept_back);
}

static bool is_2xx(unsigned code)
{
    return code / 100 == 2;
}

/* The earlier final response that this one contradicts, or NULL. Another code in short: answers
 * that a server made for each copy of a request differ in less. */
static const struct sip_response *contradicted(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    struct sip_slice tag = sip_message_to_tag(m);
    bool may_fork = m->method == SIP_METHOD_INVITE && is_2xx(m->code);

    for (const struct sip_response *r = context->transaction->responses; r != NULL; r = r->next) {
        bool other_fork = may_fork && is_2xx(r->code) && !sip_response_has_tag(r, tag);
        if (r->code >= 200 && r->code != m->code && !other_fork) {
            return r;
        }
    }
    return NULL;
}

/* Whether the server may have made a new response for another copy of the request, which the capture need
 * not have seen: over UDP from T1 on. */
static bool may_be_made_anew(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool reliable = sip_transport_is_reliable(t->transport);

    return t->request_copies > 1 || (!reliable && context->packet->stamp - t->request_time >=
                                                      sip_timer_shortest_t1(context));
}

/* The earlier final response to a non-INVITE with this code and another To tag, or NULL: a proxy that forks
 * passes on the best response alone. */
static const struct sip_response *of_another_server(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    const struct sip_response *r = sip_transaction_first(context->transaction, m->code, m->code);
    struct sip_slice tag = sip_message_to_tag(m);
    bool differs = r != NULL && r->to_tag != NULL && tag.p != NULL && !sip_response_has_tag(r, tag);

    return differs && m->method != SIP_METHOD_INVITE ? r : NULL;
}

/* "486 after the 200 in frame 7 (0.2 s)" */
static enum sip_verdict comes_after(const struct sip_context *context, struct sip_finding *finding,
                                    const struct sip_response *earlier)
{
    return sip_broken_by(finding, context, earlier->frame, SIP_START_LINE,
                         "%u after the %u in frame %u (%.3f s)", context->message->code,
                         earlier->code, earlier->frame,
                         sip_seconds(context->packet->stamp - earlier->stamp));
}

static enum sip_verdict check_final_different(const struct sip_context *context,
                                              struct sip_finding *finding)
{
    const struct sip_response *earlier = contradicted(context);

    if (earlier == NULL) {
        earlier = of_another_server(context);
        if (earlier == NULL) {
            return SIP_KEPT;
        }
        return sip_response_belongs(context) && !may_be_made_anew(context)
                   ? sip_broken_by(finding, context, earlier->frame,
                                   sip_context_bytes(context, SIP_HDR_TO),
                                   "another %u with To tag %.*s; that of frame %u had %s",
                                   earlier->code, SIP_ARG(sip_message_to_tag(context->message)),
                                   earlier->frame, earlier->to_tag)
                   : SIP_UNDECIDED;
    }
    if (context->message->method == SIP_METHOD_INVITE && is_2xx(context->message->code) &&
        !is_2xx(earlier->code)) {
        return SIP_NOT_APPLICABLE; /* reported by 2xx-after-non-2xx-final */
    }
    return sip_response_belongs(context) ? comes_after(context, finding, earlier) : SIP_UNDECIDED;
}

static enum sip_verdict check_2xx_after_failure(const struct sip_context *context,
                                                struct sip_finding *finding)
{
    const struct sip_response *earlier = sip_transaction_first(context->transaction, 300, 699);

    if (earlier == NULL || sip_transaction_first(context->transaction, 200, 299) != NULL) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context) ? comes_after(context, finding, earlier) : SIP_UNDECIDED;
}

static enum sip_verdict check_provisional_after_final(const struct sip_context *context,
                                                      struct sip_finding *finding)
{
    const struct sip_response *final = sip_transaction_first(context->transaction, 200, 699);

    if (final == NULL) {
        return SIP_KEPT;
    }
    if (sip_final_before_new_reliable(context) != NULL) {
        return SIP_NOT_APPLICABLE; /* reported by rel1xx-after-final */
    }
    return sip_response_belongs(context) &&
                   context->packet->stamp - final->stamp >= SIP_CAPTURE_JITTER
               ? comes_after(context, finding, final)
               : SIP_UNDECIDED;
}

static enum sip_verdict check_late_final(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = sip_time_waited(context);

    if (t->final_frame != 0 || waited <= sip_timer_64_t1(context)) {
        return SIP_KEPT;
    }
    /* A copy that was sent after the time has brought it: the one before may have been lost. */
    bool asked_late = t->last_request_time - t->request_time > sip_timer_64_t1(context);
    return sip_response_belongs(context) && !asked_late && !sip_transaction_lost_response(t)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "answered %.1f s after the request; the client waits %.0f s",
                            sip_seconds(waited), sip_seconds(sip_timer_64_t1(context)))
               : SIP_UNDECIDED;
}

/* When the server is known to have had the request: at once on a reliable transport; over UDP when
 * it said so, or else when it was sent for the last time. */
static int64_t received_at(const struct sip_transaction *t)
{
    if (sip_transport_is_reliable(t->transport)) {
        return t->request_time;
    }
    return t->responses != NULL ? t->responses->stamp : t->last_request_time;
}

/* An UPDATE whose session description was accepted or refused only after a while: "promptly" has
 * no number, but when Timer E reaches T2 a server should have answered (RFC 4320 section 4.1). */
static bool user_was_asked(const struct sip_context *context)
{
    const struct sip_message *m = context->message;
    bool decided = m->code < 300 || m->code == 488 || m->code == 603 || m->code == 606;
    struct sip_slice sdp;

    return m->method == SIP_METHOD_UPDATE && decided && context->transaction->final_frame == 0 &&
           context->now - received_at(context->transaction) > sip_timer_e_at_t2(context) &&
           sip_message_session(context->request, &sdp) == SIP_PRESENT;
}

static enum sip_verdict check_slow(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    int64_t waited = sip_time_waited(context);

    if (t->final_frame != 0 || waited <= sip_timer_t2(context) ||
        waited > sip_timer_64_t1(context)) { /* reported by late-non-invite-final */
        return SIP_KEPT;
    }
    if (t->response_count == 0 && waited > sip_time_of_100(context)) {
        return SIP_NOT_APPLICABLE; /* reported by 100-non-invite-missing */
    }
    if (user_was_asked(context)) {
        return SIP_NOT_APPLICABLE; /* reported by update-needs-user */
    }
    return sip_response_belongs(context) && !sip_transaction_lost_response(t)
               ? sip_broken(finding, context, SIP_START_LINE, "answered %.1f s after the request",
                            sip_seconds(waited))
               : SIP_UNDECIDED;
}

static enum sip_verdict check_update_prompt(const struct sip_context *context,
                                            struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (!user_was_asked(context)) {
        return SIP_KEPT;
    }
    return sip_response_belongs(context)
               ? sip_broken(finding, context, SIP_START_LINE,
                            "answered %.1f s after the UPDATE of frame %u had come",
                            sip_seconds(context->now - received_at(t)), t->request_frame)
               : SIP_UNDECIDED;
}

/* The INVITE may have been sent long before its response: people are slow. */
static int64_t longest_wait(const struct sip_context *context)
{
    int64_t wait = sip_timer_64_t1(context);
    return context->message->method == SIP_METHOD_INVITE ? wait + 2 * sip_timer_c(context) : wait;
}

static enum sip_verdict check_stray(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;

    if (t == NULL || t->request_frame != 0 || t->response_count > 0 || t->shares_key ||
        sip_via_own_left(context)) { /* reported by via-own-left-on-top */
        return SIP_NOT_APPLICABLE;
    }
    if (t->client_since == INT64_MAX || t->hop->to_server->last_cut != INT64_MIN ||
        t->hop->to_server->last_gap != INT64_MIN ||
        context->packet->stamp - t->client_since <= longest_wait(context)) {
        return SIP_UNDECIDED;
    }
    const struct sip_row *via = sip_message_row(context->message, SIP_HDR_VIA);
    const struct sip_transaction *like = t->attempt;
    if (like != NULL && like->cseq_number == t->cseq_number && like->request_frame != 0) {
        return sip_broken_by(
            finding, context, like->request_frame, sip_row_bytes(via),
            "no request with this branch; the one with its CSeq number, in frame %u, has "
            "another",
            like->request_frame);
    }
    return sip_broken(finding, context, sip_row_bytes(via), "no request with this branch was seen");
}

static enum sip_verdict check_408_non_invite(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_message *m = context->message;

    if (m->method == SIP_METHOD_REGISTER && context->ims) {
        return SIP_NOT_APPLICABLE;
    }
    if (m->method == SIP_METHOD_REGISTER && !m->headers_complete) {
        return SIP_UNDECIDED;
    }
    return sip_check_code(context, finding);
}

const struct sip_rule sip_rules_final_response[] = {
    {
        .id = "unanswered-request",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §17.1.1.2",
        .see = "RFC 3261 §17.1.2.2; RFC 3261 §8.1.3.1; RFC 3263 §4.3",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(ACK)),
        .once = SIP_ONCE_A_CALL_AND_SERVER,
        .timed = true,
        .check = check_unanswered,
        .problem = "No response to the request",
        .requirement =
            "A request gets a response within 64*T1; after that, the client treats it as a 408",
        .remedy = "Check first whether the request reaches the server and where the server sends "
                  "its response. A client behind NAT is not reached at a private address in its "
                  "Contact: its server must use the address that the request came from. The client "
                  "should try the next server.",
        .silence = "Not reported when the capture ends before 64*T1; when nothing from the server "
                   "was seen after the request and the client gave up early (the response may take "
                   "another path); over UDP, when the client sent the request fewer than three "
                   "times (it may have a response that the capture lost); when a load balancer "
                   "forwarded the request unchanged or a response with another branch was seen; or "
                   "when the request is multicast.",
    },
    {
        .id = "no-final-response",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §16.8",
        .see = "RFC 3261 §16.6; RFC 3261 §13.3.1",
        .when = SIP_AT_END,
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_no_final,
        .problem = "INVITE left without a final response",
        .requirement = "An INVITE gets a final response within Timer C of the last provisional one",
        .remedy = "The proxy must cancel an INVITE when Timer C fires. The callee's user agent "
                  "must reject the INVITE when it gives up, or repeat its provisional response if "
                  "it needs longer.",
        .silence = "Not reported when the INVITE was cancelled (cancel-no-487 reports that), ended "
                   "by BYE, or acknowledged: its final response was then not captured. If its "
                   "Expires is longer than Timer C, that time applies.",
    },
    {
        .id = "final-after-final-different",
        .severity = SIP_ERROR,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §17.2.2",
        .see = "RFC 3261 §17.2.1; RFC 3261 §16.7",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .timed = true,
        .check = check_final_different,
        .problem = "Second, different final response to one request",
        .requirement = "A transaction has one final response, except for the 2xx of several forks",
        .remedy =
            "The server must keep to the final response that it sent first, and send no other.",
        .silence =
            "Not reported when the code is the same, when copies of the request differ (the client "
            "then uses one branch for several requests), or when the request is multicast.",
    },
    {
        .id = "2xx-after-non-2xx-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3261 §16.7",
        .see = "RFC 3261 §17.1.1.2",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx",
        .methods = SIP_M(INVITE),
        .timed = true,
        .check = check_2xx_after_failure,
        .problem = "2xx to an INVITE that had already failed",
        .requirement = "No 2xx follows a final failure response to the INVITE",
        .remedy =
            "The proxy must not forward a failure before all branches are completed, and a user "
            "agent server must not send both. The client should acknowledge this 2xx and send BYE.",
        .silence = "Not reported when copies of the INVITE differ: the client then uses one branch "
                   "for several requests.",
    },
    {
        .id = "provisional-after-final",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §17.2.1",
        .see = "RFC 3261 §17.2.2; RFC 3261 §16.7; RFC 3262 §3",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "1xx",
        .order = true,
        .timed = true,
        .check = check_provisional_after_final,
        .problem = "Provisional response after the final one",
        .requirement = "No provisional response is sent after a final one",
        .remedy = "The server must drop provisional responses once it has sent its final response. "
                  "A proxy must also drop those of other branches.",
        .silence = "Not reported when it came less than 50 ms after the final response (packets "
                   "may be reordered), or when copies of the request differ.",
    },
    {
        .id = "late-non-invite-final",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.2",
        .see = "RFC 4321 §1.1; RFC 4321 §1.4",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .methods = SIP_M_NON_INVITE,
        .timed = true,
        .check = check_late_final,
        .problem = "Final response after the client has timed out",
        .requirement =
            "A final response arrives within 64*T1 of its request, before the client times out",
        .remedy = "The server should respond at once. A proxy must not forward a response that "
                  "comes too late.",
        .explains = {"unanswered-request"},
    },
    {
        .id = "slow-response",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §17.1",
        .see = "RFC 3261 §8.2.6.1; RFC 4320 §4.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "200-699",
        .methods = SIP_M_NON_INVITE,
        .timed = true,
        .check = check_slow,
        .problem = "Slow final response to a non-INVITE (more than T2)",
        .requirement = "Requests other than INVITE get a final response at once, within T2 at most",
        .remedy = "The server should respond at once. Check first what it, or a server behind it, "
                  "is waiting for.",
    },
    {
        .id = "update-needs-user",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3311 §5.2",
        .see = "RFC 4320 §4.1",
        .when = SIP_ON_MATCHED_RESPONSE,
        .codes = "2xx,488,603,606",
        .methods = SIP_M(UPDATE),
        .timed = true,
        .check = check_update_prompt,
        .problem = "UPDATE with SDP: final response delayed",
        .requirement =
            "An UPDATE gets its final response at once, 504 if the user would have to be asked",
        .remedy = "The user agent server should respond without asking the user, or reject the "
                  "UPDATE with 504. The client can send a re-INVITE, which leaves time to ask.",
        .silence = "Not reported when the UPDATE has no SDP: there is nothing to ask. Over UDP, "
                   "the time counts from the last copy, or from the first response.",
    },
    {
        .id = "stray-response",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 6026 §7.3",
        .see = "RFC 6026 §7.2; RFC 3261 §18.1.2",
        .looks_back = true,
        .timed = true,
        .check = check_stray,
        .problem = "Response without a matching request",
        .requirement = "A response matches a request of its hop",
        .remedy = "Check first whether the capture is complete. Then look for a device that "
                  "changes the branch, or for a replayed or forged response; clients drop such a "
                  "response, and a stateful proxy must not forward it.",
        .silence = "Not reported when requests from that client to that server have been captured "
                   "for less time than a transaction lasts: the request may be older than the "
                   "capture. The capture may also have lost the request, which cannot be seen from "
                   "this response; hence the severity chat.",
    },
    {
        .id = "408-non-invite",
        .severity = SIP_WARN,
        .group = SIP_GROUP_RESPONSE_CODE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 4320 §4.2",
        .see = "RFC 4321 §1.4",
        .looks_back = true,
        .codes = "408",
        .methods = SIP_M_NOT(SIP_M(INVITE) | SIP_M(ACK)),
        .check = check_408_non_invite,
        .problem = "408 sent to a non-INVITE request",
        .requirement = "A transaction-stateful element sends 408 to INVITE only",
        .remedy = "The server or proxy must let the transaction expire without a final response. "
                  "By the time of the 408 the client has given up.",
        .silence = "Not reported when REGISTER gets 408 in an IMS network, whose profile provides "
                   "for it. The rule does not bind stateless elements, but these do not wait for a "
                   "response either.",
        .explains = {"late-non-invite-final"},
    },
};

SIP_SUBJECT_END(final_response);
