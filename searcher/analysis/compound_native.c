/* The compiled twin of compound_cuts.py: where to cut a word, by the scores of the table of compounds.
 *
 * The same function names, the same order of comparisons, the same results, tested against it. The table's format is
 * documented in compound_table.py. A line that does not have it is not found, and nothing outside the buffer is read.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LETTERS 512 /* of a word with ss for ß: as given it has at most half of them, _LONGEST in compound_cuts.py */
#define MAX_BYTES (4 * MAX_LETTERS)
#define LEAST_BASE 4
#define MIN_UNKNOWN 4
#define LONGEST_PART 63
#define LONGEST_ENDING 8
#define LONGEST_BEGINNING 8
#define LOWEST (-47)
#define ZERO ('!' + 47)
#define NEVER (-1000000)
#define MISSING (-2000000)
#define SCORES 4 /* bytes behind a key: first link last whole */
#define INDEX_AFTER 1000 /* words: from then on, indexing the table (10 ms) is cheaper than searching in it (10 us a word) */

/* ---------------------------------------------------------------- strings to lines or values */

/* Four bytes behind each string, by its hash: 64 bits tell strings apart, and no byte of a string is looked at again.
 * Most strings that are looked up are no keys: `seen` fits a nearer cache. A hash's upper bits are the number of its
 * word in there, its lowest ones those of two bits in the word's lower half, both set if it is a key's, and of one in the
 * upper half, set if it is that of a beginning of a key. */
typedef struct {
    uint64_t hash;
    uint8_t used, value[4];
} Slot;

typedef struct {
    Slot *slots;
    size_t mask;
    uint64_t *seen;
    int shift;
} Map;

/* A string's hash is made of the sum of its bytes, each times a power of RADIX. The sum of a piece of a word is the
 * difference of two sums of the word's beginnings, so that no byte is looked at twice. */
#define RADIX 0x9E3779B97F4A7C15u
static uint64_t powers[MAX_BYTES + 1];

static inline uint64_t sum_byte(uint64_t sum, uint8_t byte)
{
    return sum * RADIX + byte + 1;
}

static inline uint64_t hash_sum(uint64_t sum)
{
    sum = (sum ^ sum >> 32) * 0xD6E8FEB86659FD93u;
    return sum ^ sum >> 32;
}

static uint64_t hash_bytes(const uint8_t *at, size_t size)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < size; i++) sum = sum_byte(sum, at[i]);
    return hash_sum(sum);
}

static int map_room(Map *map, size_t keys)
{
    size_t room = 16;
    while (room < keys + keys / 2) room *= 2;
    map->mask = room - 1;
    map->shift = 64 - 1;
    for (size_t words = 2; words < room / 8; words *= 2) map->shift--;
    map->slots = calloc(room, sizeof *map->slots);
    map->seen = calloc((size_t)1 << (64 - map->shift), sizeof *map->seen);
    if (!map->slots || !map->seen) { PyErr_NoMemory(); return -1; }
    return 0;
}

static void map_free(Map *map)
{
    free(map->slots);
    free(map->seen);
}

static inline uint64_t key_bits(uint64_t h)
{
    return (uint64_t)1 << (h & 31) | (uint64_t)1 << (h >> 5 & 31);
}

static inline uint64_t beginning_bit(uint64_t h)
{
    return (uint64_t)1 << (32 + (h >> 10 & 31));
}

static inline int has_seen(const Map *map, uint64_t h, uint64_t bits)
{
    return (map->seen[h >> map->shift] & bits) == bits;
}

static void map_put(Map *map, uint64_t h, const void *value)
{
    size_t slot = h & map->mask;
    while (map->slots[slot].used) slot = (slot + 1) & map->mask;
    map->slots[slot].hash = h;
    map->slots[slot].used = 1;
    memcpy(map->slots[slot].value, value, 4);
    map->seen[h >> map->shift] |= key_bits(h);
}

/* The four bytes of a key, or NULL. */
static inline const uint8_t *map_find(const Map *map, uint64_t h)
{
    if (!has_seen(map, h, key_bits(h))) return NULL;
    for (size_t slot = h & map->mask; map->slots[slot].used; slot = (slot + 1) & map->mask)
        if (map->slots[slot].hash == h) return map->slots[slot].value;
    return NULL;
}

static int map_make(Map *map, PyObject *of)
{
    PyObject *key, *value;
    Py_ssize_t at = 0;
    if (!PyDict_Check(of)) { PyErr_SetString(PyExc_TypeError, "scores by string must be a dict"); return -1; }
    if (map_room(map, (size_t)PyDict_Size(of)) < 0) return -1;
    while (PyDict_Next(of, &at, &key, &value)) {
        Py_ssize_t size;
        const char *bytes = PyUnicode_AsUTF8AndSize(key, &size);
        int32_t score = bytes ? (int32_t)PyLong_AsLong(value) : 0;
        if (PyErr_Occurred()) return -1;
        map_put(map, hash_bytes((const uint8_t *)bytes, (size_t)size), &score);
    }
    return 0;
}

/* The value of a key, or MISSING. */
static int map_get(const Map *map, uint64_t h)
{
    const uint8_t *found = map_find(map, h);
    int32_t score = MISSING;
    if (found) memcpy(&score, found, 4);
    return score;
}

typedef struct {
    int *of; /* by length; the last is for all longer ones */
    size_t size;
} ByLength;

static int by_length_make(ByLength *made, PyObject *of)
{
    PyObject *list = PySequence_Fast(of, "scores by length must be a sequence");
    if (!list) return -1;
    made->size = (size_t)PySequence_Fast_GET_SIZE(list);
    made->of = malloc((made->size ? made->size : 1) * sizeof *made->of);
    if (!made->of || !made->size) {
        Py_DECREF(list);
        if (made->of) PyErr_SetString(PyExc_ValueError, "no scores by length");
        else PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < made->size; i++)
        made->of[i] = (int)PyLong_AsLong(PySequence_Fast_GET_ITEM(list, (Py_ssize_t)i));
    Py_DECREF(list);
    return PyErr_Occurred() ? -1 : 0;
}

static int by_length(const ByLength *scores, int length)
{
    return scores->of[(size_t)length < scores->size ? (size_t)length : scores->size - 1];
}

/* ---------------------------------------------------------------- the table */

typedef struct {
    PyObject_HEAD
    Py_buffer data;
    size_t header;
    int words; /* asked for so far, up to INDEX_AFTER: then `lines` is there */
    Map lines;
    ByLength first, derived, last, whole;
    Map first_codas, last_onsets, last_endings, whole_endings, whole_beginnings, links;
    int first_of_parts;
    PyTypeObject *part; /* a tuple of two */
    PyObject *nothing;  /* the answer for a word that is not split */
} Table;

/* A word in UTF-8; `at` are the offsets of its letters and of its end, `sums` what stands before them. */
typedef struct {
    uint8_t bytes[MAX_BYTES];
    int at[MAX_LETTERS + 1];
    uint64_t sums[MAX_LETTERS + 1];
    int size;
} Word;

static void word_sum(Word *w)
{
    uint64_t sum = 0;
    w->sums[0] = 0;
    for (int i = 0; i < w->size; i++) {
        for (int at = w->at[i]; at < w->at[i + 1]; at++) sum = sum_byte(sum, w->bytes[at]);
        w->sums[i + 1] = sum;
    }
}

static inline uint64_t hash_of(const Word *w, int start, int end)
{
    return hash_sum(w->sums[end] - w->sums[start] * powers[w->at[end] - w->at[start]]);
}

/* The scores behind a key, by binary search among the sorted lines; NULL: the table has not got it. */
static const uint8_t *search_for(const Table *t, const uint8_t *key, size_t size)
{
    const uint8_t *data = t->data.buf, *low = data + t->header, *high = data + t->data.len;
    while (low < high) { /* the key's line, if there is one, starts in low..high */
        const uint8_t *start = low + (high - low) / 2;
        const uint8_t *end = memchr(start, '\n', (size_t)(high - start));
        while (start > low && start[-1] != '\n') start--;
        if (!end || end - start < SCORES) return NULL;
        size_t length = (size_t)(end - start) - SCORES;
        int order = memcmp(start, key, length < size ? length : size);
        if (!order && length == size) return end - SCORES;
        if (order < 0 || (!order && length < size)) low = end + 1;
        else high = start;
    }
    return NULL;
}

/* The same of a word's piece. */
static const uint8_t *find(const Table *t, const Word *w, int start, int end)
{
    if (t->lines.slots) return map_find(&t->lines, hash_of(w, start, end));
    return search_for(t, w->bytes + w->at[start], (size_t)(w->at[end] - w->at[start]));
}

/* Whether a key may begin with it, and go on. */
static int may_go_on(const Table *t, const Word *w, int start, int end)
{
    uint64_t h = hash_of(w, start, end);
    return !t->lines.slots || has_seen(&t->lines, h, beginning_bit(h));
}

static inline int score_of(const uint8_t *scores, int column)
{
    return scores && scores[column] != ' ' ? scores[column] - ZERO : MISSING;
}

#define FIRST 0
#define LINK 1
#define LAST 2
#define WHOLE 3

static inline int link_of(const uint8_t *scores)
{
    return scores[LINK] >= '1' && scores[LINK] <= '3' ? scores[LINK] - '0' : 0;
}

/* Some letters at the end of a part; `size` in bytes, 0: the last one of a list. */
typedef struct {
    int size;
    const char *bytes;
} Ending;

#define ENDING(text) {sizeof text - 1, text}

static inline int ends_with(const Word *w, int start, int end, Ending ending)
{
    int at = w->at[end] - ending.size, same = 0;
    if (at < w->at[start]) return 0;
    while (same < ending.size && w->bytes[at + same] == (uint8_t)ending.bytes[same]) same++;
    return same == ending.size;
}

static int map_of(const Map *map, const Word *w, int start, int end)
{
    return map_get(map, hash_of(w, start, end));
}

static int cost_of(const Map *costs, Ending ending)
{
    return map_get(costs, hash_bytes((const uint8_t *)ending.bytes, (size_t)ending.size));
}

/* Linking elements of first parts and endings of last parts, by their last letter; letters are bytes in them. */
static const Ending LINKS[2][4] = {{ENDING("s"), ENDING("es")}, {ENDING("n"), ENDING("en"), ENDING("nen")}};
static const Ending ENDINGS[5][5] = {
    {ENDING("e")}, {ENDING("em")}, {ENDING("n"), ENDING("en"), ENDING("ern"), ENDING("nen")}, {ENDING("er")},
    {ENDING("s"), ENDING("es"), ENDING("ens")},
};
static const Ending NONE[1];

static const Ending *links_of(const Word *w, int end)
{
    uint8_t letter = w->bytes[w->at[end] - 1];
    return letter == 's' ? LINKS[0] : letter == 'n' ? LINKS[1] : NONE;
}

static const Ending *endings_of(const Word *w, int end)
{
    switch (w->bytes[w->at[end] - 1]) {
    case 'e': return ENDINGS[0];
    case 'm': return ENDINGS[1];
    case 'n': return ENDINGS[2];
    case 'r': return ENDINGS[3];
    case 's': return ENDINGS[4];
    default: return NONE;
    }
}

static const Ending DERIVED[] = {
    ENDING("ungs"), ENDING("heits"), ENDING("keits"), ENDING("schafts"), ENDING("ions"), ENDING("t\xc3\xa4ts"),
    ENDING("lings"), ENDING("tums"), ENDING("enden"),
};

static const Ending DERIVED_LINK = ENDING("ungs"); /* the key of the s of those */

static int is_derived(const Word *w, int start, int end)
{
    for (size_t i = 0; i < sizeof DERIVED / sizeof *DERIVED; i++)
        if (ends_with(w, start, end, DERIVED[i])) return 1;
    return 0;
}

/* The score as a first part of what has none of its own: that of what stands before its linking element; `own`: the
 * scores of the strings that start here, by their end, where they are known. */
static int linked_score(const Table *t, const Word *w, int start, int end, const int *own)
{
    const Ending *links = links_of(w, end);
    for (; links->size; links++) {
        int base = end - links->size;
        if (base - start < LEAST_BASE || !ends_with(w, start, end, *links)) continue;
        int score = own ? own[base] : score_of(find(t, w, start, base), FIRST);
        if (score > LOWEST)
            return score + cost_of(&t->links, links == LINKS[0] && is_derived(w, start, end) ? DERIVED_LINK : *links);
    }
    return MISSING;
}

/* The score of a word without an ending, in a column. */
static int inflected(const Table *t, const Word *w, int start, int column)
{
    const Ending *endings = endings_of(w, w->size);
    for (; endings->size; endings++) {
        int base = w->size - endings->size;
        if (base - start < LEAST_BASE || !ends_with(w, start, w->size, *endings)) continue;
        int score = score_of(find(t, w, start, base), column);
        if (score > LOWEST) return score;
    }
    return MISSING;
}

static int last_score(const Table *t, const Word *w, int start, const uint8_t *scores)
{
    int score = score_of(scores, LAST);
    if (score == MISSING && w->size - start > LEAST_BASE) return inflected(t, w, start, LAST);
    return score;
}

static int unknown_whole(const Table *t, const Word *w)
{
    int score = by_length(&t->whole, w->size);
    for (int size = LONGEST_ENDING; size; size--) {
        int ending = map_of(&t->whole_endings, w, size < w->size ? w->size - size : 0, w->size);
        if (ending != MISSING) { score += ending; break; }
    }
    for (int size = LONGEST_BEGINNING; size > 1; size--) {
        int beginning = map_of(&t->whole_beginnings, w, 0, size < w->size ? size : w->size);
        if (beginning != MISSING) return score + beginning;
    }
    return score;
}

static int whole_score(const Table *t, const Word *w)
{
    int score = score_of(find(t, w, 0, w->size), WHOLE);
    if (score == MISSING) score = inflected(t, w, 0, WHOLE);
    return score == MISSING ? unknown_whole(t, w) : score;
}

static int unknown_first(const Table *t, const Word *w, int end)
{
    if (end > 6 && is_derived(w, 0, end)) {
        size_t length = (size_t)end < t->first.size ? (size_t)end : t->first.size - 1;
        return by_length(&t->derived, (int)length);
    }
    int coda = map_of(&t->first_codas, w, end > 2 ? end - 2 : 0, end);
    return by_length(&t->first, end) + (coda == MISSING ? 0 : coda);
}

static int unknown_last(const Table *t, const Word *w, int start)
{
    int length = w->size - start;
    int onset = map_of(&t->last_onsets, w, start, length > 2 ? start + 2 : w->size);
    int score = by_length(&t->last, length) + (onset == MISSING ? 0 : onset);
    for (int size = length - 2 < LONGEST_ENDING ? length - 2 : LONGEST_ENDING; size > 0; size--) {
        int ending = map_of(&t->last_endings, w, w->size - size, w->size);
        if (ending != MISSING) return score + ending;
    }
    return score;
}

static int first_score(const Table *t, const Word *w, int start, int end)
{
    int score = score_of(find(t, w, start, end), FIRST);
    return score == MISSING ? linked_score(t, w, start, end, NULL) : score;
}

/* The scores as first parts of all strings of two letters and more that start here, by their end. Where no key begins so, none goes on so. */
static void firsts_from(const Table *t, const Word *w, int start, int last, int *firsts)
{
    int own[MAX_LETTERS + 1], goes_on = 1;
    for (int end = start + 2; end <= last; end++) {
        own[end] = MISSING;
        if (goes_on) {
            own[end] = score_of(find(t, w, start, end), FIRST);
            goes_on = may_go_on(t, w, start, end);
        }
        firsts[end] = own[end] == MISSING ? linked_score(t, w, start, end, own) : own[end];
    }
}

/* Returns the best score; sets how many parts follow the first, and where they start. */
static int best_cut(const Table *t, const Word *w, int *starts, int *n_starts)
{
    int reached[MAX_LETTERS], before[MAX_LETTERS], beginning[MAX_LETTERS];
    int tail[MAX_LETTERS], second[MAX_LETTERS], tails[MAX_LETTERS], unknown[MAX_LETTERS];
    int firsts[MAX_LETTERS + 1];
    int size = w->size, n_tails = 0, n_unknown = 0;
    int best = whole_score(t, w), cut = 0, known_tail = 0;

    for (int i = 0; i < size; i++) { reached[i] = NEVER; before[i] = 0; }
    reached[0] = 0;
    for (int start = 0; start < size - 3; start++) {
        if (reached[start] == NEVER) continue;
        firsts_from(t, w, start, size - 2, firsts);
        if (!start) memcpy(beginning, firsts, (size_t)(size - 1) * sizeof *firsts);
        for (int end = start + 2; end <= size - 2 && end <= start + LONGEST_PART; end++) {
            int part = firsts[end];
            if (part > LOWEST && reached[start] + part > reached[end]) {
                reached[end] = reached[start] + part;
                before[end] = start;
            }
        }
    }
    for (int start = size - 2; start > 1; start--) {
        if (reached[start] == NEVER && start < MIN_UNKNOWN) continue;
        int score = NEVER, next = 0;
        int ending = last_score(t, w, start, find(t, w, start, size));
        if (ending != MISSING) score = ending > LOWEST ? ending : NEVER;
        else if (size - start >= MIN_UNKNOWN && reached[start] > NEVER) unknown[n_unknown++] = start;
        for (int i = 0; i < n_tails; i++) {
            int end = tails[i], part = first_score(t, w, start, end);
            if (part > LOWEST && part + tail[end] > score) { score = part + tail[end]; next = end; }
        }
        if (score > NEVER) {
            tails[n_tails++] = start;
            tail[start] = score;
            second[start] = next;
        }
    }
    for (int i = 0; i < n_unknown; i++) {
        int total = reached[unknown[i]] + unknown_last(t, w, unknown[i]);
        if (total > best) { best = total; cut = unknown[i]; }
    }
    for (int i = 0; i < n_tails; i++) {
        int end = tails[i], part = beginning[end];
        if (part != MISSING) part = part > LOWEST ? part : NEVER;
        else if (end < MIN_UNKNOWN) part = NEVER;
        else part = unknown_first(t, w, end) + (reached[end] > NEVER ? t->first_of_parts : 0);
        if (tail[end] + part > best) { best = tail[end] + part; cut = end; known_tail = 1; }
    }
    *n_starts = 0;
    if (known_tail) {
        for (int start = cut; start; start = second[start]) starts[(*n_starts)++] = start;
    } else {
        for (int start = cut; start; start = before[start]) ++*n_starts;
        for (int start = cut, i = *n_starts; start; start = before[start]) starts[--i] = start;
    }
    return best;
}

static int link_length(const Table *t, const Word *w, int start, int end)
{
    const uint8_t *scores = find(t, w, start, end);
    if (score_of(scores, FIRST) != MISSING) return link_of(scores);
    const Ending *links = links_of(w, end);
    for (; links->size; links++) {
        int base = end - links->size;
        if (base - start >= LEAST_BASE && ends_with(w, start, end, *links) &&
            score_of(find(t, w, start, base), FIRST) != MISSING)
            return links->size;
    }
    return is_derived(w, start, end);
}

/* ---------------------------------------------------------------- the type */

static int word_read(Word *w, PyObject *given)
{
    Py_ssize_t size;
    const char *bytes = PyUnicode_AsUTF8AndSize(given, &size);
    if (!bytes) return -1;
    if (!size || 2 * PyUnicode_GET_LENGTH(given) > MAX_LETTERS) {
        PyErr_Format(PyExc_ValueError, "a word has 1 to %d letters", MAX_LETTERS / 2);
        return -1;
    }
    memcpy(w->bytes, bytes, (size_t)size);
    w->size = 0;
    for (int i = 0; i < size; i++)
        if ((w->bytes[i] & 0xC0) != 0x80) w->at[w->size++] = i;
    w->at[w->size] = (int)size;
    return 0;
}

/* A word as it is looked up: ss for ß, and umlauts; `origin` are the places of its letters, and of its end, in the word
 * as it is written. */
typedef struct {
    Word word;
    int origin[MAX_LETTERS + 1];
    int n_starts, starts[MAX_LETTERS], score;
} Split;

static void split_read(Split *s, const Word *written)
{
    Word *w = &s->word;
    int bytes = 0;
    w->size = 0;
    for (int i = 0; i < written->size; i++) {
        const uint8_t *letter = written->bytes + written->at[i];
        int size = written->at[i + 1] - written->at[i];
        int eszett = size == 2 && letter[0] == 0xc3 && letter[1] == 0x9f;
        if (eszett) letter = (const uint8_t *)"ss";
        for (int at = 0; at < size; at++) w->bytes[bytes + at] = letter[at];
        w->at[w->size] = bytes;
        s->origin[w->size++] = i;
        if (eszett) {
            w->at[w->size] = bytes + 1;
            s->origin[w->size++] = i + 1; /* between the two: behind the ß */
        }
        bytes += size;
    }
    w->at[w->size] = bytes;
    s->origin[w->size] = written->size;
    word_sum(w);
}

/* The first letter of an umlaut that is written as two; ue behind a, e, q is none. */
static int is_digraph(const Word *w, int at)
{
    if (at + 2 > w->size || w->at[at + 2] - w->at[at] != 2 || w->bytes[w->at[at] + 1] != 'e') return 0;
    uint8_t letter = w->bytes[w->at[at]], before = at ? w->bytes[w->at[at] - 1] : 0;
    return letter == 'a' || letter == 'o' || (letter == 'u' && !(before == 'a' || before == 'e' || before == 'q'));
}

/* The same word with one of its digraphs as an umlaut: as many bytes, a letter less. */
static void with_umlaut(Split *to, const Split *from, int at)
{
    const Word *w = &from->word;
    uint8_t letter = w->bytes[w->at[at]];
    *to = *from;
    to->word.bytes[w->at[at]] = 0xc3;
    to->word.bytes[w->at[at] + 1] = letter == 'a' ? 0xa4 : letter == 'o' ? 0xb6 : 0xbc;
    for (int i = at + 1; i < w->size; i++) {
        to->word.at[i] = w->at[i + 1];
        to->origin[i] = from->origin[i + 1];
    }
    to->word.size--;
    word_sum(&to->word);
}

static int split_cut(const Table *t, Split *s)
{
    s->score = best_cut(t, &s->word, s->starts, &s->n_starts);
    return s->n_starts;
}

static void split(const Table *t, Split *s)
{
    int digraphs[MAX_LETTERS], n = 0;
    split_cut(t, s);
    for (int i = 0; i < s->word.size; i++) {
        if (!is_digraph(&s->word, i)) continue;
        digraphs[n++] = i++;
    }
    while (n--) {
        Split tried;
        with_umlaut(&tried, s, digraphs[n]);
        if (split_cut(t, &tried) && tried.score > s->score) *s = tried;
    }
}

static int is_marked(const uint8_t *scores)
{
    return scores && scores[LINK] == '+';
}

static int is_word(const Table *t, const Word *w, int start, int end)
{
    if (is_marked(find(t, w, start, end))) return 1;
    const Ending *endings = endings_of(w, end);
    for (; endings->size; endings++) {
        int base = end - endings->size;
        if (base > start && ends_with(w, start, end, *endings) && is_marked(find(t, w, start, base))) return 1;
    }
    return 0;
}

static PyObject *table_is_word(Table *self, PyObject *given)
{
    Word w;
    if (word_read(&w, given) < 0) return NULL;
    word_sum(&w);
    return PyBool_FromLong(is_word(self, &w, 0, w.size));
}

static PyObject *table_knows(Table *self, PyObject *given)
{
    Word w;
    if (word_read(&w, given) < 0) return NULL;
    word_sum(&w);
    const uint8_t *scores = find(self, &w, 0, w.size);
    int known = last_score(self, &w, 0, scores) > LOWEST || score_of(scores, WHOLE) > LOWEST
        || inflected(self, &w, 0, WHOLE) > LOWEST || is_word(self, &w, 0, w.size);
    return PyBool_FromLong(known);
}

/* Takes a range of the word as it is written; is_run: it is two and more parts that are a word. */
typedef int (*Take)(void *to, int start, int end, int is_run);

/* Hands over the parts, then the runs of them that are words. */
static int take_ranges(const Table *t, const Split *s, Take take, void *to)
{
    int edges[MAX_LETTERS + 2], ends[MAX_LETTERS + 1], n = s->n_starts + 1;
    edges[0] = 0;
    for (int i = 1; i < n; i++) edges[i] = s->starts[i - 1];
    edges[n] = s->word.size;
    for (int i = 0; i < n; i++) {
        ends[i] = i < n - 1 ? edges[i + 1] - link_length(t, &s->word, edges[i], edges[i + 1]) : edges[n];
        if (take(to, s->origin[edges[i]], s->origin[ends[i]], 0) < 0) return -1;
    }
    for (int first = 0; first < n - 1; first++) {
        for (int last = first + 1; last < n && last - first + 1 < n; last++) {
            if (!is_word(t, &s->word, edges[first], ends[last])) continue;
            if (take(to, s->origin[edges[first]], s->origin[ends[last]], 1) < 0) return -1;
        }
    }
    return 0;
}

static int table_index(Table *t)
{
    const uint8_t *data = t->data.buf, *end = data + t->data.len, *line, *before = data;
    uint64_t sums[MAX_BYTES + 1] = {0}; /* of the beginnings of the key before, many of which are those of the next */
    size_t n = 0, size_before = 0;
    for (const uint8_t *at = data + t->header; at < end; at++) n += *at == '\n';
    if (map_room(&t->lines, n) < 0) return -1;
    for (const uint8_t *at = data + t->header; (line = memchr(at, '\n', (size_t)(end - at))); at = line + 1) {
        if (line - at <= SCORES || line - at > MAX_BYTES) continue;
        size_t size = (size_t)(line - at) - SCORES, same = 0;
        while (same < size && same < size_before && at[same] == before[same]) same++;
        for (size_t i = same; i < size; i++) {
            uint64_t h = hash_sum(sums[i]);
            t->lines.seen[h >> t->lines.shift] |= beginning_bit(h);
            sums[i + 1] = sum_byte(sums[i], at[i]);
        }
        map_put(&t->lines, hash_sum(sums[size]), at + size);
        before = at;
        size_before = size;
    }
    return 0;
}

static int split_word(Table *self, PyObject *given, Split *s)
{
    Word written;
    if (word_read(&written, given) < 0) return -1;
    if (self->words < INDEX_AFTER && ++self->words == INDEX_AFTER && table_index(self) < 0) return -1;
    split_read(s, &written);
    split(self, s);
    return 0;
}

/* Where `split` puts the ranges. */
typedef struct {
    PyTypeObject *type;
    PyObject *parts, *runs;
} Lists;

static int take_part(void *to, int start, int end, int is_run)
{
    Lists *lists = to;
    PyObject *part = lists->type->tp_alloc(lists->type, 2);
    for (int i = 0; part && i < 2; i++) {
        PyObject *place = PyLong_FromLong(i ? end : start);
        if (place) PyTuple_SET_ITEM(part, i, place);
        else Py_CLEAR(part);
    }
    int failed = !part || PyList_Append(is_run ? lists->runs : lists->parts, part) < 0;
    Py_XDECREF(part);
    return failed ? -1 : 0;
}

static PyObject *table_split(Table *self, PyObject *given)
{
    Split s;
    if (split_word(self, given, &s) < 0) return NULL;
    if (!s.n_starts) return Py_NewRef(self->nothing);
    Lists lists = {self->part, PyList_New(0), PyList_New(0)};
    PyObject *parts = NULL;
    if (lists.parts && lists.runs && take_ranges(self, &s, take_part, &lists) == 0) parts = PyList_AsTuple(lists.parts);
    Py_XDECREF(lists.parts);
    if (parts) return Py_BuildValue("(NN)", parts, lists.runs);
    Py_XDECREF(lists.runs);
    return NULL;
}

/* Where `gather` gets the numbers of the parts of a word, and puts them. */
typedef struct {
    PyObject *word, *first, *last;
    int end; /* of the word */
    uint8_t *numbers;
    size_t size, room;
} Gathered;

static int take_numbers(void *to, int start, int end, int is_run)
{
    (void)is_run;
    Gathered *g = to;
    PyObject *part = PyUnicode_Substring(g->word, start, end);
    PyObject *found = part ? PyObject_GetItem(end == g->end ? g->last : g->first, part) : NULL;
    Py_XDECREF(part);
    if (!found) return -1;
    if (!PyBytes_Check(found) || PyBytes_GET_SIZE(found) % 4) {
        Py_DECREF(found);
        PyErr_SetString(PyExc_ValueError, "the numbers of a part are bytes, four each");
        return -1;
    }
    size_t more = (size_t)PyBytes_GET_SIZE(found);
    if (g->size + more > g->room) {
        size_t room = 2 * (g->size + more);
        uint8_t *larger = realloc(g->numbers, room);
        if (!larger) { Py_DECREF(found); PyErr_NoMemory(); return -1; }
        g->numbers = larger;
        g->room = room;
    }
    if (more) memcpy(g->numbers + g->size, PyBytes_AS_STRING(found), more);
    g->size += more;
    Py_DECREF(found);
    return 0;
}

static PyObject *table_gather(Table *self, PyObject *args)
{
    PyObject *words, *counts = NULL, *result = NULL;
    Gathered g = {0};
    Split s;
    if (!PyArg_ParseTuple(args, "OO!O!", &words, &PyDict_Type, &g.first, &PyDict_Type, &g.last)) return NULL;
    if (!(words = PySequence_Tuple(words))) return NULL; /* looking a part up may run anything */
    Py_ssize_t n = PyTuple_GET_SIZE(words);
    if (!(counts = PyBytes_FromStringAndSize(NULL, 4 * n))) goto done;
    for (Py_ssize_t i = 0; i < n; i++) {
        size_t before = g.size;
        g.word = PyTuple_GET_ITEM(words, i);
        if (!PyUnicode_Check(g.word) || PyUnicode_GET_LENGTH(g.word)) {
            if (split_word(self, g.word, &s) < 0) goto done;
            g.end = s.origin[s.word.size];
            if (s.n_starts && take_ranges(self, &s, take_numbers, &g) < 0) goto done;
        }
        uint32_t count = (uint32_t)((g.size - before) / 4);
        memcpy(PyBytes_AS_STRING(counts) + 4 * i, &count, 4);
    }
    result = Py_BuildValue("(Oy#)", counts, g.numbers ? (char *)g.numbers : "", (Py_ssize_t)g.size);
done:
    free(g.numbers);
    Py_DECREF(words);
    Py_XDECREF(counts);
    return result;
}

static PyObject *table_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    PyObject *data, *first, *derived, *last, *whole, *codas, *onsets, *endings, *whole_endings, *beginnings, *links;
    PyObject *part;
    Py_ssize_t header;
    int of_parts;
    if (keywords && PyDict_Size(keywords)) return PyErr_Format(PyExc_TypeError, "Table takes no keywords");
    if (!PyArg_ParseTuple(args, "OnO!(OOOOOOOOOiO)", &data, &header, &PyType_Type, &part, &first, &derived, &last, &whole, &codas, &onsets,
                          &endings, &whole_endings, &beginnings, &of_parts, &links))
        return NULL;
    Table *t = (Table *)type->tp_alloc(type, 0);
    if (!t) return NULL;
    t->first_of_parts = of_parts;
    if (!PyType_IsSubtype((PyTypeObject *)part, &PyTuple_Type)) {
        Py_DECREF(t);
        return PyErr_Format(PyExc_TypeError, "a part is a tuple");
    }
    t->part = (PyTypeObject *)Py_NewRef(part);
    t->nothing = Py_BuildValue("(()())");
    if (!t->nothing) { Py_DECREF(t); return NULL; }
    if (PyObject_GetBuffer(data, &t->data, PyBUF_SIMPLE) < 0) { Py_DECREF(t); return NULL; }
    if (header < 0 || header > t->data.len || t->data.len >= UINT32_MAX) {
        Py_DECREF(t);
        return PyErr_Format(PyExc_ValueError, "not a table of compounds");
    }
    t->header = (size_t)header;
    if (by_length_make(&t->first, first) < 0 || by_length_make(&t->derived, derived) < 0 ||
        by_length_make(&t->last, last) < 0 || by_length_make(&t->whole, whole) < 0 ||
        map_make(&t->first_codas, codas) < 0 || map_make(&t->last_onsets, onsets) < 0 ||
        map_make(&t->last_endings, endings) < 0 || map_make(&t->whole_endings, whole_endings) < 0 ||
        map_make(&t->whole_beginnings, beginnings) < 0 || map_make(&t->links, links) < 0) {
        Py_DECREF(t);
        return NULL;
    }
    const Ending links_needed[] = {LINKS[0][0], LINKS[0][1], LINKS[1][0], LINKS[1][1], LINKS[1][2], DERIVED_LINK};
    for (size_t i = 0; i < sizeof links_needed / sizeof *links_needed; i++) {
        if (cost_of(&t->links, links_needed[i]) == MISSING) {
            Py_DECREF(t);
            return PyErr_Format(PyExc_ValueError, "no score for the linking element %s", links_needed[i].bytes);
        }
    }
    return (PyObject *)t;
}

static void table_free(Table *t)
{
    if (t->data.obj) PyBuffer_Release(&t->data);
    map_free(&t->lines);
    free(t->first.of);
    free(t->derived.of);
    free(t->last.of);
    free(t->whole.of);
    map_free(&t->first_codas);
    map_free(&t->last_onsets);
    map_free(&t->last_endings);
    map_free(&t->whole_endings);
    map_free(&t->whole_beginnings);
    map_free(&t->links);
    Py_XDECREF(t->part);
    Py_XDECREF(t->nothing);
    Py_TYPE(t)->tp_free((PyObject *)t);
}

static PyMethodDef table_methods[] = {
    {"split", (PyCFunction)table_split, METH_O, "split(word) -> (parts, runs of parts that are words), both empty: it is not split."},
    {"gather", (PyCFunction)table_gather, METH_VARARGS, "gather(words, first, last) -> (how many numbers the parts of each word have in these dicts, all of them)."},
    {"is_word", (PyCFunction)table_is_word, METH_O, "is_word(word) -> whether it, or its base form, is a compound that is a word."},
    {"knows", (PyCFunction)table_knows, METH_O, "knows(word) -> whether the table has it, or its base form, as anything but a first part."},
    {NULL, NULL, 0, NULL},
};
static PyTypeObject table_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "searcher.analysis.compound_native.Table",
    .tp_basicsize = sizeof(Table),
    .tp_dealloc = (destructor)table_free,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Table(data, header_size, part, fallback): the table of compounds; part: the type of a range; see compound_cuts.py.",
    .tp_methods = table_methods,
    .tp_new = table_new,
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "compound_native", "Where to cut a word; see compound_cuts.py.", -1,
    NULL, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_compound_native(void)
{
    powers[0] = 1;
    for (int i = 0; i < MAX_BYTES; i++) powers[i + 1] = powers[i] * RADIX;
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddType(made, &table_type) < 0) Py_CLEAR(made);
    return made;
}
