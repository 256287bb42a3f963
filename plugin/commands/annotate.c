/* annotate.c
 * sip-annotate: a copy of a capture, with each finding as a comment of its packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <stdio.h>

#include "commands/capture.h"
#include "commands/command.h"
#include "commands/findings.h"
#include "commands/output.h"

/* The findings still to come, and the first of them. */
struct pending {
    struct findings *findings;
    const struct finding *next; /* NULL: no more */
};

static bool advance(struct pending *pending, GError **error)
{
    GError *problem = NULL;

    pending->next = findings_next(pending->findings, &problem);
    if (problem != NULL) {
        g_propagate_error(error, problem);
        return false;
    }
    return pending->next != NULL || findings_complete(pending->findings, error);
}

static bool comments_of_frame(void *user, guint32 frame, GPtrArray *comments, GError **error)
{
    struct pending *pending = user;

    while (pending->next != NULL && pending->next->frame == frame) {
        g_ptr_array_add(comments, g_strdup(pending->next->comment));
        if (!advance(pending, error)) {
            return false;
        }
    }
    return true;
}

static bool copy_with_findings(struct capture *capture, struct findings *findings, int descriptor,
                               struct capture_copied *copied, GError **error)
{
    struct pending pending = {findings, NULL};

    if (!advance(&pending, error) ||
        !capture_copy(capture, descriptor, comments_of_frame, &pending, copied, error)) {
        return false;
    }
    return pending.next == NULL ||
           command_fail(error,
                        "tshark found something in frame %u, which the copy has no place "
                        "for: did the capture change meanwhile?",
                        pending.next->frame);
}

static void tell(const char *path, const struct capture_copied *copied)
{
    printf("%s: %u packet%s, %u with %u finding%s\n", path, copied->frames,
           copied->frames == 1 ? "" : "s", copied->commented, copied->comments,
           copied->comments == 1 ? "" : "s");
    if (copied->trouble != NULL) {
        command_complain("%s The copy has the %u packets before.", copied->trouble, copied->frames);
    }
}

static bool annotate(struct capture *capture, const char *from, const char *to,
                     struct capture_copied *copied, GError **error)
{
    const char *inputs[] = {from, NULL};
    struct output *output = output_open(to, inputs, error);
    struct findings *findings = output ? findings_of(from, error) : NULL;
    bool good = findings != NULL &&
                copy_with_findings(capture, findings, output_descriptor(output), copied, error);

    g_clear_pointer(&findings, findings_free);
    if (good) {
        return output_publish(output, error);
    }
    g_clear_pointer(&output, output_discard);
    return false;
}

static int run(const char *from, const char *to)
{
    GError *error = NULL;
    struct capture_copied copied = {0};
    struct capture *capture = capture_open(from, &error);

    if (capture != NULL && capture_fits_pcapng(capture, &error) &&
        annotate(capture, from, to, &copied, &error)) {
        tell(to, &copied);
    }
    g_clear_pointer(&capture, capture_close);
    bool good = error == NULL && copied.trouble == NULL;
    if (error != NULL) {
        command_complain("%s", error->message);
        g_clear_error(&error);
    }
    g_free(copied.trouble);
    return good ? COMMAND_DONE : COMMAND_FAILED;
}

int main(int argc, char **argv)
{
    char **files;
    int status;

    g_set_prgname("sip-annotate");
    if (!command_options(argc, argv, NULL, "IN OUT",
                         "Copies the capture IN to OUT, in pcapng, with each finding of the SIP "
                         "Response plugin as a comment of its packet.",
                         &files, &status)) {
        return status;
    }
    if (g_strv_length(files) != 2) {
        return command_misused("two file names are needed: the capture, and the copy to be made.");
    }
    capture_init();
    return run(files[0], files[1]);
}
