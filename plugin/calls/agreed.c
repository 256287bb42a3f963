/* agreed.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "calls/agreed.h"

#include "calls/all.h"
#include "calls/codec.h"
#include "calls/line.h"

static const char *codecs_of(struct sip_calls *all, const struct sip_message *m)
{
    GString *text = all->scratch;

    if (m->body.n == 0 || !sip_message_codecs(m, text)) {
        return NULL;
    }
    return sip_line_keep(all->texts, (struct sip_slice){text->str, text->len});
}

/* Before the call is up the newest answer counts alone, afterwards it is a change. */
static void agree(struct sip_calls *all, struct sip_call *call, const char *codecs)
{
    GString *text = all->scratch;
    const char *before = call->last_codecs;

    if (codecs == NULL || codecs == before) { /* equal texts are kept once */
        return;
    }
    call->last_codecs = codecs;
    if (before == NULL || !call->confirmed) {
        call->codecs = codecs;
    } else if (call->codec_changes <= SIP_CODEC_MAX_CHANGES) {
        bool too_many = call->codec_changes++ == SIP_CODEC_MAX_CHANGES;
        g_string_printf(text, "%s, then %s", call->codecs, too_many ? "others" : codecs);
        call->codecs = sip_line_keep(all->texts, (struct sip_slice){text->str, text->len});
    }
}

/* A branch that was given back, or a new one. */
static struct sip_branch *new_branch(struct sip_calls *all, uint32_t tag)
{
    struct sip_branch *branch = all->free_branches;

    if (branch != NULL) {
        all->free_branches = branch->next;
    } else {
        branch = SIP_POOL_NEW(&all->kept, struct sip_branch);
    }
    *branch = (struct sip_branch){.tag = tag};
    return branch;
}

/* What the callee answers before its 2xx. */
static void note_branch(struct sip_calls *all, struct sip_leg *leg, uint32_t tag,
                        const char *codecs)
{
    struct sip_branch **at = &leg->branches;

    for (unsigned n = 0; *at != NULL && (*at)->tag != tag; n++, at = &(*at)->next) {
        if (n == SIP_LEG_MAX_BRANCHES) {
            return;
        }
    }
    if (*at == NULL) {
        *at = new_branch(all, tag);
    }
    (*at)->codecs = codecs;
}

/* What the callee has answered, which its 2xx confirms: it is given back. NULL: nothing is known. */
static const char *take_branch(struct sip_calls *all, struct sip_leg *leg, uint32_t tag)
{
    struct sip_branch **at = &leg->branches;

    while (*at != NULL && (*at)->tag != tag) {
        at = &(*at)->next;
    }
    struct sip_branch *branch = *at;
    if (branch == NULL) {
        return NULL;
    }
    *at = branch->next;
    branch->next = all->free_branches;
    all->free_branches = branch;
    return branch->codecs;
}

/* In a response to an INVITE without an offer the session description is the offer. What is answered further
 * on counts when it comes to the caller. */
void sip_agreed_response(struct sip_calls *all, struct sip_call *call, struct sip_leg *leg,
                         const struct sip_message *m)
{
    const struct sip_transaction *t = leg->invite;
    const char *codecs = t->request_frame != 0 && t->offers ? codecs_of(all, m) : NULL;
    uint32_t tag = sip_call_tag(m->to.tag);

    if (leg->onward) {
        return;
    }
    if (m->code >= 200) {
        const char *early = take_branch(all, leg, tag);
        agree(all, call, codecs != NULL ? codecs : early);
        call->confirmed = true;
    } else if (codecs != NULL) {
        note_branch(all, leg, tag, codecs);
    }
}

/* An early answer beside the INVITE is one of its branch, too. */
static void note_early(struct sip_call *call, const struct sip_message *m, const char *codecs)
{
    uint32_t from = sip_call_tag(m->from.tag), to = sip_call_tag(m->to.tag);

    for (struct sip_leg *leg = call->legs; leg != NULL; leg = leg->next) {
        for (struct sip_branch *b = leg->branches; b != NULL; b = b->next) {
            if (b->tag == from || b->tag == to) {
                b->codecs = codecs;
            }
        }
    }
}

static void agree_within(struct sip_calls *all, struct sip_call *call, const struct sip_message *m)
{
    const char *codecs = codecs_of(all, m);

    if (codecs != NULL && !call->confirmed) {
        note_early(call, m, codecs);
    }
    agree(all, call, codecs);
}

void sip_agreed_request(struct sip_calls *all, struct sip_call *call, const struct sip_message *m,
                        const struct sip_transaction *t)
{
    const struct sip_transaction *invite = t->invite;

    if (m->body.n > 0 && invite != NULL && invite->request_frame != 0 && !invite->offers) {
        agree_within(all, call, m);
    }
}

void sip_agreed_answer(struct sip_calls *all, struct sip_call *call, const struct sip_message *m,
                       const struct sip_transaction *t)
{
    bool answers = m->method == SIP_METHOD_UPDATE || m->method == SIP_METHOD_PRACK ||
                   (m->method == SIP_METHOD_INVITE && t->request_frame != 0 && t->offers);

    if (answers) {
        agree_within(all, call, m);
    }
}
