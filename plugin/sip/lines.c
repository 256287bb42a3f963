/* lines.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/lines.h"

static bool is_next_folded(const struct sip_lines *lines)
{
    return lines->at < lines->end && (*lines->at == ' ' || *lines->at == '\t');
}

bool sip_lines_next_unfolded(struct sip_lines *lines, struct sip_slice *line)
{
    struct sip_slice more;

    if (!sip_lines_next(lines, line)) {
        return false;
    }
    if (line->n == 0) { /* it ends a header: nothing is folded into it */
        return true;
    }
    while (is_next_folded(lines)) {
        if (!sip_lines_next(lines, &more)) {
            return false;
        }
        *line = sip_slice_between(line->p, more.p + more.n);
    }
    return lines->at < lines->end || lines->whole;
}
