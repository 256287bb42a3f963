/* replaces.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/replaces.h"

#include "sip/uri.h"
#include "sip/value.h"

bool sip_replaces_read(struct sip_slice value, struct sip_replaces *replaces)
{
    replaces->call_id = sip_value_main(value);
    return replaces->call_id.n > 0 && sip_value_param(value, "to-tag", &replaces->to_tag) &&
           sip_value_param(value, "from-tag", &replaces->from_tag) && replaces->to_tag.n > 0 &&
           replaces->from_tag.n > 0;
}

struct sip_slice sip_refer_to_replaces(struct sip_slice refer_to)
{
    const char *begin = sip_slice_find(refer_to, "?replaces=");
    struct sip_slice rest, value;

    if (begin == NULL) {
        begin = sip_slice_find(refer_to, "&replaces=");
    }
    if (begin == NULL) {
        return (struct sip_slice){NULL, 0};
    }
    rest = sip_slice_between(begin + 1, refer_to.p + refer_to.n);
    sip_slice_cut(rest, '>', &value);
    sip_slice_cut(value, '&', &value);
    return value;
}

bool sip_refer_to_replaces_read(struct sip_slice refer_to, struct sip_replaces *replaces)
{
    struct sip_slice name, value = sip_refer_to_replaces(refer_to);
    bool escaped;
    size_t n = 0;

    if (value.p == NULL) {
        return false;
    }
    value = sip_slice_cut(value, '=', &name);
    while (value.n > 0) {
        if (n == sizeof(replaces->room)) {
            return false;
        }
        replaces->room[n++] = sip_uri_take_octet(&value, &escaped);
    }
    return sip_replaces_read((struct sip_slice){replaces->room, n}, replaces);
}
