/* host.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/host.h"

#include "sip/ip.h"

int sip_host_address(struct sip_slice host, uint8_t address[16])
{
    struct sip_ip ip;
    bool numeric = sip_ip_read(host, &ip);

    memcpy(address, ip.address, 16);
    return numeric ? ip.family : 0;
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
