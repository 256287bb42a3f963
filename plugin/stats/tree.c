/* tree.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/tree.h"

#include <epan/stats_tree.h>

#include "epan/party.h"
#include "epan/preferences.h"
#include "epan/record.h"
#include "sip/code.h"

/* The branches. Each has all responses, arranged in another way. */
enum branch { BY_CODE, BY_METHOD, BY_SENDER, BRANCHES };
static const char *const names[] = {
    [BY_CODE] = SIP_PHRASE("Responses by class and code"),
    [BY_METHOD] = SIP_PHRASE("Responses by method"),
    [BY_SENDER] = SIP_PHRASE("Responses by sender"),
};

/* Of each: its node, and its name in the language of the moment when it was made. */
static struct {
    int node;
    const char *name;
} branches[BRANCHES];

static void make_branches(stats_tree *tree)
{
    for (unsigned i = 0; i < BRANCHES; i++) {
        branches[i].name = preferences_text(names[i]);
        branches[i].node = stats_tree_create_node(tree, branches[i].name, 0, STAT_DT_INT, TRUE);
    }
}

/* Counts a response in a branch: under a heading there, by its code. */
static void count_below(stats_tree *tree, enum branch branch, const char *heading, const char *code)
{
    tick_stat_node(tree, branches[branch].name, 0, TRUE);
    int heading_id = tick_stat_node(tree, heading, branches[branch].node, TRUE);
    tick_stat_node(tree, code, heading_id, FALSE);
}

static char *code_name(unsigned code)
{
    const struct sip_code *known = sip_code_find(code);

    return code == 0 ? g_strdup(preferences_text("No status code of SIP"))
                     : g_strdup_printf("%u %s", code,
                                       known ? known->name : preferences_text("(unregistered)"));
}

static char *class_name(unsigned code)
{
    return code == 0 ? g_strdup(preferences_text("Other"))
                     : g_strdup_printf("%uxx %s", code / 100,
                                       sip_class_text(code / 100, preferences_language()));
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
    count_below(tree, BY_CODE, class, code);
    count_below(tree, BY_METHOD, record->method ? record->method : preferences_text("unknown"),
                code);
    count_below(tree, BY_SENDER, sender, code);
    g_free(sender);
    g_free(class);
    g_free(code);
    return TAP_PACKET_REDRAW;
}

void response_tree_register(void)
{
    stats_tree_register_plugin("sip_response", "sip_response",
                               sip_text("SIP Responses", preferences_language_at_start()), 0,
                               count_response, make_branches, NULL);
}
