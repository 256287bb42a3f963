/* challenge.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/challenge.h"

#include "sip/value.h"

/* The token at the beginning of s, and what follows it behind LWS. */
static struct sip_slice first_token(struct sip_slice s, struct sip_slice *rest)
{
    size_t n = 0;
    while (n < s.n && !sip_is_lws(s.p[n])) {
        n++;
    }
    *rest = sip_slice_trim((struct sip_slice){s.p + n, s.n - n});
    return (struct sip_slice){s.p, n};
}

/* A piece between commas starts a new challenge if it is "scheme name=…": a token, LWS, and then
 * more; "name=value" and "name = value" are parameters of the current one. */
static bool starts_challenge(struct sip_slice piece)
{
    struct sip_slice text = sip_slice_trim(piece), rest;
    size_t n = 0;

    while (n < text.n && !sip_is_lws(text.p[n]) && text.p[n] != '=' && text.p[n] != '"') {
        n++;
    }
    rest = sip_slice_trim((struct sip_slice){text.p + n, text.n - n});
    return n > 0 && n < text.n && sip_is_lws(text.p[n]) && rest.n > 0 && rest.p[0] != '=';
}

struct sip_challenges sip_challenges_of(const struct sip_message *m, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(m, id);
    return (struct sip_challenges){m, row, row ? row->value : (struct sip_slice){NULL, 0}, 0};
}

bool sip_challenges_next(struct sip_challenges *it, struct sip_challenge *challenge, bool *combined)
{
    struct sip_slice piece, rest;

    while (it->row != NULL && it->rest.n == 0) {
        it->row = sip_message_next_row(it->message, it->row);
        it->rest = it->row ? it->row->value : (struct sip_slice){NULL, 0};
    }
    if (it->row == NULL || it->count++ == SIP_CHALLENGES_MAX) {
        it->row = NULL;
        return false;
    }
    if (combined != NULL) {
        *combined = it->rest.p != it->row->value.p;
    }
    struct sip_slice all = it->rest;
    rest = sip_value_cut(all, ',', &piece);
    while (rest.p != NULL) {
        struct sip_slice after = sip_value_cut(rest, ',', &piece);
        if (starts_challenge(piece)) {
            break;
        }
        rest = after;
    }
    challenge->text = sip_slice_trim(rest.p ? sip_slice_between(all.p, rest.p - 1) : all);
    challenge->scheme = first_token(challenge->text, &challenge->params);
    it->rest = rest.p ? sip_slice_trim(rest) : (struct sip_slice){NULL, 0};
    return true;
}

bool sip_challenge_param(const struct sip_challenge *challenge, const char *name,
                         struct sip_slice *param)
{
    struct sip_slice rest = challenge->params, wanted = {name, strlen(name)}, piece, value;

    while (rest.p != NULL) {
        rest = sip_value_cut(rest, ',', &piece);
        if (sip_piece_is_param(piece, wanted, &value) && value.p != NULL) {
            *param = value;
            return true;
        }
    }
    return false;
}
