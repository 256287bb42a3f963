/* context.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/context.h"

#include "sip/auth.h"
#include "sip/value.h"

/* Nearly no challenge does: it need not be read to see that. (K occurs in fewer nonces than A.) */
static bool mentions_aka(const struct sip_message *m)
{
    const struct sip_row *row = sip_message_row(m, SIP_HDR_WWW_AUTHENTICATE);

    while (row != NULL && sip_slice_find(row->value, "KAv") == NULL) {
        row = sip_message_next_row(m, row);
    }
    return row != NULL;
}

bool sip_message_is_ims(const struct sip_message *m)
{
    static const enum sip_header_id agreements[] = {
        SIP_HDR_SECURITY_CLIENT,
        SIP_HDR_SECURITY_SERVER,
        SIP_HDR_SECURITY_VERIFY,
    };
    struct sip_auths challenges;

    if (sip_message_has(m, SIP_HDR_P_ACCESS_NETWORK_INFO) ||
        sip_message_has(m, SIP_HDR_P_CHARGING_VECTOR)) {
        return true;
    }
    for (size_t i = 0; i < sizeof(agreements) / sizeof(agreements[0]); i++) {
        if (sip_message_has(m, agreements[i]) &&
            sip_values_contain(m, agreements[i], "ipsec-3gpp")) {
            return true;
        }
    }
    if (!sip_message_has(m, SIP_HDR_WWW_AUTHENTICATE) || !mentions_aka(m)) {
        return false;
    }
    sip_auths_read(&challenges, m, SIP_HDR_WWW_AUTHENTICATE);
    return sip_auths_find_aka(&challenges) != NULL;
}

const struct sip_dialog *sip_known_dialog(const struct sip_context *context)
{
    return context->dialog != NULL && !context->dialog->ambiguous ? context->dialog : NULL;
}

const struct sip_dialog *sip_confirmed_dialog(const struct sip_context *context)
{
    const struct sip_dialog *dialog = sip_known_dialog(context);
    return dialog != NULL && dialog->confirmed_frame != 0 ? dialog : NULL;
}

#define FORKS 8

const struct sip_dialog *sip_dialog_with_tag(const struct sip_context *context,
                                             struct sip_slice tag, unsigned *side)
{
    const struct sip_dialog *d =
        sip_dialogs_newest(context->dialogs, context->message, context->transaction->hop);

    for (int i = 0; tag.p != NULL && d != NULL && i < FORKS; d = d->older, i++) {
        for (*side = 0; *side < 2; ++*side) {
            if (sip_tags_equal(tag, sip_kept_slice(d->sides[*side].tag))) {
                return d;
            }
        }
    }
    return NULL;
}

const struct sip_dialog_side *sip_client_side(const struct sip_context *context)
{
    return &context->dialog->sides[sip_dialog_client(context->dialog, context->message)];
}

const struct sip_dialog_side *sip_server_side(const struct sip_context *context)
{
    return &context->dialog->sides[!sip_dialog_client(context->dialog, context->message)];
}

enum sip_presence sip_request_in_dialog(const struct sip_context *context)
{
    const struct sip_transaction *t = context->transaction;

    if (t == NULL || t->request_frame == 0) {
        return SIP_ABSENT;
    }
    return t->in_dialog ? SIP_PRESENT : t->request_cut ? SIP_PERHAPS : SIP_ABSENT;
}

bool sip_has_all_responses(const struct sip_context *context, int64_t since)
{
    bool gap = context->packet != NULL && context->packet->before != SIP_BEFORE_ALL;

    return !gap && sip_transaction_has_all_responses(context->transaction, since);
}
