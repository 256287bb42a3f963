/* binding.h
 * Bindings as a REGISTER asks for them and as its 2xx tells of them (RFC 3261 section 10).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_BINDING_H
#define SIP_BINDING_H

#include "sip/uri.h"
#include "sip/value.h"

/* One Contact value. */
struct sip_binding {
    struct sip_slice value;
    struct sip_address contact;
    struct sip_uri uri;        /* no host where it is no SIP or SIPS URI */
    struct sip_slice instance; /* "<urn:uuid:…>"; p == NULL: none */
    struct sip_slice reg_id;   /* p == NULL: none */
    bool has_expires;          /* the time is given, by the Contact or else by Expires */
    uint32_t expires;          /* seconds; 0: it is removed */
};

/* A parameter of a Contact; p == NULL where it has none of this name. */
struct sip_slice sip_contact_param(const struct sip_address *contact, const char *name);

/* Walks them; "*" and what cannot be read are passed over. */
struct sip_bindings {
    struct sip_values rest;
    struct sip_slice expires; /* the header field */
};
struct sip_bindings sip_bindings_of(const struct sip_message *m);
bool sip_bindings_next(struct sip_bindings *it, struct sip_binding *binding);

/* Whether a REGISTER removes it. */
static inline bool sip_binding_is_removed(const struct sip_binding *binding)
{
    return binding->has_expires && binding->expires == 0;
}

/* Whether a flow is registered: RFC 5626 ignores a reg-id without instance. */
bool sip_binding_is_flow(const struct sip_binding *binding);

/* Whether both are one binding: the same URI or, of a flow, whose URI does not count, the same instance
 * and reg-id (RFC 5626 section 6). */
bool sip_binding_same(const struct sip_binding *a, const struct sip_binding *b);

#endif
