/* usage.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/usage.h"

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

bool sip_usage_ends(const struct sip_message *m, const struct sip_transaction *t)
{
    if (!m->is_response) {
        return request_ends(m);
    }
    return t->in_dialog ? sip_code_ends_usage(m->code)
                        : m->method == SIP_METHOD_INVITE && m->code >= 300;
}
