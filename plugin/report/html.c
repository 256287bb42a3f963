#include "report/render.h"
char *report_html(const struct report *report) { (void)report; return g_strdup("x\n"); }
