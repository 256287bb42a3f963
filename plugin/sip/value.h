/* value.h
 * Header values: lists, parameters, addresses (RFC 3261 sections 7.3.1, 20 and 25.1).
 * Everything here is a view of the message; nothing is unescaped or copied.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_VALUE_H
#define SIP_VALUE_H

#include "sip/message.h"

/* Walks the values of a header field over all its rows, splitting lists at their commas (not at
 * commas inside quotes or angle brackets). A single-valued field yields one value a row. */
struct sip_values {
    const struct sip_message *message;
    const struct sip_row *row; /* the row of the value that came last */
    struct sip_slice rest;
};
struct sip_values sip_values_of(const struct sip_message *m, enum sip_header_id id);
bool sip_values_next(struct sip_values *it, struct sip_slice *value); /* empty values are skipped */

/* How many values the header field has. */
unsigned sip_values_count(const struct sip_message *m, enum sip_header_id id);

/* The last of them; p == NULL where it has none. The last Via is that of the user agent that made the request, unless a
 * server on the way hides it. */
struct sip_slice sip_values_last(const struct sip_message *m, enum sip_header_id id);

/* Whether the last Via of both is the same: their user agent has made one request. */
bool sip_message_same_origin(const struct sip_message *a, const struct sip_message *b);

/* Whether the list holds this token (case ignored; parameters behind a token are ignored too). */
bool sip_values_contain(const struct sip_message *m, enum sip_header_id id, const char *token);

/* Cuts s at the first sep that is neither quoted nor in angle brackets; as sip_slice_cut. _from
 * does so where the first sep of all is known, quoted or not. */
struct sip_slice sip_value_cut_from(struct sip_slice s, const char *sep, struct sip_slice *head);
static inline struct sip_slice sip_value_cut(struct sip_slice s, char sep, struct sip_slice *head)
{
    const char *at = s.n > 0 ? (const char *)memchr(s.p, sep, s.n) : NULL;
    if (at == NULL) {
        *head = s;
        return (struct sip_slice){NULL, 0};
    }
    return sip_value_cut_from(s, at, head);
}

/* What is before the first ';', without LWS. */
struct sip_slice sip_value_main(struct sip_slice value);

/* delta-seconds, as in Retry-After, Expires, Min-SE: digits, then the end, parameters or a
 * comment. A number beyond 2**32-1 is given as 2**32-1 (RFC 3261 section 20.19). False if it does
 * not begin with a number. */
bool sip_value_seconds(struct sip_slice value, uint32_t *seconds);

/* Whether Expires is 0: it ends a registration, a subscription or a publication, or grants none. */
bool sip_message_expires_is_zero(const struct sip_message *m);

/* Where the quoted string ends that begins at from: at its closing quote, or where s does. */
size_t sip_quoted_end(struct sip_slice s, size_t from);

/* A quoted string without its quotes; anything else as it is. */
static inline struct sip_slice sip_unquote(struct sip_slice s)
{
    return s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"' ? (struct sip_slice){s.p + 1, s.n - 2}
                                                            : s;
}

/* Whether a piece between separators is the parameter of that name, "name" or "name=value", with
 * LWS anywhere around. *value gets what follows '=', without quotes; p == NULL where there is
 * no '='. _spaced_ is the long way, which finds every spelling. */
bool sip_piece_is_spaced_param(struct sip_slice piece, struct sip_slice name,
                               struct sip_slice *value);
static inline bool sip_piece_is_param(struct sip_slice piece, struct sip_slice name,
                                      struct sip_slice *value)
{
    /* As nearly everybody writes it: a third of the instructions. */
    if (piece.n > name.n && piece.p[name.n] == '=' && memcmp(piece.p, name.p, name.n) == 0) {
        *value = sip_unquote(sip_trim_between(piece.p + name.n + 1, piece.p + piece.n));
        return true;
    }
    bool other =
        piece.n > 0 && !sip_is_lws(piece.p[0]) && sip_lower(piece.p[0]) != sip_lower(name.p[0]);
    return !other && sip_piece_is_spaced_param(piece, name, value);
}

/* The parameter of that name behind the main part: ";tag=abc". *param gets its value without
 * quotes, empty where the parameter has none; it may be NULL. */
bool sip_value_param_named(struct sip_slice value, struct sip_slice name, struct sip_slice *param);
static inline bool sip_value_param(struct sip_slice value, const char *name,
                                   struct sip_slice *param)
{
    return sip_value_param_named(value, (struct sip_slice){name, strlen(name)}, param);
}

/* Walks parameters, ";branch=z9hG4bK1;rport": *rest is what is left of them. A name without '=' has
 * a value with p == NULL; quotes are taken off. */
bool sip_params_next(struct sip_slice *rest, struct sip_slice *name, struct sip_slice *value);

/* The first of them with this name, whatever its case. */
bool sip_params_find(struct sip_slice params, struct sip_slice name, struct sip_slice *value);

#endif
