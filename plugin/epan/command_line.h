/* command_line.h
 * How often the program reads the capture, as far as its command line shows. It serves to save work,
 * and for nothing else: where it shows too little, more is done, and the findings are the same.
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

#endif
