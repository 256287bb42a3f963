/* authentication.c
 * How a client retries after a 401 or 407, and other failures that it can do something about (RFC 3261
 * sections 8.1.3.5 and 22).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/nonce.h"
#include "rules/engine/attempt.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/fields.h"
#include "rules/engine/readings.h"
#include "rules/subjects/challenge_answers.h"
#include "rules/subjects/subjects.h"
#include "sip/code.h"

static unsigned count_realm(const struct sip_auths *auths, struct sip_slice realm)
{
    unsigned count = 0;

    for (unsigned i = 0; i < auths->count; i++) {
        count += realm.n > 0 && sip_slice_equal(auths->all[i].params[SIP_AUTH_REALM], realm);
    }
    return count;
}

/* What goes into a response beside the password (RFC 2617 section 3.2.2.1). If all of it is the same
 * and the response is another, so is the password. */
static bool proves_other_password(const struct sip_auth *a, const struct sip_auth *b)
{
    static const enum sip_auth_param parts[] = {SIP_AUTH_NONCE, SIP_AUTH_URI, SIP_AUTH_QOP,
                                                SIP_AUTH_NC, SIP_AUTH_CNONCE};

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (!sip_slice_equal(a->params[parts[i]], b->params[parts[i]])) {
            return false;
        }
    }
    return !sip_slice_equal(a->params[SIP_AUTH_RESPONSE], b->params[SIP_AUTH_RESPONSE]);
}

/* The same user, algorithm and, so far as can be seen, password. A resynchronisation of AKA (auts,
 * RFC 3310 section 3.4) or its empty response are no rejected password. */
static bool same_credentials(const struct sip_auth *a, const struct sip_auth *b)
{
    return sip_slice_equal(a->params[SIP_AUTH_USERNAME], b->params[SIP_AUTH_USERNAME]) &&
           sip_slice_equal_nocase(a->params[SIP_AUTH_ALGORITHM], b->params[SIP_AUTH_ALGORITHM]) &&
           a->params[SIP_AUTH_RESPONSE].n > 0 && b->params[SIP_AUTH_RESPONSE].n > 0 &&
           a->params[SIP_AUTH_AUTS].p == NULL && b->params[SIP_AUTH_AUTS].p == NULL &&
           !proves_other_password(a, b);
}

/* Whether the attempt before last, too, had brought credentials of this user that were rejected: then the client
 * goes on by itself, however long it waits. */
static bool rejected_before(const struct sip_context *context, const struct sip_auth_pair *pair,
                            const struct sip_auth *now)
{
    const struct sip_transaction *t = context->transaction->attempt->attempt;
    struct sip_slice realm = now->params[SIP_AUTH_REALM];
    struct sip_message room;
    const struct sip_message *request = t != NULL ? sip_transaction_request(t, &room) : NULL;
    struct sip_auths were;

    if (request == NULL || !sip_transaction_is_challenged(t)) {
        return false;
    }
    sip_auths_read(&were, request, pair->credentials);
    return count_realm(&were, realm) == 1 &&
           same_credentials(sip_auths_find(&were, SIP_AUTH_REALM, realm), now);
}

/* One challenge: were credentials for its realm just rejected, and do they come again? */
static enum sip_verdict judge_rejected(const struct sip_context *context,
                                       const struct sip_auth_pair *pair, struct sip_slice realm,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_transaction *attempt = context->transaction->attempt;
    const struct sip_auths *were = sip_credentials_of(context, failed, pair);
    const struct sip_auths *are = sip_credentials_of(context, m, pair);

    /* Proxies that share a realm each want credentials of their own (RFC 3261 section 22.3). */
    if (sip_challenge_is_stale(sip_challenges_of(context, pair), realm) ||
        sip_response_blames_nonce(context->failure) || count_realm(were, realm) != 1 ||
        count_realm(are, realm) != 1) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_auth *before = sip_auths_find(were, SIP_AUTH_REALM, realm);
    const struct sip_auth *now = sip_auths_find(are, SIP_AUTH_REALM, realm);
    if (!same_credentials(before, now)) {
        return SIP_NOT_APPLICABLE;
    }
    bool identical = sip_slice_equal(before->text, now->text);
    bool goes_on =
        /* with another tag in the same call it may be somebody who tries passwords */ (
            !sip_attempt_same_call(context) && sip_answers_challenge(context)) ||
        sip_tags_equal(sip_message_tag(m, SIP_HDR_FROM), sip_message_tag(failed, SIP_HDR_FROM));
    bool by_itself =
        sip_attempt_delay(context) <= SIP_BY_ITSELF || rejected_before(context, pair, now);
    if (!identical && (!by_itself || !goes_on ||
                       sip_challenged_before(context, before->params[SIP_AUTH_NONCE]) == NULL)) {
        return SIP_UNDECIDED; /* another password perhaps, or a nonce too old */
    }
    return sip_broken(finding, context, now->text,
                      "credentials of \"%.*s\" for realm \"%.*s\" in frame %u were rejected in "
                      "frame %u without stale=true; sent again %s, %.3f s later",
                      SIP_ARG(now->params[SIP_AUTH_USERNAME]), SIP_ARG(realm),
                      attempt->request_frame, attempt->final_frame,
                      identical ? sip_word(context, "unchanged")
                                : sip_word(context, "computed anew"),
                      sip_seconds(sip_attempt_delay(context)));
}

static enum sip_verdict check_rejected(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    if (!sip_message_has_credentials(context->message) ||
        !sip_message_has_credentials(context->failed_request) || !sip_attempt_repeats(context)) {
        return SIP_NOT_APPLICABLE;
    }
    for (size_t i = 0; i < SIP_AUTH_PAIRS; i++) {
        const struct sip_auths *challenges = sip_challenges_of(context, &sip_auth_pairs[i]);
        for (unsigned n = 0; n < challenges->count; n++) {
            struct sip_slice realm = challenges->all[n].params[SIP_AUTH_REALM];
            if (judge_rejected(context, &sip_auth_pairs[i], realm, finding) == SIP_BROKEN) {
                return SIP_BROKEN;
            }
        }
    }
    return SIP_KEPT;
}

static enum sip_verdict check_cseq(const struct sip_context *context, struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    const struct sip_row *row = sip_message_row(m, SIP_HDR_CSEQ);

    if (m->cseq_number > failed->cseq_number) {
        return SIP_KEPT;
    }
    if (!sip_answers_challenge(context) || !m->has_cseq_number || row == NULL ||
        !sip_attempt_same_call(context) ||
        !sip_tags_equal(sip_message_tag(m, SIP_HDR_FROM), sip_message_tag(failed, SIP_HDR_FROM))) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_transaction *attempt = context->transaction->attempt;
    if (m->cseq_number == failed->cseq_number) {
        return sip_broken(finding, context, sip_row_bytes(row),
                          "CSeq still %u, as in frame %u, with credentials for the challenge in "
                          "frame %u",
                          m->cseq_number, attempt->request_frame, attempt->final_frame);
    }
    return sip_broken(finding, context, sip_row_bytes(row),
                      "CSeq is %u, but %u in frame %u, with credentials for the challenge in frame "
                      "%u",
                      m->cseq_number, failed->cseq_number, attempt->request_frame,
                      attempt->final_frame);
}

/* Another Call-ID leads to the earlier request by the nonce alone; other URIs may be another user's. */
static enum sip_verdict check_identity(const struct sip_context *context,
                                       struct sip_finding *finding)
{
    const struct sip_message *m = context->message, *failed = context->failed_request;
    struct sip_slice tag = sip_message_tag(m, SIP_HDR_FROM);
    struct sip_slice before = sip_message_tag(failed, SIP_HDR_FROM);
    bool challenge = sip_code_is_challenge(context->failure->code);

    if (sip_tags_equal(tag, before) && sip_attempt_same_call(context)) {
        return SIP_KEPT;
    }
    if (sip_attempt_delay(context) > SIP_BY_ITSELF || tag.p == NULL || before.p == NULL ||
        !sip_attempt_repeats(context) ||
        (challenge ? !sip_answers_challenge(context) : sip_attempt_unmodified(context, true))) {
        return SIP_NOT_APPLICABLE;
    }
    if (!sip_attempt_same_call(context)) {
        return sip_broken(finding, context, sip_context_bytes(context, SIP_HDR_CALL_ID),
                          "Call-ID is %.*s; in frame %u it was %.*s",
                          SIP_ARG(sip_message_value(m, SIP_HDR_CALL_ID)),
                          context->transaction->attempt->request_frame,
                          SIP_ARG(sip_message_value(failed, SIP_HDR_CALL_ID)));
    }
    return sip_broken(finding, context, sip_row_bytes(sip_message_row(m, SIP_HDR_FROM)),
                      "From tag is \"%.*s\"; in frame %u it was \"%.*s\"", SIP_ARG(tag),
                      context->transaction->attempt->request_frame, SIP_ARG(before));
}

/* Octets. Credentials may make a larger request too large for one packet: its fragments may have been lost, here or
 * on the way. */
#define ROOM_FOR_CREDENTIALS 1000

static enum sip_verdict check_ignored(const struct sip_context *context,
                                      struct sip_finding *finding)
{
    const struct sip_message *m = context->message;
    const struct sip_challenged *one = sip_ignored_challenges(context);

    if (one == NULL) {
        return SIP_KEPT;
    }
    if (!m->headers_complete || sip_values_count(m, SIP_HDR_VIA) != 1 ||
        sip_transaction_lost_request(context->transaction, one->first_time) ||
        (!sip_transport_is_reliable(context->packet->transport) &&
         m->bytes.n > ROOM_FOR_CREDENTIALS)) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(
        finding, context, one->last_frame, SIP_START_LINE,
        "no credentials, as in the %u requests before it since frame %u, which were challenged, "
        "the last one in frame %u, %.1f s before",
        one->count, one->first_frame, one->last_frame,
        sip_seconds(context->packet->stamp - one->last_time));
}

/* Whether the client was heard after the challenge: it was up, and its requests were captured. */
static bool is_heard_later(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return context->end->client_heard > t->final_time + sip_timer_t2(context);
}

/* Whether a challenged client has sent nothing else instead of the request, though it has the challenge: it was heard
 * later, or has it by a connection. */
static bool is_given_up(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    return context->now - t->final_time > sip_timer_64_t1(context) &&
           (is_heard_later(context) || sip_transport_is_reliable(t->transport)) &&
           context->message->headers_complete && !t->request_varied && !t->heard_elsewhere &&
           !sip_transaction_lost_request(t, t->final_time);
}

/* The call goes on at the server: neither side has ended it. */
static enum sip_verdict check_bye_given_up(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *dialog = sip_confirmed_dialog(context);

    if (!sip_transaction_is_challenged(t) || dialog == NULL || t->tried_again ||
        dialog->ended_frame != 0 || sip_server_side(context)->said_bye ||
        sip_message_has_credentials(context->message)) {
        return SIP_NOT_APPLICABLE;
    }
    if (dialog->ambiguous || !is_given_up(context)) {
        return SIP_UNDECIDED;
    }
    if (!is_heard_later(context)) {
        return sip_broken_by(finding, context, t->final_frame, SIP_START_LINE,
                             "nothing followed the %u in frame %u from %s, within %.0f s",
                             t->final_code, t->final_frame, sip_endpoint_text(&t->hop->client).s,
                             sip_seconds(context->now - t->final_time));
    }
    return sip_broken_by(
        finding, context, t->final_frame, SIP_START_LINE,
        "no BYE with credentials followed the %u in frame %u, though %s sent other requests "
        "or responses up to %.0f s later",
        t->final_code, t->final_frame, sip_endpoint_text(&t->hop->client).s,
        sip_seconds(context->end->client_heard - t->final_time));
}

/* The challenge that gives a new nonce for the credentials of the request, which can be computed for it as they
 * were. NULL where credentials for another realm are asked for, too. */
static const struct sip_auth *find_stale(const struct sip_context *context,
                                         const struct sip_message *failure,
                                         struct sip_auths *challenges)
{
    bool of_proxy = failure->code == 407;
    const struct sip_auths *sent =
        sip_credentials_of(context, context->message, &sip_auth_pairs[of_proxy]);
    const struct sip_auth *found = NULL;

    sip_auths_read(challenges, failure, sip_auth_pairs[of_proxy].challenges);
    for (unsigned i = 0; i < challenges->count; i++) {
        const struct sip_auth *c = &challenges->all[i];
        const struct sip_auth *was =
            sip_auths_find(sent, SIP_AUTH_REALM, c->params[SIP_AUTH_REALM]);
        if (was == NULL || !c->whole || !sip_slice_is(c->params[SIP_AUTH_STALE], "true")) {
            return NULL;
        }
        if (c->params[SIP_AUTH_NONCE].n > 0 && was->params[SIP_AUTH_RESPONSE].n > 0 &&
            !sip_slice_equal(c->params[SIP_AUTH_NONCE], was->params[SIP_AUTH_NONCE]) &&
            sip_slice_equal_nocase(c->params[SIP_AUTH_ALGORITHM],
                                   was->params[SIP_AUTH_ALGORITHM])) {
            found = c;
        }
    }
    return sip_message_has(failure, sip_auth_pairs[!of_proxy].challenges) ? NULL : found;
}

/* Whether the client has the challenge, and has gone on from the same port since: others may be behind its address. */
static bool is_same_client_up(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    bool has_it = t->method == SIP_METHOD_INVITE
                      ? t->failure_acked
                      : t->copies_since_final == 0 && !sip_asked_to_the_end(context);

    return has_it && t->hop->last_used > t->final_time + sip_timer_t2(context) &&
           sip_values_count(context->message, SIP_HDR_VIA) == 1;
}

/* In a dialog that is over nothing needs to be sent again. */
static bool is_of_no_use(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_dialog *dialog = context->dialog;

    return t->cancel != NULL ||
           (t->in_dialog && (dialog == NULL || dialog->ended_frame != 0 ||
                             dialog->over_frame != 0 || sip_server_side(context)->said_bye));
}

/* A server that calls each nonce too old never lets its client in. */
static enum sip_verdict check_stale_given_up(const struct sip_context *context,
                                             struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_message room;
    struct sip_auths challenges;

    if (!t->stale || t->tried_again ||
        (t->attempt != NULL && (t->attempt->stale || t->attempt->final_frame == 0)) ||
        is_of_no_use(context)) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_message *failure = sip_transaction_final(t, &room);
    const struct sip_auth *challenge =
        failure != NULL ? find_stale(context, failure, &challenges) : NULL;
    if (challenge == NULL) {
        return SIP_NOT_APPLICABLE;
    }
    struct sip_packet response = {
        .message = failure, .source = t->hop->server, .destination = t->hop->client};
    if (!is_given_up(context) || !is_same_client_up(context) ||
        !sip_nonces_left_unused(context->nonces, &response, challenge,
                                t->final_time + sip_timer_64_t1(context))) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, context, t->final_frame, SIP_START_LINE,
                         "no %s with the new nonce followed the %u with stale=true in frame %u "
                         "within %.0f s, though "
                         "%s sent other requests or responses up to %.0f s later",
                         sip_method_name(t->method), t->final_code, t->final_frame,
                         sip_seconds(context->now - t->final_time),
                         sip_endpoint_text(&t->hop->client).s,
                         sip_seconds(context->end->client_heard - t->final_time));
}

const struct sip_rule sip_rules_authentication[] = {
    {
        .id = "auth-rejected-loop",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST_NOT,
        .reference = "RFC 3261 §22.1",
        .see = "RFC 2617 §3.2.1; RFC 7616 §3.3; RFC 3310 §3.4",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .once = SIP_ONCE_A_DIALOG,
        .check = check_rejected,
        .problem = "Rejected credentials sent again",
        .requirement = "A client does not retry with credentials that have just been rejected",
        .remedy = "The client must stop and ask for another user name or password. Check both, and "
                  "the realm, on the client and on the server.",
        .silence = "Not reported when the server said stale=true, when realm, user name, "
                   "algorithm or password differ (with the same nonce, the response proves "
                   "another password), when AKA resynchronises, and when several credentials "
                   "share a realm. Unless the credentials are identical byte for byte, not "
                   "reported either when the rejected nonce was not fresh, as the server may have "
                   "forgotten stale=true, nor the first time when more than five seconds have "
                   "passed, as another password may have been tried.",
    },
    {
        .id = "challenge-not-answered",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 3261 §22.2; RFC 3261 §22.3",
        .when = SIP_ON_REQUEST,
        .methods =
            SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(INVITE) | SIP_M(MESSAGE),
        .timed = true,
        .once = SIP_ONCE_A_USER_AGENT,
        .check = check_ignored,
        .problem = "Challenged again and again, but no credentials sent",
        .requirement = "A client that is challenged sends the request again with credentials",
        .remedy = "Check user name and password on the client: often they are missing, or it uses "
                  "them for another method, realm or server only. A client that has none must "
                  "stop and inform its user.",
        .silence =
            "Only reported from the third request on, of one method with the same From, To and "
            "Event, from one address, on the client's own hop (one Via), to one server, with less "
            "than five minutes between them. Not reported where the challenge is not for Digest "
            "with MD5, where credentials went to any server meanwhile, and over UDP for requests "
            "of more than 1,000 octets: with credentials they may have been cut into fragments "
            "that were lost.",
    },
    {
        .id = "auth-cseq-not-incremented",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_MUST,
        .reference = "RFC 3261 §22.2",
        .see = "RFC 3261 §8.1.3.5",
        .when = SIP_ON_RETRY,
        .codes = "401,407",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .check = check_cseq,
        .problem = "CSeq not incremented in the request with credentials",
        .requirement = "A request sent again with credentials has a higher CSeq number",
        .remedy = "The client must increment CSeq. A proxy that adds credentials for its client "
                  "cannot do so, and should leave authentication to the client.",
    },
    {
        .id = "auth-retry-identity-changed",
        .severity = SIP_CHAT,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 3261 §8.1.1.4",
        .when = SIP_ON_RETRY,
        .codes = "401,407,413,415,416,420",
        .methods = SIP_M_NOT_ACK_CANCEL,
        .timed = true,
        .check = check_identity,
        .problem = "Call-ID or From tag changed when the request was retried",
        .requirement =
            "A request retried with changes keeps Call-ID, To and From, including its tag",
        .remedy = "The client should keep Call-ID, To and From, so that both attempts are "
                  "recognised as one call.",
        .silence = "Not reported when the URI in To or From differs, as that may be an unrelated "
                   "request, and after five seconds. A request with another Call-ID is recognised "
                   "by the nonce of its credentials only.",
    },
    {
        .id = "bye-challenge-not-answered",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §22.2",
        .see = "RFC 3261 §22.3; RFC 3261 §15.1.1",
        .when = SIP_AT_END,
        .methods = SIP_M(BYE),
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_bye_given_up,
        .problem = "BYE was challenged and not sent again: call stays open",
        .requirement = "A client that is challenged sends its request again with credentials",
        .remedy = "The client should answer the challenge of the BYE as it answers that of an "
                  "INVITE. Its user has hung up, but for the server and the peer the call goes on, "
                  "and may be charged for.",
        .silence =
            "Only reported in a dialog that no other BYE ended, when 64*T1 have passed since the "
            "challenge and the client was heard later than T2 after it, or has the challenge by a "
            "connection. Not reported when the BYE had credentials, which were refused then.",
        .explains = {"request-refused"},
    },
    {
        .id = "stale-not-retried",
        .severity = SIP_WARN,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_SHOULD,
        .reference = "RFC 3261 §8.1.3.5",
        .see = "RFC 7616 §3.3; RFC 3261 §22.1",
        .when = SIP_AT_END,
        .methods = SIP_M(REGISTER) | SIP_M(SUBSCRIBE) | SIP_M(PUBLISH) | SIP_M(INVITE) |
                   SIP_M(MESSAGE) | SIP_M(REFER) | SIP_M(UPDATE) | SIP_M(BYE),
        .needs = {SIP_HDR_AUTHORIZATION, SIP_HDR_PROXY_AUTHORIZATION},
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_stale_given_up,
        .problem = "Given up after stale=true, which only asks for a new nonce",
        .requirement = "After stale=true a client sends its request again, with the new nonce",
        .remedy =
            "The client must not take a challenge with stale=true for a refusal: its password "
            "was right. It computes its credentials with the nonce of that challenge and "
            "sends the request again, without asking its user.",
        .silence = "Only reported on the client's own hop (one Via), when 64*T1 have passed since "
                   "the challenge and the client was heard from the same port later than T2 after "
                   "it. Not reported where the nonce was used in any call, where the server "
                   "challenged the same user again within 64*T1, where the attempt before had met "
                   "stale=true, too, where another realm or algorithm is asked for, after a "
                   "CANCEL, or in a dialog that is over or not known.",
        .explains = {"request-refused"},
    },
};

SIP_SUBJECT_END(authentication);
