/* flows.h
 * Who was seen to send SIP to whom, and when: silence means something only where the capture sees
 * that direction at all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_FLOWS_H
#define SIP_FLOWS_H

#include "history/arrival.h"

/* From one address to another, whatever the ports. */
struct sip_flow {
    int64_t first; /* microseconds */
    int64_t last;
    int64_t last_response; /* INT64_MIN: none */
};

struct sip_flows;
struct sip_flows *sip_flows_new(void);
void sip_flows_free(struct sip_flows *flows);

void sip_flows_add(struct sip_flows *flows, const struct sip_arrival *arrival);

/* NULL: nothing was seen in this direction. */
const struct sip_flow *sip_flows_find(struct sip_flows *flows, const struct sip_endpoint *from,
                                      const struct sip_endpoint *to);

#endif
