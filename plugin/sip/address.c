/* address.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/address.h"

#include <string.h>

#include "sip/value.h"

/* Where the quoted display name at the beginning ends; 0 where there is none. Quotes
 * elsewhere are not grammatical and mean nothing, but real senders escape the wrong ones. */
static size_t quoted_name(struct sip_slice value)
{
    if (value.p[0] != '"') {
        return 0;
    }
    size_t end = sip_quoted_end(value, 0);
    return end < value.n ? end + 1 : 0;
}

bool sip_address_read(struct sip_slice value, struct sip_address *address)
{
    struct sip_slice head;

    if (value.n == 0) {
        return false;
    }
    size_t name = quoted_name(value);
    const char *end = value.p + value.n;
    const char *less = memchr(value.p + name, '<', value.n - name);
    if (less != NULL) {
        const char *greater = memchr(less, '>', (size_t)(end - less));
        if (greater == NULL) {
            return false;
        }
        address->uri = sip_slice_trim(sip_slice_between(less + 1, greater));
        address->params = sip_slice_between(greater + 1, end);
        address->bracketed = true;
        return address->uri.n > 0;
    }
    struct sip_slice rest = sip_value_cut(value, ';', &head);
    address->uri = sip_slice_trim(head);
    address->params =
        rest.p ? sip_slice_between(rest.p - 1, value.p + value.n) : (struct sip_slice){NULL, 0};
    address->bracketed = false;
    return address->uri.n > 0;
}
