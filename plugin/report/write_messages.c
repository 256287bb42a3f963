/* write_messages.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "report/mask.h"
#include "report/order.h"
#include "report/shape.h"
#include "report/shorten.h"
#include "report/writing.h"

static void set_text(struct writing *w, struct report_message *to, const struct kept *from)
{
    gsize n = MIN(from->text_length, w->c->limits.text_octets);

    to->text = report_mask_message(from->text, n, &to->masked);
    to->text_left_out = from->text_length - n;
}

static void set_ends(struct report_message *to, const struct kept *from)
{
    report_set(&to->source.address, from->source);
    report_set(&to->destination.address, from->destination);
    to->source.port = from->source_port;
    to->destination.port = from->destination_port;
    to->transport = from->transport;
}

/* The worst first. */
static void borrow_findings(struct writing *w, struct report_message *to, struct kept *from)
{
    const GPtrArray *findings = g_hash_table_lookup(w->findings, from);

    for (guint i = 0; findings != NULL && i < findings->len; i++) {
        g_ptr_array_add(to->findings, g_ptr_array_index(findings, i));
    }
    g_ptr_array_sort(to->findings, report_compare_severity);
}

struct report_message *report_write_message(struct writing *w, struct kept *from)
{
    struct report_message *to = report_object_add(w->capture->messages, &report_message_shape);

    set_ends(to, from);
    borrow_findings(w, to, from);
    to->frame = from->frame;
    to->item = from->item;
    to->stamp = from->stamp;
    to->code = from->is_response ? from->code : 0;
    to->is_response = from->is_response;
    to->has_sdp = from->has_sdp;
    to->original = from->original;
    report_set(&to->method, from->method);
    report_set(&to->cseq, from->cseq);
    report_set(&to->start_line, from->start_line);
    if (from->wanted && from->text != NULL) {
        set_text(w, to, from);
    }
    g_hash_table_insert(w->shown, from, to);
    return to;
}

guint report_write_messages(struct writing *w, const GPtrArray *from, GPtrArray *to)
{
    guint n = from->len, left_out = 0;
    bool *keep = g_new(bool, n + 1);

    for (guint i = 0; i < n; i++) {
        const struct kept *message = g_ptr_array_index(from, i);
        keep[i] = message->has_findings || message->wanted;
    }
    report_shorten(keep, n, w->c->limits.messages_per_dialog);
    for (guint i = 0; i < n; i++) {
        if (!keep[i]) {
            left_out++;
            continue;
        }
        struct kept *message = g_ptr_array_index(from, i);
        struct report_message *shown = g_hash_table_lookup(w->shown, message);
        if (shown == NULL) {
            shown = report_write_message(w, message);
            shown->left_out = left_out;
        }
        left_out = 0;
        g_ptr_array_add(to, shown);
    }
    g_free(keep);
    return left_out;
}
