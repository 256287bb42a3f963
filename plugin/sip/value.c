/* value.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/value.h"

#include <string.h>

static const struct sip_slice nothing = {NULL, 0};

size_t sip_quoted_end(struct sip_slice s, size_t from)
{
    const char *close = memchr(s.p + from + 1, '"', s.n - from - 1);

    if (close != NULL && close[-1] != '\\') { /* no escape can have hidden this one … */
        return (size_t)(close - s.p);
    }
    for (size_t i = from + 1; i < s.n; i++) {
        if (s.p[i] == '"') {
            return i;
        }
        i += s.p[i] == '\\';
    }
    return s.n;
}

/* The same for angle brackets; a quoted string in them may hold another '>'. */
static size_t end_of_bracketed(struct sip_slice s, size_t from)
{
    const char *close = memchr(s.p + from, '>', s.n - from);

    if (close == NULL || memchr(s.p + from, '"', (size_t)(close - s.p) - from) == NULL) {
        return close ? (size_t)(close - s.p) : s.n;
    }
    size_t i = from;
    while (i < s.n && s.p[i] != '>') {
        i = s.p[i] == '"' ? sip_quoted_end(s, i) + 1 : i + 1;
    }
    return i;
}

/* Where the first sep is that is neither quoted nor in angle brackets, or NULL. What is before
 * from is known to be none of these. */
static const char *find_outside(struct sip_slice s, size_t from, char sep)
{
    for (size_t i = from; i < s.n; i++) {
        if (s.p[i] == sep) {
            return s.p + i;
        }
        if (s.p[i] == '"') {
            i = sip_quoted_end(s, i);
        } else if (s.p[i] == '<') {
            i = end_of_bracketed(s, i);
        }
    }
    return NULL;
}

/* The first quote or opening bracket among the first n octets, or NULL. */
static const char *find_opening(const char *p, size_t n)
{
    const char *quote = memchr(p, '"', n);
    const char *bracket = memchr(p, '<', quote != NULL ? (size_t)(quote - p) : n);
    return bracket != NULL ? bracket : quote;
}

/* Most values have neither quotes nor brackets before their first separator: then there is no need
 * to look at every octet. */
struct sip_slice sip_value_cut_from(struct sip_slice s, const char *sep, struct sip_slice *head)
{
    const char *opening = sep > s.p ? find_opening(s.p, (size_t)(sep - s.p)) : NULL;

    if (opening != NULL) {
        sep = find_outside(s, (size_t)(opening - s.p), *sep);
    }
    if (sep == NULL) {
        *head = s;
        return nothing;
    }
    *head = (struct sip_slice){s.p, (size_t)(sep - s.p)};
    return (struct sip_slice){sep + 1, s.n - head->n - 1};
}

struct sip_values sip_values_of(const struct sip_message *m, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(m, id);
    return (struct sip_values){m, row, row ? row->value : nothing};
}

bool sip_values_next(struct sip_values *it, struct sip_slice *value)
{
    for (;;) {
        while (it->rest.p == NULL) {
            const struct sip_row *next =
                it->row ? sip_message_next_row(it->message, it->row) : NULL;
            if (next == NULL) {
                return false;
            }
            it->row = next;
            it->rest = next->value;
        }
        if (sip_header_form_of((enum sip_header_id)it->row->id) == SIP_FORM_LIST) {
            it->rest = sip_value_cut(it->rest, ',', value);
        } else {
            *value = it->rest;
            it->rest = nothing;
        }
        *value = sip_slice_trim(*value);
        if (value->n > 0) {
            return true;
        }
    }
}

unsigned sip_values_count(const struct sip_message *m, enum sip_header_id id)
{
    if (!sip_message_has(m, id)) {
        return 0;
    }
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;
    unsigned count = 0;

    while (sip_values_next(&it, &value)) {
        count++;
    }
    return count;
}

struct sip_slice sip_values_last(const struct sip_message *m, enum sip_header_id id)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value, last = nothing;

    while (sip_values_next(&it, &value)) {
        last = value;
    }
    return last;
}

bool sip_message_same_origin(const struct sip_message *a, const struct sip_message *b)
{
    return sip_slice_equal(sip_values_last(a, SIP_HDR_VIA), sip_values_last(b, SIP_HDR_VIA));
}

bool sip_values_contain(const struct sip_message *m, enum sip_header_id id, const char *token)
{
    const struct sip_row *row = sip_message_row(m, id);

    while (row != NULL && sip_slice_find(row->value, token) == NULL) {
        row = sip_message_next_row(m, row);
    }
    if (row == NULL) { /* mostly, and sooner seen than value by value */
        return false;
    }
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value, wanted = {token, strlen(token)};

    while (sip_values_next(&it, &value)) {
        if (sip_slice_equal_nocase(sip_value_main(value), wanted)) {
            return true;
        }
    }
    return false;
}

struct sip_slice sip_value_main(struct sip_slice value)
{
    struct sip_slice head;
    sip_value_cut(value, ';', &head);
    return sip_slice_trim(head);
}

static const char *skip_lws(const char *at, const char *end)
{
    while (at < end && sip_is_lws(*at)) {
        at++;
    }
    return at;
}

bool sip_piece_is_spaced_param(struct sip_slice piece, struct sip_slice name,
                               struct sip_slice *value)
{
    if (piece.n < name.n) {
        return false;
    }
    const char *end = piece.p + piece.n, *at = skip_lws(piece.p, end);
    if ((size_t)(end - at) < name.n || !sip_octets_equal_nocase(at, name.p, name.n)) {
        return false;
    }
    at = skip_lws(at + name.n, end);
    if (at == end) {
        *value = nothing;
        return true;
    }
    *value = sip_unquote(sip_trim_between(at + 1, end));
    return *at == '=';
}

bool sip_value_param_named(struct sip_slice value, struct sip_slice name, struct sip_slice *param)
{
    struct sip_slice piece, content, rest;

    if (value.n > 0 && value.p[0] == ';') {
        rest = (struct sip_slice){value.p + 1, value.n - 1};
    } else {
        rest = sip_value_cut(value, ';', &piece);
    }
    while (rest.p != NULL) {
        rest = sip_value_cut(rest, ';', &piece);
        if (sip_piece_is_param(piece, name, &content)) {
            if (param != NULL) {
                *param = content.p ? content : (struct sip_slice){piece.p + piece.n, 0};
            }
            return true;
        }
    }
    return false;
}

bool sip_value_seconds(struct sip_slice value, uint32_t *seconds)
{
    size_t digits = 0;

    while (digits < value.n && sip_is_digit(value.p[digits])) {
        digits++;
    }
    if (digits == 0) {
        return false;
    }
    if (digits < value.n && !sip_is_lws(value.p[digits]) && value.p[digits] != ';' &&
        value.p[digits] != '(') {
        return false;
    }
    if (!sip_slice_to_u32((struct sip_slice){value.p, digits}, seconds)) {
        *seconds = UINT32_MAX;
    }
    return true;
}

bool sip_message_expires_is_zero(const struct sip_message *m)
{
    uint32_t seconds;

    return sip_value_seconds(sip_message_value(m, SIP_HDR_EXPIRES), &seconds) && seconds == 0;
}

bool sip_params_next(struct sip_slice *rest, struct sip_slice *name, struct sip_slice *value)
{
    struct sip_slice piece;

    while (rest->p != NULL) {
        *rest = sip_value_cut(*rest, ';', &piece);
        *value = sip_slice_cut(piece, '=', name);
        *name = sip_slice_trim(*name);
        if (value->p != NULL) {
            *value = sip_unquote(sip_slice_trim(*value));
        }
        if (name->n > 0) {
            return true;
        }
    }
    return false;
}

bool sip_params_find(struct sip_slice params, struct sip_slice name, struct sip_slice *value)
{
    struct sip_slice each;

    while (sip_params_next(&params, &each, value)) {
        if (sip_slice_equal_nocase(each, name)) {
            return true;
        }
    }
    return false;
}
