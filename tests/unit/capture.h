/* capture.h
 * The SIP messages of the captures in captures/, without Wireshark: those that a whole packet holds over
 * UDP or TCP, which are nearly all.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#ifndef CAPTURE_H
#define CAPTURE_H

#include "history/arrival.h"

/* Called for each message; it lasts during the call. */
typedef void (*capture_message)(void *user, const struct sip_arrival *arrival);

/* Reads every capture, and fails the test where one cannot be read. Gives their number. */
unsigned captures_read(capture_message on_message, void *user);

#endif
