/* auth.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/auth.h"

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
};

/* Of a parameter that stands there twice the first one counts. */
static void take_param(struct sip_auth *auth, struct sip_slice name, struct sip_slice value)
{
    /* Figure 1 of RFC 8898 puts this name into quotes, against the grammar of its section 4. */
    if (sip_slice_is(name, "\"authz_server\"")) {
        name = sip_unquote(name);
    }
    for (int i = 0; i < SIP_AUTH_PARAM_COUNT; i++) {
        if (name.n == names[i].n && auth->params[i].p == NULL &&
            sip_slice_equal_nocase(name, names[i])) {
            auth->params[i] = sip_unquote(value);
            return;
        }
    }
}

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

static void read_auth(const struct sip_challenge *challenge, struct sip_auth *auth)
{
    struct sip_slice rest = challenge->params, piece = challenge->text, name;

    memset(auth->params, 0, sizeof(auth->params));
    auth->scheme = challenge->scheme;
    auth->text = challenge->text;
    while (rest.p != NULL) {
        rest = sip_value_cut(rest, ',', &piece);
        struct sip_slice value = sip_slice_cut(piece, '=', &name);
        if (value.p != NULL) {
            take_param(auth, sip_slice_trim(name), sip_slice_trim(value));
        }
    }
    /* A quoted string without its end swallows all that follows. */
    auth->whole = quotes_close(piece);
}

void sip_auths_read(struct sip_auths *auths, const struct sip_message *m, enum sip_header_id header)
{
    struct sip_challenges it = sip_challenges_of(m, header);
    struct sip_challenge challenge;
    bool combined;

    auths->message = m;
    auths->header = header;
    for (auths->count = 0; sip_challenges_next(&it, &challenge, &combined); auths->count++) {
        struct sip_auth *auth = &auths->all[auths->count];
        read_auth(&challenge, auth);
        auth->header = header;
        auth->combined = combined;
        /* Behind the last row of a header that was cut off another folded line may follow. */
        auth->whole = auth->whole &&
                      (m->headers_complete || it.row != &m->rows[m->row_count - 1]);
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
