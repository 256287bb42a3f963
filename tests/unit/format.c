/* format.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <glib.h>

#include "guard.h"
#include "sip/format.h"

void test_format_register(void);

/* Reads the only stream of a description that ends at an unreadable page. */
static bool read(const char *m_line, const char *lines, struct sip_formats *formats)
{
    char *text = g_strconcat("v=0\r\nm=", m_line, "\r\n", lines, NULL);
    struct sip_media_streams it = sip_media_of(guard_text(text));
    struct sip_media media;

    g_free(text);
    return sip_media_next(&it, &media) && sip_formats_read(&media, formats);
}

static void test_read(void)
{
    static const struct {
        const char *m_line, *lines, *result; /* NULL: none that could be read */
    } cases[] = {
        {"audio 1 RTP/AVP 0 8", "", "0 PCMU/8000/1 s, 8 PCMA/8000/1 s, "},
        {"audio 1 RTP/SAVPF 96 101",
         "a=rtpmap:96 opus/48000/2\r\na=rtpmap:101 telephone-event/8000",
         "96 opus/48000/2, 101 telephone-event/8000/1 a, "},
        {"audio 1 RTP/AVP 97", "", "97 /0/0, "},
        {"audio 1 RTP/AVP  0  0 ", "a=rtpmap:0 G726-32/8000\r\n", "0 G726-32/8000/1 s, "},
        {"audio 1 RTP/AVP 97", "a=rtpmap:97 x\r\na=rtpmap:\r\na=rtpmap:97 y/z\r\na=rtpmap:300 a/1",
         "97 /0/0, "},
        {"audio 1 RTP/AVP 97", "a=rtpmap:97 AMR/8000\r\nm=audio 2 RTP/AVP 97\r\na=rtpmap:97 G/1",
         "97 AMR/8000/1, "},
        {"audio 1 RTP/AVP 128", "", NULL},
        {"audio 1 RTP/AVP x", "", NULL},
        {"audio 1 RTP/AVP", "", ""},
        {"image 1 udptl t38", "", NULL},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *text = g_string_new(NULL);
        struct sip_formats formats;
        bool is_read = read(cases[i].m_line, cases[i].lines, &formats);
        for (unsigned n = 0; is_read && n < formats.count; n++) {
            const struct sip_format *f = &formats.all[n];
            g_string_append_printf(text, "%u %.*s/%u/%u%s%s, ", f->number, SIP_ARG(f->encoding),
                                   f->rate, f->channels, f->is_static ? " s" : "",
                                   f->is_auxiliary ? " a" : "");
        }
        g_assert_cmpint(is_read, ==, cases[i].result != NULL);
        g_assert_cmpstr(text->str, ==, cases[i].result ? cases[i].result : "");
        g_string_free(text, TRUE);
        guard_release();
    }
}

static void test_many(void)
{
    GString *line = g_string_new("audio 1 RTP/AVP");
    struct sip_formats formats;

    for (int i = 0; i < SIP_FORMATS_MAX; i++) {
        g_string_append_printf(line, " %d", i + 20);
    }
    g_assert_true(read(line->str, "", &formats));
    g_string_append(line, " 0");
    g_assert_false(read(line->str, "", &formats));
    g_string_free(line, TRUE);
    guard_release();
}

static void test_same(void)
{
    struct sip_formats a, b;

    g_assert_true(read("audio 1 RTP/AVP 96 97 8 18",
                       "a=rtpmap:96 AMR/8000\r\na=rtpmap:97 iLBC/8000\r\n", &a));
    g_assert_true(read("audio 1 RTP/AVP 97 96 8 99 100",
                       "a=rtpmap:97 amr/8000/1\r\na=rtpmap:8 pcma/8000\r\na=rtpmap:100 AMR/16000",
                       &b));
    g_assert_true(sip_format_same_codec(&a.all[0], &b.all[0]));  /* in other letters */
    g_assert_false(sip_format_same(&a.all[1], &b.all[0]));       /* one number, two codecs */
    g_assert_true(sip_format_same(&a.all[0], &b.all[1]));        /* one number, once unknown */
    g_assert_true(sip_format_same(&a.all[2], &b.all[2]));        /* static */
    g_assert_false(sip_format_same(&a.all[0], &b.all[3]));       /* unknown, another number */
    g_assert_false(sip_format_same_codec(&a.all[0], &b.all[4])); /* another clock rate */
    guard_release();
}

void test_format_register(void)
{
    g_test_add_func("/format/read", test_read);
    g_test_add_func("/format/many", test_many);
    g_test_add_func("/format/same", test_same);
}
