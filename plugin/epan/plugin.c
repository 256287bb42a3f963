/* plugin.c
 * The plugin as Wireshark sees it: a dissector that runs after all others.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <ws_symbol_export.h>

#include <epan/packet.h>
#include <epan/tap.h>

#include "compat.h"
#include "epan/fields.h"
#include "epan/preferences.h"
#include "epan/readers.h"
#include "epan/record.h"
#include "epan/sip_items.h"
#include "epan/tree.h"
#include "stats/stats.h"

WS_DLL_PUBLIC_DEF const char plugin_version[] = SIP_RESPONSE_VERSION;
WS_DLL_PUBLIC_DEF const int plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);

static dissector_handle_t handle;
static int tap;

/* Statistics get each message's record on every pass; see stats/stats.h. */
static void tell_statistics(packet_info *pinfo, const struct message_record *record)
{
    for (; record != NULL && have_tap_listener(tap); record = record->next) {
        tap_queue_packet(tap, pinfo, record);
    }
}

static int dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    const struct message_record *record;

    (void)data;
    if (!PINFO_FD_VISITED(pinfo)) {
        record = record_make(pinfo, tree);
    } else {
        record_finish();
        record = record_of_frame(pinfo);
    }
    tree_draw(pinfo, tree, record);
    tell_statistics(pinfo, record);
    return (int)tvb_captured_length(tvb);
}

/* Wanting an item makes Wireshark build a tree for every packet on the first pass, so it is wanted
 * only where nothing else brings the messages, a file is open and the protocol is switched on. */
static void begin_file(void)
{
    preferences_begin_file();
    record_begin_file();
    GArray *wanted = sip_items_begin_file(readers_begin_file() && COMPAT_TAP_IS_EXACT);
    if (proto_is_protocol_enabled(find_protocol_by_id(fields_protocol()))) {
        set_postdissector_wanted_hfids(handle, wanted);
    } else if (wanted != NULL) {
        g_array_free(wanted, TRUE);
    }
}

static void end_file(void)
{
    record_end_file();
    set_postdissector_wanted_hfids(handle, NULL);
}

static void register_protocol(void)
{
    fields_register();
    preferences_register(fields_protocol());
    handle = create_dissector_handle(dissect, fields_protocol());
    register_postdissector(handle);
    tap = register_tap("sip_response");
    stats_register_tables();
    register_init_routine(begin_file);
    register_cleanup_routine(end_file);
}

static void register_handoff(void)
{
    sip_items_init();
    readers_init();
}

void plugin_register(void)
{
    static proto_plugin plugin;
    static tap_plugin statistics;

    plugin.register_protoinfo = register_protocol;
    plugin.register_handoff = register_handoff;
    proto_register_plugin(&plugin);
    statistics.register_tap_listener = stats_register;
    tap_register_plugin(&statistics);
}

#ifdef COMPAT_HAS_PLUGIN_DESCRIBE
WS_DLL_PUBLIC uint32_t plugin_describe(void);

uint32_t plugin_describe(void)
{
    return WS_PLUGIN_DESC_DISSECTOR | WS_PLUGIN_DESC_TAP_LISTENER;
}
#endif
