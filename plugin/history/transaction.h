/* transaction.h
 * Transactions as they are seen on one hop: a request, its repetitions and what answered them
 * (RFC 3261 section 17). The same transaction seen on two hops is two of these.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HISTORY_TRANSACTION_H
#define SIP_HISTORY_TRANSACTION_H

#include "history/kept/interned.h"
#include "history/packet.h"
#include "history/hop.h"
#include "sip/code.h"
#include "sip/message.h"

/* Different responses that are kept for one transaction; of more, only the last final is known. */
#define SIP_TRANSACTION_MAX_RESPONSES 32

/* Copies of one request, forwarded by a proxy, that are tied to it. */
#define SIP_TRANSACTION_MAX_BRANCHES 16

/* Microseconds. Copies closer than this are one packet that was captured twice, and two packets
 * closer than this may have changed places on their way into the capture (mirrored ports). */
#define SIP_CAPTURE_JITTER 50000

/* The first times between one copy and the next that are kept; longer ones count as 65.535 s. */
#define SIP_INTERVALS 3

/* A response; its repetitions are counted, not kept. */
struct sip_response {
    struct sip_response *next;
    const char *to_tag; /* NULL where there was none */
    const char *media;  /* see sip_response_media */
    union {
        const struct sip_transaction
            *prack;                        /* the first PRACK that named it and was not challenged,
                                                else the newest; NULL: none yet */
        const struct sip_transaction *ack; /* of a 2xx to INVITE: the newest ACK with its tag from
                                                its client, wherever it went */
        int64_t ack_stamp; /* of a 3xx-6xx to INVITE: of the newest ACK with its tag */
        struct {           /* of a 2xx to PUBLISH: hashes of SIP-ETag and … */
            uint32_t etag; /* … of the tag in SIP-If-Match that it took the place of; 0: … */
            uint32_t replaced; /* … there was none, or it is not known */
        };
    };
    void *cookie;         /* what the caller keeps for it; NULL: nothing */
    int64_t stamp;        /* microseconds, of the first copy */
    int64_t last_time;    /* of the last copy */
    uint32_t frame;       /* of the first copy */
    uint32_t fingerprint; /* of all its bytes */
    union {
        uint32_t rseq; /* of a provisional response; 0: it has none */
        struct {
            uint16_t acks;              /* of a final response to INVITE: its ACKs, … */
            uint16_t copies_before_ack; /* … and its own copies up to the first of them */
        };
    };
    uint16_t code;
    uint16_t copies; /* those captured twice count once, as of ACKs; no more than UINT16_MAX */
    uint16_t intervals[SIP_INTERVALS]; /* milliseconds between its first copies; 0: were fewer */
    bool reliable : 1;                 /* it has RSeq and Require: 100rel: a PRACK must follow */
    bool acked_elsewhere : 1; /* at its transaction's end: a PRACK of another client, or of a final
                                 response an ACK on another hop, was for it */
    bool has_sdp : 1;
    bool from_contact : 1;     /* its Contact is where it came from: the server is the user agent */
    bool other_connection : 1; /* it went by another connection than that of its request */
    bool
        to_source : 1; /* over UDP: to the source port of its request, where its Via names another */
    bool
        to_port_of_via : 1; /* over UDP: to the address of its client, but to the port of its Via, another
                                than that of its request */
    bool uncertain : 1; /* cut off or encoded: it may have had what is not said of it here */
};

/* Whether the response had this To tag; false where it had none. */
static inline bool sip_response_has_tag(const struct sip_response *response, struct sip_slice tag)
{
    return response->to_tag != NULL && sip_tags_equal(tag, sip_kept_slice(response->to_tag));
}

/* Credentials whose nonce count (nc) their client has used before. */
struct sip_count_use {
    uint32_t frame;     /* the request that had it before; 0: there is none */
    uint8_t header;     /* of the credentials, as enum sip_header_id, … */
    uint8_t number;     /* … and their place in it, from 0 */
    bool does_not_mind; /* the server had accepted such a count before */
    bool given_again;   /* the failure before has challenged with the same nonce again */
};

/* What is needed of a transaction only while more may be expected of it. */
struct sip_open {
    struct sip_slice final; /* the bytes of the first final response; p == NULL: none yet */
    /* The same as they were read; NULL: they must be read again. */
    const struct sip_message *request_read;
    const struct sip_message *final_read;
    int64_t last_response_time; /* of any copy of any response */
    int64_t until;              /* when it will be closed, unless more happens */
    uint32_t repeats;           /* milliseconds: see sip_transaction_expect */
    uint32_t length;            /* octets of the request; 0: it has not come yet */
    void *cookie;               /* what the caller keeps for the request, … */
    void *final_cookie; /* … and for the first final response, kept as a response or not */
    struct sip_transaction *next;   /* in one of the history's queues */
    struct sip_count_use count_use; /* of the request */
    char *bytes;                    /* of the first copy of the request: the room, or elsewhere */
    char room[];
};

static inline struct sip_slice sip_open_request(const struct sip_open *open)
{
    return (struct sip_slice){open->bytes, open->length};
}

/* p == NULL where it had none. */
static inline struct sip_slice sip_response_to_tag(const struct sip_response *r)
{
    return (struct sip_slice){r->to_tag, r->to_tag != NULL ? strlen(r->to_tag) : 0};
}

/* There are many of these, and they are kept for as long as the capture: 512 octets are the bound
 * for everything that history keeps for a transaction, on average and beside strings. */
struct sip_transaction {
    /* Others that it has to do with; NULL where there are none, or none were captured. */
    struct sip_transaction
        *attempt; /* the one before with the same client, Call-ID and method; where there
                                        is none, the one whose challenge it answers, or of a
                                        REGISTER the one that met 423 */
    struct sip_transaction *invite; /* of a CANCEL, a PRACK, or an ACK to a 2xx: its INVITE */
    struct sip_transaction *cancel; /* of an INVITE: its CANCEL */
    /* Of a CANCEL without INVITE: the request of another method with its branch, or else the INVITE with its CSeq
     * number, from the same client or with its branch. Of an ACK whose CSeq fits no final response of its dialog
     * that waits for an ACK: the INVITE of one that does. */
    union {
        struct sip_transaction *intended;
        /* Of a branch with any other method: the request that its proxy received. */
        struct sip_transaction *received;
    };
    /* Where both sides of a proxy were captured: the copies of the request that the proxy sent on,
     * in order of arrival. Tied only where they differ by the proxy's own Via: a B2BUA makes a call
     * of its own. */
    struct sip_transaction *branches;
    struct sip_transaction *next_branch;

    struct sip_transaction *next; /* of the same key: another hop, another use of the branch */
    uint64_t key;                 /* of branch, sent-by and method */
    uint64_t call_key;            /* of client, Call-ID and method */
    const struct sip_hop *hop;    /* its client and its server */
    struct sip_open *open; /* NULL: it is closed, or has neither a request nor, of an INVITE, a
                                       final response */
    struct sip_response *responses; /* in order of arrival */
    struct sip_response *last_response;

    /* Microseconds. */
    union {
        int64_t request_time;
        int64_t client_since; /* of responses without a request: when the client was first seen to
                                 send to the server, whatever it was; INT64_MAX: never */
    };
    int64_t last_request_time;
    int64_t final_time;
    int64_t ack_time;

    uint32_t cseq_number;
    uint32_t identity;  /* of Call-ID and CSeq number: tells branches used twice apart */
    uint32_t addressee; /* of the URI in To: tells users apart who share a Call-ID */

    uint32_t request_frame;     /* the first copy; 0: no request of it was captured */
    uint32_t request_copies;    /* those captured twice count once */
    uint32_t provisional_frame; /* the first provisional response; 0: none yet */
    uint32_t final_frame;       /* the first final response; 0: none yet */
    uint32_t ack_frame;         /* the first ACK, to a 2xx or any other; 0: none yet */
    uint16_t final_code;
    uint16_t request_intervals[SIP_INTERVALS]; /* as in sip_response */
    uint8_t copies_since_final; /* those after the last copy of a final response; up to 255 */
    uint8_t branch_count;
    unsigned response_count : 6; /* SIP_TRANSACTION_MAX_RESPONSES at most */
    enum sip_method method : 6;
    unsigned copies_unanswered : 2;   /* those after the last provisional response, before any
                                         final one; 3: or more */
    unsigned repeats_since_prack : 2; /* of reliable responses, while prack_unknown */
    enum sip_transport transport : 4;
    unsigned run : 7; /* of time stamps that compare: that of its newest message */

    bool untimed : 1;         /* the time stamps of its messages do not compare with each other */
    bool request_cut : 1;     /* the capture cut off the first copy of the request, … */
    bool final_cut : 1;       /* … or the first final response */
    bool is_branch : 1;       /* it is one of another's branches */
    bool request_varied : 1;  /* copies differ: this is perhaps more than one transaction */
    bool in_dialog : 1;       /* its To has a tag */
    bool tried_again : 1;     /* its client sent another request of its call and method after the
                                 final response */
    bool stale : 1;           /* its challenge only calls the nonce too old (stale=true) */
    bool offers : 1;          /* an INVITE or UPDATE that carries a session description */
    bool failure_acked : 1;   /* an ACK with its own branch, and so to no other fork, came */
    bool ack_misdirected : 1; /* an ACK with a wrong CSeq number came for its 2xx */
    bool shares_key : 1;      /* with another hop, or another use of the branch */
    bool heard_elsewhere : 1; /* its server forwarded it as it is, or a response to it came that
                                 fits another transaction better */
    bool prack_unknown : 1;   /* of an INVITE: a PRACK, or the answer to one, came by whose
                                 counterpart was not captured */
    bool ack_unknown : 1;     /* of an INVITE: an ACK has a To tag that no response before had */
    bool acknowledges_nothing : 1; /* of a PRACK: no response that was captured is named by it */
    bool renegotiated : 1;         /* of an INVITE: a PRACK or UPDATE of its call brought SDP */
    bool
        lists_100rel : 1; /* an INVITE to which responses may be reliable: it lists 100rel, or perhaps, where it
                              was cut off */
    bool
        request_skipped : 1; /* of an INVITE: a CSeq number that its client used after it in the dialog, before any
                                 request behind its final response, is not in the capture: that of a PRACK, perhaps */
    bool retry_forwarded : 1; /* after its failure its proxy sent on what its client sent next */
    bool end_explained : 1;   /* a BYE, a CANCEL with another branch, or the answer to one of them
                                 whose request was not captured, explains its end */
};

/* What is known when nothing more is expected of a transaction: of both directions of its hop,
 * whatever the transaction. Times in microseconds. */
struct sip_end {
    int64_t now;
    int64_t client_heard; /* when the client was last seen to send to the server, … */
    int64_t server_heard; /* … the server to answer anything of the client; INT64_MIN: never */
    /* Some ACK that is its own, or may be to a 2xx, has its Call-ID and CSeq number, … */
    bool acked_anywhere;
    /* … and the To tag of its first final response, and is for no 2xx on its own hop. */
    bool final_acked_anywhere;
    const struct sip_hops *hops; /* who was heard at all */
};

/* Called when nothing more is expected of a transaction: what it has open is dropped afterwards. */
typedef void (*sip_closing)(void *user, struct sip_transaction *t, const struct sip_end *end);

struct sip_transactions;
struct sip_transactions *sip_transactions_new(sip_closing closing, void *user);
void sip_transactions_free(struct sip_transactions *all);

/* The transaction that the message belongs to, made if it is new; NULL where the message has no Via
 * that can be read. An ACK belongs to its INVITE if that was answered by a non-2xx; one to a 2xx is a
 * transaction of its own. Fills in packet->keys, which whatever else takes the packet relies on.
 * The time it takes does not depend on how many there are. */
struct sip_transaction *sip_transactions_place(struct sip_transactions *all,
                                               struct sip_packet *packet);

/* The earlier response that this one repeats, or NULL. */
const struct sip_response *sip_transaction_original(const struct sip_transaction *t,
                                                    const struct sip_packet *packet);

/* Whether the message, which has an original, repeats it on the wire: it is not a packet captured
 * twice. (A response over several segments that were captured twice follows on its stream, for some Wiresharks.) */
bool sip_transaction_repeats(const struct sip_transaction *t, const struct sip_packet *packet);

/* A hash of an entity-tag, as it is kept of a 2xx to PUBLISH; 0: there is none. */
uint32_t sip_etag_hash(struct sip_slice tag);

/* Whether it was refused until the client sends credentials. */
static inline bool sip_transaction_is_challenged(const struct sip_transaction *t)
{
    return sip_code_is_challenge(t->final_code);
}

/* Whether its 2xx was there, and had time to be seen on other hops, at that time: no copy of the request runs over
 * another hop any more, and no proxy tries another branch. */
static inline bool sip_transaction_succeeded_before(const struct sip_transaction *t, int64_t time)
{
    return t->final_frame != 0 && t->final_code / 100 == 2 &&
           time - t->final_time > SIP_CAPTURE_JITTER;
}

/* Whether a response may be one that the capture cut off before its CSeq, or in a gap of its stream. */
static inline bool sip_transaction_lost_response(const struct sip_transaction *t)
{
    return sip_flow_has_gap(t->hop->to_client, t->request_time);
}

/* Whether since then its client sent something that the capture cut off before what identifies its transaction, or
 * lacks. */
static inline bool sip_transaction_lost_request(const struct sip_transaction *t, int64_t since)
{
    return sip_flow_has_gap(t->hop->to_server, since);
}

/* Whether a request went the other way over the stream of this one: neither can have overtaken what came before it
 * there. */
static inline bool sip_transaction_is_back(const struct sip_transaction *t,
                                           const struct sip_transaction *request)
{
    return sip_transport_is_stream(t->transport) && t->transport == request->transport &&
           sip_endpoint_equal(&request->hop->client, &t->hop->server) &&
           sip_endpoint_equal(&request->hop->server, &t->hop->client);
}

/* Whether the capture has all that its server sent since then: the transport repeats what is lost, and the
 * stream has no gap. */
static inline bool sip_transaction_has_all_responses(const struct sip_transaction *t, int64_t since)
{
    return sip_transport_is_reliable(t->transport) && t->hop->to_client->last_unknown <= since;
}

/* Whether the time stamps of both compare; other may be NULL. */
static inline bool sip_transaction_same_run(const struct sip_transaction *t,
                                            const struct sip_transaction *other)
{
    return other == NULL || (other->run == t->run && !other->untimed);
}

/* Whether an ACK that came at that time has certainly the wrong CSeq number for the INVITE that it is intended for.
 * from_start: the capture has its dialog from the beginning; else it may belong to an INVITE from before, whose 2xx was
 * repeated just before the capture began. */
static inline bool sip_ack_is_misdirected(const struct sip_transaction *ack, int64_t stamp,
                                          bool has_to_tag, bool from_start)
{
    const struct sip_transaction *invite = ack->intended;

    if (ack->method != SIP_METHOD_ACK || invite == NULL || !has_to_tag ||
        ack->cseq_number == invite->cseq_number) {
        return false;
    }
    bool no_other = invite->request_frame != 0 &&
                    stamp - invite->request_time > INT64_C(10) * SIP_CAPTURE_JITTER;
    return from_start || !invite->in_dialog || ack->cseq_number > invite->cseq_number ||
           ack->invite != NULL || no_other;
}

/* The attempt before with the same Call-ID; NULL: none. */
static inline struct sip_transaction *sip_attempt_of_call(const struct sip_transaction *t)
{
    return t->attempt != NULL && t->attempt->call_key == t->call_key ? t->attempt : NULL;
}

/* Whether two transactions have the same branch and sent-by. */
bool sip_transaction_same_branch(const struct sip_transaction *a, const struct sip_transaction *b);

/* Whether its request was captured and is still kept, if perhaps not whole. */
static inline bool sip_transaction_keeps_request(const struct sip_transaction *t)
{
    return t->open != NULL && t->open->length > 0;
}

/* The request, or the first final response; NULL where it was not captured whole, or the transaction
 * is closed. The final response is always in room, the request only where it must be read again. */
const struct sip_message *sip_transaction_request(const struct sip_transaction *t,
                                                  struct sip_message *room);
const struct sip_message *sip_transaction_final(const struct sip_transaction *t,
                                                struct sip_message *room);

/* The media of a 101 to 2xx to INVITE, as sip_message_media writes them; NULL: not known. */
#define SIP_MEDIA_SIZE 160
const char *sip_response_media(const struct sip_transaction *t, const struct sip_response *response,
                               char room[SIP_MEDIA_SIZE]);

/* The first response with a code from low to high, or NULL; the first with this To tag (p == NULL:
 * with none). */
const struct sip_response *sip_transaction_first(const struct sip_transaction *t, unsigned low,
                                                 unsigned high);
const struct sip_response *sip_transaction_response(const struct sip_transaction *t, unsigned low,
                                                    unsigned high, struct sip_slice to_tag);

/* The last provisional response before a frame, or the first of all; NULL: there is none. */
const struct sip_response *sip_transaction_last_provisional(const struct sip_transaction *t,
                                                            uint32_t before);

/* Notes that a packet could not be delivered. */
void sip_transactions_refuse(struct sip_transactions *all, const struct sip_refusal *refusal);

/* Adds the message to its transaction, after it has been judged. */
void sip_transaction_add(struct sip_transactions *all, struct sip_transaction *t,
                         const struct sip_packet *packet, void *cookie);

/* Whether nothing is expected of a request of this method that a 2xx has answered: no check looks at
 * the 2xx later, or at the end. */
bool sip_method_ends_with_2xx(enum sip_method method);

/* To be called after the message was added. repeats: microseconds, for how long anything like it may
 * be repeated. A transaction is kept open no longer than that after its last message, once it is
 * settled: its request was answered by a 2xx, and acknowledged if it is an INVITE. */
void sip_transaction_expect(struct sip_transaction *t, int64_t repeats);

/* Calls closing for every transaction that is still open, and leaves it open: for the end of a
 * capture, which may grow later. */
void sip_transactions_close_all(struct sip_transactions *all, int64_t now);

/* The time stamps of all that follows do not compare with those before: it is as if the capture ended at
 * now, and another began. What is open is judged, and not again unless it gets more messages. */
void sip_transactions_start_run(struct sip_transactions *all, int64_t now);

#endif
