/* presets.c
 * Tests of plugin/rules/engine/presets: which are read, whose messages they are for, what they silence.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "guard.h"
#include "rules/engine/presets.h"
#include "rules/engine/table.h"

void test_presets_register(void);

static bool is_ims(const struct sip_message *m)
{
    (void)m;
    return true;
}

static bool is_not_ims(const struct sip_message *m)
{
    (void)m;
    return false;
}

static sip_preset_set set_of(const char *name)
{
    for (unsigned i = 0; i < sip_presets_count; i++) {
        if (g_str_equal(sip_presets_all[i].name, name)) {
            return (sip_preset_set)(1U << i);
        }
    }
    g_assert_not_reached();
}

/* Every entry names a rule that is judged when its message comes, and says why, in French too. */
static void test_table(void)
{
    for (unsigned i = 0; i < sip_presets_count; i++) {
        const struct sip_preset *preset = &sip_presets_all[i];
        g_assert_true(preset->products[0] != NULL || preset->tag != NULL || preset->ims);
        g_assert_nonnull(preset->rules[0].id);
        for (unsigned j = 0; j < SIP_PRESET_MAX_RULES && preset->rules[j].id != NULL; j++) {
            int number = sip_rule_find(preset->rules[j].id);
            g_test_message("%s: %s", preset->name, preset->rules[j].id);
            g_assert_cmpint(number, >=, 0);
            g_assert_cmpint(sip_rule_at((unsigned)number)->when, <, SIP_AT_END);
            g_assert_true(g_str_has_suffix(preset->rules[j].reason, "."));
            g_assert_cmpstr(sip_text(preset->rules[j].reason, SIP_FRENCH), !=,
                            preset->rules[j].reason);
            g_assert_true(sip_presets_silence(set_of(preset->name), (unsigned)number));
            g_assert_false(sip_presets_silence(0, (unsigned)number));
        }
    }
}

static void test_mistakes(void)
{
    static const struct {
        const char *names, *addresses, *wrong;
    } cases[] = {
        {"", "", NULL},
        {NULL, NULL, NULL},
        {" Asterisk ,sipp,", "cisco = 192.0.2.1, ims=[2001:db8::1]", NULL},
        {"astersk", "",
         "no preset is called \"astersk\": there are asterisk, cisco, ims and sipp."},
        {"cisco asterisk", "",
         "no preset is called \"cisco asterisk\": there are asterisk, cisco, "
         "ims and sipp."},
        {"sipp", "192.0.2.1", "\"192.0.2.1\" is no address of a preset: write cisco=192.0.2.1."},
        {"sipp", "sip=192.0.2.1",
         "no preset is called \"sip\": there are asterisk, cisco, ims and "
         "sipp."},
        {"sipp", "sipp=192.0.2", "\"192.0.2\" is no IP address: write sipp=192.0.2.1."},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *wrong;
        sip_presets_free(sip_presets_read(cases[i].names, cases[i].addresses, &wrong));
        g_assert_cmpstr(wrong, ==, cases[i].wrong);
        g_free(wrong);
    }
}

#define REQUEST(rows) "OPTIONS sip:a@b SIP/2.0\r\nCSeq: 1 OPTIONS\r\n" rows "\r\n"
#define RESPONSE(rows) "SIP/2.0 200 OK\r\nCSeq: 1 OPTIONS\r\n" rows "\r\n"
#define TAGGED "From: <sip:a@b>;tag=9SIPpTag001\r\nTo: <sip:c@d>;tag=x\r\n"

static void test_senders(void)
{
    static const struct {
        const char *chosen, *text, *found;
    } cases[] = {
        {"asterisk", REQUEST("User-Agent: Asterisk PBX 18.2\r\n"), "asterisk"},
        {"asterisk", RESPONSE("Server: FPBX-16.0(18.2)\r\n"), "asterisk"},
        {"asterisk", RESPONSE("Server: Asteroid\r\n"), NULL},
        {"asterisk", RESPONSE(""), NULL},
        {"cisco", RESPONSE("Server: Asterisk PBX 18.2\r\n"), NULL},
        {"", RESPONSE("Server: Asterisk PBX 18.2\r\n"), NULL},
        {"cisco,asterisk", RESPONSE("server: cisco-CUCM12.5\r\n"), "cisco"},
        {"sipp", REQUEST(TAGGED), "sipp"},
        {"sipp", RESPONSE(TAGGED), NULL},
        {"sipp", RESPONSE("To: <sip:a@b>;tag=7SIPpTag011\r\n"), "sipp"},
    };
    static struct sip_message m;
    const struct sip_packet packet = {.message = &m};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sip_slice bytes = guard_text(cases[i].text);
        char *wrong;
        struct sip_presets *presets = sip_presets_read(cases[i].chosen, "", &wrong);
        g_test_message("%s: %s", cases[i].chosen, cases[i].text);
        g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
        g_assert_cmpuint(sip_presets_of(presets, &packet, is_not_ims), ==,
                         cases[i].found != NULL ? set_of(cases[i].found) : 0);
        g_assert_cmpuint(sip_presets_of(presets, &packet, is_ims), ==,
                         sip_presets_of(presets, &packet, is_not_ims));
        sip_presets_free(presets);
        guard_release();
    }
}

/* A device that does not say what it is; a whole network. */
static void test_others(void)
{
    struct sip_slice bytes = guard_text(RESPONSE(""));
    static struct sip_message m;
    struct sip_packet packet = {.message = &m, .source = {.family = 4, .address = {192, 0, 2, 1}}};
    char *wrong;
    struct sip_presets *presets =
        sip_presets_read("cisco,ims", "cisco=192.0.2.1,sipp=192.0.2.1", &wrong);

    g_assert_true(sip_message_read(&m, bytes, bytes.n, false, SIP_FRAMING_DATAGRAM));
    g_assert_cmpuint(sip_presets_of(presets, &packet, is_not_ims), ==, set_of("cisco"));
    g_assert_cmpuint(sip_presets_of(presets, &packet, is_ims), ==, set_of("cisco") | set_of("ims"));
    packet.source.address[3] = 2;
    g_assert_cmpuint(sip_presets_of(presets, &packet, is_not_ims), ==, 0);
    sip_presets_free(presets);
    guard_release();
}

void test_presets_register(void)
{
    g_test_add_func("/presets/table", test_table);
    g_test_add_func("/presets/mistakes", test_mistakes);
    g_test_add_func("/presets/senders", test_senders);
    g_test_add_func("/presets/others", test_others);
}
