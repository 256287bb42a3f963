/* plugin.c
 * The plugin as Wireshark sees it: a dissector that runs after all others.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <ws_symbol_export.h>

#include <epan/packet.h>
#include <epan/tap.h>

#include "compat.h"
#include "epan/call_fields.h"
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
static bool wanted; /* Wireshark knows which items it must keep in trees */

/* Statistics get each message's record on every pass; see stats/stats.h. */
static void tell_statistics(packet_info *pinfo, const struct message_record *record)
{
    for (; record != NULL && have_tap_listener(tap); record = record->next) {
        tap_queue_packet(tap, pinfo, record);
    }
}

static bool enabled(void)
{
    return proto_is_protocol_enabled(find_protocol_by_id(fields_protocol()));
}

static void want_items(void)
{
    set_postdissector_wanted_hfids(handle, sip_items_wanted());
    wanted = true;
}

/* Wanting an item makes Wireshark build a tree for every packet. Where it builds one anyway, to want
 * costs nothing; it counts from the next packet on. */
static int dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    (void)data;
    if (!wanted && tree != NULL) {
        want_items();
    }
    const struct message_record *record = record_of(tvb, pinfo, tree);
    tree_draw(pinfo, tree, record);
    tell_statistics(pinfo, record);
    return (int)tvb_captured_length(tvb);
}

/* Items are wanted only while a file is open and the protocol is switched on. */
static void begin_file(void)
{
    preferences_begin_file();
    record_begin_file();
    if (readers_begin_file() && enabled()) {
        want_items();
    }
}

static void end_file(void)
{
    record_end_file();
    set_postdissector_wanted_hfids(handle, NULL);
    wanted = false;
}

static void register_protocol(void)
{
    fields_register(preferences_language_at_start());
    call_fields_register(fields_protocol(), preferences_language_at_start());
    preferences_register(fields_protocol());
    handle = create_dissector_handle(dissect, fields_protocol());
    register_postdissector(handle);
    tap = register_tap("sip_response");
    stats_register_tables();
    register_init_routine(begin_file);
    register_cleanup_routine(end_file);
}

void plugin_register(void)
{
    static proto_plugin plugin;
    static tap_plugin statistics;

    plugin.register_protoinfo = register_protocol;
    plugin.register_handoff = sip_items_init;
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
