/* host.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/host.h"

#include <arpa/inet.h>
#include <string.h>

int sip_host_address(struct sip_slice host, uint8_t address[16])
{
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    char text[INET6_ADDRSTRLEN];

    memset(address, 0, 16);
    if (host.n >= 2 && host.p[0] == '[' && host.p[host.n - 1] == ']') {
        host = (struct sip_slice){host.p + 1, host.n - 2};
    }
    if (host.n == 0 || host.n >= sizeof(text)) {
        return 0;
    }
    memcpy(text, host.p, host.n);
    text[host.n] = '\0';
    if (inet_pton(AF_INET, text, address) == 1) {
        return 4;
    }
    if (inet_pton(AF_INET6, text, address) != 1) {
        memset(address, 0, 16);
        return 0;
    }
    if (memcmp(address, mapped, sizeof(mapped)) != 0) {
        return 6;
    }
    memcpy(address, address + sizeof(mapped), 4);
    memset(address + 4, 0, 12);
    return 4;
}

bool sip_host_equal(struct sip_slice a, struct sip_slice b)
{
    uint8_t address_a[16], address_b[16];

    if (sip_slice_equal(a, b)) {
        return true;
    }
    int family_a = sip_host_address(a, address_a);
    int family_b = sip_host_address(b, address_b);

    if (family_a != 0 && family_b != 0) {
        return family_a == family_b && memcmp(address_a, address_b, 16) == 0;
    }
    return sip_slice_equal_nocase(a, b);
}
