/* challenge.h
 * Challenges: the values of WWW-Authenticate and Proxy-Authenticate (RFC 3261 section 20.27).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CHALLENGE_H
#define SIP_CHALLENGE_H

#include "sip/message.h"

struct sip_challenge {
    struct sip_slice scheme; /* "Digest" */
    struct sip_slice params; /* realm="…", nonce="…" */
    struct sip_slice text;   /* the whole value, for showing */
};

/* Challenges of one header field that are walked: nobody sends more, and checks compare each with
 * each. */
#define SIP_CHALLENGES_MAX 16

/* Walks every challenge of a header field. One row should hold one challenge; a row that combines
 * several yields each of them, and *combined (if not NULL) is set to true for those after the
 * first. */
struct sip_challenges {
    const struct sip_message *message;
    const struct sip_row *row; /* the row of the challenge that came last */
    struct sip_slice rest;
    unsigned count;            /* those that came */
};
struct sip_challenges sip_challenges_of(const struct sip_message *m, enum sip_header_id id);
bool sip_challenges_next(struct sip_challenges *it, struct sip_challenge *challenge, bool *combined);

/* A parameter's value without quotes. */
bool sip_challenge_param(const struct sip_challenge *challenge, const char *name,
                         struct sip_slice *param);

#endif
