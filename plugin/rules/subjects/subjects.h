/* subjects.h
 * The parts of the table, one file a subject. Seen by table.c and by those files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_SUBJECTS_H
#define SIP_RULES_SUBJECTS_SUBJECTS_H

#include "rules/engine/rule.h"

#define SIP_SUBJECT(name)                            \
    extern const struct sip_rule sip_rules_##name[]; \
    extern const size_t sip_rules_##name##_count

SIP_SUBJECT(syntax);
SIP_SUBJECT(status_line);
SIP_SUBJECT(body);
SIP_SUBJECT(framing);
SIP_SUBJECT(mirror);
SIP_SUBJECT(own_values);
SIP_SUBJECT(via);
SIP_SUBJECT(response_address);
SIP_SUBJECT(contact);
SIP_SUBJECT(contact_address);
SIP_SUBJECT(route);
SIP_SUBJECT(sips);
SIP_SUBJECT(challenge);
SIP_SUBJECT(challenger);
SIP_SUBJECT(authentication);
SIP_SUBJECT(credentials_fit);
SIP_SUBJECT(credentials);
SIP_SUBJECT(digest);
SIP_SUBJECT(identity);
SIP_SUBJECT(security_agreement);
SIP_SUBJECT(registration);
SIP_SUBJECT(register_request);
SIP_SUBJECT(lapse);
SIP_SUBJECT(service_route);
SIP_SUBJECT(outbound);
SIP_SUBJECT(interval);
SIP_SUBJECT(subscription);
SIP_SUBJECT(subscription_state);
SIP_SUBJECT(publication);
SIP_SUBJECT(refer);
SIP_SUBJECT(session_timer);
SIP_SUBJECT(session_refresh);
SIP_SUBJECT(min_se);
SIP_SUBJECT(provisional);
SIP_SUBJECT(reliable);
SIP_SUBJECT(prack);
SIP_SUBJECT(early_dialog);
SIP_SUBJECT(early_media);
SIP_SUBJECT(offer_answer);
SIP_SUBJECT(answer_streams);
SIP_SUBJECT(answer_formats);
SIP_SUBJECT(client_answers);
SIP_SUBJECT(sdp_version);
SIP_SUBJECT(hold);
SIP_SUBJECT(media_address);
SIP_SUBJECT(media_keys);
SIP_SUBJECT(offer_refused);
SIP_SUBJECT(ack);
SIP_SUBJECT(before_ack);
SIP_SUBJECT(cancel);
SIP_SUBJECT(ack_cancel_fit);
SIP_SUBJECT(failure_acks);
SIP_SUBJECT(dialog_tags);
SIP_SUBJECT(in_dialog);
SIP_SUBJECT(retransmission);
SIP_SUBJECT(not_repeated);
SIP_SUBJECT(final_response);
SIP_SUBJECT(silence);
SIP_SUBJECT(glare);
SIP_SUBJECT(dialog_end);
SIP_SUBJECT(dialog_over);
SIP_SUBJECT(retry);
SIP_SUBJECT(retry_after);
SIP_SUBJECT(redirect);
SIP_SUBJECT(proxy);
SIP_SUBJECT(best_response);
SIP_SUBJECT(forwarding);
SIP_SUBJECT(extensions);
SIP_SUBJECT(methods);
SIP_SUBJECT(emergency);
SIP_SUBJECT(reason);
SIP_SUBJECT(codes_4xx_5xx);
SIP_SUBJECT(codes_6xx);
SIP_SUBJECT(summary);

/* At the end of a subject's file. */
#define SIP_SUBJECT_END(name) \
    const size_t sip_rules_##name##_count = sizeof(sip_rules_##name) / sizeof(sip_rules_##name[0])

#endif
