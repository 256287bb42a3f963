/* bench_bare.c
 * The least that a post-dissector can do that wants the same item as ours: nothing. What it costs is
 * what Wireshark's own machinery costs; tests/bench measures it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <ws_symbol_export.h>

#include <epan/packet.h>

WS_DLL_PUBLIC_DEF const char plugin_version[] = "0";
WS_DLL_PUBLIC_DEF const int plugin_want_major = BENCH_MAJOR;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = BENCH_MINOR;

WS_DLL_PUBLIC void plugin_register(void);

static dissector_handle_t handle;

static int dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, void *data)
{
    (void)pinfo;
    (void)tree;
    (void)data;
    return (int)tvb_captured_length(tvb);
}

static void begin_file(void)
{
    int sip = proto_get_id_by_filter_name("sip");
    GArray *wanted = g_array_new(FALSE, FALSE, sizeof(int));

    g_array_append_val(wanted, sip);
    set_postdissector_wanted_hfids(handle, wanted);
}

static void end_file(void)
{
    set_postdissector_wanted_hfids(handle, NULL);
}

static void register_protocol(void)
{
    int protocol = proto_register_protocol("Bare Post-dissector", "Bare", "bench_bare");

    handle = create_dissector_handle(dissect, protocol);
    register_postdissector(handle);
    register_init_routine(begin_file);
    register_cleanup_routine(end_file);
}

static void hand_off(void)
{
}

void plugin_register(void)
{
    static proto_plugin plugin;

    plugin.register_protoinfo = register_protocol;
    plugin.register_handoff = hand_off;
    proto_register_plugin(&plugin);
}
