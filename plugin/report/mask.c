/* mask.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/mask.h"

#include <string.h>

#include "report/text.h"
#include "sip/body.h"

/* A scan over the octets; what is not masked is copied to out. */
struct scan {
    const char *p;
    const char *end;
    const char *begin;
    const char *stop; /* the first octet at or behind p, when it was looked for, that ends a URI's
                         user part, '@' included: looked for once, however many URIs begin before */
    GString *out;
    bool masked;
};

static void mask(struct scan *scan, const char *to)
{
    g_string_append(scan->out, REPORT_MASK);
    scan->p = to;
    scan->masked = true;
}

static void copy(struct scan *scan, const char *to)
{
    g_string_append_len(scan->out, scan->p, to - scan->p);
    scan->p = to;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

static const char *skip_lws(const char *p, const char *end)
{
    while (p < end && sip_is_lws(*p)) {
        p++;
    }
    return p;
}

/* Behind the octets up to the first one of stops, or NUL. */
static const char *until(const char *p, const char *end, const char *stops)
{
    while (p < end && *p != '\0' && strchr(stops, *p) == NULL) {
        p++;
    }
    return p;
}

/* The end of a header value: of the line, and of those that are folded to it. */
static const char *value_end(const char *p, const char *end)
{
    while (p < end && !((*p == '\n' || *p == '\r') &&
                        !(p + 1 < end && (is_space(p[1]) || (*p == '\r' && p[1] == '\n'))))) {
        p++;
    }
    return p > end ? end : p;
}

/* Behind a value: a quoted string with its quotes, or what is before a separator. *whole: false
 * for a quoted string that does not end. */
static const char *param_end(const char *p, const char *end, bool *whole)
{
    *whole = true;
    if (p == end || *p != '"') {
        return until(p, end, ",; \t\r\n>&\"");
    }
    for (p++; p < end && *p != '"'; p++) {
        p += *p == '\\' && p + 1 < end;
    }
    *whole = p < end;
    return p < end ? p + 1 : end;
}

static bool is_one_of(struct sip_slice name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (sip_slice_is(name, *names)) {
            return true;
        }
    }
    return false;
}

static const char *const harmless[] = {
    "username",
    "username*",
    "userhash",
    "realm",
    "nonce",
    "nextnonce",
    "uri",
    "algorithm",
    "qop",
    "nc",
    "opaque",
    "stale",
    "domain",
    "charset",
    "scope",
    "error",
    "error_description",
    "authz_server",
    "integrity-protected",
    "version",
    "targetname",
    NULL,
};
static const char *const secret[] = {
    "response", "cnonce", "rspauth", "auts",        "ik",           "ck",
    "password", "passwd", "pwd",     "gssapi-data", "access_token", "client_secret",
    "crand",    "srand",  "snum",    NULL,
};
static const char *const schemes[] = {
    "Digest", "Basic", "Bearer", "NTLM", "Kerberos", "TLS-DSK", "Negotiate", "PGP", NULL,
};

/* name=value up to, not including, the comma behind it. */
static void mask_credential(struct scan *scan, const char *end)
{
    const char *name_end = until(scan->p, end, "=, \t\r\n\"");
    const char *equals = skip_lws(name_end, end);
    struct sip_slice name = sip_slice_between(scan->p, name_end);
    bool whole;

    if (equals == end || *equals != '=' ||
        !(is_one_of(name, harmless) || is_one_of(name, secret))) {
        mask(scan, until(param_end(until(scan->p, end, ",\""), end, &whole), end, ","));
        return;
    }
    const char *value = skip_lws(equals + 1, end);
    const char *value_ends = param_end(value, end, &whole);
    copy(scan, value);
    if (is_one_of(name, harmless) && whole) {
        copy(scan, value_ends);
    } else {
        mask(scan, value_ends);
    }
}

/* A value of Authorization or the like, up to end. What is between two parameters is copied. */
static void mask_credentials(struct scan *scan, const char *end)
{
    while (scan->p < end) {
        const char *word = skip_lws(scan->p, end);
        copy(scan, word);
        const char *word_end = until(word, end, "=, \t\r\n\"");
        if (is_one_of(sip_slice_between(word, word_end), schemes) &&
            skip_lws(word_end, end) > word_end) {
            copy(scan, skip_lws(word_end, end));
            continue;
        }
        if (word < end && *word != ',') {
            mask_credential(scan, end);
        }
        const char *comma = until(scan->p, end, ",");
        if (skip_lws(scan->p, end) < comma) {
            mask(scan, comma);
        }
        copy(scan, MIN(comma + 1, end));
    }
}

/* Behind the name of such a header field; nothing where no colon follows. */
static void mask_header(struct scan *scan)
{
    const char *colon = scan->p;

    while (colon < scan->end && is_space(*colon)) {
        colon++;
    }
    if (colon < scan->end && *colon == ':') {
        copy(scan, colon + 1);
        mask_credentials(scan, value_end(scan->p, scan->end));
    }
}

/* Behind white space, folded lines included. */
static const char *skip_folds(const char *p, const char *end)
{
    for (;;) {
        const char *next = p;
        next += next < end && *next == '\r';
        next += next < end && *next == '\n';
        if (next == end || !is_space(*next)) {
            return p;
        }
        p = next + 1;
    }
}

/* Behind the name of a secret parameter. */
static void mask_param(struct scan *scan)
{
    const char *equals = skip_folds(scan->p, scan->end);
    bool whole;

    if (equals < scan->end && *equals == '=') {
        const char *value = skip_folds(equals + 1, scan->end);
        const char *value_ends = param_end(value, scan->end, &whole);
        copy(scan, value);
        if (value_ends > value) {
            mask(scan, value_ends);
        }
    }
}

static const char *user_stop(struct scan *scan)
{
    if (scan->stop == NULL || scan->stop < scan->p) {
        scan->stop = until(scan->p, scan->end, "@ \t\r\n<>\"");
    }
    return scan->stop;
}

/* "5060;lr;x=y@z": a port and parameters, no password. "5060@": a password. */
static bool is_port(const char *p, const char *end, bool cut)
{
    while (p < end && sip_is_digit(*p)) {
        p++;
    }
    return p == end ? cut : *p == ';' || *p == '?' || *p == '/';
}

/* Behind the scheme of a URI: user, ':', password, '@'. At the end of a text, the '@' may have been
 * cut off. */
static void mask_uri(struct scan *scan)
{
    const char *at = user_stop(scan), *next;
    bool cut = at == scan->end;

    if (!cut && *at != '@') {
        return;
    }
    const char *colon = memchr(scan->p, ':', (size_t)(at - scan->p));
    if (colon == NULL || is_port(colon + 1, at, cut) || (cut && *scan->p == '[')) {
        return;
    }
    while ((next = until(at + 1, scan->end, "@ \t\r\n<>\";?,/")) < scan->end && *next == '@') {
        at = next; /* passwords with an '@' that should have been escaped */
    }
    copy(scan, colon + 1);
    mask(scan, at);
}

static void mask_key(struct scan *scan)
{
    mask(scan, until(scan->p, scan->end, " \t\r\n|;\""));
}

/* Behind "key-mgmt:" there is the protocol, then the key. */
static void mask_key_management(struct scan *scan)
{
    const char *key = until(scan->p, scan->end, " \t\r\n");

    while (key < scan->end && is_space(*key)) {
        key++;
    }
    copy(scan, key);
    mask(scan, until(key, scan->end, " \t\r\n\";"));
}

/* Behind "a=crypto:" there are a number, the suite and, unless it is "inline:", an unknown sort of
 * key. */
static void mask_crypto(struct scan *scan)
{
    for (int i = 0; i < 2; i++) {
        const char *p = until(scan->p, scan->end, " \t\r\n");
        while (p < scan->end && is_space(*p)) {
            p++;
        }
        copy(scan, p);
    }
    struct sip_slice rest = sip_slice_between(scan->p, scan->end);
    if (rest.n > 0 && !sip_is_lws(*rest.p) && !sip_slice_starts_with(rest, "inline:")) {
        mask(scan, until(scan->p, scan->end, " \t\r\n"));
    }
}

/* Behind "k=": "base64:" and the key. */
static void mask_sdp_key(struct scan *scan)
{
    const char *end = until(scan->p, scan->end, "\r\n");
    const char *colon = memchr(scan->p, ':', (size_t)(end - scan->p));

    if (colon != NULL) {
        copy(scan, colon + 1);
        mask(scan, end);
    }
}

enum place { ANYWHERE, WORD, LINE };

struct trigger {
    const char *text;
    enum place place;                  /* where it must begin: at a line, or not inside a word */
    void (*action)(struct scan *scan); /* called with the scan behind text */
};

static const struct trigger headers[] = {
    {"authorization", ANYWHERE, mask_header},
    {"authentication-info", ANYWHERE, mask_header},
    {"-authenticate", ANYWHERE, mask_header},
    {NULL, ANYWHERE, NULL},
};

/* Looked for in what the first scan has left. */
static const struct trigger values[] = {
    {"sip:", ANYWHERE, mask_uri},
    {"sips:", ANYWHERE, mask_uri},
    {"://", ANYWHERE, mask_uri},
    {"inline:", ANYWHERE, mask_key},
    {"key-mgmt:", ANYWHERE, mask_key_management},
    {"ice-pwd:", ANYWHERE, mask_key},
    {"a=crypto:", LINE, mask_crypto},
    {"k=", LINE, mask_sdp_key},
    {"response", WORD, mask_param},
    {"cnonce", WORD, mask_param},
    {"rspauth", WORD, mask_param},
    {"auts", WORD, mask_param},
    {"ik", WORD, mask_param},
    {"ck", WORD, mask_param},
    {"password", WORD, mask_param},
    {"passwd", WORD, mask_param},
    {"pwd", WORD, mask_param},
    {"access_token", WORD, mask_param},
    {NULL, ANYWHERE, NULL},
};

static bool is_here(const struct scan *scan, const struct trigger *trigger)
{
    char before = scan->p > scan->begin ? scan->p[-1] : '\n';

    if (sip_lower(*scan->p) != *trigger->text ||
        !sip_slice_starts_with(sip_slice_between(scan->p, scan->end), trigger->text)) {
        return false;
    }
    switch (trigger->place) {
    case LINE:
        return before == '\n' || before == '\r';
    case WORD:
        return !g_ascii_isalnum(before) && before != '-' && before != '_';
    default:
        return true;
    }
}

static void step(struct scan *scan, const struct trigger *triggers)
{
    for (; triggers->text != NULL; triggers++) {
        if (is_here(scan, triggers)) {
            copy(scan, scan->p + strlen(triggers->text));
            triggers->action(scan);
            return;
        }
    }
    copy(scan, scan->p + 1);
}

static bool scan_for(const struct trigger *triggers, GString *out, const char *octets, gsize n)
{
    struct scan scan = {.p = octets, .begin = octets, .end = octets + n, .out = out};

    while (scan.p < scan.end) {
        step(&scan, triggers);
    }
    return scan.masked;
}

/* Appends the octets, masked but not yet made plain. True if something was masked. */
static bool append_masked(GString *out, const char *octets, gsize n)
{
    GString *half = g_string_sized_new(n + 1);
    bool masked = scan_for(headers, half, octets, n);

    masked = scan_for(values, out, half->str, half->len) || masked;
    g_string_free(half, TRUE);
    return masked;
}

static bool is_binary(struct sip_slice body)
{
    gsize controls = 0;

    for (gsize i = 0; i < body.n; i++) {
        unsigned char c = (unsigned char)body.p[i];
        controls += (c < ' ' && !sip_is_lws((char)c)) || c == 0x7f;
    }
    return controls > body.n / 32;
}

/* Why the body is not to be shown; NULL: it is. */
static const char *hidden_body(const struct sip_message *m)
{
    struct sip_parts parts = sip_parts_of(m);
    struct sip_part part;

    while (sip_parts_next(&parts, &part)) {
        if (part.encoded) {
            return "encoded";
        }
    }
    return is_binary(m->body) ? "not a text" : NULL;
}

char *report_mask_message(const char *octets, gsize n, bool *masked)
{
    GString *raw = g_string_sized_new(n + 1), *plain = g_string_sized_new(n + 1);
    struct sip_slice all = {octets, n};
    struct sip_message m;
    const char *why = NULL;

    if (sip_message_read(&m, all, n, false, SIP_FRAMING_DATAGRAM) && m.body.n > 0) {
        why = hidden_body(&m);
        n = why != NULL ? (gsize)(m.body.p - octets) : n;
    }
    *masked = append_masked(raw, octets, n) || why != NULL;
    report_text_append(plain, raw->str, raw->len, true);
    if (why != NULL) {
        g_string_append_printf(plain, "(%zu octets, %s: left out)\n", m.body.n, why);
    }
    g_string_free(raw, TRUE);
    return g_string_free(plain, FALSE);
}

char *report_mask_line(const char *octets, gsize n, glong characters)
{
    GString *raw = g_string_sized_new(n + 1);
    char *line;

    append_masked(raw, octets, n);
    line = report_text_line(raw->str, raw->len, characters);
    g_string_free(raw, TRUE);
    return line;
}
