/* capture.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "capture.h"

#include <glib.h>
#include <string.h>

#include "guard.h"

/* Of a capture file, and of each packet in it. */
#define FILE_HEADER 24
#define PACKET_HEADER 16

static uint32_t
number_at(const char *at) /* the captures are little-endian, whatever this machine is */
{
    uint32_t number;

    memcpy(&number, at, sizeof(number));
    return GUINT32_FROM_LE(number);
}

static unsigned short_at(struct sip_slice s, size_t at)
{
    return at + 1 < s.n ? (unsigned)(uint8_t)s.p[at] << 8 | (uint8_t)s.p[at + 1] : 0;
}

static unsigned octet_at(struct sip_slice s, size_t at)
{
    return at < s.n ? (uint8_t)s.p[at] : 0;
}

static struct sip_slice behind(struct sip_slice s, size_t n)
{
    return n < s.n ? (struct sip_slice){s.p + n, s.n - n} : (struct sip_slice){s.p, 0};
}

/* What lies behind Ethernet, VLAN and IP, and its protocol number; 0 for a fragment, or no IP. */
static struct sip_slice payload_of_ip(struct sip_slice frame, unsigned *protocol,
                                      struct sip_packet *packet)
{
    size_t type = short_at(frame, 12) == 0x8100 ? 16 : 12;
    struct sip_slice ip = behind(frame, type + 2);
    bool six = short_at(frame, type) == 0x86dd;
    size_t addresses = six ? 8 : 12, size = six ? 16 : 4;

    packet->source.family = packet->destination.family = six ? 6 : 4;
    *protocol = 0;
    if ((!six && short_at(frame, type) != 0x0800) || ip.n < addresses + 2 * size) {
        return ip;
    }
    memcpy(packet->source.address, ip.p + addresses, size);
    memcpy(packet->destination.address, ip.p + addresses + size, size);
    if (six) {
        *protocol = octet_at(ip, 6);
        return behind(ip, 40);
    }
    if ((short_at(ip, 6) & 0x3fff) == 0) {
        *protocol = octet_at(ip, 9);
    }
    return behind(ip, (octet_at(ip, 0) & 15) * 4);
}

static void read_packet(struct sip_slice frame, size_t cut, struct sip_packet *packet,
                        capture_message on_message, void *user)
{
    static struct sip_message m;
    unsigned protocol;
    struct sip_slice segment = payload_of_ip(frame, &protocol, packet);
    bool udp = protocol == 17;

    if (!udp && protocol != 6) {
        return;
    }
    struct sip_slice octets = behind(segment, udp ? 8 : (octet_at(segment, 12) >> 4) * 4u);
    struct sip_slice bytes = guard_copy(octets.p, octets.n);
    packet->source.port = (uint16_t)short_at(segment, 0);
    packet->destination.port = (uint16_t)short_at(segment, 2);
    packet->transport = udp ? SIP_TRANSPORT_UDP : SIP_TRANSPORT_TCP;
    packet->message = &m;
    if (sip_message_read(&m, bytes, bytes.n + cut, false,
                         udp ? SIP_FRAMING_DATAGRAM : SIP_FRAMING_STREAM)) {
        on_message(user, packet);
    }
    guard_release();
}

static void read_capture(const char *path, capture_message on_message, void *user)
{
    char *octets;
    gsize n, at = FILE_HEADER;

    g_test_message("%s", path);
    g_assert_true(g_file_get_contents(path, &octets, &n, NULL));
    g_assert_cmpuint(n, >=, FILE_HEADER);
    g_assert_cmphex(number_at(octets), ==, 0xa1b2c3d4);
    for (uint32_t frame = 1; at + PACKET_HEADER <= n; frame++) {
        uint32_t captured = number_at(octets + at + 8);
        struct sip_packet packet = {.frame = frame};
        packet.stamp = number_at(octets + at) * INT64_C(1000000) + number_at(octets + at + 4);
        g_assert_cmpuint(at + PACKET_HEADER + captured, <=, n);
        read_packet((struct sip_slice){octets + at + PACKET_HEADER, captured},
                    number_at(octets + at + 12) - captured, &packet, on_message, user);
        at += PACKET_HEADER + captured;
    }
    g_free(octets);
}

unsigned captures_read(capture_message on_message, void *user)
{
    GDir *folders = g_dir_open(CAPTURES, 0, NULL);
    const char *folder, *name;
    unsigned count = 0;

    g_assert_nonnull(folders);
    while ((folder = g_dir_read_name(folders)) != NULL) {
        char *path = g_build_filename(CAPTURES, folder, NULL);
        GDir *files = g_dir_open(path, 0, NULL);
        while (files != NULL && (name = g_dir_read_name(files)) != NULL) {
            if (g_str_has_suffix(name, ".pcap")) {
                char *file = g_build_filename(path, name, NULL);
                read_capture(file, on_message, user);
                g_free(file);
                count++;
            }
        }
        g_clear_pointer(&files, g_dir_close);
        g_free(path);
    }
    g_dir_close(folders);
    return count;
}
