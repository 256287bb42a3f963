/* duty.h
 * What a request inside a dialog must agree with: tags, Request-URI, Route and CSeq as the dialog has them
 * (RFC 3261 section 12.2.1.1). One notion for the rules about requests, about their ACKs, and about the 481
 * that answers them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_ENGINE_DUTY_H
#define SIP_RULES_ENGINE_DUTY_H

#include "rules/engine/rule.h"

struct sip_duty {
    const struct sip_context *context;
    const struct sip_dialog *dialog;
    const struct sip_message *request;
    const struct sip_transaction *transaction; /* of the request */
    const struct sip_dialog_side *sender, *peer;
    int64_t stamp;  /* microseconds, when the request came by; */
    uint32_t frame; /* its first copy */
};

/* Of the request that context is about, or of the one that its response answers. False where its dialog is
 * not known, or where two hops run between the same addresses. */
bool sip_duty_read(const struct sip_context *context, struct sip_duty *duty);

/* The same of a request that leaves the hop of its dialog: its sender has the dialog from the same address with
 * another peer. False where it has none. */
bool sip_duty_read_elsewhere(const struct sip_context *context, struct sip_duty *duty);

/* The same of a request or its response in the dialog of a call without proxies, whose peer is not where the request
 * went, but at the address of its Contact. */
bool sip_duty_read_astray(const struct sip_context *context, struct sip_duty *duty);

/* Of an ACK to a 2xx in the dialog that context is about; m: the ACK, or NULL where it is not kept. Two hops
 * do no harm: of a first INVITE its target and its route set are certain. */
bool sip_duty_of_ack(const struct sip_context *context, const struct sip_transaction *ack,
                     const struct sip_message *m, struct sip_duty *duty);

/* Whether the sender is the one who made the dialog. */
bool sip_duty_is_maker(const struct sip_duty *duty);

/* Whether the request was sent on this hop by the user agent itself: what a proxy passes on may have been
 * changed on both ways, and Route becomes shorter with every hop. */
bool sip_duty_is_own_hop(const struct sip_duty *duty);

/* The Request-URI is the remote target; Route is the route set; CSeq is higher than before. Kept, broken
 * (*finding is filled in), or undecided. */
enum sip_verdict sip_duty_target(const struct sip_duty *duty, struct sip_finding *finding);
enum sip_verdict sip_duty_route(const struct sip_duty *duty, struct sip_finding *finding);
enum sip_verdict sip_duty_cseq(const struct sip_duty *duty, struct sip_finding *finding);

/* Of a request that the peer does not recognise: a Request-URI that leads to the target, but has other parameters, is
 * broken on the user agent's own hop. Kept otherwise. */
enum sip_verdict sip_duty_target_as_written(const struct sip_duty *duty,
                                            struct sip_finding *finding);

/* All three: broken if one is, kept if all are. */
enum sip_verdict sip_duty_all(const struct sip_duty *duty);

/* The INVITE or UPDATE of the dialog whose branch the request has: a server may take it for that one (RFC 3261
 * section 17.2.3). NULL: it has a branch of its own. */
const struct sip_transaction *sip_duty_reuses_branch(const struct sip_duty *duty);

/* Whether the server is bound to know the dialog of a call or of a subscription, and nothing is wrong with the
 * request: it was confirmed and acknowledged, nothing captured has ended it, all three are kept, and its branch is
 * its own. */
bool sip_duty_is_done(const struct sip_duty *duty);

/* The same of the early dialog of an INVITE that is still pending. The callee sends no BYE in it (RFC 3261 section
 * 15). */
bool sip_duty_is_done_early(const struct sip_duty *duty);

/* Whether the server knows that early dialog for sure: it made it, has sent a request in it, or has the request from
 * the connection that brought what made it. */
bool sip_duty_is_known_to_server(const struct sip_duty *duty);

/* Whether each 2xx to an INVITE that is known of the dialog has an ACK. Of several forks each has an ACK of its own;
 * perhaps: one is not kept, or was not captured. */
enum sip_presence sip_dialog_ack(const struct sip_dialog *dialog);

static inline bool sip_dialog_is_acknowledged(const struct sip_dialog *dialog)
{
    return sip_dialog_ack(dialog) == SIP_PRESENT;
}

/* Whether a request that proxies have passed on runs on the hop of its dialog for sure: all of them that recorded
 * themselves upstream have removed their Route. */
bool sip_duty_is_on_path(const struct sip_duty *duty);

/* What Route must have there. False where that is not known. */
bool sip_duty_ahead(const struct sip_duty *duty, struct sip_routes *ahead);

/* Reads the route set of the sender: see sip_dialog_routes. */
bool sip_duty_routes(const struct sip_duty *duty, struct sip_routes *set);

/* Whether the request went to a proxy that is not the first of the route set but a later one, though the first has the
 * address with which the dialog was made. (r2: one proxy has recorded two addresses of its own.) */
bool sip_duty_goes_past_first(const struct sip_duty *duty);

/* Whether the Request-URI is not the Contact of the peer, or has other parameters. Proxies may have changed it, and know
 * why. */
bool sip_duty_misses_contact(const struct sip_duty *duty);

/* Of a request without Route that has left the hop of its dialog, made by a user agent or by a proxy in its name:
 * whether proxies are ahead of where it was sent from. */
enum sip_verdict sip_duty_route_lost(const struct sip_duty *duty, struct sip_finding *finding);

/* Of a request with Route, made by a user agent or by a proxy in its name: whether one of its values is the address that
 * it was sent from, and none of those is ahead. */
enum sip_verdict sip_duty_route_back(const struct sip_duty *duty, struct sip_finding *finding);

/* Whether the sender's request before this one, or its ACK before this ACK, was addressed in the same way: then
 * what is wrong with Request-URI and Route has been said. */
bool sip_duty_is_as_before(const struct sip_duty *duty);

/* Whether the URI of a Contact or Route came back as it was given. Who writes out the default port, or drops
 * a parameter, has not missed the target. */
bool sip_duty_same_uri(struct sip_slice given, struct sip_slice used);

/* The same, with all parameters but lr and transport: by them a user agent may know what it has sent, and a proxy keeps in
 * its Record-Route what it needs to know of the dialog (RFC 3261 section 12.2.1.1). */
bool sip_duty_same_as_written(struct sip_slice given, struct sip_slice used);

#endif
