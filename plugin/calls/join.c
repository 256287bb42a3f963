/* join.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/join.h"

#include "calls/all.h"
#include "history/kept/hash.h"
#include "sip/value.h"
#include "texts/text.h"

/* Values of one header field that are looked up. */
#define MAX_VALUES 8

/* What an INVITE said, and the call of the first that said it. */
struct token {
    uint64_t key;
    struct sip_call *call;
};

struct sip_joins {
    struct sip_pool kept;
    struct sip_keyed tokens;
    gchar **headers;
};

static const char *const names[] = {
    [SIP_JOIN_NONE] = "",
    [SIP_JOIN_HEADER] = SIP_PHRASE("Call-ID of the inbound leg"),
    [SIP_JOIN_SESSION_ID] = SIP_PHRASE("Session-ID"),
    [SIP_JOIN_ICID] = SIP_PHRASE("icid-value"),
};

const char *sip_join_name(enum sip_join join)
{
    return names[join];
}

struct sip_joins *sip_joins_new(void)
{
    struct sip_joins *joins = g_new0(struct sip_joins, 1);

    sip_joins_set_headers(joins, "");
    return joins;
}

void sip_joins_free(struct sip_joins *joins)
{
    sip_keyed_clear(&joins->tokens);
    sip_pool_clear(&joins->kept);
    g_strfreev(joins->headers);
    g_free(joins);
}

void sip_joins_set_headers(struct sip_joins *joins, const char *list)
{
    g_clear_pointer(&joins->headers, g_strfreev);
    joins->headers = g_strsplit(list, ",", -1);
    for (gchar **name = joins->headers; *name != NULL; name++) {
        g_strstrip(*name);
    }
}

static uint64_t token_key(enum sip_join join, struct sip_slice value)
{
    return sip_hash_key(sip_hash_number(0, (uint64_t)join), value);
}

static struct token *find_token(const struct sip_joins *joins, uint64_t key)
{
    return SIP_KEYED_THING(sip_keyed_find(&joins->tokens, key), struct token, key);
}

static void add_token(struct sip_joins *joins, uint64_t key, struct sip_call *call)
{
    struct token *token = SIP_POOL_NEW(&joins->kept, struct token);

    *token = (struct token){key, call};
    sip_keyed_put(&joins->tokens, &token->key);
}

/* Whether the call was given up or refused before: what comes later is another call. */
static bool is_over(const struct sip_call *call, int64_t now)
{
    for (const struct sip_hangup *hangup = call->hangups; hangup != NULL; hangup = hangup->next) {
        if (hangup->stamp < now - SIP_CAPTURE_JITTER) {
            return true;
        }
    }
    for (const struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        const struct sip_transaction *t = leg->invite;
        if (leg->attempt == call->attempts && !leg->onward &&
            (t->final_frame == 0 || t->final_code < 300 ||
             t->final_time > now - SIP_CAPTURE_JITTER)) {
            return false;
        }
    }
    return call->legs != NULL;
}

/* A switch that rings two phones, or a conference that calls its guests, sends the same identifier to
 * each: those are legs beside each other. Joined are the one that came in and one that went out. */
static bool is_beside(const struct sip_call *inbound, const struct sip_call *outbound)
{
    const struct sip_leg *in = inbound->legs, *out = outbound->legs;

    return in == NULL || out == NULL ||
           sip_endpoint_equal(&in->invite->hop->client, &out->invite->hop->client);
}

/* Legs of legs are legs of the first one: no chain grows, whatever INVITEs say. */
static bool may_join(const struct sip_call *inbound, const struct sip_call *outbound, int64_t now)
{
    const struct sip_call_extra *ties = sip_call_extra(outbound);

    return ties->inbound == NULL && ties->outbound == NULL && inbound->key != outbound->key &&
           !is_over(inbound, now) && !is_beside(inbound, outbound);
}

static void tie(struct sip_calls *all, struct sip_call *inbound, struct sip_call *outbound,
                enum sip_join by)
{
    struct sip_call *first = sip_call_first(inbound);
    struct sip_call_extra *of_first = sip_call_add_extra(all, first);
    struct sip_call_extra *ties = sip_call_add_extra(all, outbound);

    if (of_first->last_outbound != NULL) {
        sip_call_add_extra(all, of_first->last_outbound)->next_outbound = outbound;
    } else {
        of_first->outbound = outbound;
    }
    of_first->last_outbound = outbound;
    ties->inbound = first;
    ties->joined_by = (uint8_t)by;
}

/* Joins by a value that is the same in all legs. */
static void join_by_value(struct sip_calls *all, struct sip_call *call, int64_t now,
                          enum sip_join by, struct sip_slice value)
{
    struct sip_joins *joins = all->joins;
    uint64_t key = token_key(by, value);
    struct token *token = find_token(joins, key);

    if (value.n == 0) {
        return;
    }
    if (token == NULL) {
        add_token(joins, key, call);
    } else if (token->call == call) {
        return;
    } else if (may_join(token->call, call, now)) {
        tie(all, token->call, call, by);
    } else if (is_over(token->call, now)) {
        token->call = call;
    }
}

static bool is_nil(struct sip_slice uuid)
{
    for (size_t i = 0; i < uuid.n; i++) {
        if (uuid.p[i] != '0') {
            return false;
        }
    }
    return true;
}

/* The value is the Call-ID of the inbound leg, perhaps with parameters. That leg may come later, where
 * packets changed places. */
static void join_by_call_id(struct sip_calls *all, struct sip_call *call, int64_t now,
                            struct sip_slice value)
{
    struct sip_call *inbound;

    value = sip_value_main(value);
    if (value.n == 0) {
        return;
    }
    inbound = sip_call_find(all, sip_hash_key(0, value));
    if (inbound == NULL) {
        add_token(all->joins, token_key(SIP_JOIN_HEADER, value), call);
    } else if (may_join(inbound, call, now)) {
        tie(all, inbound, call, SIP_JOIN_HEADER);
    }
}

static void join_by_headers(struct sip_calls *all, struct sip_call *call,
                            const struct sip_message *m, int64_t now)
{
    unsigned values = 0;

    for (unsigned i = 0; i < m->row_count && values < MAX_VALUES; i++) {
        for (gchar **name = all->joins->headers; *name != NULL; name++) {
            if (**name != '\0' && sip_slice_is(m->rows[i].name, *name)) {
                join_by_call_id(all, call, now, m->rows[i].value);
                values++;
            }
        }
    }
}

/* An outbound leg that was seen before this call, its inbound one. */
static void join_waiting(struct sip_calls *all, struct sip_call *call, const struct sip_message *m,
                         int64_t now)
{
    struct token *token =
        find_token(all->joins, token_key(SIP_JOIN_HEADER, sip_message_value(m, SIP_HDR_CALL_ID)));

    if (token != NULL && may_join(call, token->call, now)) {
        tie(all, call, token->call, SIP_JOIN_HEADER);
    }
}

void sip_join(struct sip_calls *all, struct sip_call *call, const struct sip_packet *packet)
{
    const struct sip_message *m = packet->message;
    struct sip_slice uuid = sip_value_main(sip_message_value(m, SIP_HDR_SESSION_ID)), icid;

    join_by_headers(all, call, m, packet->stamp);
    join_waiting(all, call, m, packet->stamp);
    if (uuid.n > 0 && !is_nil(uuid)) {
        join_by_value(all, call, packet->stamp, SIP_JOIN_SESSION_ID, uuid);
    }
    if (sip_message_has(m, SIP_HDR_P_CHARGING_VECTOR)) {
        /* The icid-value is a parameter without anything before it. */
        struct sip_slice value = sip_message_value(m, SIP_HDR_P_CHARGING_VECTOR), name;
        for (struct sip_slice rest = value; sip_params_next(&rest, &name, &icid);) {
            if (sip_slice_is(name, "icid-value")) {
                join_by_value(all, call, packet->stamp, SIP_JOIN_ICID, icid);
                break;
            }
        }
    }
}
