/* message.h
 * One SIP message, read in one scan of its bytes (RFC 3261 section 7). Values are left as they
 * are, and value.h reads them; only what distinguishes transactions and dialogs is read at once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_MESSAGE_H
#define SIP_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "sip/address.h"
#include "sip/header.h"
#include "sip/method.h"
#include "sip/slice.h"
#include "sip/via.h"

/* Header rows that are kept. A message with more is not malformed, only longer than anybody
 * sends: what lies beyond is unknown, never absent. */
#define SIP_MESSAGE_MAX_ROWS UINT8_MAX /* indices of rows are octets, and one of them is none */

/* One row: a name and everything up to the next name, folded lines included. */
struct sip_row {
    struct sip_slice name;
    struct sip_slice value; /* without LWS at its ends */
    uint8_t next;           /* index of the next row of the same header field, or SIP_NO_ROW */
    uint8_t id;             /* enum sip_header_id */
};
#define SIP_NO_ROW SIP_MESSAGE_MAX_ROWS

/* How the message came, so far as its boundaries depend on it. */
enum sip_framing {
    SIP_FRAMING_DATAGRAM, /* the packet is the message (UDP, SCTP, WebSocket) */
    SIP_FRAMING_STREAM,   /* Content-Length says where it ends (TCP, TLS) */
};

/* From or To. */
struct sip_party_header {
    struct sip_address address; /* uri.p == NULL where there is none that can be read */
    struct sip_slice tag;       /* p == NULL where there is none */
};

struct sip_message {
    struct sip_slice bytes;      /* start line to the end of the body */
    struct sip_slice start_line; /* without its line end */

    /* The status line of a response; all empty in a request. */
    bool is_response;
    struct sip_slice version;   /* "SIP/2.0" */
    struct sip_slice code_text; /* as written */
    struct sip_slice phrase;
    bool phrase_separated; /* the SP that must follow the code is there */
    unsigned code;         /* 100 to 699; 0 where code_text is anything else */

    /* The request line of a request; all empty in a response. */
    struct sip_slice uri;

    /* Of the request line, or of CSeq in a response. */
    enum sip_method method;
    struct sip_slice method_name;
    bool has_cseq_number;
    uint32_t cseq_number;

    /* Looked at again and again: in the rules alone thirty times a response. */
    struct sip_via top_via; /* host.n == 0 where there is none that can be read */
    struct sip_party_header from, to;

    bool headers_complete; /* false: the capture holds only the beginning of the header */
    bool has_content_length;
    uint32_t content_length;
    struct sip_slice body;   /* what was captured of it, at most content_length octets */
    bool body_complete;      /* nothing of the body was cut off by the capture */
    size_t body_octets;      /* of a datagram: all octets on the wire behind the header */
    struct sip_slice excess; /* of a datagram: what was captured of it beyond content_length */

    struct sip_header_set present; /* the header fields that have a row */
    unsigned row_count;
    uint8_t first[SIP_HDR_COUNT]; /* index of the first row of each header field, or SIP_NO_ROW */
    struct sip_row rows[SIP_MESSAGE_MAX_ROWS]; /* a copy has room for no more than are used */
};

/* Reads the message that starts at bytes.p. captured: bytes.n octets are there; reported: so many
 * were on the wire (more than bytes.n where the capture was cut off). fragment: more of the
 * datagram or stream followed that is not here. The message points into bytes.
 * Returns false if the bytes start with no SIP start line; in a stream, where they may begin in the midst
 * of a message, with none whose code is a number. */
bool sip_message_read(struct sip_message *m, struct sip_slice bytes, size_t reported, bool fragment,
                      enum sip_framing framing);

/* Copies a message that is complete, over a copy of its bytes. The copy takes as many octets as
 * sip_message_size says. */
size_t sip_message_size(const struct sip_message *m);
void sip_message_copy(const struct sip_message *m, const char *bytes, struct sip_message *copy);

/* What is known of a header field: there, certainly not there, or perhaps cut off. */
enum sip_presence { SIP_ABSENT, SIP_PRESENT, SIP_PERHAPS };
enum sip_presence sip_message_presence(const struct sip_message *m, enum sip_header_id id);

/* Whether the header field is there; the value of its first row, p == NULL where it is not. */
static inline bool sip_message_has(const struct sip_message *m, enum sip_header_id id)
{
    return m->first[id] != SIP_NO_ROW;
}
static inline struct sip_slice sip_message_value(const struct sip_message *m, enum sip_header_id id)
{
    return sip_message_has(m, id) ? m->rows[m->first[id]].value : (struct sip_slice){NULL, 0};
}

/* Whether it has credentials, for a server or a proxy. */
static inline bool sip_message_has_credentials(const struct sip_message *m)
{
    return sip_message_has(m, SIP_HDR_AUTHORIZATION) ||
           sip_message_has(m, SIP_HDR_PROXY_AUTHORIZATION);
}

/* The first row, and the next of the same header field; NULL where there is none. */
static inline const struct sip_row *sip_message_row(const struct sip_message *m,
                                                    enum sip_header_id id)
{
    return sip_message_has(m, id) ? &m->rows[m->first[id]] : NULL;
}

static inline const struct sip_row *sip_message_next_row(const struct sip_message *m,
                                                         const struct sip_row *row)
{
    return row->next == SIP_NO_ROW ? NULL : &m->rows[row->next];
}

/* What was read of From or To. */
static inline const struct sip_party_header *sip_message_party(const struct sip_message *m,
                                                               enum sip_header_id from_or_to)
{
    return from_or_to == SIP_HDR_FROM ? &m->from : &m->to;
}

/* The tag of From or To, p == NULL where there is none. */
static inline struct sip_slice sip_message_tag(const struct sip_message *m,
                                               enum sip_header_id from_or_to)
{
    return sip_message_party(m, from_or_to)->tag;
}

/* The tag of To: of the other party, once there is one. */
static inline struct sip_slice sip_message_to_tag(const struct sip_message *m)
{
    return sip_message_tag(m, SIP_HDR_TO);
}

/* Whether a request was sent within a dialog, and a response made one or is of one: it has a To tag. */
static inline bool sip_message_in_dialog(const struct sip_message *m)
{
    return sip_message_to_tag(m).p != NULL;
}

/* Whether two tags are the same: case does not matter (RFC 3261 section 7.3.1). None is as none. */
static inline bool sip_tags_equal(struct sip_slice a, struct sip_slice b)
{
    return (a.p == NULL) == (b.p == NULL) && sip_slice_equal_nocase(a, b);
}

/* The topmost Via. False if there is none that can be read. */
static inline bool sip_message_top_via(const struct sip_message *m, struct sip_via *via)
{
    *via = m->top_via;
    return via->host.n > 0;
}

/* Whether its sender implements RFC 3261: the branch of the topmost Via has the magic cookie. */
static inline bool sip_message_has_cookie(const struct sip_message *m)
{
    return m->top_via.host.n > 0 && sip_via_has_cookie(&m->top_via);
}

/* The whole row as it is in the message, name and value: what a user should be shown. p == NULL
 * for NULL. */
struct sip_slice sip_row_bytes(const struct sip_row *row);

#endif
