/* auth.h
 * Challenges, the values of WWW-Authenticate and Proxy-Authenticate (RFC 3261 section 20.44), and the
 * credentials that answer them, which are written alike.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_AUTH_H
#define SIP_AUTH_H

#include "sip/message.h"

/* The parameters that are read. */
enum sip_auth_param {
    SIP_AUTH_REALM,
    SIP_AUTH_NONCE,
    SIP_AUTH_ALGORITHM,
    SIP_AUTH_QOP,
    SIP_AUTH_STALE,
    SIP_AUTH_USERNAME,
    SIP_AUTH_URI,
    SIP_AUTH_RESPONSE,
    SIP_AUTH_NC,
    SIP_AUTH_CNONCE,
    SIP_AUTH_AUTS,
    SIP_AUTH_AUTHZ_SERVER,
    SIP_AUTH_OPAQUE,
    SIP_AUTH_PARAM_COUNT,
};

/* One challenge, or the credentials for one. */
struct sip_auth {
    struct sip_slice scheme;                       /* "Digest" */
    struct sip_slice text;                         /* the whole value */
    struct sip_slice params[SIP_AUTH_PARAM_COUNT]; /* without quotes; p == NULL where absent */
    const struct sip_row *row;                     /* where it is */
    enum sip_header_id header;
    bool combined; /* another one is before it in its row (forbidden: RFC 3261 section 7.3.1) */
    bool whole; /* it was captured to its end, and its quoted strings have theirs: a parameter that
                      is not found is not there */
};

/* Those of one header field. Nobody sends more than these, and checks compare each with each. */
#define SIP_AUTHS_MAX 16
struct sip_auths {
    const struct sip_message *message;
    enum sip_header_id header;
    unsigned count;
    struct sip_auth all[SIP_AUTHS_MAX];
};
void sip_auths_read(struct sip_auths *auths, const struct sip_message *m,
                    enum sip_header_id header);

/* The first one whose parameter has this value, or NULL. An empty parameter is as good as none. */
const struct sip_auth *sip_auths_find(const struct sip_auths *auths, enum sip_auth_param param,
                                      struct sip_slice value);

/* The first one whose algorithm is one of AKA (RFC 3310), as in IMS networks, or NULL. */
const struct sip_auth *sip_auths_find_aka(const struct sip_auths *auths);

#endif
