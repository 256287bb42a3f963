/* truncation.c
 * Cuts the messages of captures off at every octet. What was not captured is unknown, not missing: no
 * message may then break a rule that it does not break as a whole. (Where a rule speaks of one copy of
 * several, it may be another copy.)
 *
 *   truncation FILE…     inputs of the fuzzer "pipeline", as tests/fuzz/make-corpus makes them
 *
 * Prints each such finding, a line each: file, octets that are left, packet, rule.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "../fuzz/packets.h"
#include "rules/engine/table.h"

static struct run run;
static GHashTable *known; /* a set: frame and rule of each finding in the whole messages */
static GHashTable *seen;  /* likewise in those that are cut off */
static bool whole;

static gpointer key_of(uint32_t frame, unsigned number)
{
    return GUINT_TO_POINTER(frame * sip_rules_count() + number);
}

/* Whether the rule spoke of another message in the whole capture, and does so no more. */
static bool has_moved(unsigned number)
{
    for (uint32_t frame = 1; frame <= run.packet.frame; frame++) {
        gpointer key = key_of(frame, number);
        if (g_hash_table_contains(known, key) && !g_hash_table_contains(seen, key)) {
            return true;
        }
    }
    return false;
}

static void *collect(void *cookie, const struct sip_message *m, unsigned number,
                     const struct sip_finding *finding)
{
    const uint32_t *frame = cookie;

    (void)m, (void)finding;
    g_hash_table_add(whole ? known : seen, key_of(*frame, number));
    return NULL;
}

static const struct sip_analysis_reports reports = {.found = collect};

/* Says what is new, each finding once. */
static void compare(const char *name)
{
    GHashTableIter it;
    gpointer key;

    g_hash_table_iter_init(&it, seen);
    while (g_hash_table_iter_next(&it, &key, NULL)) {
        unsigned frame = GPOINTER_TO_UINT(key) / sip_rules_count();
        unsigned number = GPOINTER_TO_UINT(key) % sip_rules_count();
        if (!g_hash_table_contains(known, key) && !has_moved(number)) {
            printf("%s %zu %u %s\n", name, run.snapshot, frame, sip_rule_at(number)->id);
            g_hash_table_add(known, key);
        }
    }
}

/* Octets of the longest packet. */
static size_t longest(const uint8_t *at, const uint8_t *end)
{
    size_t most = 0;

    while (at < end) {
        const uint8_t *next = next_packet(at + SEPARATOR_SIZE, end);
        most = MAX(most, (size_t)(next - at));
        at = next;
    }
    return most;
}

static void cut_everywhere(const char *name, const uint8_t *input, size_t size)
{
    g_hash_table_remove_all(known);
    whole = true;
    run.snapshot = SIZE_MAX;
    judge_input(&run, &reports, input, input + size);
    whole = false;
    for (run.snapshot = longest(input, input + size); run.snapshot > 0; run.snapshot--) {
        g_hash_table_remove_all(seen);
        judge_input(&run, &reports, input, input + size);
        compare(name);
    }
}

int main(int argc, char *argv[])
{
    char *input;
    gsize size;

    run.settings.choice = sip_choice_new();
    known = g_hash_table_new(NULL, NULL);
    seen = g_hash_table_new(NULL, NULL);
    for (int i = 1; i < argc; i++) {
        if (!g_file_get_contents(argv[i], &input, &size, NULL)) {
            fprintf(stderr, "truncation: %s cannot be read\n", argv[i]);
            return 1;
        }
        cut_everywhere(argv[i], (const uint8_t *)input, size);
        g_free(input);
    }
    return 0;
}
