/* compare.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/compare.h"

#include <math.h>
#include <string.h>

#include "report/json.h"

#define FACTOR 1.5     /* between two rates that differ */
#define DEVIATIONS 3.0 /* of what chance would make of equal rates */

#define MEMBER(key, kind, type, member)                            \
    {                                                              \
        key, REPORT_##kind, offsetof(struct type, member), NULL, 0 \
    }
#define LIST(key, member, element)                                                \
    {                                                                             \
        key, REPORT_LIST, offsetof(struct report_comparison, member), &element, 0 \
    }
#define END                           \
    {                                 \
        NULL, REPORT_TEXT, 0, NULL, 0 \
    }
#define COUNTS                                                \
    MEMBER("before", COUNT, report_change, before),           \
        MEMBER("before_of", COUNT, report_change, before_of), \
        MEMBER("after", COUNT, report_change, after),         \
        MEMBER("after_of", COUNT, report_change, after_of), END
#define DEVICE                                                                                    \
    MEMBER("change", TEXT, report_change, change), MEMBER("device", TEXT, report_change, device), \
        MEMBER("software", TEXT_OR_NULL, report_change, software)

static const struct report_member finding_members[] = {
    DEVICE,
    MEMBER("rule", TEXT, report_change, rule),
    MEMBER("severity", SEVERITY, report_change, severity),
    MEMBER("problem", TEXT, report_change, problem),
    MEMBER("frame", NUMBER, report_change, frame),
    COUNTS,
};
static const struct report_shape finding_shape = {sizeof(struct report_change), finding_members};

static const struct report_member outcome_members[] = {
    DEVICE,
    MEMBER("code", NUMBER, report_change, code),
    MEMBER("name", TEXT_OR_NULL, report_change, name),
    COUNTS,
};
static const struct report_shape outcome_shape = {sizeof(struct report_change), outcome_members};

static const struct report_member comparison_members[] = {
    MEMBER("format", TEXT, report_comparison, format),
    MEMBER("format_version", NUMBER, report_comparison, format_version),
    MEMBER("generator", TEXT, report_comparison, generator),
    MEMBER("language", TEXT, report_comparison, language),
    MEMBER("before", TEXT_OR_NULL, report_comparison, before),
    MEMBER("after", TEXT_OR_NULL, report_comparison, after),
    LIST("findings", findings, finding_shape),
    LIST("outcomes", outcomes, outcome_shape),
    END,
};
static const struct report_shape comparison_shape = {sizeof(struct report_comparison),
                                                     comparison_members};

/* Both captures being counted. Keys are "192.0.2.1 420-unsupported-missing" or "192.0.2.1 420". */
struct counting {
    const struct report *report;
    GHashTable *messages[2]; /* device -> guint64 *: messages that it sent */
    GHashTable *finals[2];   /* the same: final responses */
    GHashTable *findings;    /* key -> struct report_change, of the list */
    GHashTable *outcomes;
    struct report_comparison *comparison;
};

static void count(GHashTable *counts, const char *device, guint64 number)
{
    guint64 *sum = g_hash_table_lookup(counts, device);

    if (sum == NULL) {
        sum = g_new0(guint64, 1);
        g_hash_table_insert(counts, g_strdup(device), sum);
    }
    *sum += number;
}

static guint64 counted(GHashTable *counts, const char *device)
{
    const guint64 *sum = g_hash_table_lookup(counts, device);
    return sum != NULL ? *sum : 0;
}

static struct report_change *change_of(GHashTable *changes, GPtrArray *list,
                                       const struct report_shape *shape, const char *device,
                                       const char *what)
{
    char *key = g_strconcat(device, " ", what, NULL);
    struct report_change *change = g_hash_table_lookup(changes, key);

    if (change == NULL) {
        change = report_object_add(list, shape);
        report_set(&change->device, device);
        g_hash_table_insert(changes, g_strdup(key), change);
    }
    g_free(key);
    return change;
}

static void add(struct report_change *change, guint side, guint64 number)
{
    *(side == 0 ? &change->before : &change->after) += number;
}

static void count_findings(struct counting *c, guint side, const struct report_capture *capture)
{
    for (guint i = 0; i < capture->findings->len; i++) {
        const struct report_finding *finding = g_ptr_array_index(capture->findings, i);
        struct report_change *change =
            change_of(c->findings, c->comparison->findings, &finding_shape, finding->source.address,
                      finding->rule->id);
        if ((side == 0 ? change->before : change->after) == 0) {
            change->frame = finding->frame;
        }
        report_set(&change->rule, finding->rule->id);
        report_set(&change->problem, finding->rule->problem);
        change->severity = report_finding_severity(finding);
        add(change, side, 1);
    }
}

static void count_sender(struct counting *c, guint side, const struct report_sender *sender)
{
    const char *device = sender->end.address;

    count(c->messages[side], device, sender->requests + sender->responses);
    for (guint i = 0; i < sender->codes->len; i++) {
        const struct report_code *code = g_ptr_array_index(sender->codes, i);
        if (code->code >= 200) {
            char *digits = g_strdup_printf("%u", code->code);
            struct report_change *change =
                change_of(c->outcomes, c->comparison->outcomes, &outcome_shape, device, digits);
            change->code = code->code;
            report_set(&change->name, code->name);
            add(change, side, code->count);
            count(c->finals[side], device, code->count);
            g_free(digits);
        }
    }
}

/* Of captures[1] if it has the device. */
static const char *software_of(const struct report *report, const char *device)
{
    for (guint side = 2; side-- > 0;) {
        const struct report_capture *capture = g_ptr_array_index(report->captures, side);
        for (guint i = 0; i < capture->senders->len; i++) {
            const struct report_sender *sender = g_ptr_array_index(capture->senders, i);
            if (sender->software->len > 0 && strcmp(sender->end.address, device) == 0) {
                return g_ptr_array_index(sender->software, 0);
            }
        }
    }
    return NULL;
}

/* Whether two rates differ, and by more than chance makes of samples as small as these. */
static bool differ(guint64 before, guint64 before_of, guint64 after, guint64 after_of)
{
    double n = (double)before_of, m = (double)after_of;
    double one = (double)before / n, other = (double)after / m;
    double both = (double)(before + after) / (n + m);
    double deviation = sqrt(both * MAX(1 - both, 0) * (1 / n + 1 / m));

    return MAX(one, other) >= FACTOR * MIN(one, other) && deviation > 0 &&
           fabs(one - other) >= DEVIATIONS * deviation;
}

/* NULL: nothing worth telling. */
static const char *trend_of(const struct report_change *change)
{
    if (change->before == 0 || change->after == 0) {
        return change->before == 0 ? "new" : "gone";
    }
    if (!differ(change->before, change->before_of, change->after, change->after_of)) {
        return NULL;
    }
    double before = (double)change->before / (double)change->before_of;
    return (double)change->after / (double)change->after_of > before ? "more" : "less";
}

static int rank_of(const struct report_change *change)
{
    static const char *const order[] = {"new", "more", "less", "gone"};
    int rank = 0;

    while (strcmp(change->change, order[rank]) != 0) {
        rank++;
    }
    return rank;
}

static gint compare_changes(gconstpointer a, gconstpointer b)
{
    const struct report_change *one = *(const struct report_change *const *)a;
    const struct report_change *other = *(const struct report_change *const *)b;
    int rank = rank_of(one), other_rank = rank_of(other);

    if (rank != other_rank) {
        return rank - other_rank;
    }
    if (one->severity != other->severity) {
        return one->severity > other->severity ? -1 : 1;
    }
    if (one->code != other->code) {
        return one->code > other->code ? 1 : -1;
    }
    int by_device = strcmp(one->device, other->device);
    return by_device != 0 ? by_device : g_strcmp0(one->rule, other->rule);
}

/* Fills in what the changes are counted against, and leaves those that are changes. */
static void choose(struct counting *c, GPtrArray *changes, const struct report_shape *shape,
                   GHashTable *const totals[2])
{
    guint kept = 0;

    for (guint i = 0; i < changes->len; i++) {
        struct report_change *change = g_ptr_array_index(changes, i);
        change->before_of = counted(totals[0], change->device);
        change->after_of = counted(totals[1], change->device);
        const char *trend = trend_of(change);
        if (trend == NULL) {
            report_object_free(shape, change);
            continue;
        }
        report_set(&change->change, trend);
        report_set(&change->software, software_of(c->report, change->device));
        g_ptr_array_index(changes, kept++) = change;
    }
    g_ptr_array_set_size(changes, (gint)kept);
    g_ptr_array_sort(changes, compare_changes);
}

static GHashTable *table_of_counts(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static void count_all(struct counting *c)
{
    for (guint side = 0; side < 2; side++) {
        const struct report_capture *capture = g_ptr_array_index(c->report->captures, side);
        c->messages[side] = table_of_counts();
        c->finals[side] = table_of_counts();
        count_findings(c, side, capture);
        for (guint i = 0; i < capture->senders->len; i++) {
            count_sender(c, side, g_ptr_array_index(capture->senders, i));
        }
    }
}

struct report_comparison *report_compare(const struct report *report)
{
    struct report_comparison *comparison = report_object_new(&comparison_shape);
    const struct report_capture *before = g_ptr_array_index(report->captures, 0);
    const struct report_capture *after = g_ptr_array_index(report->captures, 1);
    struct counting c = {
        .report = report,
        .findings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .outcomes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .comparison = comparison,
    };

    report_set(&comparison->format, "sip-response-comparison");
    comparison->format_version = 1;
    report_set(&comparison->generator, report->generator);
    report_set(&comparison->language, report->language == SIP_FRENCH ? "fr" : "en");
    report_set(&comparison->before, before->file);
    report_set(&comparison->after, after->file);
    count_all(&c);
    choose(&c, comparison->findings, &finding_shape, c.messages);
    choose(&c, comparison->outcomes, &outcome_shape, c.finals);
    for (guint side = 0; side < 2; side++) {
        g_hash_table_unref(c.messages[side]);
        g_hash_table_unref(c.finals[side]);
    }
    g_hash_table_unref(c.findings);
    g_hash_table_unref(c.outcomes);
    return comparison;
}

void report_comparison_free(struct report_comparison *comparison)
{
    report_object_free(&comparison_shape, comparison);
}

bool report_comparison_is_worse(const struct report_comparison *comparison,
                                enum sip_severity severity)
{
    for (guint i = 0; i < comparison->findings->len; i++) {
        const struct report_change *change = g_ptr_array_index(comparison->findings, i);
        if (strcmp(change->change, "new") == 0 && change->severity >= severity) {
            return true;
        }
    }
    return false;
}

char *report_comparison_json(const struct report_comparison *comparison)
{
    return report_json_object(&comparison_shape, comparison);
}
