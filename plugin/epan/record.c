/* record.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/record.h"

#include <epan/proto_data.h>
#include <string.h>

#include "epan/fields.h"
#include "epan/preferences.h"
#include "epan/sip_items.h"
#include "rules/table.h"
#include "sip/code.h"
#include "sip/value.h"

/* A capture has many messages: what is kept for each stays small. */
G_STATIC_ASSERT(sizeof(struct message_record) <= 96);

struct message_record *record_of_frame(packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, fields_protocol(), 0);
}

static bool is_plain(const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!g_ascii_isprint(bytes[i])) {
            return false;
        }
    }
    return true;
}

/* A text for people: valid UTF-8 on one line, nothing in it that a terminal might obey. */
static const char *displayable(const char *bytes, size_t n)
{
    if (is_plain(bytes, n)) {
        return wmem_strndup(wmem_file_scope(), bytes, n);
    }
    gchar *valid = g_utf8_make_valid(bytes, (gssize)n);
    wmem_strbuf_t *text = wmem_strbuf_new(wmem_file_scope(), "");

    for (const gchar *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool space = c == '\r' || c == '\n' || c == '\t';
        wmem_strbuf_append_unichar(text, space ? ' ' : g_unichar_isprint(c) ? c : 0xFFFD);
    }
    g_free(valid);
    return wmem_strbuf_finalize(text);
}

/* What the rules report goes to the end of the message's list. */
struct collector {
    const struct sip_message *message;
    struct finding_record **end;
};

static struct finding_record *new_finding(const struct sip_message *m, unsigned number,
                                          const struct sip_finding *finding)
{
    struct finding_record *record = wmem_new0(wmem_file_scope(), struct finding_record);

    record->rule = (guint16)number;
    record->where = (guint32)(finding->where.p - m->bytes.p);
    record->where_length = (guint32)finding->where.n;
    record->related = finding->related;
    record->evidence = displayable(finding->evidence, strlen(finding->evidence));
    return record;
}

static void collect(void *user, unsigned number, const struct sip_finding *finding)
{
    struct collector *collector = user;

    *collector->end = new_finding(collector->message, number, finding);
    collector->end = &(*collector->end)->next;
}

/* What is found at the end of a transaction may have been found at an earlier end. */
static void collect_once(void *user, unsigned number, const struct sip_finding *finding)
{
    struct collector *collector = user;
    struct finding_record **end = collector->end;

    for (; *end != NULL; end = &(*end)->next) {
        if ((*end)->rule == number) {
            return;
        }
    }
    *end = new_finding(collector->message, number, finding);
}

/* 503 without Retry-After counts as 500 (RFC 3261 section 21.5.4); whether it is absent may be
 * unknown, then so is what the code amounts to. */
static unsigned effective_code(const struct sip_message *m)
{
    if (m->code == 503) {
        switch (sip_message_presence(m, SIP_HDR_RETRY_AFTER)) {
        case SIP_PRESENT:
            return 503;
        case SIP_ABSENT:
            return 500;
        case SIP_PERHAPS:
            return 0;
        }
    }
    return sip_code_effective(m->code);
}

static const char *method_text(const struct sip_message *m)
{
    if (m->method == SIP_METHOD_UNKNOWN) {
        return NULL;
    }
    return m->method == SIP_METHOD_OTHER ? displayable(m->method_name.p, m->method_name.n)
                                         : sip_method_name(m->method);
}

static struct {
    struct sip_transactions *transactions;
    struct sip_dialogs *dialogs;
    struct sip_servers *servers;
    int64_t now;    /* of the newest message */
    bool finished;  /* nothing has come since record_finish */
} history;

static void judge_end(struct sip_context *context, const struct sip_message *message,
                      struct message_record *record)
{
    struct collector collector = {message, record ? &record->findings : NULL};

    if (message != NULL && record != NULL) {
        context->message = message;
        context->dialog = sip_dialogs_find(history.dialogs, message, context->transaction);
        sip_judge_end(preferences_choice(), context, collect_once, &collector);
    }
}

static void close_transaction(void *user, struct sip_transaction *t, const struct sip_end *end)
{
    struct sip_message request, final;
    struct sip_context context = {.t1 = preferences_t1(), .t2 = preferences_t2(),
                                  .transaction = t, .end = end, .now = end->now};

    (void)user;
    context.request = sip_transaction_request(t, &request);
    if (context.request != NULL) {
        context.ims = preferences_ims(context.request);
        judge_end(&context, context.request, t->open->cookie);
        judge_end(&context, sip_transaction_final(t, &final), t->open->final_cookie);
    }
}

void record_begin_file(void)
{
    history.transactions = sip_transactions_new(close_transaction, NULL);
    history.dialogs = sip_dialogs_new();
    history.servers = sip_servers_new();
    history.now = 0;
    history.finished = true;
}

void record_end_file(void)
{
    g_clear_pointer(&history.transactions, sip_transactions_free);
    g_clear_pointer(&history.dialogs, sip_dialogs_free);
    g_clear_pointer(&history.servers, sip_servers_free);
}

void record_finish(void)
{
    if (!history.finished) {
        sip_transactions_close_all(history.transactions, history.now);
        history.finished = true;
    }
}

static void describe(struct message_record *record, const struct sip_message *m)
{
    record->is_response = m->is_response;
    record->start_line_length = (guint16)MIN(m->start_line.n, G_MAXUINT16);
    record->method = method_text(m);
    if (m->is_response) {
        record->code = (guint16)m->code;
        record->effective_code = (guint16)effective_code(m);
        record->outcome = (guint8)sip_code_outcome(m->code, m->method);
        record->has_retry_after = sip_value_seconds(sip_message_value(m, SIP_HDR_RETRY_AFTER),
                                                    &record->retry_after);
    }
}

/* The frame of the earlier message that this one repeats, or 0. */
static guint32 original_of(const struct sip_transaction *t, const struct sip_arrival *arrival)
{
    const struct sip_message *m = arrival->message;

    if (m->is_response) {
        const struct sip_reply *reply = sip_transaction_original(t, arrival);
        return reply ? reply->frame : 0;
    }
    return m->method == t->method ? t->request_frame : t->ack_frame;
}

/* What the rules may know of the transaction, and of the attempt before it. */
struct rooms {
    struct sip_message request, failed_request, failure;
};

static void fill_context(struct sip_context *context, struct sip_transaction *t,
                         struct rooms *rooms)
{
    const struct sip_transaction *attempt = t->attempt;

    context->transaction = t;
    context->dialog = sip_dialogs_find(history.dialogs, context->message, t);
    context->original_frame = original_of(t, context->arrival);
    if (context->message->is_response) {
        context->request = sip_transaction_request(t, &rooms->request);
        context->ims = context->ims ||
                       (context->request != NULL && preferences_ims(context->request));
        return;
    }
    context->backoff = sip_servers_backoff(history.servers, context->arrival);
    if (context->original_frame == 0 && attempt != NULL && attempt->final_code >= 300) {
        context->failed_request = sip_transaction_request(attempt, &rooms->failed_request);
        if (context->failed_request != NULL) {
            context->failure = sip_transaction_final(attempt, &rooms->failure);
        }
    }
}

static struct message_record *judge(const struct sip_arrival *arrival, const struct sip_item *item,
                                    guint index)
{
    const struct sip_message *m = arrival->message;
    struct message_record *record = wmem_new0(wmem_file_scope(), struct message_record);
    struct collector collector = {m, &record->findings};
    struct sip_transaction *t = sip_transactions_place(history.transactions, arrival);
    struct sip_context context = {.t1 = preferences_t1(), .t2 = preferences_t2(),
                                  .message = m, .arrival = arrival, .now = arrival->time};
    struct rooms rooms;

    record->sip_item = (guint16)index;
    record->start = (guint16)(m->bytes.p - item->bytes.p);
    describe(record, m);
    context.ims = preferences_ims(m);
    if (t != NULL) {
        fill_context(&context, t, &rooms);
        record->transaction = t;
        record->time = arrival->time;
        record->original = context.original_frame;
    }
    sip_judge(preferences_choice(), &context, collect, &collector);
    if (t != NULL) {
        sip_transaction_add(history.transactions, t, arrival, record);
        sip_dialogs_add(history.dialogs, t, arrival);
    }
    if (m->is_response && context.original_frame == 0) {
        sip_servers_note(history.servers, arrival, context.request);
    }
    history.now = MAX(history.now, arrival->time);
    history.finished = false;
    return record;
}

/* Where the last message ended: what begins before lies inside it (a message/sip body). */
struct covered {
    const tvbuff_t *tvb;
    int to;
};

static bool is_nested(const struct sip_item *item, const struct covered *covered)
{
    return item->tvb == covered->tvb && item->start < covered->to;
}

static void cover(struct covered *covered, const struct sip_item *item,
                  const struct sip_message *m, enum sip_framing framing)
{
    const char *end = framing == SIP_FRAMING_STREAM ? m->bytes.p + m->bytes.n
                                                    : item->bytes.p + item->bytes.n;
    covered->tvb = item->tvb;
    covered->to = item->start + (int)(end - item->bytes.p);
}

void record_make(packet_info *pinfo, proto_tree *tree)
{
    GPtrArray *items = proto_get_finfo_ptr_array(tree, sip_items_protocol());
    struct message_record *first = NULL, **end = &first;
    struct covered covered = {NULL, 0};
    struct sip_message message;
    struct sip_arrival arrival = {.message = &message};
    struct sip_item item;

    if (items == NULL || items->len == 0 || !sip_items_carrier(pinfo, &arrival)) {
        return;
    }
    enum sip_framing framing = sip_transport_is_stream(arrival.transport) ? SIP_FRAMING_STREAM
                                                                          : SIP_FRAMING_DATAGRAM;
    for (guint i = 0; i < items->len; i++) {
        if (sip_items_get(items, i, pinfo, arrival.transport, &item) &&
            !is_nested(&item, &covered) &&
            sip_message_read(&message, item.bytes, item.reported, item.fragment, framing)) {
            cover(&covered, &item, &message, framing);
            *end = judge(&arrival, &item, i);
            end = &(*end)->next;
        }
    }
    if (first != NULL) {
        p_add_proto_data(wmem_file_scope(), pinfo, fields_protocol(), 0, first);
    }
}
