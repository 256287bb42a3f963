/* told.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "rules/engine/told.h"

#include <glib.h>
#include <string.h>

#include "history/kept/hash.h"
#include "history/kept/recent.h"
#include "history/keys.h"
#include "rules/engine/endpoint.h"
#include "rules/engine/table.h"

/* Findings that are known; of more, the oldest are forgotten. */
#define KNOWN 65536

/* Findings of one rule in one call that causes and consequences are looked for among. */
#define MARKS 4

/* CSeq numbers from a request outside a dialog to the one that follows from its failure. */
#define NEXT_TRY 1

/* A finding, known by the message and its copies, by its sender, or by its dialog. */
struct before {
    uint64_t key;
    void *kept;
    uint64_t client, server; /* addresses */
    uint32_t frame;
};

/* Where a rule was broken in a call. */
struct mark {
    void *kept;
    uint32_t frame;
    uint32_t related; /* frame of the other message that the finding names; 0: none */
    uint32_t cseq;
    uint32_t from, to; /* hashes of tags; 0: none */
    bool makes_dialog; /* the method does */
    bool is_ack;
};

/* The newest of them. */
struct broken {
    uint64_t key; /* of Call-ID and rule */
    uint32_t count;
    struct mark marks[MARKS];
};

/* What explains what, by the numbers of rules. */
struct relations {
    GArray *explains;     /* of unsigned; NULL: nothing */
    GArray *explained_by; /* the same */
};

struct sip_told {
    struct sip_recent before, broken;
    sip_told_explained explained;
    sip_told_repeated repeated;
};

static void add_number(GArray **list, unsigned number)
{
    if (*list == NULL) {
        *list = g_array_new(FALSE, FALSE, sizeof(unsigned));
    }
    g_array_append_val(*list, number);
}

/* By number, of the rules in the table; made on first use, and kept. */
static const struct relations *relations_of_table(void)
{
    static struct relations *relations;

    if (relations != NULL) {
        return relations;
    }
    relations = g_new0(struct relations, sip_rules_count());
    for (unsigned number = 0; number < sip_rules_count(); number++) {
        const struct sip_rule *rule = sip_rule_at(number);
        for (int i = 0; i < SIP_RULE_MAX_EXPLAINS && rule->explains[i] != NULL; i++) {
            int consequence = sip_rule_find(rule->explains[i]);
            if (consequence >= 0 && (unsigned)consequence < sip_rules_count()) {
                add_number(&relations[number].explains, (unsigned)consequence);
                add_number(&relations[consequence].explained_by, number);
            }
        }
    }
    return relations;
}

struct sip_told *sip_told_new(sip_told_explained explained, sip_told_repeated repeated)
{
    struct sip_told *told = g_new0(struct sip_told, 1);

    sip_recent_init(&told->before, KNOWN);
    sip_recent_init(&told->broken, KNOWN / MARKS);
    told->explained = explained;
    told->repeated = repeated;
    return told;
}

void sip_told_free(struct sip_told *told)
{
    sip_recent_clear(&told->before);
    sip_recent_clear(&told->broken);
    g_free(told);
}

/* A tag whatever its case; 0: none. */
static uint32_t tag_key(struct sip_slice tag)
{
    return tag.p != NULL ? (uint32_t)sip_hash_folded(0, tag) | 1 : 0;
}

/* Behind a number in evidence: whether it is a time or a length, which differs from hop to hop and from copy to copy. */
static bool is_measure(const char *number, const char *end)
{
    bool fraction = strcspn(number, ".,") < (size_t)(end - number); /* as the locale writes it */
    return (fraction && g_str_has_prefix(end, " s")) || g_str_has_prefix(end, " ms") ||
           g_str_has_prefix(end, " times") || g_str_has_prefix(end, " octets");
}

/* The end of a number; a comma that is not in it belongs to the sentence. */
static const char *end_of_number(const char *number)
{
    const char *end = number + strspn(number, "0123456789.");
    return *end == ',' && sip_is_digit(end[1]) ? end + 1 + strspn(end + 1, "0123456789") : end;
}

/* The end of the name that the text begins with, if it is a word of its own, before a space, a punctuation mark or the
 * end of the text; NULL: it is none. */
static const char *end_of_name(const char *text, const char *name)
{
    size_t n = strlen(name);

    return g_str_has_prefix(text, name) && strchr(" ,:;", text[n]) != NULL ? text + n : NULL;
}

/* The ends of a hop, as evidence names them. */
struct hop_names {
    struct sip_endpoint_text one, other;
};

static struct hop_names names_of(const struct sip_endpoint *one, const struct sip_endpoint *other)
{
    struct hop_names names = {.one = {""}, .other = {""}};

    if (one != NULL && one->family != 0) {
        names.one = sip_endpoint_text(one);
        names.other = sip_endpoint_text(other);
    }
    return names;
}

/* The end of such a name at the beginning of a word; NULL: there is none. */
static const char *end_of_hop_name(const char *word, const char *text, const struct hop_names *hop)
{
    if (hop->one.s[0] == '\0' || (word > text && word[-1] != ' ')) {
        return NULL;
    }
    const char *end = end_of_name(word, hop->one.s);
    return end != NULL ? end : end_of_name(word, hop->other.s);
}

uint64_t sip_told_sense(const char *english, const struct sip_endpoint *one,
                        const struct sip_endpoint *other)
{
    struct hop_names hop = names_of(one, other);
    const char *from = english, *p = english;
    bool of_frames = false;
    uint64_t key = 0;

    while (*p != '\0') {
        const char *behind = end_of_hop_name(p, english, &hop);
        if (behind != NULL) {
            key = sip_hash_key(key, (struct sip_slice){from, (size_t)(p - from)});
            p = from = behind;
        } else if (*p == 'f' && g_str_has_prefix(p, "frame")) {
            of_frames = true;
            p += strlen("frame");
        } else if (sip_is_digit(*p)) {
            const char *end = end_of_number(p);
            if (of_frames || is_measure(p, end)) {
                key = sip_hash_key(key, (struct sip_slice){from, (size_t)(p - from)});
                from = end;
            }
            p = end;
        } else {
            of_frames = of_frames && strchr("s ,", *p) != NULL;
            p++;
        }
    }
    return sip_hash_key(key, (struct sip_slice){from, (size_t)(p - from)});
}

/* What the message and its copies are known by, together with what was found. */
static uint64_t copy_key(const struct sip_told_message *about, unsigned number,
                         const struct sip_finding *finding)
{
    bool any = about->cut || sip_rule_at(number)->handed_on;

    return sip_hash_number(sip_hash_number(about->identity, number), any ? 0 : finding->sense);
}

/* What a message is known by whose CSeq is cut off, together with what was found; 0: nothing. */
static uint64_t cut_key(const struct sip_told_message *about, unsigned number)
{
    bool known = about->cut && sip_message_has(about->message, SIP_HDR_CALL_ID);

    return known ? sip_hash_number(about->call, number) : 0;
}

/* Behind a proxy all have one address. */
static uint64_t agent_key(const struct sip_told_message *about)
{
    const struct sip_message *m = about->message;
    bool answers = m->is_response;
    uint64_t key = sip_address_key(0, answers ? about->server : about->client);
    struct sip_slice software = sip_message_value(m, answers ? SIP_HDR_SERVER : SIP_HDR_USER_AGENT);

    if (software.p == NULL && answers) {
        software = sip_message_value(m, SIP_HDR_USER_AGENT); /* as many do */
    }
    return sip_hash_key(key, software.p != NULL ? software
                             : answers          ? m->to.address.uri
                                                : m->from.address.uri);
}

/* By whom the same fault counts as the same one; 0: each counts. */
static uint64_t once_key(const struct sip_told_message *about, unsigned number,
                         const struct sip_finding *finding)
{
    const struct sip_message *m = about->message;
    enum sip_once once = sip_rule_at(number)->once;
    uint64_t key = sip_hash_number(sip_hash_number(once, number), finding->reason);

    switch (once) {
    case SIP_ONCE_A_CLIENT:
        return sip_hash_number(key, sip_address_key(0, about->client));
    case SIP_ONCE_A_SERVER:
        return sip_hash_number(key, sip_address_key(0, about->server));
    case SIP_ONCE_A_USER_AGENT:
        return sip_hash_number(key, agent_key(about));
    case SIP_ONCE_A_CALL_AND_SERVER:
        return sip_hash_number(sip_hash_number(key, about->call),
                               sip_address_key(0, about->server));
    case SIP_ONCE_A_DIALOG:
        return sip_hash_number(sip_hash_number(key, about->call),
                               (uint64_t)tag_key(sip_message_tag(m, SIP_HDR_FROM)) +
                                   tag_key(sip_message_to_tag(m)));
    case SIP_EACH_TIME:
        break;
    }
    return 0;
}

/* What never came is a fault of each hop, unless one of them is next to the other: then the silence of
 * the one is that of the other. */
static bool is_next_hop(const struct before *before, const struct sip_told_message *about)
{
    uint64_t client = sip_address_key(0, about->client), server = sip_address_key(0, about->server);

    return before->server == server || before->server == client || before->client == server;
}

static bool was_told(const struct before *before, const struct sip_told_message *about)
{
    return about->at_end ? before->frame != about->frame && is_next_hop(before, about)
                         : about->is_copy;
}

static struct mark mark_of(const struct sip_told_message *about, const struct sip_finding *finding)
{
    const struct sip_message *m = about->message;

    return (struct mark){
        .frame = about->frame,
        .related = finding->related,
        .cseq = m->cseq_number,
        .from = tag_key(sip_message_tag(m, SIP_HDR_FROM)),
        .to = tag_key(sip_message_to_tag(m)),
        .makes_dialog = m->method == SIP_METHOD_INVITE || m->method == SIP_METHOD_SUBSCRIBE ||
                        m->method == SIP_METHOD_REFER,
        .is_ack = m->method == SIP_METHOD_ACK && !m->is_response,
    };
}

/* Whether a finding names the message of the other one, or both name the same message. Where the tags of one of them
 * are wrong, nothing else tells. */
static bool name_each_other(const struct mark *a, const struct mark *b)
{
    return a->related == b->frame || b->related == a->frame ||
           (a->related != 0 && a->related == b->related);
}

/* Whether two messages with one Call-ID are of one dialog, or of one transaction or the next try. */
static bool are_related(const struct mark *a, const struct mark *b)
{
    const struct mark *without = a->to == 0 ? a : b, *other = without == a ? b : a;

    if (a->frame == b->frame || name_each_other(a, b)) {
        return true;
    }
    if ((a->is_ack || b->is_ack) && a->cseq == b->cseq && a->from == b->from) {
        return true; /* also where the ACK has another To tag than what it is for */
    }
    if (without->to != 0) {
        return (a->from == b->from && a->to == b->to) || (a->from == b->to && a->to == b->from);
    }
    if (MAX(without->cseq, other->cseq) - MIN(without->cseq, other->cseq) <= NEXT_TRY) {
        return without->from == other->from;
    }
    return without->makes_dialog && other->to != 0 &&
           (without->from == other->from || without->from == other->to);
}

/* Without a Call-ID only the message itself is known. */
static uint64_t broken_key(const struct sip_told_message *about, unsigned number)
{
    if (sip_rule_at(number)->of_server) {
        return sip_hash_number(sip_address_key(0, about->server), number);
    }
    return sip_hash_number(about->identity != 0 ? about->call : about->frame, number);
}

/* The newest of a rule's findings that has to do with the message; NULL: none. */
static struct mark *related_mark(const struct sip_told *told, const struct sip_told_message *about,
                                 unsigned number, const struct mark *mark)
{
    struct broken *broken = sip_recent_find(&told->broken, broken_key(about, number));

    for (uint32_t i = 0; broken != NULL && i < MIN(broken->count, MARKS); i++) {
        struct mark *other = &broken->marks[(broken->count - 1 - i) % MARKS];
        if (are_related(other, mark)) {
            return other;
        }
    }
    return NULL;
}

static const struct relations *relations_at(unsigned number)
{
    static const struct relations none;

    return number < sip_rules_count() ? &relations_of_table()[number] : &none;
}

/* The frame of a finding that explains this one; 0: none yet. */
static uint32_t cause_of(const struct sip_told *told, const struct sip_told_message *about,
                         unsigned number, const struct sip_finding *finding)
{
    const GArray *causes = relations_at(number)->explained_by;
    struct mark mark = mark_of(about, finding);

    for (unsigned i = 0; causes != NULL && i < causes->len; i++) {
        const struct mark *cause =
            related_mark(told, about, g_array_index(causes, unsigned, i), &mark);
        if (cause != NULL) {
            return cause->frame;
        }
    }
    return 0;
}

/* The same, where the check names the frame of what is wrong with the server. */
static uint32_t cause_at_server(const struct sip_told *told, const struct sip_told_message *about,
                                unsigned number, uint32_t frame)
{
    const GArray *causes = relations_at(number)->explained_by;

    for (unsigned i = 0; frame != 0 && causes != NULL && i < causes->len; i++) {
        unsigned cause = g_array_index(causes, unsigned, i);
        struct broken *broken = sip_rule_at(cause)->of_server
                                    ? sip_recent_find(&told->broken, broken_key(about, cause))
                                    : NULL;
        for (uint32_t j = 0; broken != NULL && j < MIN(broken->count, MARKS); j++) {
            if (broken->marks[j].frame == frame) {
                return frame;
            }
        }
    }
    return 0;
}

/* Whether the same was found in a message that this one may be a copy of: too little of it was captured. */
static bool may_be_told(struct sip_told *told, const struct sip_told_message *about,
                        unsigned number)
{
    uint64_t key = cut_key(about, number);

    if (key == 0) {
        return false;
    }
    struct before *before = sip_recent_meet(&told->before, key, sizeof(*before));
    if (before == NULL) {
        before = sip_recent_add(&told->before, key, sizeof(*before));
        before->frame = about->frame;
    }
    return about->identity == 0 && before->frame != about->frame;
}

bool sip_told_worth(struct sip_told *told, const struct sip_told_message *about, unsigned number,
                    struct sip_finding *finding)
{
    uint64_t once = once_key(about, number, finding);

    finding->same_as = finding->explained_by = 0;
    finding->copy_key = copy_key(about, number, finding);
    if (may_be_told(told, about, number)) {
        return false;
    }
    if (about->identity != 0) {
        uint64_t key = finding->copy_key;
        struct before *before = sip_recent_meet(&told->before, key, sizeof(*before));
        if (before != NULL && was_told(before, about)) {
            if (before->kept != NULL) {
                told->repeated(before->kept);
            }
            return false;
        }
        if (before == NULL || before->frame != about->frame) {
            before = sip_recent_add(&told->before, key, sizeof(*before));
            before->client = sip_address_key(0, about->client);
            before->server = sip_address_key(0, about->server);
            before->frame = about->frame;
        }
    }
    finding->explained_by = cause_of(told, about, number, finding);
    if (finding->explained_by == 0) {
        finding->explained_by = cause_at_server(told, about, number, finding->of_server);
    }
    if (once != 0) {
        struct before *first = sip_recent_meet(&told->before, once, sizeof(*first));
        if (first == NULL) {
            first = sip_recent_add(&told->before, once, sizeof(*first));
            first->frame = about->frame;
        }
        finding->same_as = first->frame != about->frame ? first->frame : 0;
    }
    return true;
}

/* Consequences in other calls, by what may be told of the server later. */
static uint64_t waiting_key(const struct sip_told_message *about, unsigned number, uint32_t frame)
{
    return sip_hash_number(sip_hash_number(sip_address_key(0, about->server), number), frame);
}

static struct broken *broken_at(struct sip_told *told, uint64_t key)
{
    struct broken *broken = sip_recent_meet(&told->broken, key, sizeof(*broken));

    return broken != NULL ? broken : sip_recent_add(&told->broken, key, sizeof(*broken));
}

static void explain_waiting(const struct sip_told *told, const struct sip_told_message *about,
                            unsigned number, unsigned consequence)
{
    struct broken *broken =
        sip_recent_find(&told->broken, waiting_key(about, consequence, about->frame));

    for (uint32_t i = 0; broken != NULL && i < MIN(broken->count, MARKS); i++) {
        if (broken->marks[i].kept != NULL) {
            told->explained(broken->marks[i].kept, about->frame, number);
            broken->marks[i].kept = NULL;
        }
    }
}

/* The consequences that were told before their cause. */
static void explain(const struct sip_told *told, const struct sip_told_message *about,
                    unsigned number, const struct mark *cause)
{
    const GArray *consequences = relations_at(number)->explains;

    for (unsigned i = 0; consequences != NULL && i < consequences->len; i++) {
        unsigned consequence = g_array_index(consequences, unsigned, i);
        struct broken *broken = sip_recent_find(&told->broken, broken_key(about, consequence));
        if (sip_rule_at(number)->of_server) {
            explain_waiting(told, about, number, consequence);
        }
        for (uint32_t j = 0; broken != NULL && j < MIN(broken->count, MARKS); j++) {
            struct mark *mark = &broken->marks[j];
            if (mark->kept != NULL && are_related(mark, cause)) {
                told->explained(mark->kept, about->frame, number);
                mark->kept = NULL;
            }
        }
    }
}

void sip_told_note(struct sip_told *told, const struct sip_told_message *about, unsigned number,
                   const struct sip_finding *finding, void *kept)
{
    const struct relations *relations = relations_at(number);
    struct mark mark = mark_of(about, finding);
    struct before *before = sip_recent_find(&told->before, finding->copy_key);

    if (before != NULL && kept != NULL) {
        before->kept = kept;
    }
    if (relations->explains == NULL && relations->explained_by == NULL) {
        return;
    }
    explain(told, about, number, &mark);
    mark.kept = finding->explained_by == 0 ? kept : NULL; /* its first cause counts */
    if (finding->of_server != 0 && finding->explained_by == 0) {
        struct broken *waiting = broken_at(told, waiting_key(about, number, finding->of_server));
        waiting->marks[waiting->count++ % MARKS] = mark;
    }
    struct broken *broken = broken_at(told, broken_key(about, number));
    if (broken->count == 0 || broken->marks[(broken->count - 1) % MARKS].frame != mark.frame) {
        broken->marks[broken->count++ % MARKS] = mark;
    }
}
