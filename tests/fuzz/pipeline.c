/* pipeline.c
 * Fuzzes the whole way of a capture: scanner, history, rules. What is checked: every finding lies
 * inside its message, or in what the datagram has behind it, tells of a frame that was there, and nothing of a packet is used when the
 * packet is gone. packets.h says what an input is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "packets.h"
#include "rules/engine/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct run run;

static void *check_finding(void *cookie, const struct sip_message *m, unsigned number,
                           const struct sip_finding *finding)
{
    const uint32_t *frame = cookie;
    struct sip_slice whole = m->bytes;

    if (m->excess.n > 0) {
        whole.n = (size_t)(m->excess.p + m->excess.n - whole.p);
    }
    CHECK(*frame >= 1 && *frame <= run.packet.frame);
    CHECK(frame == &run.cookies[*frame - 1]);
    CHECK(number < sip_rules_count());
    CHECK(finding->where.p != NULL);
    check_within(finding->where, whole);
    CHECK(memchr(finding->evidence, '\0', sizeof(finding->evidence)) != NULL);
    CHECK(finding->evidence[0] != '\0');
    CHECK(finding->related <= run.packet.frame);
    CHECK(finding->same_as <= run.packet.frame);
    CHECK(finding->explained_by <= run.packet.frame);
    return cookie;
}

static void check_explained(void *kept, uint32_t frame, unsigned number)
{
    const uint32_t *of = kept;

    CHECK(of == &run.cookies[*of - 1]);
    CHECK(frame >= 1 && frame <= run.packet.frame);
    CHECK(number < sip_rules_count());
}

static void check_repeated(void *kept)
{
    const uint32_t *of = kept;

    CHECK(of == &run.cookies[*of - 1]);
}

static void check_again(void *first_cookie, void *copy_cookie, enum sip_copy_kind kind)
{
    const uint32_t *first = first_cookie, *copy = copy_cookie;

    CHECK(first == &run.cookies[*first - 1]);
    CHECK(copy == &run.cookies[*copy - 1]);
    CHECK(kind > SIP_COPY_NONE && kind < SIP_COPY_KINDS);
    CHECK(*first <= *copy && *copy == run.packet.frame);
}

static const struct sip_analysis_reports reports = {check_finding, check_explained, check_repeated,
                                                    check_again};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (run.settings.choice == NULL) {
        run.settings.choice = sip_choice_new();
    }
    run.snapshot = SIZE_MAX;
    judge_input(&run, &reports, data, data + size);
    return 0;
}
