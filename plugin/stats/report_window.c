/* report_window.c
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/report_window.h"

#include <cfile.h>
#include <epan/funnel.h>
#include <epan/plugin_if.h>
#include <string.h>

#include "compat.h"
#include "epan/preferences.h"
#include "report/render.h"
#include "report/words.h"
#include "stats/report.h"

/* The entries of the menu. */
static const char displayed[] = SIP_PHRASE("SIP Response Report");
static const char of_selected_call[] = SIP_PHRASE("SIP Response Report of the Selected Call");

/* A report that is shown. The window holds it, for its buttons too, and so does a dialog that asks for
 * a name, which may outlive the window. */
struct shown {
    const funnel_ops_t *ops;
    funnel_text_window_t *window; /* NULL: closed */
    struct report *report;
    char *suggestion; /* a name to save it under */
};

static void clear_shown(gpointer data)
{
    struct shown *shown = data;

    report_free(shown->report);
    g_free(shown->suggestion);
}

static void release(void *data)
{
    g_rc_box_release_full(data, clear_shown);
}

static void forget_window(void *data)
{
    ((struct shown *)data)->window = NULL;
    release(data);
}

/* What the window knows of the capture. */
struct open_capture {
    char *path;
    char *filter;  /* the display filter in use; NULL: none */
    guint32 frame; /* the selected packet; 0: none */
};

static void *look_at_capture(capture_file *file, void *data)
{
    struct open_capture *capture = data;

    if (file != NULL) {
        capture->path = g_strdup(file->filename);
        capture->filter =
            file->dfilter != NULL && file->dfilter[0] != '\0' ? g_strdup(file->dfilter) : NULL;
        capture->frame = file->current_frame != NULL ? file->current_frame->num : 0;
    }
    return NULL;
}

/* By its ending: HTML, JSON, or else Markdown. */
static char *text_for(const struct report *report, const char *path)
{
    if (g_str_has_suffix(path, ".html") || g_str_has_suffix(path, ".htm")) {
        return report_html(report);
    }
    return g_str_has_suffix(path, ".json") ? report_json(report) : report_markdown(report);
}

/* At the end of the text, to which the window scrolls. */
static void tell(struct shown *shown, const char *phrase, const char *path, const char *why)
{
    GString *text = g_string_new("\n");

    report_say(text, preferences_language(), phrase, path, why, NULL);
    g_string_append_c(text, '\n');
    if (shown->window != NULL) {
        shown->ops->append_text(shown->window, text->str);
    }
    g_string_free(text, TRUE);
}

static void save(gchar **answers, void *data)
{
    struct shown *shown = data;
    const char *path = answers != NULL ? answers[0] : NULL;
    GError *error = NULL;

    if (path == NULL || path[0] == '\0') {
        return;
    }
    char *text = text_for(shown->report, path);
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        tell(shown, "Not saved: there is a file $1 already. Choose another name.", path, NULL);
    } else if (g_file_set_contents(path, text, -1, &error)) {
        tell(shown, "Saved as $1.", path, NULL);
    } else {
        tell(shown, "Not saved as $1: $2", path, error->message);
        g_clear_error(&error);
    }
    g_free(text);
}

static compat_bool ask_for_name(funnel_text_window_t *window, void *data)
{
    struct shown *shown = data;
    const char *names[] = {
        preferences_text("File (ending in .html for a page, .md for Markdown, .json for data)"),
        NULL};
    const char *values[] = {shown->suggestion, NULL};

    (void)window;
    shown->ops->new_dialog(shown->ops->ops_id, preferences_text("Save the report"), names, values,
                           save, g_rc_box_acquire(shown), release);
    return TRUE;
}

static compat_bool copy(funnel_text_window_t *window, void *data)
{
    struct shown *shown = data;
    char *text = report_markdown(shown->report);
    GString *copied = g_string_new(text);

    (void)window;
    shown->ops->copy_to_clipboard(copied);
    g_string_free(copied, TRUE);
    g_free(text);
    return TRUE;
}

static void add_button(struct shown *shown, const char *label, funnel_bt_cb_t action)
{
    funnel_bt_t *button = g_new0(funnel_bt_t, 1);

    button->tw = shown->window;
    button->func = action;
    button->data = shown;
    button->free_fcn = g_free;
    shown->ops->add_button(shown->window, button, label);
}

/* "/captures/trace.pcapng" becomes "/captures/trace.report.html"; a call's has its frame. */
static char *suggest(const struct open_capture *capture, guint32 frame)
{
    char *path = g_strdup(capture->path != NULL ? capture->path : "sip");
    char *dot = strrchr(path, '.');
    char *suggestion;

    if (dot != NULL && strchr(dot, G_DIR_SEPARATOR) == NULL) {
        *dot = '\0';
    }
    suggestion = frame != 0 ? g_strdup_printf("%s.frame%u.report.html", path, frame)
                            : g_strconcat(path, ".report.html", NULL);
    g_free(path);
    return suggestion;
}

static void show_message(const funnel_ops_t *ops, const char *title, const char *message)
{
    funnel_text_window_t *window = ops->new_text_window(ops->ops_id, title);

    ops->append_text(window, message);
}

static void show_report(const funnel_ops_t *ops, const char *title, struct report *report,
                        char *suggestion)
{
    struct shown *shown = g_rc_box_new0(struct shown);
    char *text = report_markdown(report);

    shown->ops = ops;
    shown->report = report;
    shown->suggestion = suggestion;
    shown->window = ops->new_text_window(ops->ops_id, title);
    ops->append_text(shown->window, text); /* set_text might take it for HTML */
    add_button(shown, preferences_text("Copy"), copy);
    add_button(shown, preferences_text("Save as…"), ask_for_name);
    ops->set_close_cb(shown->window, forget_window, shown);
    g_free(text);
}

/* entry: which one was chosen. The capture is read once more, and reported on as it is then. */
static void show(gpointer entry)
{
    const char *title = preferences_text(entry);
    const funnel_ops_t *ops = funnel_get_funnel_ops();
    struct open_capture capture = {NULL, NULL, 0};
    bool of_call = entry == of_selected_call;

    if (ops == NULL || ops->new_text_window == NULL) {
        return;
    }
    plugin_if_get_capture_file(look_at_capture, &capture);
    guint32 frame = of_call ? capture.frame : 0;
    struct report *report = of_call && frame == 0
                                ? NULL
                                : report_of_window(ops, of_call ? NULL : capture.filter, frame);
    if (report != NULL) {
        show_report(ops, title, report, suggest(&capture, frame));
    } else if (of_call) {
        show_message(ops, title,
                     preferences_text("The selected packet has no SIP message with a Call-ID. "
                                      "Select one, then choose this again.\n"));
    } else {
        show_message(ops, title,
                     preferences_text("There is no SIP message to report on. "
                                      "Open a capture, then choose this again.\n"));
    }
    g_free(capture.path);
    g_free(capture.filter);
}

void report_window_register(void)
{
    enum sip_language language = preferences_language_at_start();

    funnel_register_menu(sip_text(displayed, language), COMPAT_TELEPHONY_MENU, show,
                         (gpointer)displayed, NULL, FALSE);
    funnel_register_menu(sip_text(of_selected_call, language), COMPAT_TELEPHONY_MENU, show,
                         (gpointer)of_selected_call, NULL, FALSE);
}
