/* subjects.h
 * The parts of the table, one file a subject. Seen by table.c and by those files only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_RULES_SUBJECTS_H
#define SIP_RULES_SUBJECTS_H

#include "rules/rule.h"

#define SIP_SUBJECT(name)                            \
    extern const struct sip_rule sip_rules_##name[]; \
    extern const size_t sip_rules_##name##_count

SIP_SUBJECT(structure);
SIP_SUBJECT(placement);
SIP_SUBJECT(contact);
SIP_SUBJECT(challenge);
SIP_SUBJECT(redirection);
SIP_SUBJECT(request_failure);
SIP_SUBJECT(server_failure);
SIP_SUBJECT(success);
SIP_SUBJECT(provisional);
SIP_SUBJECT(dialog);
SIP_SUBJECT(profile);
SIP_SUBJECT(mirror);
SIP_SUBJECT(addresses);
SIP_SUBJECT(repetition);
SIP_SUBJECT(ack_cancel);
SIP_SUBJECT(reliable);
SIP_SUBJECT(offer_answer);
SIP_SUBJECT(success_context);
SIP_SUBJECT(failure_context);
SIP_SUBJECT(extension_context);
SIP_SUBJECT(retry);
SIP_SUBJECT(authentication);
SIP_SUBJECT(proxy);

/* At the end of a subject's file. */
#define SIP_SUBJECT_END(name) \
    const size_t sip_rules_##name##_count = sizeof(sip_rules_##name) / sizeof(sip_rules_##name[0])

#endif
