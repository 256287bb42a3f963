/* shape.h
 * The structs of the model as data: which members they have, and under which key each is in the
 * JSON document. What makes, frees, writes and reads them follows these tables, so a new key is one
 * line here, one in docs/report.schema.json and one in docs/json.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_REPORT_SHAPE_H
#define SIP_REPORT_SHAPE_H

#include <stddef.h>

#include "report/model.h"

/* The type of a member, and how it is written. */
enum report_kind {
    REPORT_TEXT,           /* char *, never NULL */
    REPORT_TEXT_OR_NULL,   /* char * */
    REPORT_TEXTS,          /* GPtrArray of char * */
    REPORT_TRANSPORT,      /* const char * of report_transport, or NULL */
    REPORT_SEVERITY,       /* enum sip_severity: its name */
    REPORT_RULE,           /* const struct report_rule *: its id */
    REPORT_BOOLEAN,        /* bool */
    REPORT_PORT,           /* guint16 */
    REPORT_NUMBER,         /* guint32 */
    REPORT_NUMBER_OR_NULL, /* guint32: 0 is none */
    REPORT_COUNT,          /* guint64 */
    REPORT_TALLY,          /* guint64 that is counted when findings are added: never read */
    REPORT_COUNTS,         /* guint64[REPORT_CLASSES] */
    REPORT_SECONDS,        /* gint64, microseconds: seconds with six decimals */
    REPORT_DATE,           /* gint64, microseconds since 1970: a date, null for 0 */
    REPORT_LIST,           /* GPtrArray of structs, which it owns */
    REPORT_PLACES,         /* GPtrArray of structs of a list of the capture: places in it */
};

struct report_shape {
    size_t size; /* of the struct */
    const struct report_member *members;
};

struct report_member {
    const char *key; /* NULL ends a table */
    enum report_kind kind;
    size_t offset;
    const struct report_shape *element; /* of a REPORT_LIST */
    size_t list;                        /* of REPORT_PLACES: which list, in struct report_capture */
};

/* The member of an object, as a value of that type. */
#define REPORT_MEMBER(type, object, at) (*(type *)(void *)((char *)(object) + (at)))

extern const struct report_shape report_rule_shape, report_capture_shape, report_sender_shape,
    report_code_shape, report_interval_shape, report_finding_shape, report_message_shape,
    report_dialog_shape, report_line_shape, report_tally_shape, report_failure_shape,
    report_device_shape, report_device_rule_shape;

/* A new object with empty texts and lists, everything else 0. */
gpointer report_object_new(const struct report_shape *shape);

/* Adds a new object to a list. */
gpointer report_object_add(GPtrArray *list, const struct report_shape *shape);

/* Frees what its members own; the object itself stays. */
void report_object_clear(const struct report_shape *shape, gpointer object);
void report_object_free(const struct report_shape *shape, gpointer object);

#endif
