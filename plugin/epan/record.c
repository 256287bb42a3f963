/* record.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "epan/record.h"

#include <string.h>

#include "epan/fields.h"
#include "epan/frames.h"
#include "epan/gap.h"
#include "epan/preferences.h"
#include "epan/readers.h"
#include "epan/sip_items.h"
#include "history/kept/pool.h"
#include "rules/engine/analysis.h"
#include "rules/engine/table.h"
#include "sip/code.h"
#include "sip/value.h"

/* A capture has many messages: what is kept for each stays small. */
G_STATIC_ASSERT(sizeof(struct message_record) <= 96);

static struct sip_analysis *analysis;
static struct sip_calls *calls;
static wmem_allocator_t *scope; /* of the records that are being made */

/* Messages are judged in the order of the capture. Frames with SIP that came without a tree wait here
 * until they come again with one, and so do all behind them. */
struct waiting {
    guint32 number; /* as Wireshark shows it */
    guint32 frame;  /* in the file */
};
static GArray *waiting;      /* of struct waiting, ascending */
static guint waiting_passed; /* so many of them have been analysed since */

static guint32
    newborn; /* number of the frame that was just dissected for the first time; 0: no longer */

/* Records that later passes know. They come from a pool, and frames are looked up among their first
 * messages: Wireshark's own means, of which each has a header, take as much memory again. */
static struct sip_pool records;
static GArray *known; /* of struct message_record *, ascending by number */

static bool is_kept(void)
{
    return scope == wmem_file_scope();
}

static void *room_for(size_t size)
{
    return is_kept() ? sip_pool_take(&records, size) : wmem_alloc0(scope, size);
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint32 left = (*(const struct message_record *const *)a)->number;
    guint32 right = (*(const struct message_record *const *)b)->number;

    return left < right ? -1 : left > right;
}

/* The first message of a frame; NULL: none is known. */
static struct message_record *known_at(guint32 number)
{
    const struct message_record wanted = {.number = number}, *target = &wanted;
    guint at;

    return g_array_binary_search(known, &target, by_number, &at)
               ? g_array_index(known, struct message_record *, at)
               : NULL;
}

/* Behind a frame that a read filter drops, the next one gets its number. */
static void forget_dropped(guint32 number)
{
    if (known->len > 0 &&
        g_array_index(known, struct message_record *, known->len - 1)->number == number) {
        g_array_set_size(known, known->len - 1);
    }
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
        return wmem_strndup(scope, bytes, n);
    }
    gchar *valid = g_utf8_make_valid(bytes, (gssize)n);
    wmem_strbuf_t *text = wmem_strbuf_new(scope, "");

    for (const gchar *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool space = c == '\r' || c == '\n' || c == '\t';
        wmem_strbuf_append_unichar(text, space ? ' ' : g_unichar_isprint(c) ? c : 0xFFFD);
    }
    g_free(valid);
    return wmem_strbuf_finalize(text);
}

static void note_finding(const struct message_record *message, const struct finding_record *finding)
{
    sip_record_note_finding(message->part_of, finding->rule, finding->severity, message->frame);
}

/* What is found at the end of a transaction may have been found at an earlier end. */
static bool has_finding(const struct message_record *message, unsigned number)
{
    for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
        if (f->rule == number) {
            return true;
        }
    }
    return false;
}

/* The worst come first, those of one severity as they were found. */
static void put_in_place(struct finding_record *finding)
{
    struct finding_record **place = &finding->of->findings;

    while (*place != NULL && (*place)->severity >= finding->severity) {
        place = &(*place)->next;
    }
    finding->next = *place;
    *place = finding;
}

static void take_out(struct finding_record *finding)
{
    struct finding_record **place = &finding->of->findings;

    while (*place != finding) {
        place = &(*place)->next;
    }
    *place = finding->next;
}

/* What is known already, or follows from something else, is only mentioned. */
static guint8 severity_of(unsigned number, const struct sip_finding *finding)
{
    bool lower = finding->same_as != 0 || finding->explained_by != 0;
    return lower ? SIP_CHAT : (guint8)sip_rule_at(number)->severity;
}

static void *collect(void *cookie, const struct sip_message *m, unsigned number,
                     const struct sip_finding *finding)
{
    struct message_record *message = cookie;

    if (has_finding(message, number) || sip_presets_silence(message->presets, number)) {
        return NULL;
    }
    struct finding_record *record = room_for(sizeof(*record));
    record->of = message;
    record->rule = (guint16)number;
    record->severity = severity_of(number, finding);
    record->same_as = finding->same_as;
    record->explained_by = finding->explained_by;
    record->where = (guint32)(finding->where.p - m->bytes.p);
    record->where_length = (guint32)finding->where.n;
    record->related = finding->related;
    record->evidence = displayable(finding->evidence, strlen(finding->evidence));
    put_in_place(record);
    if (message->part_of != NULL) { /* found at the end; else see add_to_calls */
        note_finding(message, record);
    }
    return record;
}

static void explain(void *kept, uint32_t frame, unsigned number)
{
    struct finding_record *finding = kept;

    finding->explained_by = frame;
    take_out(finding);
    finding->severity = SIP_CHAT;
    put_in_place(finding);
    if (finding->of->part_of != NULL) {
        sip_record_explain(finding->of->part_of, finding->rule, finding->of->frame, number,
                           sip_rule_at(number)->severity, frame);
    }
}

static void repeat(void *kept)
{
    ((struct finding_record *)kept)->copies++;
}

static void note_copy(void *first_cookie, void *copy_cookie, enum sip_copy_kind kind)
{
    struct message_record *first = first_cookie, *copy = copy_cookie;

    if (is_kept()) {
        copy->copy_kind = (guint8)kind;
        copy->copy = first->copy;
        first->copy = copy;
    }
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

static struct sip_settings settings(const struct readers *readers)
{
    struct sip_choice *choice = preferences_choice();

    return (struct sip_settings){
        .choice = choice,
        .t1 = preferences_t1(),
        .t2 = preferences_t2(),
        .language = preferences_language(),
        .ims = preferences_ims,
        .history = !frames_lack_some() && (readers->history || sip_choice_needs_history(choice)),
        .ends = readers->later,
    };
}

void record_begin_file(void)
{
    static const struct sip_analysis_reports reports = {collect, explain, repeat, note_copy};

    analysis = sip_analysis_new(&reports);
    calls = sip_calls_new();
    sip_calls_set_leg_headers(calls, preferences_leg_headers());
    waiting = g_array_new(FALSE, FALSE, sizeof(struct waiting));
    known = g_array_new(FALSE, FALSE, sizeof(struct message_record *));
    frames_begin_file();
    gap_begin_file();
    waiting_passed = 0;
    newborn = 0;
}

void record_end_file(void)
{
    g_clear_pointer(&analysis, sip_analysis_free);
    g_clear_pointer(&calls, sip_calls_free);
    frames_end_file();
    gap_end_file();
    g_clear_pointer(&waiting, g_array_unref);
    g_clear_pointer(&known, g_array_unref);
    sip_pool_clear(&records);
}

static bool some_wait(void)
{
    return waiting_passed < waiting->len;
}

static const struct waiting *next_waiting(void)
{
    return &g_array_index(waiting, struct waiting, waiting_passed);
}

void record_finish(void)
{
    struct readers later = {.history = true, .calls = true, .later = true};
    struct sip_settings wanted = settings(&later);
    bool whole = analysis != NULL && !some_wait() && !frames_lack_some();

    scope = wmem_file_scope();
    if (whole) {
        sip_analysis_finish(analysis, &wanted);
    }
}

gint64 record_newest_time(void)
{
    return sip_analysis_newest_time(analysis);
}

struct sip_clock record_clock(void)
{
    return (struct sip_clock){record_newest_time(), preferences_t1(), preferences_t2()};
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
        record->has_retry_after =
            sip_value_seconds(sip_message_value(m, SIP_HDR_RETRY_AFTER), &record->retry_after);
    }
}

/* It is part of a call, a registration …, and so is what was found in it. */
static void add_to_calls(struct message_record *message, const struct sip_packet *packet,
                         const struct sip_transaction *t, const struct readers *readers)
{
    if (readers->calls) {
        message->part_of = sip_calls_add(calls, packet, t);
    }
    if (message->part_of != NULL) {
        for (const struct finding_record *f = message->findings; f != NULL; f = f->next) {
            note_finding(message, f);
        }
    }
}

static struct message_record *judge(struct sip_packet *packet, const struct sip_item *item,
                                    const struct readers *readers)
{
    const struct sip_message *m = packet->message;
    struct message_record *record = room_for(sizeof(*record));
    struct sip_settings wanted = settings(readers);

    record->sip_item = (guint16)item->place;
    record->item_start = item->start;
    record->start = (guint16)(m->bytes.p - item->bytes.p);
    record->presets = sip_presets_of(preferences_presets(), packet, wanted.ims);
    describe(record, m);
    record->frame = packet->frame;
    struct sip_match match = sip_analysis_add(analysis, &wanted, packet, record);
    record->same_as = match.same_as;
    if (match.transaction != NULL) {
        record->transaction = match.transaction;
        record->stamp = packet->stamp;
        record->original = match.original_frame;
        add_to_calls(record, packet, match.transaction, readers);
    }
    return record;
}

/* Octets from the item's start to the end of the message. */
static size_t end_of(const struct sip_message *m, const struct sip_item *item)
{
    return (size_t)(m->bytes.p + m->bytes.n - item->bytes.p);
}

static enum sip_before what_is_before(const struct sip_items *items, const struct sip_item *item,
                                      const struct sip_packet *packet, size_t n)
{
    guint32 begin, end;

    if (!sip_transport_is_reliable(packet->transport)) {
        return SIP_BEFORE_ALL;
    }
    return sip_items_sequence(items, item, n, &begin, &end) ? gap_before(packet, begin, end)
                                                            : SIP_BEFORE_UNKNOWN;
}

static void note_segment(const struct sip_packet *packet, proto_tree *tree)
{
    guint32 begin = 0, end = 0;

    if (sip_transport_is_reliable(packet->transport) && sip_items_segment(tree, &begin, &end)) {
        gap_note_segment(packet, begin, end);
    }
}

/* A frame without SIP, which may belong to a message all the same. */
static void note_other(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree, guint32 frame)
{
    struct sip_packet packet = {.frame = frame};

    gap_note_other(pinfo, tvb, frame);
    if (tree != NULL && (pinfo->ptype == PT_TCP || pinfo->ptype == PT_SCTP) &&
        gap_wants_segments() && sip_items_carrier(pinfo, &packet)) {
        note_segment(&packet, tree);
    }
}

static void note_refusal(proto_tree *tree, guint32 frame, const struct readers *readers)
{
    struct sip_refusal refusal = {.frame = frame};

    if (settings(readers).history && sip_items_refusal(tree, &refusal)) {
        sip_analysis_refuse(analysis, &refusal);
    }
}

/* Whether the capture lacks the end of a message: NULL, it could not be read at all. In a stream what follows is lost,
 * too. */
static bool is_cut_off(const struct sip_item *item, const struct sip_message *m,
                       enum sip_framing framing)
{
    return item->bytes.n < item->reported && !item->fragment &&
           (m == NULL || framing == SIP_FRAMING_STREAM || !m->headers_complete ||
            !m->body_complete);
}

static struct message_record *make(packet_info *pinfo, proto_tree *tree, guint32 frame,
                                   const struct readers *readers)
{
    struct message_record *first = NULL, **end = &first;
    struct sip_message message;
    struct sip_packet packet = {.message = &message};
    struct sip_item item;

    if (!sip_items_carrier(pinfo, &packet)) {
        note_refusal(tree, frame, readers);
        return NULL;
    }
    packet.frame = frame;
    enum sip_framing framing =
        sip_transport_is_stream(packet.transport) ? SIP_FRAMING_STREAM : SIP_FRAMING_DATAGRAM;
    struct sip_items items = sip_items_of(pinfo, tree, packet.transport);
    while (sip_items_next(&items, &item)) {
        bool is_read =
            sip_message_read(&message, item.bytes, item.reported, item.fragment, framing);
        if (is_cut_off(&item, is_read ? &message : NULL, framing)) {
            gap_note_cut(frame);
        }
        if (is_read) {
            size_t n = end_of(&message, &item);
            sip_items_cover(&items, &item, framing == SIP_FRAMING_STREAM ? n : item.bytes.n);
            packet.overdue = sip_items_overdue(&items, &item, n);
            packet.before = what_is_before(&items, &item, &packet, n);
            gap_note_message(&packet);
            *end = judge(&packet, &item, readers);
            end = &(*end)->next;
        }
    }
    sip_items_end(&items);
    note_segment(&packet, tree);
    return first;
}

static struct message_record *analyse(packet_info *pinfo, proto_tree *tree, guint32 frame,
                                      const struct readers *readers)
{
    scope = readers->later ? wmem_file_scope() : pinfo->pool;
    struct message_record *first = make(pinfo, tree, frame, readers);
    if (first != NULL && readers->later) {
        first->number = pinfo->num;
        g_array_append_val(known, first);
    }
    return first;
}

static struct message_record *meet(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    guint32 frame = frames_read(pinfo);

    newborn = pinfo->num;
    forget_dropped(pinfo->num);
    if (!sip_items_any(pinfo)) {
        note_other(tvb, pinfo, tree, frame);
        return NULL;
    }
    struct readers readers = readers_of(pinfo, tree);
    if (!readers_any(&readers)) {
        return NULL;
    }
    if (tree == NULL || some_wait()) {
        struct waiting waits = {pinfo->num, frame};
        g_array_append_val(waiting, waits);
        return NULL;
    }
    return analyse(pinfo, tree, frame, &readers);
}

/* With a read filter the window dissects each packet twice while it loads the capture: the second time
 * follows upon the first, and the capture has not ended. */
static struct message_record *meet_again(packet_info *pinfo, proto_tree *tree)
{
    bool loading = pinfo->num == newborn;

    newborn = 0;
    if (some_wait() && tree != NULL && pinfo->num == next_waiting()->number) {
        struct readers readers = readers_of(pinfo, tree);
        guint32 frame = next_waiting()->frame;
        waiting_passed++;
        return analyse(pinfo, tree, frame, &readers);
    }
    if (!loading) {
        record_finish();
    }
    return known_at(pinfo->num);
}

struct message_record *record_of(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    return PINFO_FD_VISITED(pinfo) ? meet_again(pinfo, tree) : meet(tvb, pinfo, tree);
}
