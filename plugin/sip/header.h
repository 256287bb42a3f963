/* header.h
 * The header fields that the rules are about: names, compact names, how often each may occur.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_HEADER_H
#define SIP_HEADER_H

#include <stdbool.h>

#include "sip/slice.h"

/* How a header field may be written in one message. */
enum sip_header_form {
    SIP_FORM_LIST,   /* comma-separated values, in one row or several (RFC 3261 section 7.3.1) */
    SIP_FORM_SINGLE, /* one value: a second row is an error */
    SIP_FORM_ROWS,   /* one value a row, any number of rows (the challenges and credentials) */
};

/* Whether a response may carry it (RFC 3261 section 20, tables 2 and 3, and extensions). */
enum sip_header_place {
    SIP_PLACE_ANY,
    SIP_PLACE_REQUEST, /* defined for requests only: ignored in a response */
};

/* identifier, registered name, compact name or 0, form, place */
#define SIP_HEADERS(X)                                                    \
    X(ACCEPT, "Accept", 0, LIST, ANY)                                     \
    X(ACCEPT_CONTACT, "Accept-Contact", 'a', LIST, REQUEST)               \
    X(ACCEPT_ENCODING, "Accept-Encoding", 0, LIST, ANY)                   \
    X(ACCEPT_LANGUAGE, "Accept-Language", 0, LIST, ANY)                   \
    X(ACCEPT_RESOURCE_PRIORITY, "Accept-Resource-Priority", 0, LIST, ANY) \
    X(ALERT_INFO, "Alert-Info", 0, LIST, ANY)                             \
    X(ALERTMSG_ERROR, "AlertMsg-Error", 0, SINGLE, ANY)                   \
    X(ALLOW, "Allow", 0, LIST, ANY)                                       \
    X(ALLOW_EVENTS, "Allow-Events", 'u', LIST, ANY)                       \
    X(AUTHENTICATION_INFO, "Authentication-Info", 0, LIST, ANY)           \
    X(AUTHORIZATION, "Authorization", 0, ROWS, REQUEST)                   \
    X(CALL_ID, "Call-ID", 'i', SINGLE, ANY)                               \
    X(CALL_INFO, "Call-Info", 0, LIST, ANY)                               \
    X(CONTACT, "Contact", 'm', LIST, ANY)                                 \
    X(CONTENT_DISPOSITION, "Content-Disposition", 0, SINGLE, ANY)         \
    X(CONTENT_ENCODING, "Content-Encoding", 'e', LIST, ANY)               \
    X(CONTENT_LANGUAGE, "Content-Language", 0, LIST, ANY)                 \
    X(CONTENT_LENGTH, "Content-Length", 'l', SINGLE, ANY)                 \
    X(CONTENT_TYPE, "Content-Type", 'c', SINGLE, ANY)                     \
    X(CSEQ, "CSeq", 0, SINGLE, ANY)                                       \
    X(DATE, "Date", 0, SINGLE, ANY)                                       \
    X(ERROR_INFO, "Error-Info", 0, LIST, ANY)                             \
    X(EVENT, "Event", 'o', SINGLE, ANY)                                   \
    X(EXPIRES, "Expires", 0, SINGLE, ANY)                                 \
    X(FEATURE_CAPS, "Feature-Caps", 0, LIST, ANY)                         \
    X(FLOW_TIMER, "Flow-Timer", 0, SINGLE, ANY)                           \
    X(FROM, "From", 'f', SINGLE, ANY)                                     \
    X(GEOLOCATION, "Geolocation", 0, LIST, REQUEST)                       \
    X(GEOLOCATION_ERROR, "Geolocation-Error", 0, LIST, ANY)               \
    X(HISTORY_INFO, "History-Info", 0, LIST, ANY)                         \
    X(IDENTITY, "Identity", 'y', ROWS, REQUEST)                           \
    X(IN_REPLY_TO, "In-Reply-To", 0, LIST, REQUEST)                       \
    X(INFO_PACKAGE, "Info-Package", 0, SINGLE, REQUEST)                   \
    X(JOIN, "Join", 0, SINGLE, REQUEST)                                   \
    X(MAX_BREADTH, "Max-Breadth", 0, SINGLE, REQUEST)                     \
    X(MAX_FORWARDS, "Max-Forwards", 0, SINGLE, REQUEST)                   \
    X(MIME_VERSION, "MIME-Version", 0, SINGLE, ANY)                       \
    X(MIN_EXPIRES, "Min-Expires", 0, SINGLE, ANY)                         \
    X(MIN_SE, "Min-SE", 0, SINGLE, ANY)                                   \
    X(ORGANIZATION, "Organization", 0, SINGLE, ANY)                       \
    X(P_ACCESS_NETWORK_INFO, "P-Access-Network-Info", 0, LIST, ANY)       \
    X(P_ASSERTED_IDENTITY, "P-Asserted-Identity", 0, LIST, ANY)           \
    X(P_ASSOCIATED_URI, "P-Associated-URI", 0, LIST, ANY)                 \
    X(P_CHARGING_VECTOR, "P-Charging-Vector", 0, SINGLE, ANY)             \
    X(P_EARLY_MEDIA, "P-Early-Media", 0, LIST, ANY)                       \
    X(PATH, "Path", 0, LIST, ANY)                                         \
    X(PERMISSION_MISSING, "Permission-Missing", 0, LIST, ANY)             \
    X(POLICY_CONTACT, "Policy-Contact", 0, LIST, ANY)                     \
    X(PRIORITY, "Priority", 0, SINGLE, REQUEST)                           \
    X(PRIVACY, "Privacy", 0, LIST, ANY)                                   \
    X(PROXY_AUTHENTICATE, "Proxy-Authenticate", 0, ROWS, ANY)             \
    X(PROXY_AUTHORIZATION, "Proxy-Authorization", 0, ROWS, REQUEST)       \
    X(PROXY_REQUIRE, "Proxy-Require", 0, LIST, REQUEST)                   \
    X(RACK, "RAck", 0, SINGLE, REQUEST)                                   \
    X(REASON, "Reason", 0, LIST, ANY)                                     \
    X(RECORD_ROUTE, "Record-Route", 0, LIST, ANY)                         \
    X(RECV_INFO, "Recv-Info", 0, LIST, ANY)                               \
    X(REFER_EVENTS_AT, "Refer-Events-At", 0, LIST, ANY)                   \
    X(REFER_SUB, "Refer-Sub", 0, SINGLE, ANY)                             \
    X(REFER_TO, "Refer-To", 'r', SINGLE, REQUEST)                         \
    X(REFERRED_BY, "Referred-By", 'b', SINGLE, REQUEST)                   \
    X(REJECT_CONTACT, "Reject-Contact", 'j', LIST, REQUEST)               \
    X(REPLACES, "Replaces", 0, SINGLE, REQUEST)                           \
    X(REPLY_TO, "Reply-To", 0, SINGLE, ANY)                               \
    X(REQUEST_DISPOSITION, "Request-Disposition", 'd', LIST, REQUEST)     \
    X(REQUIRE, "Require", 0, LIST, ANY)                                   \
    X(RESOURCE_PRIORITY, "Resource-Priority", 0, LIST, REQUEST)           \
    X(RETRY_AFTER, "Retry-After", 0, SINGLE, ANY)                         \
    X(ROUTE, "Route", 0, LIST, REQUEST)                                   \
    X(RSEQ, "RSeq", 0, SINGLE, ANY)                                       \
    X(SECURITY_CLIENT, "Security-Client", 0, LIST, REQUEST)               \
    X(SECURITY_SERVER, "Security-Server", 0, LIST, ANY)                   \
    X(SECURITY_VERIFY, "Security-Verify", 0, LIST, REQUEST)               \
    X(SERVER, "Server", 0, SINGLE, ANY)                                   \
    X(SERVICE_ROUTE, "Service-Route", 0, LIST, ANY)                       \
    X(SESSION_EXPIRES, "Session-Expires", 'x', SINGLE, ANY)               \
    X(SESSION_ID, "Session-ID", 0, SINGLE, ANY)                           \
    X(SIP_ETAG, "SIP-ETag", 0, SINGLE, ANY)                               \
    X(SIP_IF_MATCH, "SIP-If-Match", 0, SINGLE, REQUEST)                   \
    X(SUBJECT, "Subject", 's', SINGLE, REQUEST)                           \
    X(SUBSCRIPTION_STATE, "Subscription-State", 0, SINGLE, ANY)           \
    X(SUPPORTED, "Supported", 'k', LIST, ANY)                             \
    X(SUPPRESS_IF_MATCH, "Suppress-If-Match", 0, SINGLE, REQUEST)         \
    X(TARGET_DIALOG, "Target-Dialog", 0, SINGLE, REQUEST)                 \
    X(TIMESTAMP, "Timestamp", 0, SINGLE, ANY)                             \
    X(TO, "To", 't', SINGLE, ANY)                                         \
    X(TRANSFER_ENCODING, "Transfer-Encoding", 0, LIST, ANY)               \
    X(UNSUPPORTED, "Unsupported", 0, LIST, ANY)                           \
    X(USER_AGENT, "User-Agent", 0, SINGLE, ANY)                           \
    X(VIA, "Via", 'v', LIST, ANY)                                         \
    X(WARNING, "Warning", 0, LIST, ANY)                                   \
    X(WWW_AUTHENTICATE, "WWW-Authenticate", 0, ROWS, ANY)

enum sip_header_id {
    SIP_HDR_OTHER = 0, /* a header field that no rule is about */
#define X(id, name, compact, form, place) SIP_HDR_##id,
    SIP_HEADERS(X)
#undef X
        SIP_HDR_COUNT,
};

/* A set of header fields. */
struct sip_header_set {
    uint64_t words[(SIP_HDR_COUNT + 63) / 64];
};

static inline void sip_header_set_add(struct sip_header_set *set, enum sip_header_id id)
{
    set->words[id / 64] |= UINT64_C(1) << (id % 64);
}

static inline bool sip_header_set_has(const struct sip_header_set *set, enum sip_header_id id)
{
    return set->words[id / 64] >> (id % 64) & 1;
}

/* Whether the two have a header field in common. */
static inline bool sip_header_sets_meet(const struct sip_header_set *a,
                                        const struct sip_header_set *b)
{
    uint64_t common = 0;

    for (size_t i = 0; i < sizeof(a->words) / sizeof(a->words[0]); i++) {
        common |= a->words[i] & b->words[i];
    }
    return common != 0;
}

static inline bool sip_header_sets_equal(const struct sip_header_set *a,
                                         const struct sip_header_set *b)
{
    uint64_t different = 0;

    for (size_t i = 0; i < sizeof(a->words) / sizeof(a->words[0]); i++) {
        different |= a->words[i] ^ b->words[i];
    }
    return different == 0;
}

/* What is in both, and what is in either. */
static inline struct sip_header_set sip_header_sets_common(const struct sip_header_set *a,
                                                           const struct sip_header_set *b)
{
    struct sip_header_set set = *a;

    for (size_t i = 0; i < sizeof(a->words) / sizeof(a->words[0]); i++) {
        set.words[i] &= b->words[i];
    }
    return set;
}

static inline struct sip_header_set sip_header_sets_joined(const struct sip_header_set *a,
                                                           const struct sip_header_set *b)
{
    struct sip_header_set set = *a;

    for (size_t i = 0; i < sizeof(a->words) / sizeof(a->words[0]); i++) {
        set.words[i] |= b->words[i];
    }
    return set;
}

/* A number of 32 bits that is nearly always another one for another set. */
static inline uint32_t sip_header_set_hash(const struct sip_header_set *set)
{
    uint64_t mixed = 0;

    for (size_t i = 0; i < sizeof(set->words) / sizeof(set->words[0]); i++) {
        mixed = (mixed ^ set->words[i]) * UINT64_C(0x9e3779b97f4a7c15);
    }
    return (uint32_t)(mixed >> 32);
}

/* The header field of this name, long or compact, in any case; SIP_HDR_OTHER if unknown. */
enum sip_header_id sip_header_from(struct sip_slice name);

extern const struct sip_slice sip_header_names[SIP_HDR_COUNT]; /* each ends in NUL, too */
static inline const char *sip_header_name(enum sip_header_id id)
{
    return sip_header_names[id].p;
}
extern const uint8_t sip_header_forms[SIP_HDR_COUNT];
static inline enum sip_header_form sip_header_form_of(enum sip_header_id id)
{
    return (enum sip_header_form)sip_header_forms[id];
}
enum sip_header_place sip_header_place_of(enum sip_header_id id);

#endif
