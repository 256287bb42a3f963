/* cause.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/cause.h"

#include <glib.h>

#include "calls/line.h"
#include "sip/code.h"
#include "sip/value.h"
#include "texts/text.h"

static const struct {
    uint8_t number;
    const char *name;
} q850[] = {
    {1, SIP_PHRASE("Unallocated number")},
    {2, SIP_PHRASE("No route to specified transit network")},
    {3, SIP_PHRASE("No route to destination")},
    {4, SIP_PHRASE("Send special information tone")},
    {5, SIP_PHRASE("Misdialled trunk prefix")},
    {6, SIP_PHRASE("Channel unacceptable")},
    {7, SIP_PHRASE("Call awarded and being delivered in an established channel")},
    {8, SIP_PHRASE("Preemption")},
    {9, SIP_PHRASE("Preemption, circuit reserved for reuse")},
    {14, SIP_PHRASE("Query on release: ported number")},
    {16, SIP_PHRASE("Normal call clearing")},
    {17, SIP_PHRASE("User busy")},
    {18, SIP_PHRASE("No user responding")},
    {19, SIP_PHRASE("No answer from user")},
    {20, SIP_PHRASE("Subscriber absent")},
    {21, SIP_PHRASE("Call rejected")},
    {22, SIP_PHRASE("Number changed")},
    {23, SIP_PHRASE("Redirection to new destination")},
    {24, SIP_PHRASE("Call rejected due to feature at the destination")},
    {25, SIP_PHRASE("Exchange routing error")},
    {26, SIP_PHRASE("Non-selected user clearing")},
    {27, SIP_PHRASE("Destination out of order")},
    {28, SIP_PHRASE("Invalid number format")},
    {29, SIP_PHRASE("Facility rejected")},
    {30, SIP_PHRASE("Response to STATUS ENQUIRY")},
    {31, SIP_PHRASE("Normal, unspecified")},
    {34, SIP_PHRASE("No circuit or channel available")},
    {38, SIP_PHRASE("Network out of order")},
    {39, SIP_PHRASE("Permanent frame mode connection out of service")},
    {40, SIP_PHRASE("Permanent frame mode connection operational")},
    {41, SIP_PHRASE("Temporary failure")},
    {42, SIP_PHRASE("Switching equipment congestion")},
    {43, SIP_PHRASE("Access information discarded")},
    {44, SIP_PHRASE("Requested circuit or channel not available")},
    {46, SIP_PHRASE("Precedence call blocked")},
    {47, SIP_PHRASE("Resource unavailable, unspecified")},
    {49, SIP_PHRASE("Quality of service not available")},
    {50, SIP_PHRASE("Requested facility not subscribed")},
    {53, SIP_PHRASE("Outgoing calls barred within closed user group")},
    {55, SIP_PHRASE("Incoming calls barred within closed user group")},
    {57, SIP_PHRASE("Bearer capability not authorized")},
    {58, SIP_PHRASE("Bearer capability not presently available")},
    {62, SIP_PHRASE("Inconsistency in outgoing access information and subscriber class")},
    {63, SIP_PHRASE("Service or option not available, unspecified")},
    {65, SIP_PHRASE("Bearer capability not implemented")},
    {66, SIP_PHRASE("Channel type not implemented")},
    {69, SIP_PHRASE("Requested facility not implemented")},
    {70, SIP_PHRASE("Only restricted digital information bearer capability is available")},
    {79, SIP_PHRASE("Service or option not implemented, unspecified")},
    {81, SIP_PHRASE("Invalid call reference value")},
    {82, SIP_PHRASE("Identified channel does not exist")},
    {83, SIP_PHRASE("A suspended call exists, but this call identity does not")},
    {84, SIP_PHRASE("Call identity in use")},
    {85, SIP_PHRASE("No call suspended")},
    {86, SIP_PHRASE("Call having the requested call identity has been cleared")},
    {87, SIP_PHRASE("User not member of closed user group")},
    {88, SIP_PHRASE("Incompatible destination")},
    {90, SIP_PHRASE("Non-existent closed user group")},
    {91, SIP_PHRASE("Invalid transit network selection")},
    {95, SIP_PHRASE("Invalid message, unspecified")},
    {96, SIP_PHRASE("Mandatory information element is missing")},
    {97, SIP_PHRASE("Message type non-existent or not implemented")},
    {98, SIP_PHRASE("Message not compatible with call state, or not implemented")},
    {99, SIP_PHRASE("Information element or parameter non-existent or not implemented")},
    {100, SIP_PHRASE("Invalid information element contents")},
    {101, SIP_PHRASE("Message not compatible with call state")},
    {102, SIP_PHRASE("Recovery on timer expiry")},
    {103, SIP_PHRASE("Parameter non-existent or not implemented, passed on")},
    {110, SIP_PHRASE("Message with unrecognized parameter, discarded")},
    {111, SIP_PHRASE("Protocol error, unspecified")},
    {127, SIP_PHRASE("Interworking, unspecified")},
};

const char *sip_q850_name(unsigned number)
{
    for (size_t i = 0; i < G_N_ELEMENTS(q850); i++) {
        if (q850[i].number == number) {
            return q850[i].name;
        }
    }
    return NULL;
}

static enum sip_cause_protocol protocol_of(struct sip_slice value)
{
    struct sip_slice name = sip_value_main(value);

    return sip_slice_is(name, "Q.850") ? SIP_CAUSE_Q850
           : sip_slice_is(name, "SIP") ? SIP_CAUSE_SIP
                                       : SIP_CAUSE_NONE;
}

bool sip_cause_read(const struct sip_message *m, uint32_t frame, struct sip_interned *texts,
                    struct sip_cause *cause)
{
    struct sip_cause best = {.protocol = SIP_CAUSE_NONE};
    struct sip_slice value, parameter;
    uint32_t number;

    for (struct sip_values it = sip_values_of(m, SIP_HDR_REASON); sip_values_next(&it, &value);) {
        enum sip_cause_protocol protocol = protocol_of(value);
        if (protocol <= best.protocol || !sip_value_param(value, "cause", &parameter) ||
            !sip_slice_to_u32(parameter, &number) || number > UINT16_MAX) {
            continue;
        }
        bool has_text = sip_value_param(value, "text", &parameter) && parameter.n > 0;
        best = (struct sip_cause){has_text ? sip_line_keep(texts, parameter) : NULL, frame,
                                  (uint16_t)number, (uint8_t)protocol};
    }
    if (best.protocol == SIP_CAUSE_NONE) {
        return false;
    }
    *cause = best;
    return true;
}

/* The name of a Q.850 cause is fixed, the sender's text says the same in other words or a number. Of a
 * status code the text says more: "Call completed elsewhere" with 200. */
char *sip_cause_text(const struct sip_cause *cause, enum sip_language language)
{
    const struct sip_code *code = sip_code_find(cause->number);
    const char *name;

    switch (cause->protocol) {
    case SIP_CAUSE_Q850:
        name = sip_q850_name(cause->number);
        name = name != NULL ? sip_text(name, language) : cause->text;
        break;
    case SIP_CAUSE_SIP:
        name = cause->text != NULL ? cause->text : code != NULL ? code->name : NULL;
        break;
    default:
        return NULL;
    }
    return g_strdup_printf("%s %u%s%s", cause->protocol == SIP_CAUSE_Q850 ? "Q.850" : "SIP",
                           cause->number, name != NULL ? " " : "", name != NULL ? name : "");
}
