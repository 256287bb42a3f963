/* header.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/header.h"

struct header_info {
    struct sip_slice name;
    char compact;
    enum sip_header_form form;
    enum sip_header_place place;
};

static const struct header_info headers[SIP_HDR_COUNT] = {
    [SIP_HDR_OTHER] = {{"", 0}, 0, SIP_FORM_LIST, SIP_PLACE_ANY},
#define X(id, name, compact, form, place) \
    [SIP_HDR_##id] = {{name, sizeof(name) - 1}, compact, SIP_FORM_##form, SIP_PLACE_##place},
    SIP_HEADERS(X)
#undef X
};

/* Names are looked up once for every header line of a capture: a table with open addressing,
 * filled on first use. Twice as many slots as names and more keep the chains short. */
#define SLOTS 256
static uint8_t slots[SLOTS];
static uint8_t compact_names[26];
static bool ready;

/* Length and three octets tell the names apart well enough; most are in a slot of their own. */
static unsigned hash(struct sip_slice name)
{
    unsigned first = (unsigned char)name.p[0] | 0x20u, last = (unsigned char)name.p[name.n - 1] | 0x20u,
             middle = (unsigned char)name.p[name.n / 2] | 0x20u;
    return ((unsigned)name.n * 45 + first * 117 + middle * 55 + last * 22) & (SLOTS - 1);
}

static void fill(void)
{
    for (int id = 1; id < SIP_HDR_COUNT; id++) {
        unsigned at = hash(headers[id].name);
        while (slots[at] != SIP_HDR_OTHER) {
            at = (at + 1) & (SLOTS - 1);
        }
        slots[at] = (uint8_t)id;
        if (headers[id].compact) {
            compact_names[headers[id].compact - 'a'] = (uint8_t)id;
        }
    }
    ready = true;
}

enum sip_header_id sip_header_from(struct sip_slice name)
{
    if (!ready) {
        fill();
    }
    if (name.n <= 1) {
        char c = name.n == 0 ? 0 : sip_lower(name.p[0]);
        return (c >= 'a' && c <= 'z') ? (enum sip_header_id)compact_names[c - 'a'] : SIP_HDR_OTHER;
    }
    for (unsigned at = hash(name); slots[at] != SIP_HDR_OTHER; at = (at + 1) & (SLOTS - 1)) {
        if (sip_slice_equal_nocase(name, headers[slots[at]].name)) {
            return (enum sip_header_id)slots[at];
        }
    }
    return SIP_HDR_OTHER;
}

const char *sip_header_name(enum sip_header_id id)
{
    return headers[id].name.p;
}

enum sip_header_form sip_header_form_of(enum sip_header_id id)
{
    return headers[id].form;
}

enum sip_header_place sip_header_place_of(enum sip_header_id id)
{
    return headers[id].place;
}
