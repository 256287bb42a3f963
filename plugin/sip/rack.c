/* rack.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "sip/rack.h"

#include "sip/value.h"

/* Takes the next word. The words are parted by LWS, which may be a folded line. */
static struct sip_slice next_word(struct sip_slice *rest)
{
    struct sip_slice word = sip_slice_trim(*rest);
    const char *end = word.p + word.n;

    for (word.n = 0; word.p + word.n < end && !sip_is_lws(word.p[word.n]); word.n++) {
    }
    *rest = sip_slice_between(word.p + word.n, end);
    return word;
}

bool sip_message_rack(const struct sip_message *m, struct sip_rack *rack)
{
    struct sip_slice rest = sip_message_value(m, SIP_HDR_RACK);

    if (rest.p == NULL) {
        return false;
    }
    bool numbers = sip_slice_to_u32(next_word(&rest), &rack->rseq) &&
                   sip_slice_to_u32(next_word(&rest), &rack->cseq_number);
    rack->method = next_word(&rest);
    return numbers && rack->method.n > 0;
}

uint32_t sip_message_reliable_rseq(const struct sip_message *m)
{
    uint32_t rseq;
    bool reliable = m->is_response && m->code > 100 && m->code < 200 &&
                    sip_values_contain(m, SIP_HDR_REQUIRE, "100rel") &&
                    sip_slice_to_u32(sip_message_value(m, SIP_HDR_RSEQ), &rseq);
    return reliable ? rseq : 0;
}
