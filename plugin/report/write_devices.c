/* write_devices.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "report/shape.h"
#include "report/writing.h"

/* What one address broke, while it is counted. */
struct broken {
    struct report_device *device;
    GHashTable *rules;   /* report_rule -> report_device_rule */
    GHashTable *dialogs; /* a set */
    unsigned severity;
};

static void free_broken(gpointer data)
{
    struct broken *broken = data;

    g_hash_table_unref(broken->rules);
    g_hash_table_unref(broken->dialogs);
    g_free(broken);
}

/* Of all ports of the address, each once. */
static void add_software(const struct writing *w, struct report_device *device)
{
    for (guint i = 0; i < w->c->sender_order->len; i++) {
        const struct sender *sender = g_ptr_array_index(w->c->sender_order, i);
        bool same = strcmp(sender->address, device->address) == 0;
        for (guint j = 0; same && j < sender->software->len; j++) {
            const char *name = g_ptr_array_index(sender->software, j);
            if (!g_ptr_array_find_with_equal_func(device->software, name, g_str_equal, NULL)) {
                g_ptr_array_add(device->software, g_strdup(name));
            }
        }
    }
}

static struct broken *broken_by(struct writing *w, GHashTable *all, const char *address)
{
    struct broken *broken = g_hash_table_lookup(all, address);

    if (broken == NULL) {
        broken = g_new0(struct broken, 1);
        broken->device = report_object_add(w->capture->devices, &report_device_shape);
        report_set(&broken->device->address, address);
        add_software(w, broken->device);
        broken->rules = g_hash_table_new(NULL, NULL);
        broken->dialogs = g_hash_table_new(NULL, NULL);
        g_hash_table_insert(all, broken->device->address, broken);
    }
    return broken;
}

static void count(struct broken *broken, const struct report_finding *finding,
                  const struct dialog *dialog)
{
    const struct report_rule *rule = finding->rule;
    struct report_device_rule *entry = g_hash_table_lookup(broken->rules, rule);

    if (entry == NULL) {
        entry = report_object_add(broken->device->rules, &report_device_rule_shape);
        report_set(&entry->rule, rule->id);
        g_hash_table_insert(broken->rules, (gpointer)rule, entry);
    }
    entry->count++;
    broken->device->findings++;
    broken->severity = MAX(broken->severity, report_finding_severity(finding));
    g_hash_table_add(broken->dialogs, (gpointer)dialog);
}

/* By rank; then the most findings. */
static gint compare_devices(gconstpointer a, gconstpointer b, gpointer all)
{
    const struct report_device *one = *(const struct report_device *const *)a;
    const struct report_device *other = *(const struct report_device *const *)b;
    unsigned x = ((const struct broken *)g_hash_table_lookup(all, one->address))->severity;
    unsigned y = ((const struct broken *)g_hash_table_lookup(all, other->address))->severity;

    return x != y ? (x < y) - (x > y)
                  : (one->findings < other->findings) - (one->findings > other->findings);
}

static gint compare_rules(gconstpointer a, gconstpointer b, gpointer report)
{
    const struct report_device_rule *one = *(const struct report_device_rule *const *)a;
    const struct report_device_rule *other = *(const struct report_device_rule *const *)b;
    unsigned x = report_find_rule(report, one->rule)->severity;
    unsigned y = report_find_rule(report, other->rule)->severity;

    return x != y                       ? (x < y) - (x > y)
           : one->count != other->count ? (one->count < other->count) - (one->count > other->count)
                                        : strcmp(one->rule, other->rule);
}

void report_write_devices(struct writing *w)
{
    GHashTable *all = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_broken);
    GHashTableIter iter;
    gpointer value;

    for (guint i = 0; i < w->c->messages->len; i++) {
        const struct kept *message = g_ptr_array_index(w->c->messages, i);
        const GPtrArray *findings = g_hash_table_lookup(w->findings, message);
        for (guint j = 0; findings != NULL && j < findings->len; j++) {
            const struct report_finding *finding = g_ptr_array_index(findings, j);
            count(broken_by(w, all, finding->source.address), finding, message->dialog);
        }
    }
    for (g_hash_table_iter_init(&iter, all); g_hash_table_iter_next(&iter, NULL, &value);) {
        struct broken *broken = value;
        broken->device->dialogs = g_hash_table_size(broken->dialogs);
        g_ptr_array_sort_with_data(broken->device->rules, compare_rules, w->report);
    }
    g_ptr_array_sort_with_data(w->capture->devices, compare_devices, all);
    g_hash_table_unref(all);
}
