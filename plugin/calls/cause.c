/* cause.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/cause.h"

#include <glib.h>

#include "calls/line.h"
#include "sip/code.h"
#include "sip/value.h"

static const struct {
    uint8_t number;
    const char *name;
} q850[] = {
    {1, "Unallocated number"},
    {2, "No route to specified transit network"},
    {3, "No route to destination"},
    {4, "Send special information tone"},
    {5, "Misdialled trunk prefix"},
    {6, "Channel unacceptable"},
    {7, "Call awarded and being delivered in an established channel"},
    {8, "Preemption"},
    {9, "Preemption, circuit reserved for reuse"},
    {14, "Query on release: ported number"},
    {16, "Normal call clearing"},
    {17, "User busy"},
    {18, "No user responding"},
    {19, "No answer from user"},
    {20, "Subscriber absent"},
    {21, "Call rejected"},
    {22, "Number changed"},
    {23, "Redirection to new destination"},
    {24, "Call rejected due to feature at the destination"},
    {25, "Exchange routing error"},
    {26, "Non-selected user clearing"},
    {27, "Destination out of order"},
    {28, "Invalid number format"},
    {29, "Facility rejected"},
    {30, "Response to STATUS ENQUIRY"},
    {31, "Normal, unspecified"},
    {34, "No circuit or channel available"},
    {38, "Network out of order"},
    {39, "Permanent frame mode connection out of service"},
    {40, "Permanent frame mode connection operational"},
    {41, "Temporary failure"},
    {42, "Switching equipment congestion"},
    {43, "Access information discarded"},
    {44, "Requested circuit or channel not available"},
    {46, "Precedence call blocked"},
    {47, "Resource unavailable, unspecified"},
    {49, "Quality of service not available"},
    {50, "Requested facility not subscribed"},
    {53, "Outgoing calls barred within closed user group"},
    {55, "Incoming calls barred within closed user group"},
    {57, "Bearer capability not authorized"},
    {58, "Bearer capability not presently available"},
    {62, "Inconsistency in outgoing access information and subscriber class"},
    {63, "Service or option not available, unspecified"},
    {65, "Bearer capability not implemented"},
    {66, "Channel type not implemented"},
    {69, "Requested facility not implemented"},
    {70, "Only restricted digital information bearer capability is available"},
    {79, "Service or option not implemented, unspecified"},
    {81, "Invalid call reference value"},
    {82, "Identified channel does not exist"},
    {83, "A suspended call exists, but this call identity does not"},
    {84, "Call identity in use"},
    {85, "No call suspended"},
    {86, "Call having the requested call identity has been cleared"},
    {87, "User not member of closed user group"},
    {88, "Incompatible destination"},
    {90, "Non-existent closed user group"},
    {91, "Invalid transit network selection"},
    {95, "Invalid message, unspecified"},
    {96, "Mandatory information element is missing"},
    {97, "Message type non-existent or not implemented"},
    {98, "Message not compatible with call state, or not implemented"},
    {99, "Information element or parameter non-existent or not implemented"},
    {100, "Invalid information element contents"},
    {101, "Message not compatible with call state"},
    {102, "Recovery on timer expiry"},
    {103, "Parameter non-existent or not implemented, passed on"},
    {110, "Message with unrecognized parameter, discarded"},
    {111, "Protocol error, unspecified"},
    {127, "Interworking, unspecified"},
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
char *sip_cause_text(const struct sip_cause *cause)
{
    const struct sip_code *code = sip_code_find(cause->number);
    const char *name;

    switch (cause->protocol) {
    case SIP_CAUSE_Q850:
        name = sip_q850_name(cause->number);
        name = name != NULL ? name : cause->text;
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
