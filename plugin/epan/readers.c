/* readers.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/readers.h"

#include <epan/column-info.h>
#include <epan/column.h>
#include <epan/prefs.h>
#include <epan/tap.h>

#include "epan/call_fields.h"
#include "epan/command_line.h"
#include "epan/fields.h"
#include "epan/preferences.h"

static struct {  /* Wireshark registers them after all protocols */
    int records; /* our own tap: statistics and reports */
    int expert;  /* Wireshark's */
    int expert_protocol;
    int malformed_protocol;
} ids;

static bool again; /* this file's packets may be looked at again */

/* A column of severities is filled without a tree; one of fields has Wireshark build a tree. */
static bool has_column_for_us(void)
{
    for (int i = 0; i < prefs.num_cols; i++) {
        if (get_column_format(i) == COL_EXPERT || get_column_format(i) == COL_CUSTOM) {
            return true;
        }
    }
    return false;
}

bool readers_begin_file(void)
{
    enum command_line command_line = SIP_ALWAYS_WANT ? COMMAND_LINE_UNKNOWN : command_line_read();

    ids.records = find_tap_id("sip_response");
    ids.expert = find_tap_id("expert");
    ids.expert_protocol = proto_get_id_by_filter_name("_ws.expert");
    ids.malformed_protocol = proto_get_id_by_filter_name("_ws.malformed");
    again = command_line == COMMAND_LINE_UNKNOWN;
    return command_line != COMMAND_LINE_LISTS || have_tap_listener(ids.records) ||
           have_tap_listener(ids.expert) || has_column_for_us() || preferences_info_column();
}

/* A listener, a filter on what Wireshark makes of them, a column. */
static bool experts_are_read(packet_info *pinfo, proto_tree *tree)
{
    return have_tap_listener(ids.expert) || proto_field_is_referenced(tree, ids.expert_protocol) ||
           proto_field_is_referenced(tree, ids.malformed_protocol) ||
           (pinfo->cinfo != NULL && pinfo->cinfo->col_first[COL_EXPERT] >= 0);
}

static bool history_is_read(proto_tree *tree)
{
    const int fields[] = {hf_request_in,     hf_request_time, hf_retransmission, hf_original_in,
                          hf_provisional_in, hf_final_in,     hf_final_code};

    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (proto_field_is_referenced(tree, fields[i])) {
            return true;
        }
    }
    return false;
}

/* Every message of a call has an item and a count of findings: who asks for these needs to know the calls. */
static bool item_is_read(proto_tree *tree)
{
    return proto_registrar_get_nth((guint)fields_protocol())->ref_type == HF_REF_TYPE_DIRECT ||
           proto_field_is_referenced(tree, hf_findings);
}

struct readers readers_of_packet(packet_info *pinfo, proto_tree *tree)
{
    if (SIP_ALWAYS_WANT) {
        return (struct readers){true, true, true, true, true};
    }
    return (struct readers){
        .fields = proto_field_is_referenced(tree, fields_protocol()) || preferences_info_column(),
        .experts = experts_are_read(pinfo, tree),
        .later = again || have_tap_listener(ids.records),
    };
}

struct readers readers_of(packet_info *pinfo, proto_tree *tree)
{
    struct readers readers = readers_of_packet(pinfo, tree);

    readers.calls =
        readers.later || (readers.fields && (call_fields_are_read(tree) || item_is_read(tree)));
    readers.history = readers.calls || (readers.fields && history_is_read(tree));
    return readers;
}
