/* table.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/table.h"

#include <glib.h>
#include <string.h>

#include "rules/engine/custom.h"
#include "rules/subjects/subjects.h"

#define SUBJECT(title, name)                                      \
    {                                                             \
        title, #name, sip_rules_##name, &sip_rules_##name##_count \
    }

const struct sip_subject sip_subjects[] = {
    SUBJECT("Structure and syntax of any response", syntax),
    SUBJECT("The status line", status_line),
    SUBJECT("Bodies, their type and length", body),
    SUBJECT("Where header and message end", framing),
    SUBJECT("A response mirrors its request", mirror),
    SUBJECT("What a server fills in itself", own_values),
    SUBJECT("Via in responses", via),
    SUBJECT("Where a response is sent from and to", response_address),
    SUBJECT("Contact", contact),
    SUBJECT("Addresses in Contact", contact_address),
    SUBJECT("Record-Route", route),
    SUBJECT("SIPS", sips),
    SUBJECT("Challenges", challenge),
    SUBJECT("Who challenges", challenger),
    SUBJECT("Requests that are retried after a challenge", authentication),
    SUBJECT("Credentials compared with the challenge", credentials_fit),
    SUBJECT("Credentials that are refused", credentials),
    SUBJECT("How credentials are made", digest),
    SUBJECT("Identity, privacy and consent", identity),
    SUBJECT("Security agreement", security_agreement),
    SUBJECT("Registration", registration),
    SUBJECT("REGISTER requests", register_request),
    SUBJECT("Registrations over time", lapse),
    SUBJECT("Routes from a registration", service_route),
    SUBJECT("Extensions of a registration", outbound),
    SUBJECT("Intervals that are granted or too brief", interval),
    SUBJECT("Subscriptions", subscription),
    SUBJECT("The state of a subscription", subscription_state),
    SUBJECT("Publications", publication),
    SUBJECT("REFER", refer),
    SUBJECT("Session timers", session_timer),
    SUBJECT("Refreshes of a session", session_refresh),
    SUBJECT("Min-SE and 422", min_se),
    SUBJECT("Provisional responses", provisional),
    SUBJECT("Reliable provisional responses", reliable),
    SUBJECT("PRACK and what it acknowledges", prack),
    SUBJECT("Early dialogs and forking", early_dialog),
    SUBJECT("Early media", early_media),
    SUBJECT("Offer and answer", offer_answer),
    SUBJECT("Streams of an answer", answer_streams),
    SUBJECT("Formats of an answer", answer_formats),
    SUBJECT("Answers in ACK and PRACK", client_answers),
    SUBJECT("Versions of a session description", sdp_version),
    SUBJECT("Calls on hold", hold),
    SUBJECT("Where media is sent to", media_address),
    SUBJECT("Keys of secure media", media_keys),
    SUBJECT("Offers that are refused", offer_refused),
    SUBJECT("ACK", ack),
    SUBJECT("What waits for the ACK", before_ack),
    SUBJECT("CANCEL", cancel),
    SUBJECT("ACK and CANCEL compared with their INVITE", ack_cancel_fit),
    SUBJECT("ACK to a 3xx-6xx", failure_acks),
    SUBJECT("Tags of requests inside a dialog", dialog_tags),
    SUBJECT("Requests inside a dialog", in_dialog),
    SUBJECT("Retransmission", retransmission),
    SUBJECT("Responses that are not repeated", not_repeated),
    SUBJECT("The final response", final_response),
    SUBJECT("Servers that fall silent", silence),
    SUBJECT("Requests that overlap in a dialog", glare),
    SUBJECT("The end of a dialog", dialog_end),
    SUBJECT("What comes after the end of a dialog", dialog_over),
    SUBJECT("Requests that are repeated after a failure", retry),
    SUBJECT("Retry-After", retry_after),
    SUBJECT("Redirections", redirect),
    SUBJECT("Proxies with both legs in view", proxy),
    SUBJECT("The response that a proxy chooses", best_response),
    SUBJECT("Requests that a proxy forwards", forwarding),
    SUBJECT("Extensions: Require, Supported, Unsupported", extensions),
    SUBJECT("Methods that a server supports", methods),
    SUBJECT("Location, alerts and emergency calls", emergency),
    SUBJECT("Reason, Warning and header fields of requests", reason),
    SUBJECT("Other failures: 4xx and 5xx", codes_4xx_5xx),
    SUBJECT("Global failures", codes_6xx),
    SUBJECT("Summaries", summary),
    {NULL, NULL, NULL, NULL},
};

/* The list of all rules, made on first use: the subjects' counts are known to the linker only. */
static GPtrArray *all_rules(void)
{
    static GPtrArray *rules;

    if (rules == NULL) {
        rules = g_ptr_array_new();
        for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
            for (size_t i = 0; i < *s->count; i++) {
                g_ptr_array_add(rules, (gpointer)&s->rules[i]);
            }
        }
    }
    return rules;
}

unsigned sip_rules_count(void)
{
    return all_rules()->len;
}

const struct sip_rule *sip_rule_at(unsigned number)
{
    const GPtrArray *rules = all_rules();

    return number < rules->len ? g_ptr_array_index(rules, number)
                               : sip_custom_at(number - rules->len);
}

unsigned sip_rule_number_of_custom(unsigned place)
{
    return sip_rules_count() + place;
}

int sip_rule_find(const char *id)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        if (strcmp(sip_rule_at(i)->id, id) == 0) {
            return (int)i;
        }
    }
    int place = sip_custom_find(id);
    return place >= 0 ? (int)sip_rule_number_of_custom((unsigned)place) : -1;
}

static bool explains(const struct sip_rule *rule, const char *id)
{
    for (int i = 0; i < SIP_RULE_MAX_EXPLAINS && rule->explains[i] != NULL; i++) {
        if (strcmp(rule->explains[i], id) == 0) {
            return true;
        }
    }
    return false;
}

bool sip_rule_is_explained(unsigned number)
{
    for (unsigned i = 0; i < sip_rules_count(); i++) {
        if (explains(sip_rule_at(i), sip_rule_at(number)->id)) {
            return true;
        }
    }
    return false;
}

char *sip_rule_url(unsigned number)
{
    for (const struct sip_subject *s = sip_subjects; s->title != NULL; s++) {
        if (number < *s->count) {
            return g_strdup_printf("%s/%s.md#%s", RULES_URL, s->name, s->rules[number].id);
        }
        number -= (unsigned)*s->count;
    }
    return NULL;
}
