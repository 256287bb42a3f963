/* usage.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/usage.h"

#include <glib.h>

#include "sip/value.h"

bool sip_code_ends_usage(unsigned code)
{
    switch (code) {
    case 404:
    case 405:
    case 408:
    case 410:
    case 416:
    case 480:
    case 481:
    case 482:
    case 483:
    case 484:
    case 485:
    case 489:
    case 501:
    case 502:
    case 604:
        return true;
    default:
        return false;
    }
}

bool sip_notify_terminates(const struct sip_message *notify)
{
    struct sip_slice state = sip_message_value(notify, SIP_HDR_SUBSCRIPTION_STATE);

    return sip_slice_is(sip_value_main(state), "terminated");
}

static bool request_ends(const struct sip_message *m)
{
    switch (m->method) {
    case SIP_METHOD_NOTIFY:
        return sip_notify_terminates(m) || !m->headers_complete;
    case SIP_METHOD_SUBSCRIBE:
        return sip_message_expires_is_zero(m);
    default:
        return false;
    }
}

/* Whether the text has the word ACK, in any case, and not as a part of "callback" or the like. */
static bool has_word_ack(struct sip_slice text)
{
    const char *end = text.p + text.n, *at = sip_slice_find(text, "ack");

    while (at != NULL &&
           ((at > text.p && g_ascii_isalnum(at[-1])) || (at + 3 < end && g_ascii_isalnum(at[3])))) {
        at = sip_slice_find((struct sip_slice){at + 3, (size_t)(end - at - 3)}, "ack");
    }
    return at != NULL;
}

bool sip_bye_misses_ack(const struct sip_message *m)
{
    static const char *const missing[] = {"no ack",  "timeout",  "timed out", "not received",
                                          "missing", "without ", "never"};
    struct sip_slice reason;

    if (m->is_response || m->method != SIP_METHOD_BYE || !sip_message_has(m, SIP_HDR_REASON)) {
        return false;
    }
    reason = sip_message_value(m, SIP_HDR_REASON);
    if (!has_word_ack(reason)) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(missing); i++) {
        if (sip_slice_find(reason, missing[i]) != NULL) {
            return true;
        }
    }
    return false;
}

bool sip_usage_ends(const struct sip_message *m, const struct sip_transaction *t)
{
    if (!m->is_response) {
        return request_ends(m);
    }
    return t->in_dialog ? sip_code_ends_usage(m->code)
                        : m->method == SIP_METHOD_INVITE && m->code >= 300;
}
