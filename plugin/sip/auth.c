/* auth.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/auth.h"

#include <string.h>

#include "sip/value.h"

static const struct sip_slice names[SIP_AUTH_PARAM_COUNT] = {
    [SIP_AUTH_REALM] = {"realm", 5},
    [SIP_AUTH_NONCE] = {"nonce", 5},
    [SIP_AUTH_ALGORITHM] = {"algorithm", 9},
    [SIP_AUTH_QOP] = {"qop", 3},
    [SIP_AUTH_STALE] = {"stale", 5},
    [SIP_AUTH_USERNAME] = {"username", 8},
    [SIP_AUTH_URI] = {"uri", 3},
    [SIP_AUTH_RESPONSE] = {"response", 8},
    [SIP_AUTH_NC] = {"nc", 2},
    [SIP_AUTH_CNONCE] = {"cnonce", 6},
    [SIP_AUTH_AUTS] = {"auts", 4},
    [SIP_AUTH_AUTHZ_SERVER] = {"authz_server", 12},
    [SIP_AUTH_OPAQUE] = {"opaque", 6},
};

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

/* If a parameter occurs twice, the first one counts. */
static void take_param(struct sip_auth *auth, struct sip_slice name, struct sip_slice value)
{
    for (int i = 0; i < SIP_AUTH_PARAM_COUNT; i++) {
        if (name.n == names[i].n && auth->params[i].p == NULL &&
            sip_slice_equal_nocase(name, names[i])) {
            auth->params[i] = value;
            return;
        }
    }
}

static void take_piece(struct sip_auth *auth, struct sip_slice piece)
{
    struct sip_slice name, value = sip_slice_cut(piece, '=', &name);

    name = sip_slice_trim(name);
    /* Figure 1 of RFC 8898 puts this name into quotes, against the grammar of its section 4. */
    if (sip_slice_is(name, "\"authz_server\"")) {
        name = sip_unquote(name);
    }
    if (value.p != NULL) {
        take_param(auth, name, sip_unquote(sip_slice_trim(value)));
    }
}

/* Neither LWS nor anything that parts or hides what follows. */
static bool is_plain(char c)
{
    return c > ' ' && c != ',' && c != '"' && c != '<';
}

/* Where the value ends that begins at at: behind its closing quote, or before what is not plain. NULL
 * where its end must be looked for with care. *value gets it without quotes. */
static const char *plain_value(const char *at, const char *stop, struct sip_slice *value)
{
    const char *begin = at;

    if (at < stop && *at == '"') {
        const char *close = memchr(at + 1, '"', (size_t)(stop - at - 1));
        if (close == NULL || close[-1] == '\\') {
            return NULL;
        }
        *value = sip_slice_between(at + 1, close);
        return close + 1;
    }
    while (at < stop && is_plain(*at)) {
        at++;
    }
    *value = sip_slice_between(begin, at);
    return at;
}

/* Takes a parameter that is written like most, name="value" or name=value, and moves on to what follows
 * its comma: with half of the instructions of sip_value_cut() and take_piece(). False where it is
 * written otherwise. */
static bool take_plain_param(struct sip_auth *auth, struct sip_slice *rest, const char **end)
{
    const char *at = rest->p, *stop = at + rest->n, *begin;
    struct sip_slice value;

    while (at < stop && sip_is_lws(*at)) {
        at++;
    }
    for (begin = at; at < stop && is_plain(*at) && *at != '='; at++) {
    }
    struct sip_slice name = sip_slice_between(begin, at);
    if (name.n == 0 || at == stop || *at != '=') {
        return false;
    }
    at = plain_value(at + 1, stop, &value);
    if (at == NULL || (at < stop && *at != ',')) {
        return false;
    }
    take_param(auth, name, value);
    *end = at;
    *rest = at < stop ? sip_slice_between(at + 1, stop) : (struct sip_slice){NULL, 0};
    return true;
}

/* A quoted string without its end swallows all that follows: only the last piece can have one. */
static bool quotes_close(struct sip_slice s)
{
    bool quoted = false;

    for (size_t i = 0; i < s.n; i++) {
        if (quoted && s.p[i] == '\\') {
            i++;
        } else if (s.p[i] == '"') {
            quoted = !quoted;
        }
    }
    return !quoted;
}

/* Reads the one that begins at *rest, which is then what follows it in its row; p == NULL: nothing. */
static void read_auth(struct sip_slice *rest, struct sip_auth *auth)
{
    struct sip_slice piece, more = sip_value_cut(*rest, ',', &piece);
    const char *begin = rest->p, *end = piece.p + piece.n;

    memset(auth->params, 0, sizeof(auth->params));
    auth->scheme = first_token(sip_slice_trim(piece), &piece);
    auth->whole = quotes_close(piece);
    take_piece(auth, piece);
    *rest = more;
    while (rest->p != NULL) {
        if (take_plain_param(auth, rest, &end)) {
            continue;
        }
        more = sip_value_cut(*rest, ',', &piece);
        if (starts_challenge(piece)) {
            break;
        }
        auth->whole = quotes_close(piece);
        take_piece(auth, piece);
        end = piece.p + piece.n;
        *rest = more;
    }
    auth->text = sip_slice_trim(sip_slice_between(begin, end));
}

static void read_row(struct sip_auths *auths, const struct sip_row *row)
{
    const struct sip_message *m = auths->message;
    /* Behind the last row of a header that was cut off another folded line may follow. */
    bool ends = m->headers_complete || row != &m->rows[m->row_count - 1];
    struct sip_slice rest = row->value;

    for (bool combined = false; rest.n > 0 && auths->count < SIP_AUTHS_MAX; combined = true) {
        struct sip_auth *auth = &auths->all[auths->count++];
        read_auth(&rest, auth);
        rest = sip_slice_trim(rest);
        auth->row = row;
        auth->header = auths->header;
        auth->combined = combined;
        auth->whole = auth->whole && ends;
    }
}

void sip_auths_read(struct sip_auths *auths, const struct sip_message *m, enum sip_header_id header)
{
    auths->message = m;
    auths->header = header;
    auths->count = 0;
    for (const struct sip_row *row = sip_message_row(m, header); row != NULL;
         row = sip_message_next_row(m, row)) {
        read_row(auths, row);
    }
}

const struct sip_auth *sip_auths_find(const struct sip_auths *auths, enum sip_auth_param param,
                                      struct sip_slice value)
{
    for (unsigned i = 0; i < auths->count; i++) {
        struct sip_slice own = auths->all[i].params[param];
        if (own.n > 0 && sip_slice_equal(own, value)) {
            return &auths->all[i];
        }
    }
    return NULL;
}

const struct sip_auth *sip_auths_find_aka(const struct sip_auths *auths)
{
    for (unsigned i = 0; i < auths->count; i++) {
        if (sip_slice_starts_with(auths->all[i].params[SIP_AUTH_ALGORITHM], "AKAv")) {
            return &auths->all[i];
        }
    }
    return NULL;
}
