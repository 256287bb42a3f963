/* address.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/address.h"

#include <string.h>

#include "sip/uri.h"
#include "sip/value.h"

/* Where the quoted display name at the beginning ends; 0 where there is none. Quotes
 * elsewhere are not grammatical and mean nothing, but real senders escape the wrong ones. */
static size_t quoted_name(struct sip_slice value)
{
    if (value.p[0] != '"') {
        return 0;
    }
    size_t end = sip_quoted_end(value, 0);
    return end < value.n ? end + 1 : 0;
}

/* The bracket before the URI. One in a quoted value of a parameter (;x="<") is none: then there are no brackets. */
static const char *find_bracket(struct sip_slice value)
{
    const char *less = value.n > 0 ? memchr(value.p, '<', value.n) : NULL;
    const char *semicolon = less != NULL ? memchr(value.p, ';', (size_t)(less - value.p)) : NULL;

    if (semicolon == NULL) {
        return less; /* as nearly all are */
    }
    for (size_t i = (size_t)(semicolon - value.p); i < value.n; i++) {
        if (value.p[i] == '<') {
            return value.p + i;
        }
        if (value.p[i] == '"' && value.p[i - 1] == '=') {
            i = sip_quoted_end(value, i);
        }
    }
    return NULL;
}

bool sip_address_read(struct sip_slice value, struct sip_address *address)
{
    struct sip_slice head;

    if (value.n == 0) {
        return false;
    }
    size_t name = quoted_name(value);
    const char *end = value.p + value.n;
    const char *less = find_bracket(sip_slice_between(value.p + name, end));
    if (less != NULL) {
        const char *greater = memchr(less, '>', (size_t)(end - less));
        if (greater == NULL) {
            return false;
        }
        address->uri = sip_slice_trim(sip_slice_between(less + 1, greater));
        address->params = sip_slice_between(greater + 1, end);
        address->bracketed = true;
        return address->uri.n > 0;
    }
    struct sip_slice rest = sip_value_cut(value, ';', &head);
    address->uri = sip_slice_trim(head);
    address->params =
        rest.p ? sip_slice_between(rest.p - 1, value.p + value.n) : (struct sip_slice){NULL, 0};
    address->bracketed = false;
    return address->uri.n > 0;
}

static bool is_alpha(char c)
{
    return sip_lower(c) >= 'a' && sip_lower(c) <= 'z';
}

static bool is_one_of(const char *characters, char c)
{
    return c != '\0' && strchr(characters, c) != NULL;
}

/* ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) */
static bool is_scheme(struct sip_slice s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!is_alpha(s.p[i]) && (i == 0 || (!sip_is_digit(s.p[i]) && !is_one_of("+-.", s.p[i])))) {
            return false;
        }
    }
    return s.n > 0;
}

static bool has_fold(struct sip_slice s)
{
    return memchr(s.p, '\n', s.n) != NULL || memchr(s.p, '\r', s.n) != NULL;
}

static enum sip_address_fault uri_fault(struct sip_slice text)
{
    struct sip_uri uri;

    if (text.n == 0) {
        return SIP_ADDRESS_EMPTY;
    }
    for (size_t i = 0; i < text.n; i++) {
        if (sip_is_lws(text.p[i])) {
            return has_fold(text) ? SIP_ADDRESS_SOUND : SIP_ADDRESS_SPACE;
        }
    }
    if (!sip_uri_read(text, &uri) || !is_scheme(uri.scheme)) {
        return SIP_ADDRESS_NO_SCHEME;
    }
    if (!sip_uri_is_sip(&uri)) {
        return SIP_ADDRESS_SOUND;
    }
    return uri.host.n == 0                               ? SIP_ADDRESS_NO_HOST
           : memchr(uri.host.p, '@', uri.host.n) != NULL ? SIP_ADDRESS_TWO_ATS
                                                         : SIP_ADDRESS_SOUND;
}

/* *( token LWS ) / quoted-string */
static bool is_name(struct sip_slice name)
{
    if (name.n > 0 && name.p[0] == '"') {
        return sip_quoted_end(name, 0) + 1 == name.n;
    }
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        bool is_ascii = (unsigned char)c < 0x80;
        if (is_ascii && !is_alpha(c) && !sip_is_digit(c) && !sip_is_lws(c) &&
            !is_one_of("-.!%*_+`'~", c)) {
            return false;
        }
    }
    return true;
}

/* Parameters of a URI that stands without '<' and '>' are read as those of the header field: of these a token or
 * a quoted string. Only a whole URI as value is a fault here: receivers let '/' pass, and ':'. */
static enum sip_address_fault bare_fault(struct sip_slice params)
{
    struct sip_slice name, value;

    while (sip_params_next(&params, &name, &value)) {
        bool is_quoted = value.n > 0 && value.p[-1] == '"'; /* at least '=' is before it */
        if (!is_quoted && sip_slice_find(value, "://") != NULL) {
            return SIP_ADDRESS_BARE;
        }
    }
    return SIP_ADDRESS_SOUND;
}

enum sip_address_fault sip_address_fault(struct sip_slice value)
{
    size_t less = 0;

    /* Without brackets the parameters are those of the header field, and may have a quoted '<'. */
    while (less < value.n && value.p[less] != '<' && value.p[less] != ';') {
        less = value.p[less] == '"' ? sip_quoted_end(value, less) + 1 : less + 1;
    }
    if (less > value.n) {
        return SIP_ADDRESS_QUOTE_OPEN;
    }
    if (less == value.n || value.p[less] == ';') {
        enum sip_address_fault bare = uri_fault(sip_slice_trim((struct sip_slice){value.p, less}));
        return bare != SIP_ADDRESS_SOUND
                   ? bare
                   : bare_fault((struct sip_slice){value.p + less, value.n - less});
    }
    struct sip_slice rest, uri;
    rest = sip_slice_cut((struct sip_slice){value.p + less + 1, value.n - less - 1}, '>', &uri);
    if (rest.p == NULL) {
        return SIP_ADDRESS_BRACKET_OPEN;
    }
    enum sip_address_fault fault = uri_fault(sip_slice_trim(uri));
    rest = sip_slice_trim(rest);
    if (fault != SIP_ADDRESS_SOUND) {
        return fault;
    }
    if (rest.n > 0 && rest.p[0] != ';' && !has_fold(sip_slice_between(uri.p + uri.n, rest.p))) {
        return SIP_ADDRESS_TRAILER;
    }
    return is_name(sip_slice_trim((struct sip_slice){value.p, less})) ? SIP_ADDRESS_SOUND
                                                                      : SIP_ADDRESS_NAME;
}
