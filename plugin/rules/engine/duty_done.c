/* duty_done.c
 * Whether the server of a request is bound to know its dialog.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/duty.h"

#include <glib.h>

#include "rules/engine/response.h"
#include "rules/engine/timers.h"

enum sip_presence sip_dialog_ack(const struct sip_dialog *dialog)
{
    enum sip_presence all = SIP_PRESENT;

    for (unsigned i = 0; i < 2 * SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *t = dialog->sides[i % 2].invites[i / 2];
        if (t == NULL || t->final_code / 100 != 2) {
            continue;
        }
        struct sip_slice tag = sip_kept_slice(dialog->sides[(i + 1) % 2].tag);
        const struct sip_response *ok = sip_transaction_response(t, 200, 299, tag);
        if (ok != NULL && ok->acks == 0) {
            return SIP_ABSENT;
        }
        all = ok == NULL ? SIP_PERHAPS : all;
    }
    return all;
}

/* Whether the dialog is one of a subscription alone that is not over yet, and whose end nobody has asked for. Of
 * two usages nobody knows which is meant. */
static bool is_subscribed(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;
    enum sip_method method = duty->transaction->method;

    return (method == SIP_METHOD_SUBSCRIBE || method == SIP_METHOD_NOTIFY) && !d->call &&
           d->session_frame == 0 && d->lapses > duty->context->now;
}

/* Whether nothing has ended the dialog: no BYE but this one, and nothing else that might have. */
static bool is_alive(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;
    int64_t session = d->session_time + d->session_interval * SIP_SECOND;

    return d->over_frame == 0 && !duty->peer->said_bye &&
           (d->session_interval == 0 || duty->context->now <= session) &&
           (d->ended_frame == 0 || d->ended_frame == duty->frame);
}

const struct sip_transaction *sip_duty_reuses_branch(const struct sip_duty *duty)
{
    for (unsigned i = 0; i < SIP_DIALOG_KEPT; i++) {
        const struct sip_transaction *before[] = {duty->sender->invites[i],
                                                  duty->sender->updates[i]};
        for (unsigned j = 0; j < G_N_ELEMENTS(before); j++) {
            if (before[j] != NULL && before[j] != duty->transaction &&
                before[j]->method != duty->transaction->method &&
                sip_transaction_same_branch(before[j], duty->transaction)) {
                return before[j];
            }
        }
    }
    return NULL;
}

/* Whether the INVITE of an early dialog is still pending, so far as was captured: no fork has answered, nobody has
 * cancelled it, no 199 has ended this dialog. The BYE in question explains the end of its INVITE itself. */
static bool is_pending(const struct sip_duty *duty, const struct sip_transaction *invite)
{
    struct sip_slice tag = sip_message_to_tag(duty->request);
    bool bye = duty->transaction->method == SIP_METHOD_BYE;

    if (!sip_duty_is_maker(duty)) {
        tag = sip_message_tag(duty->request, SIP_HDR_FROM);
    }
    return invite->request_frame != 0 && !invite->request_varied && invite->final_frame == 0 &&
           invite->ack_frame == 0 && invite->cancel == NULL && !invite->heard_elsewhere &&
           (bye || !invite->end_explained) && !sip_transaction_lost_response(invite) &&
           invite->response_count < SIP_TRANSACTION_MAX_RESPONSES &&
           sip_transaction_response(invite, 199, 199, tag) == NULL;
}

/* Whether the request came by the connection that had brought what made the early dialog: it cannot have overtaken
 * that. */
static bool came_behind_response(const struct sip_duty *duty, const struct sip_transaction *invite)
{
    const struct sip_response *made =
        sip_transaction_response(invite, 101, 199, sip_kept_slice(duty->sender->tag));

    return sip_transaction_is_back(invite, duty->transaction) && made != NULL &&
           made->frame < duty->frame && !made->other_connection;
}

bool sip_duty_is_known_to_server(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;
    const struct sip_transaction *last = duty->peer->last;
    const struct sip_transaction *invite = d->sides[d->maker].invites[0];

    return sip_duty_is_maker(duty) || (last != NULL && last != invite) ||
           came_behind_response(duty, invite);
}

bool sip_duty_is_done_early(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;
    const struct sip_transaction *invite = d->sides[d->maker].invites[0];

    return invite != NULL && d->from_start && d->confirmed_frame == 0 && !d->partial &&
           is_pending(duty, invite) && is_alive(duty) &&
           (sip_duty_is_maker(duty) || duty->transaction->method != SIP_METHOD_BYE) &&
           sip_duty_reuses_branch(duty) == NULL && sip_duty_all(duty) == SIP_KEPT;
}

bool sip_duty_is_done(const struct sip_duty *duty)
{
    const struct sip_dialog *d = duty->dialog;
    bool call = d->sides[d->maker].invites[0] != NULL;

    return (call || is_subscribed(duty)) && d->confirmed_frame != 0 &&
           sip_dialog_is_acknowledged(d) && is_alive(duty) &&
           sip_duty_reuses_branch(duty) == NULL && sip_duty_all(duty) == SIP_KEPT;
}
