/* header.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/header.h"

const struct sip_slice sip_header_names[SIP_HDR_COUNT] = {[SIP_HDR_OTHER] = {"", 0},
#define X(id, name, compact, form, place) [SIP_HDR_##id] = {name, sizeof(name) - 1},
                                                          SIP_HEADERS(X)
#undef X
};

const uint8_t sip_header_forms[SIP_HDR_COUNT] = {[SIP_HDR_OTHER] = SIP_FORM_LIST,
#define X(id, name, compact, form, place) [SIP_HDR_##id] = SIP_FORM_##form,
                                                 SIP_HEADERS(X)
#undef X
};

static const struct {
    char compact; /* or 0 */
    uint8_t place;
} others[SIP_HDR_COUNT] = {[SIP_HDR_OTHER] = {0, SIP_PLACE_ANY},
#define X(id, name, compact, form, place) [SIP_HDR_##id] = {compact, SIP_PLACE_##place},
                           SIP_HEADERS(X)
#undef X
};

/* Names are looked up once for every header line of a capture: a table with open addressing,
 * filled on first use. Twice as many slots as names and more keep the chains short. */
#define SLOTS 256 /* the hash has eight bits */
static uint8_t slots[SLOTS];
static uint8_t compact_names[26];
static bool ready;

/* Length and three octets tell the names apart well enough. Setting 0x20 makes letters small. */
static unsigned hash(struct sip_slice name)
{
    uint32_t first = (unsigned char)name.p[0], middle = (unsigned char)name.p[name.n / 2],
             last = (unsigned char)name.p[name.n - 1];
    uint32_t key = ((first | middle << 8 | last << 16) | 0x202020) + ((uint32_t)name.n << 24);

    return key * UINT32_C(0x9E3779B1) >> 24; /* 2**32 by the golden ratio spreads them */
}

static void fill(void)
{
    for (int id = 1; id < SIP_HDR_COUNT; id++) {
        unsigned at = hash(sip_header_names[id]);
        while (slots[at] != SIP_HDR_OTHER) {
            at = (at + 1) % SLOTS;
        }
        slots[at] = (uint8_t)id;
        if (others[id].compact != 0) {
            compact_names[others[id].compact - 'a'] = (uint8_t)id;
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
    for (unsigned at = hash(name); slots[at] != SIP_HDR_OTHER; at = (at + 1) % SLOTS) {
        if (sip_slice_equal_nocase(name, sip_header_names[slots[at]])) {
            return (enum sip_header_id)slots[at];
        }
    }
    return SIP_HDR_OTHER;
}

enum sip_header_place sip_header_place_of(enum sip_header_id id)
{
    return (enum sip_header_place)others[id].place;
}
