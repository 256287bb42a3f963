/* duty_route.c
 * The way of a request inside a dialog: its Route, and where it is sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "rules/engine/duty.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/response.h"
#include "sip/uri.h"
#include "sip/value.h"

/* --- The way of a request behind proxies --- */

/* Whether a request runs on the hop on which its dialog was made. */
static bool is_on_hop_of_dialog(const struct sip_duty *duty)
{
    const struct sip_hop *here = duty->transaction->hop, *hop = duty->dialog->hop;
    const struct sip_endpoint *client = sip_duty_is_maker(duty) ? &hop->client : &hop->server;
    const struct sip_endpoint *server = sip_duty_is_maker(duty) ? &hop->server : &hop->client;

    return sip_endpoint_same_address(client, &here->client) &&
           sip_endpoint_same_address(server, &here->server);
}

/* This is so for sure of a request that proxies have passed on: then all of them that recorded themselves
 * upstream of the hop have removed their Route, and the rest is ahead. */
bool sip_duty_is_on_path(const struct sip_duty *duty)
{
    return duty->dialog->from_start && !duty->dialog->ambiguous && !duty->dialog->partial &&
           is_on_hop_of_dialog(duty);
}

/* Whether a list ends with another one. */
static bool ends_with(const struct sip_routes *list, const struct sip_routes *end)
{
    for (unsigned i = 1; i <= end->count; i++) {
        if (i > list->count ||
            !sip_duty_same_uri(list->uris[list->count - i], end->uris[end->count - i])) {
            return false;
        }
    }
    return true;
}

/* What Route must have on the hop of the dialog: of the one who made it what is in Record-Route of the response, but
 * not yet in that of the request; of the other one what the request had. False where that is not known: one of the
 * two messages was not captured, the callee has not copied Record-Route, or there is a strict router. */
bool sip_duty_ahead(const struct sip_duty *duty, struct sip_routes *ahead)
{
    const struct sip_dialog *d = duty->dialog;
    const char *of_response = d->sides[d->maker].routes, *of_request = d->sides[!d->maker].routes;
    struct sip_routes all, upstream;

    if (of_response == NULL || of_request == NULL ||
        !sip_routes_read(sip_kept_slice(of_response), &all) ||
        !sip_routes_read(sip_kept_slice(of_request), &upstream) || !all.loose ||
        !ends_with(&all, &upstream)) {
        return false;
    }
    *ahead = sip_duty_is_maker(duty) ? all : upstream;
    if (sip_duty_is_maker(duty)) {
        ahead->count -= upstream.count;
        sip_routes_turn(ahead);
    }
    return true;
}

/* --- Route --- */

/* Where the request goes anyway may be in front of its route set: an outbound proxy that is
 * configured. Not the first of the set once more: that one would be asked twice. */
static void drop_next_hop(const struct sip_duty *duty, const struct sip_routes *set,
                          struct sip_routes *routes)
{
    const struct sip_transaction *t = duty->transaction;
    struct sip_uri uri;

    if (routes->count != set->count + 1) {
        return;
    }
    bool twice = set->count > 0 && sip_slice_equal(routes->uris[0], routes->uris[1]);
    if (!twice && sip_uri_read(routes->uris[0], &uri) &&
        sip_response_uri_is(&uri, &t->hop->server, t->transport)) {
        routes->count--;
        memmove(routes->uris, routes->uris + 1, routes->count * sizeof(routes->uris[0]));
    }
}

static enum sip_verdict compare_routes(const struct sip_duty *duty, const struct sip_routes *set,
                                       const struct sip_routes *routes, struct sip_finding *finding)
{
    uint32_t frame = duty->sender->routes_frame;

    if (routes->count != set->count) {
        struct sip_slice used = routes->count > 0 ? routes->uris[0] : SIP_START_LINE;
        if (routes->count == 0) {
            return sip_broken_by(finding, duty->context, frame, used,
                                 "no Route; Record-Route in frame %u demands %u, the first %.*s",
                                 frame, set->count, SIP_ARG(set->uris[0]));
        }
        if (set->count == 0) {
            return sip_broken_by(finding, duty->context, frame, used,
                                 "Route has %u values, the first %.*s; Record-Route in frame %u "
                                 "demands none",
                                 routes->count, SIP_ARG(used), frame);
        }
        return sip_broken_by(finding, duty->context, frame, used,
                             "Route has %u values, the first %.*s; Record-Route in frame %u "
                             "demands %u, the first %.*s",
                             routes->count, SIP_ARG(used), frame, set->count,
                             SIP_ARG(set->uris[0]));
    }
    for (unsigned i = 0; i < set->count; i++) {
        if (!sip_duty_same_as_written(set->uris[i], routes->uris[i])) {
            return sip_broken_by(finding, duty->context, frame, routes->uris[i],
                                 "Route %u is %.*s; by Record-Route in frame %u it must be %.*s",
                                 i + 1, SIP_ARG(routes->uris[i]), frame, SIP_ARG(set->uris[i]));
        }
    }
    return SIP_KEPT;
}

/* The 2xx that has the last word on the route set of the caller may have been missed. A callee that did not
 * copy Record-Route does not use it either: record-route-not-copied. */
static bool is_route_set_certain(const struct sip_duty *duty)
{
    const struct sip_transaction *first = duty->sender->invites[0];

    if (!sip_duty_is_maker(duty)) {
        return g_strcmp0(duty->sender->routes, duty->peer->routes) == 0;
    }
    return duty->dialog->confirmed_frame != 0 ||
           (first != NULL && first->final_code >= 300 && first->final_frame > duty->frame) ||
           (first != NULL && first->ack_frame == 0 && !first->prack_unknown &&
            duty->transaction->method == SIP_METHOD_PRACK);
}

/* A strict router is the first of the set, but the request goes as if it were a loose one: the target is still in the
 * Request-URI, the router in Route (RFC 3261 section 12.2.1.1). */
static enum sip_verdict judge_strict(const struct sip_duty *duty, const struct sip_routes *set,
                                     const struct sip_routes *routes, struct sip_finding *finding)
{
    struct sip_slice target = sip_kept_slice(duty->peer->target);
    struct sip_finding room;
    struct sip_uri first;

    if (set->count == 0 || target.p == NULL || !sip_uri_read(set->uris[0], &first) ||
        sip_value_param(first.params, "lr", NULL) || sip_duty_same_uri(set->uris[0], target) ||
        !sip_duty_same_uri(target, duty->request->uri) ||
        compare_routes(duty, set, routes, &room) != SIP_KEPT) {
        return SIP_UNDECIDED;
    }
    return sip_broken_by(finding, duty->context, duty->sender->routes_frame, duty->request->uri,
                         "Record-Route in frame %u begins with %.*s, a strict router (no lr), but "
                         "Request-URI is still %.*s",
                         duty->sender->routes_frame, SIP_ARG(set->uris[0]), SIP_ARG(target));
}

/* Behind proxies: what is ahead must be there. A proxy may have added a value, or have left its own. Elsewhere it is right
 * for sure where nothing is left of the route set but its end. */
static enum sip_verdict judge_route_ahead(const struct sip_duty *duty, struct sip_finding *finding)
{
    struct sip_routes set, ahead, routes;
    struct sip_finding room;

    if (!sip_message_routes(duty->request, SIP_HDR_ROUTE, &routes)) {
        return SIP_UNDECIDED;
    }
    if (!sip_duty_is_on_path(duty) || !sip_duty_ahead(duty, &ahead)) {
        bool rest = routes.count == 0 ||
                    (sip_duty_routes(duty, &set) && set.loose && ends_with(&set, &routes));
        return rest && !is_on_hop_of_dialog(duty) ? SIP_KEPT : SIP_UNDECIDED;
    }
    bool certain = !sip_duty_is_maker(duty) || is_route_set_certain(duty);
    if (!certain || duty->transaction->is_branch || routes.count > ahead.count) {
        return compare_routes(duty, &ahead, &routes, &room) == SIP_KEPT ? SIP_KEPT : SIP_UNDECIDED;
    }
    return compare_routes(duty, &ahead, &routes, finding);
}

bool sip_duty_goes_past_first(const struct sip_duty *duty)
{
    const struct sip_endpoint *here = &duty->transaction->hop->server;
    const struct sip_hop *hop = duty->dialog->hop;
    const struct sip_endpoint *first = sip_duty_is_maker(duty) ? &hop->server : &hop->client;
    struct sip_routes set;
    struct sip_uri uri;

    if (sip_endpoint_same_address(here, first) || !sip_duty_routes(duty, &set) || set.count < 2 ||
        !sip_endpoint_is_at(first, set.uris[0]) || !sip_uri_read(set.uris[0], &uri) ||
        sip_value_param(uri.params, "r2", NULL)) {
        return false;
    }
    for (unsigned i = 1; i < set.count; i++) {
        if (sip_endpoint_is_at(here, set.uris[i])) {
            return true;
        }
    }
    return false;
}

/* A request without Route, made by a user agent or by a proxy: from where its dialog ran, the way to the peer leads over
 * proxies, none of which is where it was sent from. */
enum sip_verdict sip_duty_route_lost(const struct sip_duty *duty, struct sip_finding *finding)
{
    const struct sip_endpoint *from = &duty->transaction->hop->client;
    const struct sip_hop *hop = duty->dialog->hop;
    struct sip_routes ahead;

    if (sip_message_presence(duty->request, SIP_HDR_ROUTE) != SIP_ABSENT ||
        !sip_endpoint_same_address(from, sip_duty_is_maker(duty) ? &hop->client : &hop->server) ||
        !sip_duty_ahead(duty, &ahead) || ahead.count == 0) {
        return SIP_UNDECIDED;
    }
    for (unsigned i = 0; i < ahead.count; i++) {
        struct sip_uri uri;
        if (!sip_uri_read(ahead.uris[i], &uri) || sip_endpoint_of_host(uri.host).family == 0 ||
            sip_endpoint_is_at(from, ahead.uris[i])) {
            return SIP_UNDECIDED; /* perhaps a name of its own */
        }
    }
    uint32_t frame = duty->sender->routes_frame;
    return sip_broken_by(finding, duty->context, frame, SIP_START_LINE,
                         "no Route; Record-Route in frame %u demands %u, the first %.*s", frame,
                         ahead.count, SIP_ARG(ahead.uris[0]));
}

/* How many of the values of a list are at an address, whatever the port. */
static unsigned count_at(const struct sip_routes *list, const struct sip_endpoint *at)
{
    unsigned count = 0;

    for (unsigned i = 0; i < list->count; i++) {
        count += sip_endpoint_is_at(at, list->uris[i]);
    }
    return count;
}

/* A request that a proxy or a user agent has made here, and that has its own address in Route: it would come back. Not
 * where the path leads over that address more than once: nobody knows which time this is. */
enum sip_verdict sip_duty_route_back(const struct sip_duty *duty, struct sip_finding *finding)
{
    const struct sip_transaction *t = duty->transaction;
    const struct sip_dialog *d = duty->dialog;
    const struct sip_endpoint *from = &t->hop->client;
    const struct sip_endpoint *end = sip_duty_is_maker(duty) ? &d->hop->client : &d->hop->server;
    struct sip_routes all, ahead, routes;

    if (sip_message_agent(duty->request) == 0 || t->is_branch || !d->from_start || d->ambiguous ||
        d->partial || !sip_endpoint_same_address(from, end) ||
        !sip_message_routes(duty->request, SIP_HDR_ROUTE, &routes) ||
        !sip_duty_ahead(duty, &ahead) ||
        !sip_routes_read(sip_kept_slice(d->sides[d->maker].routes), &all) ||
        count_at(&all, from) > 1 || count_at(&ahead, from) > 0) {
        return SIP_UNDECIDED;
    }
    for (unsigned i = 0; i < routes.count; i++) {
        struct sip_uri uri;
        if (sip_uri_read(routes.uris[i], &uri) && sip_response_uri_is(&uri, from, t->transport)) {
            return sip_broken_by(finding, duty->context, duty->sender->routes_frame, routes.uris[i],
                                 "Route %u is %.*s, where this request itself comes from; proxies "
                                 "still ahead by frame %u: %u",
                                 i + 1, SIP_ARG(routes.uris[i]), duty->sender->routes_frame,
                                 ahead.count);
        }
    }
    return SIP_UNDECIDED;
}

static enum sip_verdict judge_way(const struct sip_duty *duty, const struct sip_routes *routes,
                                  struct sip_finding *finding)
{
    uint32_t frame = duty->sender->routes_frame;

    return !sip_duty_goes_past_first(duty)
               ? SIP_KEPT
               : sip_broken_by(finding, duty->context, frame, routes->uris[0],
                               "sent to %s, but the first value of Route, as Record-Route in frame "
                               "%u demands, is %.*s",
                               sip_endpoint_text(&duty->transaction->hop->server).s, frame,
                               SIP_ARG(routes->uris[0]));
}

/* What an early dialog has may be followed, though it is not certain yet. A strict router in the set changes the
 * Request-URI, too: all that is said then is where it was ignored. */
static enum sip_verdict judge_own_route(const struct sip_duty *duty, struct sip_finding *finding)
{
    struct sip_routes set, routes;

    bool certain = is_route_set_certain(duty);
    bool early = sip_duty_is_maker(duty) && duty->dialog->confirmed_frame == 0;
    if ((!certain && !early) || !sip_duty_routes(duty, &set) ||
        !sip_message_routes(duty->request, SIP_HDR_ROUTE, &routes)) {
        return SIP_UNDECIDED;
    }
    if (!set.loose) {
        return certain ? judge_strict(duty, &set, &routes, finding) : SIP_UNDECIDED;
    }
    drop_next_hop(duty, &set, &routes);
    if (!certain) {
        struct sip_finding room;
        return compare_routes(duty, &set, &routes, &room) == SIP_KEPT ? SIP_KEPT : SIP_UNDECIDED;
    }
    enum sip_verdict verdict = compare_routes(duty, &set, &routes, finding);
    return verdict == SIP_KEPT ? judge_way(duty, &routes, finding) : verdict;
}

enum sip_verdict sip_duty_route(const struct sip_duty *duty, struct sip_finding *finding)
{
    enum sip_verdict verdict = sip_duty_is_own_hop(duty) ? judge_own_route(duty, finding)
                                                         : judge_route_ahead(duty, finding);

    return verdict == SIP_UNDECIDED && sip_message_has(duty->request, SIP_HDR_ROUTE)
               ? sip_duty_route_back(duty, finding)
               : verdict;
}
