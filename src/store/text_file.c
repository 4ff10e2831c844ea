#include "store/text_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Returns NULL if the file may be read, otherwise a phrase that says why not. */
static const char *judge(int fd) {
    struct stat status;

    if (fstat(fd, &status))
        return strerror(errno);
    return S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode)
               ? NULL
               : "it is neither a regular file nor a pipe";
}

static int refuse(struct err *err, const char *path, const char *why) {
    return err_set(err, ERR_USAGE, "'%s' cannot be read: %s; name a CSV or TSV file", path, why);
}

/* O_NONBLOCK: a pipe without a writer does not block, and is then an empty file. */
int text_file_open(struct text_file *file, const char *path, struct err *err) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    const char *why = fd < 0 ? strerror(errno) : judge(fd);

    file->stream = NULL;
    file->bytes = file->number = 0;
    if (!why && (fcntl(fd, F_SETFL, 0) || !(file->stream = fdopen(fd, "r"))))
        why = strerror(errno);
    if (!why)
        return 0;
    if (fd >= 0)
        close(fd);
    return refuse(err, path, why);
}

bool text_file_next(struct text_file *file, const char **trouble) {
    int byte = 0;

    *trouble = NULL;
    file->length = 0;
    while (byte != '\n' && file->length < TEXT_FILE_LINE_MOST &&
           (byte = getc_unlocked(file->stream)) != EOF)
        file->text[file->length++] = (char)byte;
    file->text[file->length] = 0;
    file->bytes += (int64_t)file->length;
    file->number += file->length > 0;
    if (ferror(file->stream))
        *trouble = strerror(errno);
    else if (byte != '\n' && file->length == TEXT_FILE_LINE_MOST)
        *trouble = "the line is longer than 64 KB";
    else if (file->bytes > TEXT_FILE_MOST)
        *trouble = "the file is larger than 1 GB; divide it";
    return !*trouble && file->length > 0;
}

void text_file_close(struct text_file *file) {
    if (file->stream)
        fclose(file->stream);
}
