/* capture_name.c
 * Wireshark tells plugins everything about a packet but the name of the file that it came from.
 * Where the system lists the files that a process has open (Linux: /proc/self/fd), it is the one
 * that begins as captures do.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "stats/capture_name.h"

#include <fcntl.h>
#include <glib.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OPEN_FILES "/proc/self/fd"

/* The first octets of pcap (either order, micro- or nanoseconds, with Kuznetzov's extension),
 * pcapng, snoop, and of what is compressed: gzip, zstd, lz4. */
static const struct {
    const char *octets;
    size_t n;
} beginnings[] = {
    {"\xa1\xb2\xc3\xd4", 4}, {"\xd4\xc3\xb2\xa1", 4},
    {"\xa1\xb2\x3c\x4d", 4}, {"\x4d\x3c\xb2\xa1", 4},
    {"\xa1\xb2\xcd\x34", 4}, {"\x34\xcd\xb2\xa1", 4},
    {"\n\r\r\n", 4},         {"snoop", 5},
    {"\x1f\x8b", 2},         {"\x28\xb5\x2f\xfd", 4},
    {"\x04\x22\x4d\x18", 4},
};

static bool begins_as_capture(int fd)
{
    char octets[8];
    ssize_t n = pread(fd, octets, sizeof(octets), 0);

    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        if (n >= (ssize_t)beginnings[i].n &&
            memcmp(octets, beginnings[i].octets, beginnings[i].n) == 0) {
            return true;
        }
    }
    return false;
}

/* The program's own standard files are left out. */
static bool is_capture(int fd)
{
    struct stat file;

    return fd > STDERR_FILENO && fstat(fd, &file) == 0 && S_ISREG(file.st_mode) &&
           (fcntl(fd, F_GETFL) & O_ACCMODE) == O_RDONLY && begins_as_capture(fd);
}

static char *name_of(const char *fd)
{
    char *link = g_build_filename(OPEN_FILES, fd, NULL);
    char *path = g_file_read_link(link, NULL);
    char *name = path != NULL ? g_filename_display_basename(path) : NULL;

    g_free(path);
    g_free(link);
    return name;
}

char *capture_name(void)
{
    GDir *files = g_dir_open(OPEN_FILES, 0, NULL);
    const char *entry;
    char *name = NULL;

    while (files != NULL && name == NULL && (entry = g_dir_read_name(files)) != NULL) {
        if (is_capture((int)g_ascii_strtoll(entry, NULL, 10))) {
            name = name_of(entry);
        }
    }
    g_clear_pointer(&files, g_dir_close);
    return name;
}
