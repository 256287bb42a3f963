/* command_line.h
 * What the program's command line shows, where the system lets it be read: how often the program reads
 * the capture, which serves to save work and for nothing else, and options that come too late for names
 * that are registered at the start.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef SIP_EPAN_COMMAND_LINE_H
#define SIP_EPAN_COMMAND_LINE_H

enum command_line {
    COMMAND_LINE_UNKNOWN,  /* packets may be looked at again, and anybody may look at them */
    COMMAND_LINE_ONE_PASS, /* tshark reads each packet once, and may read more than its columns */
    COMMAND_LINE_LISTS /* the same, and it lists packets or copies them: only columns are read */
};

enum command_line command_line_read(void);

/* What follows this text in the last word that has it: "fr" of "sip_response.language:fr". To be freed;
 * NULL: no word has it. */
char *command_line_find(const char *text);

#endif
