/* service_route.h
 * What registrars have told clients about routes: Service-Route (RFC 3608) and Path (RFC 3327).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_SERVICE_ROUTE_H
#define SIP_HISTORY_SERVICE_ROUTE_H

#include "history/transaction.h"

/* What one 2xx brought, and those after it that brought the same. */
struct sip_service {
    const struct sip_transaction *by; /* the REGISTER of the first of them */
    const char *route, *path; /* "<sip:a;lr>, <sip:b;lr>", for sip_routes_read; NULL: none */
    int64_t since;            /* microseconds: when the first of them came */
    uint32_t frame;           /* of the first of them; 0: nothing is known */
    uint32_t
        asked_frame; /* the first REGISTER after the newest of them; 0: none. Its 2xx may have brought
                             something else, if it was not captured */
};

/* The newest ones that are kept of a client: a request may be judged after one or two more have come. */
#define SIP_SERVICES_KEPT 3

struct sip_services;
struct sip_services *sip_services_new(void);
void sip_services_free(struct sip_services *all);

/* What the client has for the user in From: SIP_SERVICES_KEPT, the newest first; NULL: nothing. It takes
 * constant time. */
const struct sip_service *sip_services_find(const struct sip_services *all,
                                            const struct sip_message *request,
                                            const struct sip_endpoint *client);

/* Notes the first copy of a REGISTER; … */
void sip_services_note_request(struct sip_services *all, const struct sip_transaction *t,
                               const struct sip_packet *request);

/* … of the 401 or 407 that it met; … */
void sip_services_note_challenge(struct sip_services *all, const struct sip_transaction *t,
                                 const struct sip_message *request);

/* … of its 2xx. */
void sip_services_note(struct sip_services *all, const struct sip_transaction *t,
                       const struct sip_packet *response, const struct sip_message *request);

#endif
