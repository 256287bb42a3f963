/* service_route.c
 * The Route that a client takes from its registration (RFC 3608).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "history/service_route.h"

#include <glib.h>

#include "rules/engine/fields.h"
#include "rules/engine/timers.h"
#include "rules/subjects/subjects.h"
#include "sip/route.h"
#include "sip/uri.h"
#include "sip/value.h"

/* A preloaded Route (RFC 3608 section 6.1), and what it is compared with. */
struct preloaded {
    const struct sip_service *newest; /* when the request was sent … */
    const struct sip_service *before; /* … and the one before it; NULL: none that is known */
    struct sip_routes sent, wanted, old, path;
};

/* Whether the list has the other one from there on, and whether it ends with it. A list that is empty is in none. */
static bool has_at(const struct sip_routes *list, unsigned from, const struct sip_routes *part)
{
    if (part->count == 0 || from > list->count || part->count > list->count - from) {
        return false;
    }
    for (unsigned i = 0; i < part->count; i++) {
        if (!sip_uri_equal_at(SIP_URI_DIALOG, list->uris[from + i], part->uris[i])) {
            return false;
        }
    }
    return true;
}

static bool ends_with(const struct sip_routes *list, const struct sip_routes *part)
{
    return part->count <= list->count && has_at(list, list->count - part->count, part);
}

/* What the client had when it sent the request. False where nothing is known, or not all can be read. */
static bool read_preloaded(const struct sip_context *context, struct preloaded *p)
{
    const struct sip_transaction *t = context->transaction;
    const struct sip_service *known =
        sip_services_find(context->services, context->message, &t->hop->client);
    unsigned i = 0;

    while (known != NULL && i < SIP_SERVICES_KEPT && known[i].frame > t->request_frame) {
        i++;
    }
    if (known == NULL || i == SIP_SERVICES_KEPT || known[i].frame == 0) {
        return false;
    }
    p->newest = &known[i];
    p->before = i + 1 < SIP_SERVICES_KEPT && known[i + 1].frame != 0 ? &known[i + 1] : NULL;
    return sip_values_count(context->message, SIP_HDR_VIA) == 1 &&
           sip_message_routes(context->message, SIP_HDR_ROUTE, &p->sent) &&
           sip_routes_read(sip_kept_slice(p->newest->route), &p->wanted) &&
           sip_routes_read(sip_kept_slice(p->newest->path), &p->path) &&
           sip_routes_read(sip_kept_slice(p->before ? p->before->route : NULL), &p->old) &&
           p->wanted.loose && p->old.loose;
}

static bool has_gap(const struct sip_hop *hop, int64_t since)
{
    return sip_flow_has_gap(hop->to_server, since) || sip_flow_has_gap(hop->to_client, since);
}

/* Whether the client certainly had the newest one, from the server that it sends to, and no other after it. */
static bool is_certain(const struct sip_transaction *t, const struct sip_service *newest)
{
    const struct sip_hop *hop = newest->by->hop;
    bool asked_again = newest->asked_frame != 0 && newest->asked_frame < t->request_frame;

    return !asked_again && sip_endpoint_same_address(&hop->server, &t->hop->server) &&
           sip_transaction_same_run(t, newest->by) &&
           t->request_time - newest->since >= SIP_SECOND &&
           newest->by->last_request_time <= newest->since && !has_gap(t->hop, newest->since) &&
           !has_gap(hop, newest->since);
}

/* The first value behind the Service-Route that is from Path: the way to the client, not from it. */
static struct sip_slice path_behind(const struct preloaded *p)
{
    for (unsigned i = 0; i + p->wanted.count < p->sent.count; i++) {
        struct sip_slice next = p->sent.uris[i + p->wanted.count];
        for (unsigned j = 0; j < p->path.count && has_at(&p->sent, i, &p->wanted); j++) {
            if (sip_uri_equal_at(SIP_URI_DIALOG, next, p->path.uris[j])) {
                return next;
            }
        }
    }
    return (struct sip_slice){NULL, 0};
}

/* Whether a Route ends with the Service-Route before. It may also be an outbound proxy that the client is configured
 * to use, unless it has a user part, or the client has another proxy now. */
static bool is_outdated(const struct preloaded *p)
{
    struct sip_uri uri;

    if (p->before == NULL || !ends_with(&p->sent, &p->old) || ends_with(&p->wanted, &p->old)) {
        return false;
    }
    return !sip_endpoint_same_address(&p->newest->by->hop->server, &p->before->by->hop->server) ||
           (sip_uri_read(p->old.uris[0], &uri) && uri.user.n > 0);
}

/* Failures that a wrong route may lead to: no such user there, a loop, nobody to be reached, or a proxy that refuses
 * it. */
static bool may_be_of_route(unsigned code)
{
    static const unsigned codes[] = {400, 403, 404, 408, 480, 482, 483, 500, 502, 503, 504};

    for (unsigned i = 0; i < G_N_ELEMENTS(codes); i++) {
        if (code == codes[i]) {
            return true;
        }
    }
    return false;
}

/* Whether a Route leads nowhere but to the next server, or there is none. Any other value may be from a 2xx that was
 * not captured. */
static bool ends_at_server(const struct sip_transaction *t, const struct sip_routes *sent)
{
    struct sip_uri uri;

    for (unsigned i = 0; i < sent->count; i++) {
        struct sip_endpoint to = sip_uri_read(sent->uris[i], &uri) ? sip_endpoint_of_host(uri.host)
                                                                   : (struct sip_endpoint){0};
        if (to.family == 0 || !sip_endpoint_same_address(&to, &t->hop->server)) {
            return false;
        }
    }
    return true;
}

static bool blames_route(const struct sip_message *failure)
{
    return failure != NULL && (sip_slice_find(failure->phrase, "service route") != NULL ||
                               sip_slice_find(failure->phrase, "service-route") != NULL);
}

static enum sip_verdict tell_preloaded(const struct sip_context *context,
                                       struct sip_finding *finding, const struct preloaded *p)
{
    const struct sip_transaction *t = context->transaction;
    struct sip_slice where = sip_context_bytes(context, SIP_HDR_ROUTE), path = path_behind(p);
    const struct sip_service *newest = p->newest;
    struct sip_message room;
    const struct sip_message *failure = sip_transaction_final(t, &room);

    if (path.n > 0 && may_be_of_route(t->final_code)) {
        return sip_broken_by(finding, context, newest->frame, where,
                             "Route has <%.*s> behind the Service-Route: in frame %u this is Path; "
                             "refused with %u in frame %u",
                             SIP_ARG(path), newest->frame, t->final_code, t->final_frame);
    }
    if (is_outdated(p) && may_be_of_route(t->final_code)) {
        return sip_broken_by(finding, context, newest->frame, where,
                             "Route ends with the Service-Route of frame %u, %s; the newer 2xx in "
                             "frame %u brought %s; refused with %u in frame %u",
                             p->before->frame, p->before->route, newest->frame,
                             newest->route ? newest->route : sip_word(context, "none"),
                             t->final_code, t->final_frame);
    }
    if (p->wanted.count > 0 && ends_at_server(t, &p->sent) && blames_route(failure)) {
        struct sip_slice sent = sip_message_value(context->message, SIP_HDR_ROUTE);
        return sip_broken_by(finding, context, newest->frame, where,
                             "Route is %.*s; the Service-Route of frame %u is %s; refused with "
                             "\"%u %.*s\" in frame %u",
                             SIP_ARG(sip_or_absent(context, sent)), newest->frame, newest->route,
                             t->final_code, SIP_ARG(failure->phrase), t->final_frame);
    }
    return SIP_UNDECIDED;
}

static enum sip_verdict check_preloaded(const struct sip_context *context,
                                        struct sip_finding *finding)
{
    const struct sip_transaction *t = context->transaction;
    struct preloaded p;

    if (t->final_code < 400 || t->final_code >= 600 || t->in_dialog || t->is_branch ||
        !read_preloaded(context, &p)) {
        return SIP_NOT_APPLICABLE;
    }
    if (ends_with(&p.sent, &p.wanted)) {
        return SIP_KEPT; /* with an outbound proxy before it or not */
    }
    return is_certain(t, p.newest) ? tell_preloaded(context, finding, &p) : SIP_UNDECIDED;
}

const struct sip_rule sip_rules_service_route[] = {
    {
        .id = "service-route-not-used",
        .severity = SIP_NOTE,
        .group = SIP_GROUP_SEQUENCE,
        .strength = SIP_HEURISTIC,
        .reference = "RFC 3608 §6.1",
        .see = "RFC 3327 §5.1; RFC 3608 §5",
        .when = SIP_AT_END,
        .methods = SIP_M_NOT(SIP_M(REGISTER) | SIP_M(ACK) | SIP_M(CANCEL)),
        .timed = true,
        .once = SIP_ONCE_A_CLIENT,
        .check = check_preloaded,
        .problem = "Refused request does not use the Service-Route as Route",
        .requirement = "The Route of a request outside dialogs ends with the Service-Route of the "
                       "newest 2xx to REGISTER, if any",
        .remedy = "The client must use the Service-Route of the newest 2xx to REGISTER as Route, "
                  "behind its outbound proxy, and forget that of an earlier 2xx, even if the "
                  "newest has none. It must not use Path, which leads to the client.",
        .silence =
            "Only reported where the request was refused, and either the reason phrase names the "
            "service route and Route is absent or leads to the next server only, or Route is "
            "certainly wrong: it has a value of Path behind the Service-Route, or the "
            "Service-Route of an earlier 2xx. That one must have a user part, or have come from "
            "another server: otherwise it may be a configured outbound proxy. Not reported where a "
            "request without Service-Route is refused for another reason, since its use is "
            "optional, within a second after the newest 2xx, where a later REGISTER has no 2xx "
            "yet, where the request goes to another server than the REGISTER, where the capture "
            "may lack a message, or for what a proxy forwards.",
        .explains = {"request-refused", "call-failed-summary"},
    },
};

SIP_SUBJECT_END(service_route);
