/* stream.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/stream.h"

#include <glib.h>

#include "history/keys.h"
#include "history/kept/keyed.h"
#include "history/kept/pool.h"

struct stream {
    uint64_t key;
    uint32_t next; /* the sequence number of the octet that is next, … */
    bool known;    /* … if it is known */
};

struct sip_streams {
    struct sip_keyed by_key;
    struct sip_pool kept;
};

struct sip_streams *sip_streams_new(void)
{
    return g_new0(struct sip_streams, 1);
}

void sip_streams_free(struct sip_streams *all)
{
    sip_keyed_clear(&all->by_key);
    sip_pool_clear(&all->kept);
    g_free(all);
}

static struct stream *find(const struct sip_streams *all, const struct sip_packet *packet)
{
    return SIP_KEYED_THING(sip_keyed_find(&all->by_key, sip_way_key(packet)), struct stream, key);
}

/* NULL: there are too many. */
static struct stream *stream_of(struct sip_streams *all, const struct sip_packet *packet)
{
    struct stream *stream = find(all, packet);

    if (stream == NULL && all->by_key.count < SIP_STREAMS_MAX) {
        stream = SIP_POOL_NEW(&all->kept, struct stream);
        stream->key = sip_way_key(packet);
        sip_keyed_put(&all->by_key, &stream->key);
    }
    return stream;
}

void sip_streams_add(struct sip_streams *all, const struct sip_packet *packet)
{
    stream_of(all, packet);
}

bool sip_streams_has(const struct sip_streams *all, const struct sip_packet *packet)
{
    return find(all, packet) != NULL;
}

enum sip_before sip_streams_before(struct sip_streams *all, const struct sip_packet *packet,
                                   uint32_t begin, uint32_t end)
{
    struct stream *stream = stream_of(all, packet);

    if (stream == NULL) {
        return SIP_BEFORE_UNKNOWN;
    }
    bool known = stream->known;
    uint32_t next = stream->next;
    if (!known || (int32_t)(end - next) > 0) { /* not sent before */
        stream->next = end;
        stream->known = true;
    }
    if (!known) {
        return SIP_BEFORE_UNKNOWN;
    }
    return (int32_t)(begin - next) >= SIP_BETWEEN_MESSAGES ? SIP_BEFORE_GAP : SIP_BEFORE_ALL;
}
