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

/* Length and three octets tell the names apart well enough: with this factor, found by trying,
 * nearly every name is in a slot of its own. Setting 0x20 makes letters small. */
static inline unsigned hash(struct sip_slice name)
{
    uint32_t first = (unsigned char)name.p[0], middle = (unsigned char)name.p[name.n / 2],
             last = (unsigned char)name.p[name.n - 1];
    uint32_t key = ((first | middle << 8 | last << 16) | 0x202020) + ((uint32_t)name.n << 24);
    return key * UINT32_C(2902452989) >> 24;
}

static void fill(void)
{
    for (int id = 1; id < SIP_HDR_COUNT; id++) {
        unsigned at = hash(sip_header_names[id]);
        while (slots[at] != SIP_HDR_OTHER) {
            at = (at + 1) & (SLOTS - 1);
        }
        slots[at] = (uint8_t)id;
        if (others[id].compact != 0) {
            compact_names[others[id].compact - 'a'] = (uint8_t)id;
        }
    }
    ready = true;
}

/* Any name: compact, in another case, not in its first slot, unknown. Apart, so that the way of
 * most names needs no stack: it takes half as long. */
static __attribute__((noinline)) enum sip_header_id search(struct sip_slice name)
{
    if (!ready) {
        fill();
    }
    if (name.n <= 1) {
        char c = name.n == 0 ? 0 : sip_lower(name.p[0]);
        return (c >= 'a' && c <= 'z') ? (enum sip_header_id)compact_names[c - 'a'] : SIP_HDR_OTHER;
    }
    for (unsigned at = hash(name); slots[at] != SIP_HDR_OTHER; at = (at + 1) & (SLOTS - 1)) {
        if (sip_slice_equal_nocase(name, sip_header_names[slots[at]])) {
            return (enum sip_header_id)slots[at];
        }
    }
    return SIP_HDR_OTHER;
}

/* Most names are written as in the RFC and in the slot of their own. */
enum sip_header_id sip_header_from(struct sip_slice name)
{
    if (name.n > 1) {
        enum sip_header_id id = (enum sip_header_id)slots[hash(name)];
        if (name.n == sip_header_names[id].n &&
            sip_octets_equal(name.p, sip_header_names[id].p, name.n)) {
            return id;
        }
    }
    return search(name);
}

enum sip_header_place sip_header_place_of(enum sip_header_id id)
{
    return (enum sip_header_place)others[id].place;
}
