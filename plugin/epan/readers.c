/* readers.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/readers.h"

#include <epan/column-info.h>
#include <epan/plugin_if.h>
#include <epan/tap.h>
#include <string.h>

#include "epan/fields.h"

static struct {  /* Wireshark registers some of them after all protocols */
    int records; /* our own tap: statistics and reports */
    int probe;   /* of our own, too: tells whether taps are run */
    int expert;  /* Wireshark's */
    int expert_protocol;
    int malformed_protocol;
} ids;

/* Whether this file's packets may be looked at again; found out when the first message comes. */
static enum { UNKNOWN, LOOKED_AT_ONCE, LOOKED_AT_AGAIN } file;
static struct readers first; /* those of the first message */

void readers_init(void)
{
    /* Taps are run only if somebody listens to any. */
    ids.probe = register_tap("sip_response.pass");
    GString *error = register_tap_listener("sip_response.pass", &ids.probe, NULL,
                                           TL_IS_DISSECTOR_HELPER, NULL, NULL, NULL, NULL);
    if (error != NULL) {
        g_string_free(error, TRUE);
    }
}

static void *is_there(capture_file *file_of_window, void *user)
{
    (void)file_of_window;
    return user;
}

/* Only a program with a window answers either question: the first one not where Wireshark was built
 * without libpcap, the second one not while it opens a file. */
static bool has_window(void)
{
    ws_info_t *window = NULL;

    plugin_if_get_ws_info(&window);
    return (window != NULL && window->ws_info_supported) ||
           plugin_if_get_capture_file(is_there, &ids) != NULL;
}

/* Whether this is tshark without -2, as far as Linux tells. Who can have no tree for our sake saves
 * 16,700 instructions a packet, whatever it carries, and nothing else of Wireshark tells in time. */
static bool is_one_pass_tshark(void)
{
    gchar *line = NULL, *name;
    gsize length;

    if (!g_file_get_contents("/proc/self/cmdline", &line, &length, NULL)) {
        return false;
    }
    name = g_path_get_basename(line);
    bool one_pass = strcmp(name, "tshark") == 0;
    for (const char *word = line; word < line + length; word += strlen(word) + 1) {
        one_pass = one_pass && !(word[0] == '-' && strchr(word, '2') != NULL); /* perhaps -n2 */
    }
    g_free(name);
    g_free(line);
    return one_pass;
}

bool readers_begin_file(void)
{
    file = UNKNOWN;
    ids.records = find_tap_id("sip_response");
    ids.expert = find_tap_id("expert");
    ids.expert_protocol = proto_get_id_by_filter_name("_ws.expert");
    ids.malformed_protocol = proto_get_id_by_filter_name("_ws.malformed");
    return has_window() || is_one_pass_tshark();
}

static bool taps_are_run(packet_info *pinfo)
{
    tap_queue_packet(ids.probe, pinfo, &ids.probe);
    return fetch_tapped_data(ids.probe, 0) != NULL;
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

static struct readers find(packet_info *pinfo, proto_tree *tree, bool again)
{
    struct readers readers = {
        .fields = proto_field_is_referenced(tree, fields_protocol()),
        .experts = experts_are_read(pinfo, tree),
        .later = again || have_tap_listener(ids.records),
    };
    readers.history = readers.later || (readers.fields && history_is_read(tree));
    return readers;
}

/* Programs that look at packets again run no taps on the first pass (tshark -2, sharkd), as they
 * will on a later one; but Wireshark itself does. So whoever runs taps now and has no window reads the
 * capture once, as tshark without -2. */
struct readers readers_of(packet_info *pinfo, proto_tree *tree)
{
    if (file == UNKNOWN) {
        file = !has_window() && taps_are_run(pinfo) ? LOOKED_AT_ONCE : LOOKED_AT_AGAIN;
        first = find(pinfo, tree, file == LOOKED_AT_AGAIN);
    }
    return file == LOOKED_AT_ONCE ? first : find(pinfo, tree, true);
}
