/* value.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/value.h"

#include <string.h>

static const struct sip_slice nothing = {NULL, 0};

/* Where the quoted string ends that begins at from: at its closing quote, or where s does. */
static size_t end_of_quoted(struct sip_slice s, size_t from)
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
        i = s.p[i] == '"' ? end_of_quoted(s, i) + 1 : i + 1;
    }
    return i;
}

/* Where the first sep is that is neither quoted nor in angle brackets, or NULL. */
static const char *find_outside(struct sip_slice s, char sep)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == sep) {
            return s.p + i;
        }
        if (s.p[i] == '"') {
            i = end_of_quoted(s, i);
        } else if (s.p[i] == '<') {
            i = end_of_bracketed(s, i);
        }
    }
    return NULL;
}

struct sip_slice sip_value_cut(struct sip_slice s, char sep, struct sip_slice *head)
{
    const char *at = s.n > 0 ? memchr(s.p, sep, s.n) : NULL;

    /* Most values have neither quotes nor brackets before their first separator: then there is no
     * need to look at every octet. */
    if (at != NULL) {
        size_t before = (size_t)(at - s.p);
        if (memchr(s.p, '"', before) != NULL || memchr(s.p, '<', before) != NULL) {
            at = find_outside(s, sep);
        }
    }
    if (at == NULL) {
        *head = s;
        return nothing;
    }
    *head = sip_slice_between(s.p, at);
    return sip_slice_between(at + 1, s.p + s.n);
}

struct sip_values sip_values_of(const struct sip_message *m, enum sip_header_id id)
{
    const struct sip_row *row = sip_message_row(m, id);
    return (struct sip_values){m, row, row ? row->value : nothing};
}

bool sip_values_next(struct sip_values *it, struct sip_slice *value)
{
    while (it->row != NULL) {
        while (it->rest.p != NULL) {
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
        const struct sip_row *next = sip_message_next_row(it->message, it->row);
        if (next == NULL) {
            return false;
        }
        it->row = next;
        it->rest = next->value;
    }
    return false;
}

unsigned sip_values_count(const struct sip_message *m, enum sip_header_id id)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;
    unsigned count = 0;

    while (sip_values_next(&it, &value)) {
        count++;
    }
    return count;
}

bool sip_values_contain(const struct sip_message *m, enum sip_header_id id, const char *token)
{
    struct sip_values it = sip_values_of(m, id);
    struct sip_slice value;

    while (sip_values_next(&it, &value)) {
        if (sip_slice_is(sip_value_main(value), token)) {
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

struct sip_slice sip_unquote(struct sip_slice s)
{
    if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"') {
        return (struct sip_slice){s.p + 1, s.n - 2};
    }
    return s;
}

bool sip_value_param(struct sip_slice value, const char *name, struct sip_slice *param)
{
    struct sip_slice piece, key;
    struct sip_slice rest = sip_value_cut(value, ';', &piece);

    while (rest.p != NULL) {
        rest = sip_value_cut(rest, ';', &piece);
        struct sip_slice content = sip_slice_cut(piece, '=', &key);
        if (sip_slice_is(sip_slice_trim(key), name)) {
            if (param != NULL) {
                *param = content.p ? sip_unquote(sip_slice_trim(content))
                                   : (struct sip_slice){piece.p + piece.n, 0};
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
