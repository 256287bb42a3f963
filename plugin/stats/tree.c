/* tree.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/tree.h"

#include <epan/stats_tree.h>

#include "epan/record.h"
#include "sip/code.h"
#include "stats/party.h"

/* The branches. Each has all responses, arranged in another way. */
#define BY_CODE "Responses by class and code"
#define BY_METHOD "Responses by method"
#define BY_SENDER "Responses by sender"

static int by_code, by_method, by_sender;

static void make_branches(stats_tree *tree)
{
    by_code = stats_tree_create_node(tree, BY_CODE, 0, STAT_DT_INT, TRUE);
    by_method = stats_tree_create_node(tree, BY_METHOD, 0, STAT_DT_INT, TRUE);
    by_sender = stats_tree_create_node(tree, BY_SENDER, 0, STAT_DT_INT, TRUE);
}

/* Counts a response in a branch: under a heading there, by its code. */
static void count_below(stats_tree *tree, const char *branch, int branch_id, const char *heading,
                        const char *code)
{
    tick_stat_node(tree, branch, 0, TRUE);
    int heading_id = tick_stat_node(tree, heading, branch_id, TRUE);
    tick_stat_node(tree, code, heading_id, FALSE);
}

static char *code_name(unsigned code)
{
    const struct sip_code *known = sip_code_find(code);

    return code == 0 ? g_strdup("No status code of SIP")
                     : g_strdup_printf("%u %s", code, known ? known->name : "(unregistered)");
}

static char *class_name(unsigned code)
{
    return code == 0 ? g_strdup("Other")
                     : g_strdup_printf("%uxx %s", code / 100, sip_class_name(code / 100));
}

static tap_packet_status count_response(stats_tree *tree, packet_info *pinfo, epan_dissect_t *edt,
                                        const void *tapped, tap_flags_t flags)
{
    const struct message_record *record = tapped;

    (void)edt;
    (void)flags;
    if (!record->is_response) {
        return TAP_PACKET_DONT_REDRAW;
    }
    char *code = code_name(record->code);
    char *class = class_name(record->code);
    char *sender = party_name(&pinfo->src, pinfo->srcport);
    count_below(tree, BY_CODE, by_code, class, code);
    count_below(tree, BY_METHOD, by_method, record->method ? record->method : "unknown", code);
    count_below(tree, BY_SENDER, by_sender, sender, code);
    g_free(sender);
    g_free(class);
    g_free(code);
    return TAP_PACKET_REDRAW;
}

void response_tree_register(void)
{
    stats_tree_register_plugin("sip_response", "sip_response", "SIP Responses", 0, count_response,
                               make_branches, NULL);
}
