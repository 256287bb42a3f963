/* route.h
 * Lists of routes: Route and Record-Route (RFC 3261 sections 12.1, 16.12 and 20.30).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_ROUTE_H
#define SIP_ROUTE_H

#include "sip/message.h"

/* A list with more is not read. */
#define SIP_ROUTES_MAX 16

struct sip_routes {
    struct sip_slice uris[SIP_ROUTES_MAX];
    unsigned count;
    bool loose; /* each of them has ;lr */
};

/* The values of one list, "<sip:p1;lr>, <sip:p2;lr>"; of all rows of a header field. False where not
 * all of them can be read, or where they are too many; of a message also where some may have been cut
 * off. */
bool sip_routes_read(struct sip_slice list, struct sip_routes *routes);
bool sip_message_routes(const struct sip_message *m, enum sip_header_id id,
                        struct sip_routes *routes);

/* Makes the last the first. */
void sip_routes_turn(struct sip_routes *routes);

#endif
