#include "base/text.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

/* One character: its length in bytes and its code point. A byte that does not begin a valid
 * character counts as one invalid character. */
struct character {
    size_t bytes;
    uint32_t code;
    bool valid;
};

static size_t bytes_of(unsigned char first) {
    if (first < 0x80)
        return 1;
    return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
}

/* RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
static bool is_well_formed(uint32_t code, size_t bytes) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

    return code >= least[bytes] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
}

static struct character character_at(const char *text) {
    static const unsigned char payload[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    const unsigned char *byte = (const unsigned char *)text;
    size_t bytes = bytes_of(byte[0]);
    uint32_t code = byte[0] & payload[bytes];

    if (bytes > 1 && (byte[0] < 0xc2 || byte[0] > 0xf4))
        return (struct character){1, 0, false};
    for (size_t i = 1; i < bytes; i++) {
        if ((byte[i] & 0xc0) != 0x80)
            return (struct character){1, 0, false};
        code = code << 6 | (byte[i] & 0x3f);
    }
    if (!is_well_formed(code, bytes))
        return (struct character){1, 0, false};
    return (struct character){bytes, code, true};
}

static bool is_control(uint32_t code) {
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code == 0x2028 || code == 0x2029;
}

static bool turns_direction(uint32_t code) {
    return code == 0x61c || code == 0x200e || code == 0x200f ||
           (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

static bool is_plain(struct character character) {
    return character.valid && !is_control(character.code) && !turns_direction(character.code);
}

void text_add(char *text, size_t size, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    text_add_list(text, size, format, arguments);
    va_end(arguments);
}

void text_add_list(char *text, size_t size, const char *format, va_list arguments) {
    size_t length = strlen(text), at = length;

    vsnprintf(text + length, size - length, format, arguments);
    /* Drop a character that was cut in two. */
    if (strlen(text) + 1 == size) {
        while (text[at] && character_at(text + at).valid)
            at += character_at(text + at).bytes;
        if (at + 4 >= size)
            text[at] = 0;
    }
}

const char *text_trouble(const char *text) {
    while (*text) {
        struct character character = character_at(text);

        if (!character.valid)
            return "is not UTF-8";
        if (is_control(character.code))
            return "contains control characters";
        if (turns_direction(character.code))
            return "contains characters that change the writing direction";
        text += character.bytes;
    }
    return NULL;
}

bool text_is_name(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] >= 0x80 ||
            (!isalnum((unsigned char)text[i]) && !memchr("-_.+", text[i], 4)))
            return false;
    return length > 0;
}

char *text_plain(char *to, size_t size, const char *from) {
    size_t length = 0;

    while (*from) {
        struct character character = character_at(from);
        bool plain = is_plain(character);
        size_t bytes = plain ? character.bytes : 1;

        if (length + bytes >= size)
            break;
        if (plain)
            memmove(to + length, from, bytes);
        else
            to[length] = '?';
        length += bytes;
        from += character.bytes;
    }
    if (size > 0)
        to[length] = 0;
    return to;
}

static bool needs_quotes(const char *word) {
    for (const char *letter = word; *letter; letter++)
        if (!isalnum((unsigned char)*letter) && !strchr("/._-=,:+@%", *letter))
            return true;
    return !*word;
}

void text_add_word(char *text, size_t size, const char *word) {
    size_t from = strlen(text);
    bool quoted = needs_quotes(word);

    text_add(text, size, quoted ? "'" : "");
    for (const char *letter = word; *letter; letter++)
        text_add(text, size, *letter == '\'' ? "'\\''" : "%c", *letter);
    text_add(text, size, quoted ? "'" : "");
    text_plain(text + from, size - from, text + from);
}

void text_write(FILE *stream, const char *text) {
    while (*text) {
        struct character character = character_at(text);

        if (is_plain(character))
            fwrite(text, 1, character.bytes, stream);
        else
            fputc('?', stream);
        text += character.bytes;
    }
}

void text_write_json(FILE *stream, const char *json) {
    while (*json) {
        struct character character = character_at(json);

        if (is_plain(character))
            fwrite(json, 1, character.bytes, stream);
        else
            fprintf(stream, "\\u%04x", character.valid ? (unsigned)character.code : 0xfffdu);
        json += character.bytes;
    }
}
