/* in_dialog_route.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/subjects/in_dialog_route.h"

#include "rules/engine/duty.h"

enum sip_verdict sip_check_in_dialog_address(const struct sip_context *context,
                                             struct sip_finding *finding,
                                             enum sip_verdict (*of)(const struct sip_duty *duty,
                                                                    struct sip_finding *finding))
{
    struct sip_duty duty;

    if (context->dialog == NULL || context->transaction->is_branch ||
        !sip_duty_read(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    return sip_duty_is_as_before(&duty) ? SIP_KEPT : of(&duty, finding);
}

/* Whether Route is the route set in the wrong order: of which side it is was mixed up. */
static bool is_turned(const struct sip_duty *duty)
{
    struct sip_routes set, routes;

    if (!sip_duty_routes(duty, &set) || set.count < 2 ||
        !sip_message_routes(duty->request, SIP_HDR_ROUTE, &routes) || routes.count != set.count) {
        return false;
    }
    for (unsigned i = 0; i < set.count; i++) {
        if (!sip_duty_same_uri(set.uris[i], routes.uris[set.count - 1 - i])) {
            return false;
        }
    }
    return true;
}

/* Whether a request leaves the hop of its dialog because it has no Route, or has it turned, or goes to the wrong end of
 * it. Any other goes where Route leads, if that is not where it comes from: a proxy may have several addresses. */
static enum sip_verdict check_route_past(const struct sip_context *context,
                                         struct sip_finding *finding)
{
    struct sip_duty duty;

    if (context->transaction->is_branch || !sip_duty_read_elsewhere(context, &duty)) {
        return SIP_NOT_APPLICABLE;
    }
    bool absent = sip_message_presence(context->message, SIP_HDR_ROUTE) == SIP_ABSENT;
    if (sip_duty_is_own_hop(&duty) &&
        (absent || is_turned(&duty) || sip_duty_goes_past_first(&duty))) {
        return sip_duty_route(&duty, finding);
    }
    return absent ? sip_duty_route_lost(&duty, finding) : sip_duty_route_back(&duty, finding);
}

/* At the end, of a request of the caller before the final response: it shows that no 2xx was missed, and whether that
 * had another route set. PRACK was judged when it came. */
static enum sip_verdict check_early_route(const struct sip_context *context,
                                          struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_duty duty;

    if (!t->in_dialog || t->is_branch || t->method == SIP_METHOD_PRACK ||
        context->dialogs == NULL ||
        !(context->dialog != NULL ? sip_duty_read(context, &duty)
                                  : sip_duty_read_elsewhere(context, &duty))) {
        return SIP_NOT_APPLICABLE;
    }
    const struct sip_dialog *d = duty.dialog;
    const struct sip_transaction *invite =
        sip_duty_is_maker(&duty) ? sip_dialog_first_invite(d) : NULL;
    if (invite == NULL || invite == t || invite->in_dialog || d->first_frame > t->request_frame ||
        invite->final_frame < t->request_frame ||
        (invite->ack_frame != 0 && invite->ack_frame < t->request_frame)) {
        return SIP_NOT_APPLICABLE;
    }
    return d->routes_changed || !sip_duty_is_own_hop(&duty) ? SIP_UNDECIDED
                                                            : sip_duty_route(&duty, finding);
}

enum sip_verdict sip_check_in_dialog_route(const struct sip_context *context,
                                           struct sip_finding *finding)
{
    if (context->packet == NULL) {
        return check_early_route(context, finding);
    }
    if (context->dialog == NULL && context->dialogs != NULL) {
        return check_route_past(context, finding);
    }
    return sip_check_in_dialog_address(context, finding, sip_duty_route);
}
