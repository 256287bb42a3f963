/* lines.h
 * Lines, as headers and bodies are made of (RFC 3261 section 7.3.1, RFC 2046, RFC 8866).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_LINES_H
#define SIP_LINES_H

#include "sip/slice.h"

struct sip_lines {
    const char *at; /* where the next line begins */
    const char *end;
    bool whole; /* nothing was cut off: the last line may lack its line end */
};

/* The lines of what was captured whole. */
static inline struct sip_lines sip_lines_of(struct sip_slice s)
{
    return (struct sip_lines){s.p, s.n > 0 ? s.p + s.n : s.p, true};
}

/* The next line without its end. False where the bytes end before the line does. Only LF ends a
 * line: CRLF is the rule, a lone LF is what careless senders write. */
static inline bool sip_lines_next(struct sip_lines *lines, struct sip_slice *line)
{
    size_t n = (size_t)(lines->end - lines->at);
    const char *lf = n > 0 ? memchr(lines->at, '\n', n) : NULL;

    if (lf == NULL) {
        *line = (struct sip_slice){lines->at, n};
        lines->at = lines->end;
        return lines->whole && n > 0;
    }
    *line = (struct sip_slice){lines->at, (size_t)(lf - lines->at)};
    line->n -= line->n > 0 && lf[-1] == '\r';
    lines->at = lf + 1;
    return true;
}

/* The next line and those folded into it, which begin with a space or a tab. False where the bytes
 * end before the last of them does, or where one more may have followed that was not captured. */
bool sip_lines_next_unfolded(struct sip_lines *lines, struct sip_slice *line);

#endif
