/* all.h
 * What the files of this folder share of all records; others are served by calls.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_CALLS_ALL_H
#define SIP_CALLS_ALL_H

#include <glib.h>

#include "calls/call.h"
#include "calls/join.h"
#include "calls/lease.h"
#include "calls/request.h"
#include "history/kept/keyed.h"

struct sip_calls {
    struct sip_pool kept;
    struct sip_interned *texts;
    GStringChunk *call_ids;
    struct sip_branch *free_branches; /* that were given back */
    struct sip_joins *joins;
    struct sip_keyed calls;    /* the newest call with each Call-ID */
    struct sip_keyed leases;   /* see lease.c */
    struct sip_keyed requests; /* by who asked whom for what */
    GPtrArray *records[SIP_RECORD_KINDS];
    GString *scratch;
};

/* Gives a new record its number. */
void sip_calls_enter(struct sip_calls *all, struct sip_record *record, enum sip_record_kind kind);

#endif
