/* The compiled half of searcher.kernel: loops over postings, dictionaries and score lists.
 *
 * Every function has a twin of the same name in reference.py (numpy), tested against it; the formats are
 * documented there. Buffers come from files that may be hostile, so nothing is read or written without its
 * bounds being known: every fault found in the data raises ValueError.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ROLE_ALL 0xFFFFFFFFu   /* any occurrence; parts of compounds count part_weight */
#define ROLE_WHOLE 0xFFFFFFFEu /* whole words only */
#define NONE32 0xFFFFFFFFu
#define MAX_COLUMNS 8
#define MAX_SLOTS 64

static int bad(const char *what)
{
    PyErr_SetString(PyExc_ValueError, what);
    return -1;
}

/* ---------------------------------------------------------------- bytes in and out */

typedef struct {
    uint8_t *at;
    size_t size, room;
} Out;

static int out_room(Out *o, size_t more)
{
    if (o->size + more <= o->room) return 0;
    size_t room = o->room ? o->room * 2 : 1 << 16;
    while (room < o->size + more) room *= 2;
    uint8_t *p = realloc(o->at, room);
    if (!p) { PyErr_NoMemory(); return -1; }
    o->at = p;
    o->room = room;
    return 0;
}

static inline uint8_t *put_varint(uint8_t *p, uint64_t v)
{
    while (v >= 128) { *p++ = (uint8_t)(v | 128); v >>= 7; }
    *p++ = (uint8_t)v;
    return p;
}

/* Reads a varint of at most 64 bits; NULL when it does not end before `end`. */
static inline const uint8_t *get_varint(const uint8_t *p, const uint8_t *end, uint64_t *v)
{
    uint64_t x = 0;
    int shift = 0;
    while (p < end && shift < 64) {
        uint8_t b = *p++;
        x |= (uint64_t)(b & 127) << shift;
        if (b < 128) { *v = x; return p; }
        shift += 7;
    }
    return NULL;
}

static inline uint32_t load32(const uint8_t *p) { uint32_t v; memcpy(&v, p, 4); return v; }
static inline uint32_t load16(const uint8_t *p) { uint16_t v; memcpy(&v, p, 2); return v; }

/* A typed view of a Python buffer; `n` elements of `width` bytes. */
typedef struct { Py_buffer b; const void *at; size_t n; int held; } View;

static int view_get(View *v, PyObject *o, size_t width)
{
    v->held = 0;
    if (PyObject_GetBuffer(o, &v->b, PyBUF_SIMPLE) < 0) return -1;
    v->held = 1;
    v->at = v->b.buf;
    v->n = (size_t)v->b.len / width;
    if (width > 1 && ((size_t)v->b.len % width || (v->n && (uintptr_t)v->at % width)))
        return bad("a buffer is not aligned to its element");
    return 0;
}

static void view_drop(View *v) { if (v->held) PyBuffer_Release(&v->b); v->held = 0; }

/* ---------------------------------------------------------------- one posting record */

typedef struct {
    uint32_t df, total, flags, role, n_tf, n_ptf, n_pos, n_role;
    const uint8_t *gaps, *gaps_end, *tf, *tf_exc, *ptf, *ptf_exc, *pos, *pos_exc, *roles, *role_exc;
} Rec;

enum { HAS_TF = 1, HAS_PARTS = 2, HAS_ROLES = 4, WIDE = 8 };

/* The i-th exception of one of the record's columns. */
static inline uint32_t exception(const Rec *r, const uint8_t *exc, size_t i)
{
    return r->flags & WIDE ? load32(exc + 4 * i) : load16(exc + 2 * i);
}

static int rec_open(const uint8_t *p, size_t len, uint32_t n_docs, Rec *r)
{
    const uint8_t *end = p + len;
    uint64_t df, total, flags, gaps, n_tf = 0, n_ptf = 0, n_pos, role = 0, n_role = 0;
    memset(r, 0, sizeof *r);
    if (!(p = get_varint(p, end, &df)) || !(p = get_varint(p, end, &total)) || !(p = get_varint(p, end, &flags))
        || !(p = get_varint(p, end, &gaps)))
        return bad("damaged posting record: header");
    if ((flags & HAS_TF) && !(p = get_varint(p, end, &n_tf))) return bad("damaged posting record: header");
    if ((flags & HAS_PARTS) && !(p = get_varint(p, end, &n_ptf))) return bad("damaged posting record: header");
    if (!(p = get_varint(p, end, &n_pos))) return bad("damaged posting record: header");
    if (!(p = get_varint(p, end, (flags & HAS_ROLES) ? &n_role : &role))) return bad("damaged posting record: header");
    if (df == 0 || df > n_docs || total < df || total > 0xFFFFFFF0u || gaps > len || n_tf > df || n_ptf > df
        || n_pos > total || n_role > total || role > 0xFFFFFFF0u || (!(flags & HAS_TF) && total != df))
        return bad("damaged posting record: counts");
    r->df = (uint32_t)df; r->total = (uint32_t)total; r->flags = (uint32_t)flags; r->role = (uint32_t)role;
    r->n_tf = (uint32_t)n_tf; r->n_ptf = (uint32_t)n_ptf; r->n_pos = (uint32_t)n_pos; r->n_role = (uint32_t)n_role;
    uint64_t width = flags & WIDE ? 4 : 2, need = gaps + total + width * n_pos;
    if (flags & HAS_TF) need += df + width * n_tf;
    if (flags & HAS_PARTS) need += df + width * n_ptf;
    if (flags & HAS_ROLES) need += total + width * n_role;
    if (need != (uint64_t)(end - p)) return bad("damaged posting record: length");
    r->gaps = p; p += gaps; r->gaps_end = p;
    if (flags & HAS_TF) { r->tf = p; p += df; r->tf_exc = p; p += width * n_tf; }
    if (flags & HAS_PARTS) { r->ptf = p; p += df; r->ptf_exc = p; p += width * n_ptf; }
    r->pos = p; p += total; r->pos_exc = p; p += width * n_pos;
    if (flags & HAS_ROLES) { r->roles = p; p += total; r->role_exc = p; }
    return 0;
}

static int rec_docs(const Rec *r, uint32_t n_docs, uint32_t *out)
{
    const uint8_t *p = r->gaps, *end = r->gaps_end;
    uint64_t doc = 0;
    for (uint32_t i = 0; i < r->df;) {
        /* Eight gaps of a byte each, as most are, none of them 0. */
        for (uint64_t eight; i && r->df - i >= 8 && end - p >= 8; i += 8, p += 8) {
            memcpy(&eight, p, 8);
            if (((eight - 0x0101010101010101ull) | eight) & 0x8080808080808080ull) break;
            for (int j = 0; j < 8; j++) out[i + (uint32_t)j] = (uint32_t)(doc += p[j]);
            if (doc >= n_docs) return bad("damaged posting record: documents");
        }
        if (i == r->df) break;
        if (p >= end) return bad("damaged posting record: documents");
        uint64_t gap = *p++;
        if (gap >= 128) {
            gap &= 127;
            int shift = 7;
            for (;;) {
                if (p >= end || shift > 28) return bad("damaged posting record: documents");
                uint8_t b = *p++;
                gap |= (uint64_t)(b & 127) << shift;
                if (b < 128) break;
                shift += 7;
            }
        }
        if (i && !gap) return bad("damaged posting record: documents");
        doc += gap;
        if (doc >= n_docs) return bad("damaged posting record: documents");
        out[i++] = (uint32_t)doc;
    }
    return p == end ? 0 : bad("damaged posting record: documents");
}

/* Numbers stored as a byte each, 255 standing for the next of the exceptions, which are few. */
static int wide(const Rec *r, const uint8_t *bytes, const uint8_t *exc, uint32_t n_exc, uint32_t n, uint32_t *out)
{
    uint32_t e = 0;
    for (uint32_t i = 0; i < n; i++) out[i] = bytes[i];
    const uint8_t *at = bytes, *end = bytes + n;
    for (; at < end && (at = memchr(at, 255, (size_t)(end - at))); at++) {
        if (e >= n_exc) return bad("damaged posting record: exceptions");
        out[at - bytes] = exception(r, exc, e++);
    }
    return e == n_exc ? 0 : bad("damaged posting record: exceptions");
}

static int rec_tfs(const Rec *r, uint32_t *out)
{
    if (!r->tf) { for (uint32_t i = 0; i < r->df; i++) out[i] = 1; return 0; }
    if (wide(r, r->tf, r->tf_exc, r->n_tf, r->df, out) < 0) return -1;
    uint64_t sum = 0;
    uint32_t none = 0;
    for (uint32_t i = 0; i < r->df; i++) { none |= !out[i]; sum += out[i]; }
    return none || sum != r->total ? bad("damaged posting record: counts") : 0;
}

static int rec_ptfs(const Rec *r, uint32_t *out)
{
    if (!r->ptf) { memset(out, 0, 4 * (size_t)r->df); return 0; }
    return wide(r, r->ptf, r->ptf_exc, r->n_ptf, r->df, out);
}

static inline uint32_t count_of(uint8_t byte, const uint8_t *p, size_t n)
{
    uint32_t c = 0;
    for (; n >= 255; p += 255, n -= 255) { /* in bytes: sixteen at a time */
        uint8_t some = 0;
        for (size_t i = 0; i < 255; i++) some = (uint8_t)(some + (p[i] == byte));
        c += some;
    }
    for (size_t i = 0; i < n; i++) c += p[i] == byte;
    return c;
}

static uint32_t count_255(const uint8_t *p, size_t n) { return count_of(255, p, n); }

/* ---------------------------------------------------------------- encoding a record */

typedef struct { uint32_t doc, pos, role; } Occ;

static inline void put_exception(uint8_t **exc, uint32_t v, size_t width)
{
    uint16_t narrow = (uint16_t)v;
    memcpy(*exc, width == 4 ? (const void *)&v : &narrow, width);
    *exc += width;
}

static int rec_encode(Out *o, const Occ *occ, size_t n, uint32_t *rec_len)
{
    if (!n) { *rec_len = 0; return 0; }
    uint32_t df = 0, n_tf = 0, n_ptf = 0, n_pos = 0, n_role = 0, flags = 0;
    size_t gaps = 0;
    uint32_t last = 0, most = 0, most_role = 0;
    for (size_t i = 0; i < n;) {
        size_t j = i;
        uint32_t parts = 0, at = 0;
        /* What is written can be read: a term twice at a place, or documents out of order, are refused here. */
        if ((i && occ[i].doc <= last) || occ[i].doc == NONE32) return bad("documents do not ascend");
        while (j < n && occ[j].doc == occ[i].doc) {
            if ((j > i && occ[j].pos <= at) || occ[j].pos > 0xFFFFFFF0u) return bad("positions do not ascend");
            if (occ[j].role == 0) parts++;
            if (occ[j].role >= 255) n_role++;
            if (occ[j].role > most_role) most_role = occ[j].role;
            if (occ[j].role != occ[0].role) flags |= HAS_ROLES;
            if (occ[j].pos - at >= 255) n_pos++;
            if (occ[j].pos - at > most) most = occ[j].pos - at;
            at = occ[j].pos;
            j++;
        }
        uint32_t gap = occ[i].doc - last;
        gaps += gap < 128 ? 1 : gap < 1 << 14 ? 2 : gap < 1 << 21 ? 3 : gap < 1 << 28 ? 4 : 5;
        last = occ[i].doc;
        if (j - i > 1) flags |= HAS_TF;
        if (j - i >= 255) n_tf++;
        if (j - i > most) most = (uint32_t)(j - i);
        if (parts) flags |= HAS_PARTS;
        if (parts >= 255) n_ptf++;
        df++;
        i = j;
    }
    if (!(flags & HAS_ROLES) && occ[0].role > 0xFFFFFFF0u) return bad("a role is out of range");
    if (most > 0xFFFF || ((flags & HAS_ROLES) && most_role > 0xFFFF)) flags |= WIDE;
    const size_t width = flags & WIDE ? 4 : 2;
    size_t start = o->size;
    if (out_room(o, 64 + gaps + 2 * (size_t)df + 2 * n + width * ((size_t)n_tf + n_ptf + n_pos + n_role)) < 0) return -1;
    uint8_t *p = o->at + o->size;
    p = put_varint(p, df); p = put_varint(p, n); p = put_varint(p, flags); p = put_varint(p, gaps);
    if (flags & HAS_TF) p = put_varint(p, n_tf);
    if (flags & HAS_PARTS) p = put_varint(p, n_ptf);
    p = put_varint(p, n_pos);
    p = put_varint(p, (flags & HAS_ROLES) ? n_role : occ[0].role);
    uint8_t *g = p, *tf = g + gaps, *tf_exc = tf, *ptf, *ptf_exc, *pos, *pos_exc, *rol, *rol_exc;
    if (flags & HAS_TF) tf_exc = tf + df;
    ptf = tf_exc + ((flags & HAS_TF) ? width * n_tf : 0);
    ptf_exc = (flags & HAS_PARTS) ? ptf + df : ptf;
    pos = ptf_exc + ((flags & HAS_PARTS) ? width * n_ptf : 0);
    pos_exc = pos + n;
    rol = pos_exc + width * n_pos;
    rol_exc = (flags & HAS_ROLES) ? rol + n : rol;
    uint8_t *stop = rol_exc + ((flags & HAS_ROLES) ? width * n_role : 0);
#define PUT(at, exc, v) do { uint32_t v_ = (v); if (v_ < 255) *at++ = (uint8_t)v_; \
        else { *at++ = 255; put_exception(&exc, v_, width); } } while (0)
    last = 0;
    for (size_t i = 0; i < n;) {
        size_t j = i;
        uint32_t parts = 0, at = 0;
        while (j < n && occ[j].doc == occ[i].doc) {
            if (occ[j].role == 0) parts++;
            PUT(pos, pos_exc, occ[j].pos - at);
            if (flags & HAS_ROLES) PUT(rol, rol_exc, occ[j].role);
            at = occ[j].pos;
            j++;
        }
        g = put_varint(g, occ[i].doc - last);
        last = occ[i].doc;
        if (flags & HAS_TF) PUT(tf, tf_exc, (uint32_t)(j - i));
        if (flags & HAS_PARTS) PUT(ptf, ptf_exc, parts);
        i = j;
    }
#undef PUT
    o->size = (size_t)(stop - o->at);
    if (o->size - start > 0xFFFFFFF0u) return bad("a posting record is over 4 GiB");
    *rec_len = (uint32_t)(o->size - start);
    return 0;
}

PyDoc_STRVAR(invert_doc, "invert(tokens, doc_lengths, raw_offsets, raw_terms, raw_roles, n_terms) -> (blob, lengths)");
static PyObject *k_invert(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *o[5], *result = NULL;
    unsigned int n_terms;
    if (!PyArg_ParseTuple(args, "OOOOOI", &o[0], &o[1], &o[2], &o[3], &o[4], &n_terms)) return NULL;
    View v[5];
    memset(v, 0, sizeof v);
    Out out = {0};
    uint64_t *cursor = NULL;
    Occ *occ = NULL;
    PyObject *lengths = NULL;
    for (int i = 0; i < 5; i++) if (view_get(&v[i], o[i], 4) < 0) goto done;
    const uint32_t *tok = v[0].at, *len = v[1].at, *off = v[2].at, *term = v[3].at, *role = v[4].at;
    size_t n_raw = v[2].n ? v[2].n - 1 : 0;
    for (size_t i = 0; i < n_raw; i++)
        if (off[i] > off[i + 1] || off[i + 1] > v[3].n || v[4].n != v[3].n) { bad("invert: raw offsets"); goto done; }
    cursor = calloc((size_t)n_terms + 2, 8);
    if (!cursor) { PyErr_NoMemory(); goto done; }
    for (size_t i = 0; i < v[3].n; i++) if (term[i] >= n_terms) { bad("invert: term id"); goto done; }
    for (size_t i = 0; i < v[0].n; i++) {
        if (tok[i] >= n_raw) { bad("invert: raw id"); goto done; }
        for (uint32_t j = off[tok[i]]; j < off[tok[i] + 1]; j++) cursor[term[j] + 1]++;
    }
    for (size_t t = 0; t < n_terms; t++) cursor[t + 1] += cursor[t];
    uint64_t total = cursor[n_terms];
    occ = malloc((total ? total : 1) * sizeof(Occ));
    if (!occ) { PyErr_NoMemory(); goto done; }
    size_t at = 0;
    for (size_t d = 0; d < v[1].n; d++) {
        if (len[d] > v[0].n - at) { bad("invert: document lengths"); goto done; }
        for (uint32_t k = 0; k < len[d]; k++, at++)
            for (uint32_t j = off[tok[at]]; j < off[tok[at] + 1]; j++)
                occ[cursor[term[j]]++] = (Occ){(uint32_t)d, k, role[j]};
    }
    if (at != v[0].n) { bad("invert: document lengths"); goto done; }
    lengths = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)n_terms * 4);
    if (!lengths) goto done;
    uint32_t *rl = (uint32_t *)PyBytes_AS_STRING(lengths);
    uint64_t from = 0;
    for (size_t t = 0; t < n_terms; t++) { /* cursor[t] has moved to where term t ends */
        if (rec_encode(&out, occ + from, cursor[t] - from, &rl[t]) < 0) goto done;
        from = cursor[t];
    }
    result = Py_BuildValue("y#O", out.at ? (char *)out.at : "", (Py_ssize_t)out.size, lengths);
done:
    for (int i = 0; i < 5; i++) view_drop(&v[i]);
    Py_XDECREF(lengths);
    free(out.at); free(cursor); free(occ);
    return result;
}

PyDoc_STRVAR(sum_parts_doc, "sum_parts(tokens u32, doc_lengths u32, values u32) -> u32 a document: the sum of its tokens' values");
static PyObject *k_sum_parts(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *o[3], *out = NULL;
    if (!PyArg_ParseTuple(args, "OOO", &o[0], &o[1], &o[2])) return NULL;
    View v[3];
    memset(v, 0, sizeof v);
    for (int i = 0; i < 3; i++)
        if (view_get(&v[i], o[i], 4) < 0) goto done;
    const uint32_t *tok = v[0].at, *len = v[1].at, *val = v[2].at;
    if (!(out = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)v[1].n))) goto done;
    uint32_t *to = (uint32_t *)PyBytes_AS_STRING(out);
    size_t at = 0;
    for (size_t d = 0; d < v[1].n; d++) {
        uint32_t sum = 0;
        if (len[d] > v[0].n - at) { bad("sum_parts: document lengths"); Py_CLEAR(out); goto done; }
        for (uint32_t k = 0; k < len[d]; k++, at++) {
            if (tok[at] >= v[2].n) { bad("sum_parts: raw id"); Py_CLEAR(out); goto done; }
            sum += val[tok[at]];
        }
        to[d] = sum;
    }
done:
    for (int i = 0; i < 3; i++) view_drop(&v[i]);
    return out;
}

/* Appends a term to those of a word, which begin at `from`, unless it is there. */
static inline size_t add_term(uint32_t *terms, uint32_t *roles, size_t from, size_t n, uint32_t term, uint32_t role)
{
    for (size_t i = from; i < n; i++)
        if (terms[i] == term) return n;
    terms[n] = term;
    roles[n] = role;
    return n + 1;
}

PyDoc_STRVAR(add_parts_doc, "add_parts(counts u32, terms u32, roles u32, part_counts u32, part_terms u32) -> (counts, terms, roles, parts of them) of words with their parts");
static PyObject *k_add_parts(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *o[5], *made[4] = {NULL, NULL, NULL, NULL}, *result = NULL; /* counts, terms, roles, parts */
    if (!PyArg_ParseTuple(args, "OOOOO", &o[0], &o[1], &o[2], &o[3], &o[4])) return NULL;
    View v[5];
    memset(v, 0, sizeof v);
    for (int i = 0; i < 5; i++)
        if (view_get(&v[i], o[i], 4) < 0) goto done;
    const uint32_t *counts = v[0].at, *terms = v[1].at, *roles = v[2].at, *part_counts = v[3].at, *parts = v[4].at;
    uint64_t own = 0, added = 0;
    for (size_t w = 0; w < v[0].n; w++) own += counts[w];
    for (size_t w = 0; w < v[3].n; w++) added += part_counts[w];
    if (v[0].n != v[3].n || own != v[1].n || own != v[2].n || added != v[4].n) { bad("add_parts: counts"); goto done; }
    uint32_t *to[4];
    for (int i = 0; i < 4; i++) {
        size_t room = i == 1 || i == 2 ? v[1].n + v[4].n : v[0].n;
        if (!(made[i] = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)room))) goto done;
        to[i] = (uint32_t *)PyBytes_AS_STRING(made[i]);
    }
    size_t n = 0, at = 0, part_at = 0;
    for (size_t w = 0; w < v[0].n; w++) {
        size_t from = n, n_own;
        for (uint32_t i = 0; i < counts[w]; i++, at++) n = add_term(to[1], to[2], from, n, terms[at], roles[at]);
        n_own = n;
        for (uint32_t i = 0; i < part_counts[w]; i++) n = add_term(to[1], to[2], from, n, parts[part_at++], 0);
        to[0][w] = (uint32_t)(n - from);
        to[3][w] = (uint32_t)(n - n_own);
    }
    if (_PyBytes_Resize(&made[1], 4 * (Py_ssize_t)n) < 0 || _PyBytes_Resize(&made[2], 4 * (Py_ssize_t)n) < 0) goto done;
    result = PyTuple_Pack(4, made[0], made[1], made[2], made[3]);
done:
    for (int i = 0; i < 5; i++) view_drop(&v[i]);
    for (int i = 0; i < 4; i++) Py_XDECREF(made[i]);
    return result;
}

/* ---------------------------------------------------------------- decoding for other readers */

/* Appends the occurrences of a record; doc_map (or NULL) renumbers or drops documents, role_map roles. */
static int rec_occ(const Rec *r, uint32_t n_docs, Occ **occ, size_t *n, size_t *room, const uint32_t *doc_map,
                   const uint32_t *role_map, uint32_t n_roles)
{
    if (*n + r->total > *room) {
        size_t want = *n + r->total + (*room >> 1);
        Occ *p = realloc(*occ, want * sizeof(Occ));
        if (!p) { PyErr_NoMemory(); return -1; }
        *occ = p;
        *room = want;
    }
    uint32_t *docs = malloc(8 * (size_t)r->df);
    if (!docs) { PyErr_NoMemory(); return -1; }
    uint32_t *tfs = docs + r->df;
    int bad_ = rec_docs(r, n_docs, docs) < 0 || rec_tfs(r, tfs) < 0;
    size_t k = 0, e = 0, re = 0;
    Occ *o = *occ + *n;
    for (uint32_t i = 0; i < r->df && !bad_; i++) {
        uint32_t doc = doc_map ? doc_map[docs[i]] : docs[i];
        uint64_t at = 0;
        for (uint32_t j = 0; j < tfs[i]; j++, k++) {
            uint32_t d = r->pos[k], role = r->role;
            if (d == 255) { if (e >= r->n_pos) { bad_ = 1; break; } d = exception(r, r->pos_exc, e++); }
            at += d;
            if (r->roles) {
                role = r->roles[k];
                if (role == 255) { if (re >= r->n_role) { bad_ = 1; break; } role = exception(r, r->role_exc, re++); }
            }
            if (at > 0xFFFFFFF0u || (j && !d)) { bad_ = 1; break; }
            if (role_map) { if (role >= n_roles) { bad_ = 1; break; } role = role_map[role]; }
            if (doc != NONE32) *o++ = (Occ){doc, (uint32_t)at, role};
        }
    }
    free(docs);
    if (bad_) { if (!PyErr_Occurred()) bad("damaged posting record: positions"); return -1; }
    if (e != r->n_pos || re != r->n_role) return bad("damaged posting record: exceptions");
    *n = (size_t)(o - *occ);
    return 0;
}

PyDoc_STRVAR(decode_doc, "decode(record, n_docs) -> (docs, freqs, part_freqs, positions, roles), u32 arrays as bytes");
static PyObject *k_decode(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer b;
    unsigned int n_docs;
    if (!PyArg_ParseTuple(args, "y*I", &b, &n_docs)) return NULL;
    Rec r;
    PyObject *out[5] = {0}, *result = NULL;
    Occ *occ = NULL;
    size_t n = 0, room = 0;
    if (rec_open(b.buf, (size_t)b.len, n_docs, &r) < 0) goto done;
    for (int i = 0; i < 5; i++)
        if (!(out[i] = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)(i < 3 ? r.df : r.total)))) goto done;
#define U32(i) ((uint32_t *)PyBytes_AS_STRING(out[i]))
    if (rec_docs(&r, n_docs, U32(0)) < 0 || rec_tfs(&r, U32(1)) < 0 || rec_ptfs(&r, U32(2)) < 0) goto done;
    if (rec_occ(&r, n_docs, &occ, &n, &room, NULL, NULL, 0) < 0) goto done;
    for (size_t i = 0; i < n; i++) { U32(3)[i] = occ[i].pos; U32(4)[i] = occ[i].role; }
#undef U32
    result = PyTuple_Pack(5, out[0], out[1], out[2], out[3], out[4]);
done:
    for (int i = 0; i < 5; i++) Py_XDECREF(out[i]);
    free(occ);
    PyBuffer_Release(&b);
    return result;
}

PyDoc_STRVAR(merge_doc,
    "merge(first, last, sources) -> (blob, lengths): new terms first..last from sources of\n"
    "(blob, record_offsets u64, old_ids u32, doc_map u32, role_offsets u32, role_map u32)");
static PyObject *k_merge(PyObject *self, PyObject *args)
{
    (void)self;
    unsigned int first, last;
    PyObject *list, *result = NULL, *lengths = NULL;
    if (!PyArg_ParseTuple(args, "IIO!", &first, &last, &PyList_Type, &list)) return NULL;
    if (last < first) { bad("merge: range"); return NULL; }
    Py_ssize_t n_src = PyList_GET_SIZE(list);
    View *v = calloc((size_t)n_src * 6 + 1, sizeof(View));
    Occ *occ = NULL;
    size_t room = 0;
    Out out = {0};
    if (!v) return PyErr_NoMemory();
    for (Py_ssize_t s = 0; s < n_src; s++) {
        PyObject *o[6];
        if (!PyArg_ParseTuple(PyList_GET_ITEM(list, s), "OOOOOO", &o[0], &o[1], &o[2], &o[3], &o[4], &o[5])) goto done;
        static const size_t width[6] = {1, 8, 4, 4, 4, 4};
        for (int i = 0; i < 6; i++) if (view_get(&v[s * 6 + i], o[i], width[i]) < 0) goto done;
        if (v[s * 6 + 2].n < last) { bad("merge: old ids"); goto done; }
    }
    lengths = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)(last - first));
    if (!lengths) goto done;
    uint32_t *rl = (uint32_t *)PyBytes_AS_STRING(lengths);
    for (uint32_t t = first; t < last; t++) {
        size_t n = 0;
        for (Py_ssize_t s = 0; s < n_src; s++) {
            View *w = v + s * 6;
            uint32_t old = ((const uint32_t *)w[2].at)[t];
            if (old == NONE32) continue;
            const uint64_t *off = w[1].at;
            const uint32_t *ro = w[4].at;
            if ((size_t)old + 1 >= w[1].n || off[old] > off[old + 1] || off[old + 1] > w[0].n
                || (size_t)old + 1 >= w[4].n || ro[old] > ro[old + 1] || ro[old + 1] > w[5].n) { bad("merge: offsets"); goto done; }
            if (off[old] == off[old + 1]) continue;
            Rec r;
            if (rec_open((const uint8_t *)w[0].at + off[old], off[old + 1] - off[old], (uint32_t)w[3].n, &r) < 0) goto done;
            if (rec_occ(&r, (uint32_t)w[3].n, &occ, &n, &room, w[3].at, (const uint32_t *)w[5].at + ro[old],
                        ro[old + 1] - ro[old]) < 0) goto done;
        }
        if (rec_encode(&out, occ, n, &rl[t - first]) < 0) goto done;
    }
    result = Py_BuildValue("y#O", out.at ? (char *)out.at : "", (Py_ssize_t)out.size, lengths);
done:
    for (Py_ssize_t i = 0; i < n_src * 6; i++) view_drop(&v[i]);
    Py_XDECREF(lengths);
    free(v); free(occ); free(out.at);
    return result;
}

/* ---------------------------------------------------------------- score lists */

typedef struct { uint32_t *id; float *val; size_t n; } List;

static void list_free(List *l) { free(l->id); free(l->val); l->id = NULL; l->val = NULL; l->n = 0; }

static int list_room(List *l, size_t n)
{
    l->id = malloc(4 * (n ? n : 1));
    l->val = malloc(4 * (n ? n : 1));
    l->n = 0;
    if (!l->id || !l->val) { list_free(l); PyErr_NoMemory(); return -1; }
    return 0;
}

static PyObject *list_out(const List *l)
{
    return Py_BuildValue("y#y#", (char *)l->id, (Py_ssize_t)(4 * l->n), (char *)l->val, (Py_ssize_t)(4 * l->n));
}

/* First index in [from, n) whose id is >= d, by doubling steps. */
static size_t gallop(const uint32_t *id, size_t from, size_t n, uint32_t d)
{
    size_t step = 1, lo = from, hi;
    while (lo + step < n && id[lo + step] < d) { lo += step; step *= 2; }
    hi = lo + step < n ? lo + step : n;
    while (lo < hi) { size_t mid = lo + (hi - lo) / 2; if (id[mid] < d) lo = mid + 1; else hi = mid; }
    return lo;
}

/* `list_merge` of a short list into a long one: what lies between the short one's documents is copied in one go. */
static void merge_into(const List *few, const List *many, int take_max, List *out)
{
    size_t at = 0, n = 0;
    for (size_t i = 0; i < few->n; i++) {
        size_t to = gallop(many->id, at, many->n, few->id[i]);
        memcpy(out->id + n, many->id + at, 4 * (to - at));
        memcpy(out->val + n, many->val + at, 4 * (to - at));
        n += to - at;
        at = to;
        float val = few->val[i];
        if (at < many->n && many->id[at] == few->id[i]) {
            float other = many->val[at++];
            val = take_max ? (val > other ? val : other) : val + other;
        }
        out->id[n] = few->id[i];
        out->val[n++] = val;
    }
    memcpy(out->id + n, many->id + at, 4 * (many->n - at));
    memcpy(out->val + n, many->val + at, 4 * (many->n - at));
    out->n = n + many->n - at;
}

/* out = a + b (or their maximum); the order of addition is the order of the arguments. */
static int list_merge(const List *a, const List *b, int take_max, List *out)
{
    if (list_room(out, a->n + b->n) < 0) return -1;
    if (a->n < b->n / 8) { merge_into(a, b, take_max, out); return 0; }
    if (b->n < a->n / 8) { merge_into(b, a, take_max, out); return 0; }
    size_t i = 0, j = 0, n = 0;
    while (i < a->n && j < b->n) {
        uint32_t x = a->id[i], y = b->id[j];
        if (x < y) { out->id[n] = x; out->val[n++] = a->val[i++]; }
        else if (y < x) { out->id[n] = y; out->val[n++] = b->val[j++]; }
        else {
            float p = a->val[i++], q = b->val[j++];
            out->id[n] = x;
            out->val[n++] = take_max ? (p > q ? p : q) : p + q;
        }
    }
    memcpy(out->id + n, a->id + i, 4 * (a->n - i)); memcpy(out->val + n, a->val + i, 4 * (a->n - i)); n += a->n - i;
    memcpy(out->id + n, b->id + j, 4 * (b->n - j)); memcpy(out->val + n, b->val + j, 4 * (b->n - j)); n += b->n - j;
    out->n = n;
    return 0;
}

/* Sums by document, and which documents have one, kept between calls and all zero there: clearing them for each
   call would cost as much as a short list. The GIL is held wherever they are used. */
typedef struct { float *sum; uint64_t *has; size_t room; } Sums;
static Sums scratch;

static int sums_for(Sums *s, size_t n_docs)
{
    if (n_docs < s->room) return 0;
    free(s->sum); free(s->has);
    s->room = 0;
    size_t room = (n_docs | 63) + 1;
    s->sum = calloc(room, sizeof *s->sum);
    s->has = calloc(room / 64, sizeof *s->has);
    if (!s->sum || !s->has) { free(s->sum); free(s->has); s->sum = NULL; s->has = NULL; PyErr_NoMemory(); return -1; }
    s->room = room;
    return 0;
}

/* Adds one list; no branch depends on the documents, so that nothing is mispredicted. Scores are not negative. */
static void sums_add(Sums *s, const List *l, int take_max)
{
    const uint32_t *id = l->id;
    const float *val = l->val;
    float *sum = s->sum;
    uint64_t *has = s->has;
    if (take_max)
        for (size_t j = 0; j < l->n; j++) {
            float *at = &sum[id[j]];
            *at = *at > val[j] ? *at : val[j];
            has[id[j] >> 6] |= 1ull << (id[j] & 63);
        }
    else
        for (size_t j = 0; j < l->n; j++) {
            sum[id[j]] += val[j];
            has[id[j] >> 6] |= 1ull << (id[j] & 63);
        }
}

/* A bit for each of the ascending documents, in rows that have none: what a row holds is not read again for each of them. */
static void bits_of(const uint32_t *id, size_t n, uint64_t *has)
{
    uint64_t bits = 0;
    for (size_t i = 0, row = 0; i < n; i++) {
        size_t here = id[i] >> 6;
        bits = (bits & -(uint64_t)(here == row)) | 1ull << (id[i] & 63);
        has[here] = bits;
        row = here;
    }
}

static inline unsigned ones(uint64_t x)
{
    x -= x >> 1 & 0x5555555555555555ull;
    x = (x & 0x3333333333333333ull) + (x >> 2 & 0x3333333333333333ull);
    return (unsigned)(((x + (x >> 4)) & 0x0F0F0F0F0F0F0F0Full) * 0x0101010101010101ull >> 56);
}

/* Takes the sums out, in order, and leaves zeros. */
static int sums_take(Sums *s, uint32_t n_docs, List *out)
{
    size_t words = ((size_t)n_docs + 63) / 64, n = 0;
    for (size_t w = 0; w < words; w++) n += ones(s->has[w]);
    int rc = list_room(out, n);
    n = 0;
    for (size_t w = 0; w < words; w++) {
        uint64_t bits = s->has[w];
        if (!bits) continue;
        s->has[w] = 0;
        float *base = s->sum + 64 * w;
        for (; bits; bits &= bits - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(bits);
            if (rc == 0) { out->id[n] = (uint32_t)(64 * w + bit); out->val[n++] = base[bit]; }
            base[bit] = 0;
        }
    }
    out->n = n;
    return rc;
}

/* The scores of any of some words by document, kept between calls: -0 where a document has none, which is nothing to what
   is added to it. `row`: whether one of 64 documents has a score; there is no bit for each document to be read and written
   once more for the next one beside it. */
typedef struct { float *sum; uint8_t *row; size_t room; } Totals;
static Totals totals;

static int totals_for(size_t n_docs)
{
    if (n_docs < totals.room) return 0;
    free(totals.sum); free(totals.row);
    totals.room = 0;
    size_t room = (n_docs | 63) + 1;
    totals.sum = malloc(room * sizeof *totals.sum);
    totals.row = calloc(room / 64, 1);
    if (!totals.sum || !totals.row) {
        free(totals.sum); free(totals.row);
        totals.sum = NULL; totals.row = NULL;
        PyErr_NoMemory();
        return -1;
    }
    for (size_t d = 0; d < room; d++) totals.sum[d] = -0.0f;
    totals.room = room;
    return 0;
}

static void totals_add(const List *l)
{
    for (size_t j = 0; j < l->n; j++) {
        totals.sum[l->id[j]] += l->val[j] + 0.0f;
        totals.row[l->id[j] >> 6] = 1;
    }
}

/* Which of 64 documents have a score, a bit each. */
static uint64_t totals_has(const float *sum)
{
    uint8_t some[64];
    uint64_t has = 0;
    for (int i = 0; i < 64; i++) {
        uint32_t bits;
        memcpy(&bits, &sum[i], 4);
        some[i] = bits != 0x80000000u;
    }
    for (int i = 0; i < 8; i++) {
        uint64_t eight = 0;
        for (int j = 0; j < 8; j++) eight |= (uint64_t)some[8 * i + j] << (8 * j);
        has |= (eight * 0x0102040810204080ull >> 56) << (8 * i);
    }
    return has;
}

static void totals_clear(size_t w)
{
    for (size_t d = 64 * w; d < 64 * w + 64; d++) totals.sum[d] = -0.0f;
    totals.row[w] = 0;
}

static void totals_clear_all(uint32_t n_docs)
{
    for (size_t w = 0; w < (size_t)n_docs / 64 + 1 && 64 * w < totals.room; w++) if (totals.row[w]) totals_clear(w);
}

/* Takes the scores out, in order. */
static int totals_take(uint32_t n_docs, List *out)
{
    size_t rows = (size_t)n_docs / 64 + 1, room = 0, n = 0;
    for (size_t w = 0; w < rows; w++) room += 64u * totals.row[w];
    int rc = list_room(out, room);
    for (size_t w = 0; w < rows; w++) {
        if (!totals.row[w]) continue;
        for (uint64_t bits = totals_has(totals.sum + 64 * w); rc == 0 && bits; bits &= bits - 1) {
            size_t d = 64 * w + (unsigned)__builtin_ctzll(bits);
            out->id[n] = (uint32_t)d;
            out->val[n++] = totals.sum[d];
        }
        totals_clear(w);
    }
    out->n = n;
    return rc;
}

static int list_union(List *in, size_t k, uint32_t n_docs, int take_max, List *out)
{
    size_t total = 0, most = 0;
    for (size_t i = 0; i < k; i++) { total += in[i].n; if (in[i].n > most) most = in[i].n; }
    if (k == 1) { *out = in[0]; in[0] = (List){0}; return 0; }
    if (k == 0) return list_room(out, 0);
    /* Merging mispredicts at every second document, summing walks over all of them: lists are merged where they are
       short, or all short but one. With many lists merging never pays, as each is merged into all those before it. */
    if ((total < n_docs / 64 && k * total < n_docs / 4) || (k <= 4 && total - most < most / 8)) {
        List acc = in[0];
        in[0] = (List){0};
        for (size_t i = 1; i < k; i++) {
            List next;
            if (list_merge(&acc, &in[i], take_max, &next) < 0) { list_free(&acc); return -1; }
            list_free(&acc);
            acc = next;
        }
        *out = acc;
        return 0;
    }
    if (sums_for(&scratch, n_docs) < 0) return -1;
    for (size_t i = 0; i < k; i++) sums_add(&scratch, &in[i], take_max);
    return sums_take(&scratch, n_docs, out);
}

/* A list handed in by Python: ids ascending below n_docs, one score each. */
static int list_view(PyObject *pair, View *ids, View *vals, List *l, uint32_t n_docs)
{
    PyObject *a, *b;
    if (!PyArg_ParseTuple(pair, "OO", &a, &b)) return -1;
    if (view_get(ids, a, 4) < 0 || view_get(vals, b, 4) < 0) return -1;
    if (ids->n != vals->n) return bad("ids and scores differ in number");
    *l = (List){(uint32_t *)ids->at, (float *)vals->at, ids->n};
    if (l->n && l->id[l->n - 1] >= n_docs) return bad("a document id is out of range");
    return 0;
}

static int ascends(const List *l)
{
    int fine = 1;
    for (size_t i = 1; i < l->n; i++) fine &= l->id[i] > l->id[i - 1];
    return fine;
}

static inline int live_bit(const uint8_t *live, uint32_t d) { return live[d >> 3] >> (d & 7) & 1; }

/* The documents of the record that was read last, and where their occurrences begin: the forms of one term follow
   each other, and all of them lie in its record. */
typedef struct { const uint8_t *record; uint32_t *docs, *starts; size_t room; } Decoded;

static int decoded(Decoded *c, const uint8_t *record, const Rec *r, uint32_t n_docs)
{
    if (c->record == record) return 0;
    c->record = NULL;
    if (c->room < (size_t)r->df + 1) {
        free(c->docs); free(c->starts);
        c->room = 2 * (size_t)r->df + 64;
        c->docs = malloc(4 * c->room);
        c->starts = malloc(4 * c->room);
        if (!c->docs || !c->starts) { c->room = 0; PyErr_NoMemory(); return -1; }
    }
    if (rec_docs(r, n_docs, c->docs) < 0 || rec_tfs(r, c->starts) < 0) return -1;
    uint32_t at = 0;
    for (uint32_t i = 0; i < r->df; i++) { uint32_t tf = c->starts[i]; c->starts[i] = at; at += tf; }
    c->starts[r->df] = at;
    c->record = record;
    return 0;
}

/* One posting list as (document, norm * frequency), counting only occurrences with one of a record's roles. */
static int role_list(const Rec *r, const Decoded *c, uint32_t role, float weight, const float *norm, const uint8_t *live,
                     List *out)
{
    if (list_room(out, r->df) < 0) return -1;
    const uint32_t *starts = c->starts;
    size_t n = 0, exc = 0;
    uint32_t wanted = role < 255 ? role : 255, i = 0;
    for (uint32_t k = 0; k < r->total;) {
        const uint8_t *found = memchr(r->roles + k, (int)wanted, r->total - k);
        if (!found) break;
        k = (uint32_t)(found - r->roles);
        while (starts[i + 1] <= k) i++;
        uint32_t count = 0, end = starts[i + 1];
        for (; k < end; k++) {
            if (r->roles[k] != wanted) continue;
            if (wanted < 255) { count++; continue; }
            if (exc >= r->n_role) { list_free(out); return bad("damaged posting record: roles"); }
            count += exception(r, r->role_exc, exc++) == role;
        }
        uint32_t d = c->docs[i];
        out->id[n] = d;
        out->val[n] = weight * (float)count * norm[d];
        n += count && (!live || live_bit(live, d));
    }
    out->n = n;
    return 0;
}

/* One posting list as (document, norm * weighted frequency). */
static int leaf_list(const uint8_t *blob, size_t blob_len, uint64_t off, uint32_t len, uint32_t role, float weight,
                     float part_weight, const float *norm, uint32_t n_docs, const uint8_t *live, Decoded *cache, List *out)
{
    Rec r;
    if (off > blob_len || len > blob_len - off) return bad("damaged dictionary: record range");
    if (rec_open(blob + off, len, n_docs, &r) < 0) return -1;
    float less = role == ROLE_WHOLE ? 1.0f : 1.0f - part_weight;
    if (role != ROLE_ALL && role != ROLE_WHOLE) {
        if (r.roles)
            return decoded(cache, blob + off, &r, n_docs) < 0 ? -1 : role_list(&r, cache, role, weight, norm, live, out);
        if (r.role != role) return list_room(out, 0);
        less = 0; /* every occurrence has the role, parts of compounds too when it is theirs */
    }
    if (list_room(out, r.df) < 0) return -1;
    if (rec_docs(&r, n_docs, out->id) < 0) goto fail;
    uint32_t *id = out->id;
    float *val = out->val;
    size_t n = 0, te = 0, pe = 0;
    if (!r.tf && !r.ptf && !live) {
        for (uint32_t i = 0; i < r.df; i++) val[i] = weight * norm[id[i]];
        out->n = r.df;
        return 0;
    }
    if (r.tf && !live && !r.n_ptf && (!r.ptf || less < 1)) {
        /* The usual case: all documents stay, as every frequency is above 0; the few frequencies from 255 on follow. */
        if (!r.ptf)
            for (uint32_t i = 0; i < r.df; i++) val[i] = weight * (float)r.tf[i] * norm[id[i]];
        else {
            int fine = 1;
            for (uint32_t i = 0; i < r.df; i++) fine &= r.ptf[i] <= r.tf[i];
            if (!fine) { bad("damaged posting record: counts"); goto fail; }
            for (uint32_t i = 0; i < r.df; i++)
                val[i] = weight * ((float)r.tf[i] - less * (float)r.ptf[i]) * norm[id[i]];
        }
        const uint8_t *at = r.tf, *end = r.tf + r.df;
        for (; r.n_tf && (at = memchr(at, 255, (size_t)(end - at))); at++) {
            if (te >= r.n_tf) { bad("damaged posting record: exceptions"); goto fail; }
            size_t i = (size_t)(at - r.tf);
            uint32_t tf = exception(&r, r.tf_exc, te++), ptf = r.ptf ? r.ptf[i] : 0;
            if (ptf > tf) { bad("damaged posting record: counts"); goto fail; }
            val[i] = weight * ((float)tf - less * (float)ptf) * norm[id[i]];
            if (at + 1 == end) break;
        }
        out->n = r.df;
        return 0;
    }
    for (uint32_t i = 0; i < r.df; i++) {
        uint32_t tf = 1, ptf = 0;
        if (r.tf && (tf = r.tf[i]) == 255) {
            if (te >= r.n_tf) { bad("damaged posting record: exceptions"); goto fail; }
            tf = exception(&r, r.tf_exc, te++);
        }
        if (r.ptf && (ptf = r.ptf[i]) == 255) {
            if (pe >= r.n_ptf) { bad("damaged posting record: exceptions"); goto fail; }
            ptf = exception(&r, r.ptf_exc, pe++);
        }
        if (ptf > tf) { bad("damaged posting record: counts"); goto fail; }
        float f = (float)tf - less * (float)ptf;
        val[n] = weight * f * norm[id[i]];
        uint32_t d = id[i];
        id[n] = d;
        n += f > 0 && (!live || live_bit(live, d));
    }
    out->n = n;
    return 0;
fail:
    list_free(out);
    return -1;
}

/* Adds the exact forms of one term, `n` different roles below 255 of one record, to the sums: all of them in one walk, and
   in each document in their order, which is how their lists would be added. */
static void add_roles(const Rec *r, const Decoded *c, const uint32_t *role, const float *weight, size_t n, const float *norm,
                      const uint8_t *live)
{
    uint8_t which[256] = {0}; /* the number of a role, from 1 on */
    uint32_t count[256] = {0};
    for (size_t x = 0; x < n; x++) which[role[x]] = (uint8_t)(x + 1);
    for (uint32_t i = 0; i < r->df; i++) {
        uint32_t d = c->docs[i], first = 255, last = 0;
        for (uint32_t k = c->starts[i]; k < c->starts[i + 1]; k++) {
            uint32_t x = which[r->roles[k]];
            if (!x) continue;
            count[x]++;
            if (x < first) first = x;
            if (x > last) last = x;
        }
        int counted = last && (!live || live_bit(live, d));
        if (counted) scratch.has[d >> 6] |= 1ull << (d & 63);
        for (uint32_t x = first; x <= last; x++) {
            if (count[x] && counted) scratch.sum[d] += (weight ? weight[x - 1] : 1.0f) * (float)count[x] * norm[d];
            count[x] = 0;
        }
    }
}

/* How many of the roles, from the first one on, are different and below 255. */
static size_t different(const uint32_t *role, size_t n)
{
    uint8_t seen[255] = {0};
    size_t x = 0;
    for (; x < n && role[x] < 255 && !seen[role[x]]; x++) seen[role[x]] = 1;
    return x;
}

/* Adds the records of a group to the sums. */
static int leaf_group(const View *v, uint32_t n_docs, const uint8_t *live, float part_weight, Decoded *cache)
{
    const uint8_t *blob = v[0].at;
    const float *norm = v[1].at, *weight = v[5].held ? v[5].at : NULL;
    const uint64_t *off = v[2].at;
    const uint32_t *len = v[3].at, *role = v[4].at;
    for (size_t i = 0, n; i < v[2].n; i += n) {
        n = 1;
        if (!len[i]) continue; /* the term does not occur in this field */
        while (i + n < v[2].n && off[i + n] == off[i] && len[i + n] == len[i]) n++;
        Rec r;
        if (n > 1 && (n = different(role + i, n)) > 1) {
            if (off[i] > v[0].n || len[i] > v[0].n - off[i]) return bad("damaged dictionary: record range");
            if (rec_open(blob + off[i], len[i], n_docs, &r) < 0) return -1;
            size_t wanted = 0;
            for (size_t x = 0; r.roles && x < n; x++) wanted += count_of((uint8_t)role[i + x], r.roles, r.total);
            if (wanted > r.total / 8) { /* few of many are found sooner one after the other */
                if (decoded(cache, blob + off[i], &r, n_docs) < 0) return -1;
                add_roles(&r, cache, role + i, weight ? weight + i : NULL, n, norm, live);
                continue;
            }
        }
        List list;
        n = 1;
        if (leaf_list(blob, v[0].n, off[i], len[i], role[i], weight ? weight[i] : 1.0f, part_weight, norm, n_docs, live, cache,
                      &list) < 0) return -1;
        sums_add(&scratch, &list, 0);
        list_free(&list);
    }
    return 0;
}

enum { FEW_LISTS = 16 }; /* more of them are not made, but summed at once: memory is bounded whatever a wildcard means */

PyDoc_STRVAR(leaf_doc,
    "leaf(n_docs, live, part_weight, groups) -> (ids, frequencies): groups of\n"
    "(blob, norms f32, offsets u64, lengths u32, roles u32, weights f32 | None), summed");
static PyObject *k_leaf(PyObject *self, PyObject *args)
{
    (void)self;
    unsigned int n_docs;
    float part_weight;
    PyObject *live_o, *groups, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOfO!", &n_docs, &live_o, &part_weight, &PyList_Type, &groups)) return NULL;
    Py_ssize_t n_groups = PyList_GET_SIZE(groups);
    View live = {0};
    View (*v)[6] = calloc((size_t)n_groups + 1, sizeof *v);
    List lists[FEW_LISTS] = {{0}}, out = {0};
    Decoded cache = {0};
    size_t k = 0, n_lists = 0;
    if (!v) return PyErr_NoMemory();
    if (live_o != Py_None) {
        if (view_get(&live, live_o, 1) < 0) goto done;
        if (live.n < ((size_t)n_docs + 7) / 8) { bad("leaf: live documents"); goto done; }
    }
    for (Py_ssize_t g = 0; g < n_groups; g++) {
        PyObject *o[6];
        static const size_t width[6] = {1, 4, 8, 4, 4, 4};
        if (!PyArg_ParseTuple(PyList_GET_ITEM(groups, g), "OOOOOO", &o[0], &o[1], &o[2], &o[3], &o[4], &o[5])) goto done;
        for (int i = 0; i < 6; i++) if (o[i] != Py_None && view_get(&v[g][i], o[i], width[i]) < 0) goto done;
        if (v[g][1].n < n_docs || v[g][3].n != v[g][2].n || v[g][4].n != v[g][2].n
            || (v[g][5].held && v[g][5].n != v[g][2].n)) { bad("leaf: group"); goto done; }
        n_lists += v[g][2].n;
    }
    if (n_lists > FEW_LISTS) {
        if (sums_for(&scratch, n_docs) < 0) goto done;
        int rc = 0;
        for (Py_ssize_t g = 0; rc == 0 && g < n_groups; g++)
            rc = leaf_group(v[g], n_docs, live.held ? live.at : NULL, part_weight, &cache);
        if (sums_take(&scratch, n_docs, &out) == 0 && rc == 0) result = list_out(&out);
        goto done;
    }
    for (Py_ssize_t g = 0; g < n_groups; g++)
        for (size_t i = 0; i < v[g][2].n; i++) {
            float w = v[g][5].held ? ((const float *)v[g][5].at)[i] : 1.0f;
            if (!((const uint32_t *)v[g][3].at)[i]) continue; /* the term does not occur in this field */
            if (leaf_list(v[g][0].at, v[g][0].n, ((const uint64_t *)v[g][2].at)[i], ((const uint32_t *)v[g][3].at)[i],
                          ((const uint32_t *)v[g][4].at)[i], w, part_weight, v[g][1].at, n_docs,
                          live.held ? live.at : NULL, &cache, &lists[k]) < 0) goto done;
            k++;
        }
    if (list_union(lists, k, n_docs, 0, &out) < 0) goto done;
    result = list_out(&out);
done:
    for (Py_ssize_t g = 0; g < n_groups; g++) for (int i = 0; i < 6; i++) view_drop(&v[g][i]);
    view_drop(&live);
    for (size_t j = 0; j < k; j++) list_free(&lists[j]);
    list_free(&out);
    free(cache.docs); free(cache.starts);
    free(v);
    return result;
}

static void lists_free(List *lists, size_t n)
{
    for (size_t i = 0; i < n; i++) list_free(&lists[i]);
    free(lists);
}

/* The frequencies of a word in each of a list of records (blob, norms f32, offset, length, role). */
static List *stem_lists(PyObject *records, uint32_t n_docs, const uint8_t *live, float part_weight)
{
    if (!PyList_Check(records)) { bad("stems: records"); return NULL; }
    size_t n = (size_t)PyList_GET_SIZE(records), k = 0;
    List *lists = calloc(n + 1, sizeof(List));
    if (!lists) { PyErr_NoMemory(); return NULL; }
    Decoded cache = {0};
    int rc = 0;
    for (; rc == 0 && k < n; k++) {
        PyObject *blob_o, *norms_o;
        unsigned long long off;
        unsigned int len, role;
        View blob = {0}, norms = {0};
        if (!PyArg_ParseTuple(PyList_GET_ITEM(records, (Py_ssize_t)k), "OOKII", &blob_o, &norms_o, &off, &len, &role)
            || view_get(&blob, blob_o, 1) < 0 || view_get(&norms, norms_o, 4) < 0) rc = -1;
        else if (norms.n < n_docs) rc = bad("leaf: group");
        else if (!len) rc = list_room(&lists[k], 0);
        else rc = leaf_list(blob.at, blob.n, off, len, role, 1, part_weight, norms.at, n_docs, live, &cache, &lists[k]);
        view_drop(&blob);
        view_drop(&norms);
    }
    free(cache.docs); free(cache.starts);
    if (rc == 0) return lists;
    lists_free(lists, n);
    return NULL;
}

/* The frequencies of a word, those of its records added. */
static int stem_list(PyObject *records, uint32_t n_docs, const uint8_t *live, float part_weight, List *out)
{
    List *lists = stem_lists(records, n_docs, live, part_weight);
    if (!lists) return -1;
    size_t n = (size_t)PyList_GET_SIZE(records);
    int rc = list_union(lists, n, n_docs, 0, out);
    lists_free(lists, n);
    return rc;
}

static int live_view(View *live, PyObject *o, uint32_t n_docs)
{
    if (o == Py_None) return 0;
    if (view_get(live, o, 1) < 0) return -1;
    return live->n < ((size_t)n_docs + 7) / 8 ? bad("leaf: live documents") : 0;
}

PyDoc_STRVAR(stems_doc,
    "stems(n_docs, live, part_weight, [(blob, norms f32, offset, length, role), …]) -> (ids, frequencies), summed:\n"
    "`leaf` for few records of weight 1, without an array for each number");
static PyObject *k_stems(PyObject *self, PyObject *args)
{
    (void)self;
    unsigned int n_docs;
    float part_weight;
    PyObject *live_o, *records, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOfO", &n_docs, &live_o, &part_weight, &records)) return NULL;
    View live = {0};
    List out = {0};
    if (live_view(&live, live_o, n_docs) == 0
        && stem_list(records, n_docs, live.held ? live.at : NULL, part_weight, &out) == 0) result = list_out(&out);
    view_drop(&live);
    list_free(&out);
    return result;
}

typedef struct { float score; uint32_t rank, id; } Best;

static inline int worse(const Best *a, const Best *b)
{
    if (a->score != b->score) return a->score < b->score;
    return a->rank > b->rank || (a->rank == b->rank && a->id > b->id);
}

static int by_best(const void *a, const void *b)
{
    return worse(a, b) ? 1 : worse(b, a) ? -1 : 0;
}

static void sink(Best *h, size_t n, size_t i)
{
    for (;;) {
        size_t c = 2 * i + 1;
        if (c >= n) return;
        if (c + 1 < n && worse(&h[c + 1], &h[c])) c++;
        if (!worse(&h[c], &h[i])) return;
        Best t = h[i]; h[i] = h[c]; h[c] = t;
        i = c;
    }
}

/* The best so far: a heap of `n` of at most `k`, the worst on top once it is full. */
typedef struct { Best *heap; size_t n, k; const uint32_t *rank; } Top;

static inline void top_take(Top *t, uint32_t id, float score)
{
    if (score != score) score = -INFINITY; /* an order that is none must not reach qsort */
    if (t->n < t->k) {
        t->heap[t->n++] = (Best){score, t->rank[id], id};
        if (t->n == t->k) for (size_t j = t->k / 2 + 1; j-- > 0;) sink(t->heap, t->k, j);
    } else if (t->k && score >= t->heap[0].score) {
        Best b = {score, t->rank[id], id};
        if (worse(&t->heap[0], &b)) { t->heap[0] = b; sink(t->heap, t->k, 0); }
    }
}

/* [(id, score), …], highest first, ties by ascending rank. */
static PyObject *top_out(Top *t)
{
    qsort(t->heap, t->n, sizeof(Best), by_best);
    PyObject *result = PyList_New((Py_ssize_t)t->n);
    for (size_t i = 0; result && i < t->n; i++) {
        PyObject *pair = Py_BuildValue("Id", t->heap[i].id, (double)t->heap[i].score);
        if (!pair) Py_CLEAR(result);
        else PyList_SET_ITEM(result, (Py_ssize_t)i, pair);
    }
    return result;
}

/* The best of the totals, how many there are; leaves none. A row of 64 without a score that could still enter is passed over
   as a whole. */
static uint64_t totals_best(uint32_t n_docs, Top *t)
{
    uint64_t found = 0;
    for (size_t w = 0; w < (size_t)n_docs / 64 + 1; w++) {
        if (!totals.row[w]) continue;
        const float *base = totals.sum + 64 * w;
        uint64_t bits = totals_has(base);
        found += ones(bits);
        int some = t->n < t->k;
        if (!some && t->k) {
            float least = t->heap[0].score;
            for (int i = 0; i < 64; i++) some |= base[i] >= least;
        }
        if (some) for (; bits; bits &= bits - 1) {
            unsigned bit = (unsigned)__builtin_ctzll(bits);
            top_take(t, (uint32_t)(64 * w + bit), base[bit]);
        }
        totals_clear(w);
    }
    return found;
}

/* A word of a query: its documents with their frequencies or, once it is scored, their scores. */
typedef struct { List list; float factor; int scored; View ids, vals; PyObject *compound; } Word;
typedef struct { uint32_t n_docs, documents; const uint8_t *live; float part_weight, k1; } Counted;

static int by_length(const void *a, const void *b)
{
    const Word *x = *(Word *const *)a, *y = *(Word *const *)b;
    if (x->list.n != y->list.n) return x->list.n < y->list.n ? -1 : 1;
    return x < y ? -1 : x > y; /* equal ones keep their order */
}

static inline float saturated(const Word *w, size_t i, float k1)
{
    float f = w->list.val[i];
    return w->scored ? f : w->factor * f / (f + k1);
}

static inline float idf_factor(double weight, size_t found, const Counted *c) /* bm25.idf */
{
    weight *= log(1 + ((double)c->documents - (double)found + 0.5) / ((double)found + 0.5));
    return (float)weight * (c->k1 + 1);
}

static int compound_lists(PyObject *word, const Counted *c, const List *among, size_t k, List *first, List *rest);

/* Reads a word as Python hands it in; a compound's documents are looked for by `word_compound`. */
static int word_read(PyObject *item, const Counted *c, Word *w)
{
    PyObject *weight, *of;
    if (PyTuple_Check(item) && PyTuple_GET_SIZE(item) == 3) { w->compound = item; w->scored = 1; return 0; }
    if (!PyArg_ParseTuple(item, "OO", &weight, &of)) return -1;
    if (weight == Py_None) {
        w->scored = 1;
        if (list_view(of, &w->ids, &w->vals, &w->list, c->n_docs) < 0) return -1;
        return ascends(&w->list) ? 0 : bad("ids do not ascend");
    }
    double factor = PyFloat_AsDouble(weight);
    if (factor == -1.0 && PyErr_Occurred()) return -1;
    if (stem_list(of, c->n_docs, c->live, c->part_weight, &w->list) < 0) return -1;
    w->factor = idf_factor(factor, w->list.n, c);
    return 0;
}

static int word_compound(Word *w, const Counted *c, const List *among)
{
    List first = {0}, rest = {0};
    int rc = compound_lists(w->compound, c, among, 0, &first, &rest);
    if (rc == 0) rc = list_merge(&first, &rest, 1, &w->list);
    list_free(&first);
    list_free(&rest);
    return rc;
}

static void word_drop(Word *w)
{
    if (!w->ids.held) list_free(&w->list);
    view_drop(&w->ids);
    view_drop(&w->vals);
}

/* Whether a word is one of records whose occurrences all count, so that their documents are those of the word. */
static int of_all_roles(PyObject *item)
{
    if (!PyTuple_Check(item) || PyTuple_GET_SIZE(item) != 2 || PyTuple_GET_ITEM(item, 0) == Py_None) return 0;
    PyObject *records = PyTuple_GET_ITEM(item, 1);
    for (Py_ssize_t i = 0; PyList_Check(records) && i < PyList_GET_SIZE(records); i++) {
        PyObject *record = PyList_GET_ITEM(records, i);
        if (!PyTuple_Check(record) || PyTuple_GET_SIZE(record) != 5 || !PyLong_Check(PyTuple_GET_ITEM(record, 3))
            || !PyLong_Check(PyTuple_GET_ITEM(record, 4))) return 0;
        if (PyLong_AsUnsignedLongMask(PyTuple_GET_ITEM(record, 4)) != ROLE_ALL) return 0;
    }
    return PyList_Check(records);
}

/* Opens a record of all roles as Python hands it in: 1; 0: of length 0. */
static int record_view(PyObject *record, uint32_t n_docs, View *blob, View *norms, Rec *r)
{
    PyObject *blob_o, *norms_o;
    unsigned long long off;
    unsigned int len, role;
    if (!PyArg_ParseTuple(record, "OOKII", &blob_o, &norms_o, &off, &len, &role)) return -1;
    if (role != ROLE_ALL) return bad("compound: role");
    if (!len) return 0;
    if (view_get(blob, blob_o, 1) < 0 || view_get(norms, norms_o, 4) < 0) return -1;
    if (norms->n < n_docs) return bad("leaf: group");
    if (off > blob->n || len > blob->n - off) return bad("damaged dictionary: record range");
    return rec_open((const uint8_t *)blob->at + off, len, n_docs, r) < 0 ? -1 : 1;
}

static int words_together(const Counted *c, PyObject *words, List *out, size_t *holders);

static inline void total_add(uint32_t d, float f, float factor, float k1)
{
    totals.sum[d] += factor * f / (f + k1) + 0.0f;
    totals.row[d >> 6] = 1;
}

/* Adds what a word scores to the totals. Its frequencies in all its records but the last, which is the text's and the
   longest, are summed by document first; those of the last are weighed as they are read. */
static int word_total(double weight, PyObject *records, const Counted *c)
{
    List *lists = stem_lists(records, c->n_docs, c->live, c->part_weight);
    if (!lists) return -1;
    size_t n = (size_t)PyList_GET_SIZE(records), found = 0;
    int rc = sums_for(&scratch, c->n_docs);
    if (rc == 0 && n) {
        const List *last = &lists[n - 1];
        float *sum = scratch.sum;
        uint64_t *has = scratch.has;
        for (const List *l = lists; l < last; l++)
            for (size_t j = 0; j < l->n; j++) {
                uint32_t d = l->id[j];
                found += !(has[d >> 6] >> (d & 63) & 1);
                has[d >> 6] |= 1ull << (d & 63);
                sum[d] += l->val[j];
            }
        int others = found > 0;
        found += last->n;
        for (size_t j = 0; others && j < last->n; j++) found -= has[last->id[j] >> 6] >> (last->id[j] & 63) & 1;
        float factor = idf_factor(weight, found, c), k1 = c->k1;
        for (size_t j = 0; !others && j < last->n; j++) total_add(last->id[j], last->val[j], factor, k1);
        for (size_t j = 0; others && j < last->n; j++) {
            float *before = &sum[last->id[j]];
            total_add(last->id[j], *before + last->val[j], factor, k1);
            *before = 0;
        }
        for (const List *l = lists; l < last; l++)
            for (size_t j = 0; j < l->n; j++) { /* of what was weighed nothing is left, and nothing is added for it */
                uint32_t d = l->id[j];
                total_add(d, sum[d], factor, k1);
                sum[d] = 0;
                has[d >> 6] = 0;
            }
    }
    lists_free(lists, n);
    return rc;
}

/* The k-th best score of a list of at least so many: a heap of the best ones so far, the least on top. */
static int kth_best(const List *l, size_t k, float *least)
{
    float *heap = malloc(4 * k);
    if (!heap) { PyErr_NoMemory(); return -1; }
    for (size_t i = 0; i < k; i++) heap[i] = -INFINITY;
    for (size_t j = 0; j < l->n; j++) {
        float val = l->val[j];
        size_t i = 0;
        if (!(val > heap[0])) continue;
        for (size_t c = 1; c < k; i = c, c = 2 * c + 1) {
            if (c + 1 < k && heap[c + 1] < heap[c]) c++;
            if (!(heap[c] < val)) break;
            heap[i] = heap[c];
        }
        heap[i] = val;
    }
    *least = heap[0];
    free(heap);
    return 0;
}

/* A score that the k-th best of the totals has at least: that of the k-th best of each 64 documents' best. */
static int totals_least(uint32_t n_docs, size_t k, float *least)
{
    List best;
    if (list_room(&best, (size_t)n_docs / 64 + 1) < 0) return -1;
    for (size_t w = 0; w < (size_t)n_docs / 64 + 1; w++) {
        if (!totals.row[w]) continue;
        float high = totals.sum[64 * w];
        for (size_t d = 64 * w + 1; d < 64 * w + 64; d++) high = totals.sum[d] > high ? totals.sum[d] : high;
        best.val[best.n++] = high;
    }
    int rc = k && best.n >= k ? kth_best(&best, k, least) : 0;
    list_free(&best);
    return rc;
}

static int compounds_total(PyObject **compound, size_t n, const Counted *c, float least);

/* The scores of any of some words, in the totals: 1; compounds come last. k: only the k best are asked for (0: all). */
static int words_total(const Counted *c, PyObject *words, size_t k)
{
    size_t n = 0;
    float least = -1;
    PyObject **compound = malloc(((size_t)PyList_GET_SIZE(words) + 1) * sizeof *compound);
    int rc = compound ? totals_for(c->n_docs) : (PyErr_NoMemory(), -1);
    for (Py_ssize_t i = 0; rc == 0 && i < PyList_GET_SIZE(words); i++) {
        PyObject *item = PyList_GET_ITEM(words, i);
        if (PyTuple_Check(item) && PyTuple_GET_SIZE(item) == 3) { compound[n++] = item; continue; }
        if (PyTuple_Check(item) && PyTuple_GET_SIZE(item) == 2 && PyTuple_GET_ITEM(item, 0) != Py_None) {
            double weight = PyFloat_AsDouble(PyTuple_GET_ITEM(item, 0));
            rc = weight == -1.0 && PyErr_Occurred() ? -1 : word_total(weight, PyTuple_GET_ITEM(item, 1), c);
            continue;
        }
        Word w = {0};
        if ((rc = word_read(item, c, &w)) == 0) totals_add(&w.list);
        word_drop(&w);
    }
    if (rc == 0 && n && (rc = totals_least(c->n_docs, k, &least)) == 0) rc = compounds_total(compound, n, c, least);
    free(compound);
    if (rc < 0) totals_clear_all(c->n_docs);
    return rc < 0 ? rc : 1;
}

/* The documents with any of some words, or with all, and their scores: in `out`, or, for any of several words, in the
   totals (then `out` is left alone and 1 is returned). holders (or NULL): how many documents each word has, of one word or
   of all; NONE32 where it is not known. */
static int score_words(const Counted *c, int all, PyObject *words, size_t k, List *out, size_t *holders)
{
    int rc = -1;
    size_t n = (size_t)PyList_GET_SIZE(words);
    uint32_t n_docs = c->n_docs;
    float k1 = c->k1;
    if (all && n > 1 && !c->live && c->part_weight > 0 && (rc = words_together(c, words, out, holders)) != 1) return rc;
    if (!all && n > 1) return words_total(c, words, k);
    rc = -1;
    Word *word = calloc(n + 1, sizeof *word), **order = calloc(n + 1, sizeof *order);
    if (!word || !order) { PyErr_NoMemory(); goto done; }
    for (size_t i = 0; i < n; i++) {
        if (word_read(PyList_GET_ITEM(words, (Py_ssize_t)i), c, order[i] = &word[i]) < 0) goto done;
        if (holders) holders[i] = word[i].scored ? NONE32 : word[i].list.n;
    }
    for (size_t i = 0; i < n; i++) {
        if (!word[i].compound) continue;
        /* Of two words that must both be there the other one tells where to look; of more the lengths of the whole
           lists decide in which order scores are added. */
        const Word *other = all && n == 2 ? &word[1 - i] : NULL;
        if (word_compound(&word[i], c, other && (i || !other->compound) ? &other->list : NULL) < 0) goto done;
    }
    if (!n) {
        if (list_room(out, 0) < 0) goto done;
    } else {
        qsort(order, n, sizeof *order, by_length);
        const Word *w = order[0];
        if (list_room(out, w->list.n) < 0) goto done;
        out->n = w->list.n;
        memcpy(out->id, w->list.id, 4 * out->n);
        for (size_t i = 0; i < out->n; i++) out->val[i] = saturated(w, i, k1);
        for (size_t x = 1; x < n; x++) {
            /* what is left is looked up in the longer list: scores are made only where it is found */
            w = order[x];
            size_t m = 0;
            if (w->list.n > 16 * out->n) {
                for (size_t i = 0, j = 0; i < out->n; i++) {
                    j = gallop(w->list.id, j, w->list.n, out->id[i]);
                    if (j == w->list.n) break;
                    if (w->list.id[j] != out->id[i]) continue;
                    out->id[m] = out->id[i];
                    out->val[m++] = out->val[i] + saturated(w, j, k1);
                }
            } else {
                if (sums_for(&scratch, n_docs) < 0) goto done;
                for (size_t j = 0; j < w->list.n; j++) {
                    uint32_t d = w->list.id[j];
                    scratch.sum[d] = w->list.val[j];
                    scratch.has[d >> 6] |= 1ull << (d & 63);
                }
                for (size_t i = 0; i < out->n; i++) {
                    uint32_t d = out->id[i];
                    float f = scratch.sum[d];
                    out->id[m] = d;
                    out->val[m] = out->val[i] + (w->scored ? f : w->factor * f / (f + k1));
                    m += scratch.has[d >> 6] >> (d & 63) & 1;
                }
                for (size_t j = 0; j < w->list.n; j++) { scratch.sum[w->list.id[j]] = 0; scratch.has[w->list.id[j] >> 6] = 0; }
            }
            out->n = m;
        }
    }
    rc = 0;
done:
    for (size_t i = 0; word && i < n; i++) word_drop(&word[i]);
    free(word); free(order);
    return rc;
}

PyDoc_STRVAR(score_doc,
    "score(n_docs, live, part_weight, k1, documents, all, words) -> (ids, scores), added: the documents with any of some\n"
    "words, or with all; a word is (weight, records as for `stems`), a compound as for `compound`, or\n"
    "(None, (ids, scores)) when it is scored already");
static PyObject *k_score(PyObject *self, PyObject *args)
{
    (void)self;
    Counted c = {0};
    int all;
    PyObject *live_o, *words, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOffIpO!", &c.n_docs, &live_o, &c.part_weight, &c.k1, &c.documents, &all, &PyList_Type,
                          &words)) return NULL;
    View live = {0};
    List out = {0};
    if (live_view(&live, live_o, c.n_docs) == 0) {
        c.live = live.held ? live.at : NULL;
        int rc = score_words(&c, all, words, 0, &out, NULL);
        if (rc == 1) rc = totals_take(c.n_docs, &out);
        if (rc == 0) result = list_out(&out);
    }
    view_drop(&live);
    list_free(&out);
    return result;
}

static int list_filter(const List *a, const List *b, int keep, int add, List *out);

static int list_without(List *l, const List *excluded)
{
    List left;
    if (list_room(&left, l->n) < 0) return -1;
    if (list_filter(l, excluded, 0, 0, &left) < 0) { list_free(&left); return -1; }
    list_free(l);
    *l = left;
    return 0;
}

/* Takes out the documents of a word of records with all roles: which ones these are is all that is read of them. */
static int list_without_records(List *l, PyObject *records, const Counted *c)
{
    uint32_t *docs = NULL;
    size_t n = 0, last = (size_t)c->n_docs / 64;
    int rc = sums_for(&scratch, c->n_docs);
    for (Py_ssize_t i = 0; rc == 0 && i < PyList_GET_SIZE(records); i++) {
        View blob = {0}, norms = {0};
        Rec r;
        if ((rc = record_view(PyList_GET_ITEM(records, i), c->n_docs, &blob, &norms, &r)) == 1) {
            uint32_t *more = realloc(docs, 4 * (size_t)r.df);
            if (more) docs = more;
            else PyErr_NoMemory();
            rc = more ? rec_docs(&r, c->n_docs, docs) : -1;
            for (uint32_t j = 0; rc == 0 && j < r.df; j++) scratch.has[docs[j] >> 6] |= 1ull << (docs[j] & 63);
        }
        view_drop(&blob);
        view_drop(&norms);
    }
    for (size_t i = 0; rc == 0 && i < l->n; i++) {
        uint32_t d = l->id[i];
        l->id[n] = d;
        l->val[n] = l->val[i];
        n += !(scratch.has[d >> 6] >> (d & 63) & 1) || (c->live && !live_bit(c->live, d)); /* a deleted one has no word */
    }
    l->n = n;
    if (scratch.has) memset(scratch.has, 0, 8 * (last + 1));
    free(docs);
    return rc;
}

/* What documents gain by the first place of a word; see `early` below, where this is defined. */
static int early_gains(const Counted *c, PyObject *records, PyObject *before, PyObject *holders_o, double weight, float half,
                       const uint32_t *docs, size_t n_want, size_t *holders, float *gain);

typedef struct { double score, gain; uint32_t rank, id; } Regained;

static int by_regained(const void *a, const void *b)
{
    const Regained *x = a, *y = b;
    if (x->score != y->score) return x->score > y->score ? -1 : 1;
    return x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* The best after the first of them have gained by where the words stand in them. */
static PyObject *top_again(Top *t, const Counted *c, PyObject *words, PyObject *holders, PyObject *again)
{
    Py_ssize_t wanted, depth;
    float half;
    double early;
    PyObject *before, *result = NULL;
    if (!PyArg_ParseTuple(again, "nnfdO!", &wanted, &depth, &half, &early, &PyList_Type, &before)) return NULL;
    Py_ssize_t n = PyList_GET_SIZE(words);
    if (PyList_GET_SIZE(before) != n || wanted < 0 || depth < 0) { bad("best: again"); return NULL; }
    qsort(t->heap, t->n, sizeof(Best), by_best);
    size_t m = t->n < (size_t)depth ? t->n : (size_t)depth;
    uint32_t *docs = malloc(4 * (m + 1));
    float *gain = malloc(4 * (m + 1));
    Regained *found = malloc((t->n + 1) * sizeof *found);
    if (!docs || !gain || !found) { PyErr_NoMemory(); goto done; }
    for (size_t i = 0; i < m; i++) docs[i] = t->heap[i].id;
    for (size_t i = 0; i < t->n; i++) found[i] = (Regained){t->heap[i].score, 0, t->heap[i].rank, t->heap[i].id};
    for (Py_ssize_t x = 0; x < n; x++) {
        PyObject *item = PyList_GET_ITEM(words, x), *count = PyList_GET_ITEM(holders, x);
        if (count == Py_None) { bad("best: again"); goto done; }
        double weight = PyFloat_AsDouble(PyTuple_GET_ITEM(item, 0)); /* it was read before, where it was counted */
        size_t counted;
        if (early_gains(c, PyTuple_GET_ITEM(item, 1), PyList_GET_ITEM(before, x), count, early * weight, half, docs, m, &counted,
                        gain) < 0) goto done;
        for (size_t i = 0; i < m; i++) found[i].gain += gain[i];
    }
    for (size_t i = 0; i < m; i++) found[i].score += found[i].gain;
    qsort(found, m, sizeof *found, by_regained);
    size_t k = t->n < (size_t)wanted ? t->n : (size_t)wanted;
    result = PyList_New((Py_ssize_t)k);
    for (size_t i = 0; result && i < k; i++) {
        PyObject *hit = Py_BuildValue("Idd", found[i].id, found[i].score, found[i].gain);
        if (!hit) Py_CLEAR(result);
        else PyList_SET_ITEM(result, (Py_ssize_t)i, hit);
    }
done:
    free(docs); free(gain); free(found);
    return result;
}

PyDoc_STRVAR(best_doc,
    "best(n_docs, live, part_weight, k1, documents, all, words, excluded, k, ranks u32, again) -> (total, hits, holders):\n"
    "`topk` of `score` without the documents that have any of the excluded words, and how many there are; holders: how many\n"
    "documents each word of records has, for one word and with `all`; else None. again: None, then hits are (id, score), or\n"
    "(wanted, depth, half, weight, before): the first `depth` of them gain by each word, which is one of records, what `early`\n"
    "says, `before` for each; hits are the best `wanted` of all then, (id, score with the gain, gain)");
static PyObject *k_best(PyObject *self, PyObject *args)
{
    (void)self;
    Counted c = {0};
    int all, rc = -1;
    PyObject *live_o, *words, *excluded, *ranks, *again, *result = NULL;
    Py_ssize_t want;
    if (!PyArg_ParseTuple(args, "IOffIpO!O!nOO", &c.n_docs, &live_o, &c.part_weight, &c.k1, &c.documents, &all, &PyList_Type,
                          &words, &PyList_Type, &excluded, &want, &ranks, &again)) return NULL;
    View rank = {0}, live = {0};
    List out = {0};
    Top top = {0};
    size_t n = (size_t)PyList_GET_SIZE(words), *holders = malloc((n + 1) * sizeof *holders);
    if (!holders) { PyErr_NoMemory(); goto done; }
    for (size_t i = 0; i < n; i++) holders[i] = NONE32;
    if (view_get(&rank, ranks, 4) < 0 || live_view(&live, live_o, c.n_docs) < 0) goto done;
    if (rank.n < c.n_docs) { bad("a document id is out of range"); goto done; }
    c.live = live.held ? live.at : NULL;
    size_t k = want > 0 && !PyList_GET_SIZE(excluded) ? (size_t)want : 0;
    if ((rc = score_words(&c, all, words, k, &out, holders)) < 0) goto done;
    if (rc == 1 && PyList_GET_SIZE(excluded) && (rc = totals_take(c.n_docs, &out)) < 0) goto done;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(excluded); i++) {
        Word w = {0};
        PyObject *item = PyList_GET_ITEM(excluded, i);
        if (of_all_roles(item) && c.part_weight > 0) {
            if (list_without_records(&out, PyTuple_GET_ITEM(item, 1), &c) < 0) goto done;
            continue;
        }
        int failed = word_read(item, &c, &w) < 0 || (w.compound && word_compound(&w, &c, &out) < 0)
                     || list_without(&out, &w.list) < 0;
        word_drop(&w);
        if (failed) goto done;
    }
    size_t most = rc == 1 ? c.n_docs : out.n;
    top.k = want < 0 ? 0 : (size_t)want < most ? (size_t)want : most;
    top.rank = rank.at;
    top.heap = malloc((top.k + 1) * sizeof(Best));
    uint64_t total = out.n;
    if (!top.heap) {
        if (rc == 1) totals_clear_all(c.n_docs);
        PyErr_NoMemory();
        goto done;
    }
    if (rc == 1) total = totals_best(c.n_docs, &top);
    else for (size_t i = 0; i < out.n && top.k; i++) top_take(&top, out.id[i], out.val[i]);
    PyObject *counts = PyList_New((Py_ssize_t)n);
    for (size_t i = 0; counts && i < n; i++) {
        PyObject *count = holders[i] == NONE32 ? Py_NewRef(Py_None) : PyLong_FromSize_t(holders[i]);
        if (!count) { Py_CLEAR(counts); break; }
        PyList_SET_ITEM(counts, (Py_ssize_t)i, count);
    }
    PyObject *hits = !counts ? NULL : again == Py_None ? top_out(&top) : top_again(&top, &c, words, counts, again);
    if (hits) result = Py_BuildValue("KNO", (unsigned long long)total, hits, counts);
    Py_XDECREF(counts);
done:
    free(holders);
    view_drop(&rank);
    view_drop(&live);
    list_free(&out);
    free(top.heap);
    return result;
}

PyDoc_STRVAR(union_doc, "union(n_docs, take_max, [(ids, scores), …]) -> (ids, scores)");
static PyObject *k_union(PyObject *self, PyObject *args)
{
    (void)self;
    unsigned int n_docs;
    int take_max;
    PyObject *seq, *result = NULL;
    if (!PyArg_ParseTuple(args, "IpO!", &n_docs, &take_max, &PyList_Type, &seq)) return NULL;
    size_t k = (size_t)PyList_GET_SIZE(seq);
    if (k == 1) return Py_NewRef(PyList_GET_ITEM(seq, 0));
    View *v = calloc(2 * k + 1, sizeof(View));
    List *lists = calloc(k + 1, sizeof(List)), out = {0}, borrowed = {0};
    if (!v || !lists) { PyErr_NoMemory(); goto done; }
    for (size_t i = 0; i < k; i++)
        if (list_view(PyList_GET_ITEM(seq, (Py_ssize_t)i), &v[2 * i], &v[2 * i + 1], &lists[i], n_docs) < 0) goto done;
    if (k >= 2) {
        /* list_union takes its first list over: give it a copy, the others are only read */
        borrowed = lists[0];
        if (list_room(&lists[0], borrowed.n) < 0) { lists[0] = (List){0}; goto done; }
        memcpy(lists[0].id, borrowed.id, 4 * borrowed.n);
        memcpy(lists[0].val, borrowed.val, 4 * borrowed.n);
        lists[0].n = borrowed.n;
        for (size_t i = 0; i < k; i++)
            if (!ascends(&lists[i])) { list_free(&lists[0]); bad("ids do not ascend"); goto done; }
        int rc = list_union(lists, k, n_docs, take_max, &out);
        list_free(&lists[0]);
        if (rc < 0) goto done;
    } else if (list_room(&out, 0) < 0) goto done;
    result = list_out(&out);
done:
    if (v) for (size_t i = 0; i < 2 * k; i++) view_drop(&v[i]);
    free(v); free(lists);
    list_free(&out);
    return result;
}

/* a restricted to the ids of b (keep = 1) or without them (keep = 0); add: b's scores are added. */
static int list_filter(const List *a, const List *b, int keep, int add, List *out)
{
    size_t j = 0, n = 0;
    if (keep && a->n > 16 * b->n) {
        for (size_t i = 0, k; j < b->n; j++) {
            i = gallop(a->id, i, a->n, b->id[j]);
            if (i >= a->n) break;
            k = i;
            if (a->id[k] == b->id[j]) { out->id[n] = a->id[k]; out->val[n++] = add ? a->val[k] + b->val[j] : a->val[k]; }
        }
        out->n = n;
        return 0;
    }
    if (b->n > 16 * a->n) {
        for (size_t i = 0; i < a->n; i++) {
            uint32_t d = a->id[i];
            j = gallop(b->id, j, b->n, d);
            int in = j < b->n && b->id[j] == d;
            if (in == keep) { out->id[n] = d; out->val[n++] = in && add ? a->val[i] + b->val[j] : a->val[i]; }
        }
        out->n = n;
        return 0;
    }
    size_t past = b->n ? (size_t)b->id[b->n - 1] + 1 : 0;
    if (past > 64 * (a->n + b->n)) { /* few among many: the sums by document would be read from far away */
        for (size_t i = 0; i < a->n; i++) {
            uint32_t d = a->id[i];
            while (j < b->n && b->id[j] < d) j++;
            int in = j < b->n && b->id[j] == d;
            if (in == keep) { out->id[n] = d; out->val[n++] = in && add ? a->val[i] + b->val[j] : a->val[i]; }
        }
        out->n = n;
        return 0;
    }
    /* Lists of like lengths: b is noted in the sums by document, a looked up there, and nothing is mispredicted. */
    if (sums_for(&scratch, past) < 0) return -1;
    if (add) sums_add(&scratch, b, 0);
    else bits_of(b->id, b->n, scratch.has);
    for (size_t i = 0; i < a->n; i++) {
        uint32_t d = a->id[i];
        int known = d < scratch.room;
        int in = known && (scratch.has[known ? d >> 6 : 0] >> (d & 63) & 1);
        out->id[n] = d;
        out->val[n] = add && in ? a->val[i] + scratch.sum[d] : a->val[i];
        n += in == keep;
    }
    for (j = 0; add && j < b->n; j++) scratch.sum[b->id[j]] = 0;
    memset(scratch.has, 0, 8 * (past / 64 + 1));
    out->n = n;
    return 0;
}

static PyObject *filter(PyObject *args, int keep, int add)
{
    PyObject *a_, *b_, *result = NULL;
    if (!PyArg_ParseTuple(args, "OO", &a_, &b_)) return NULL;
    View v[4];
    memset(v, 0, sizeof v);
    List a, b, out = {0};
    if (list_view(a_, &v[0], &v[1], &a, NONE32) < 0 || list_view(b_, &v[2], &v[3], &b, NONE32) < 0) goto done;
    if (!ascends(&a) || !ascends(&b)) { bad("ids do not ascend"); goto done; }
    if (list_room(&out, a.n) < 0 || list_filter(&a, &b, keep, add, &out) < 0) goto done;
    result = list_out(&out);
done:
    for (int i = 0; i < 4; i++) view_drop(&v[i]);
    list_free(&out);
    return result;
}

PyDoc_STRVAR(intersect_doc, "intersect(a, b) -> (ids in both, the scores added)");
static PyObject *k_intersect(PyObject *self, PyObject *args) { (void)self; return filter(args, 1, 1); }
PyDoc_STRVAR(restrict_doc, "restrict(a, b) -> a where its id is in b");
static PyObject *k_restrict(PyObject *self, PyObject *args) { (void)self; return filter(args, 1, 0); }
PyDoc_STRVAR(subtract_doc, "subtract(a, b) -> a where its id is not in b");
static PyObject *k_subtract(PyObject *self, PyObject *args) { (void)self; return filter(args, 0, 0); }

PyDoc_STRVAR(saturate_doc, "saturate(frequencies, weight, k1) -> scores: weight * f * (k1 + 1) / (f + k1)");
static PyObject *k_saturate(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *in_, *out = NULL;
    float weight, k1;
    if (!PyArg_ParseTuple(args, "Off", &in_, &weight, &k1)) return NULL;
    View v = {0};
    if (view_get(&v, in_, 4) == 0 && (out = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)v.n))) {
        const float *in = v.at;
        float *o = (float *)PyBytes_AS_STRING(out), w = weight * (k1 + 1);
        for (size_t i = 0; i < v.n; i++) o[i] = w * in[i] / (in[i] + k1);
    }
    view_drop(&v);
    return out;
}

PyDoc_STRVAR(scale_doc, "scale(scores, factor) -> scores * factor");
static PyObject *k_scale(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *in_, *out = NULL;
    float factor;
    if (!PyArg_ParseTuple(args, "Of", &in_, &factor)) return NULL;
    View v = {0};
    if (view_get(&v, in_, 4) == 0 && (out = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)v.n))) {
        const float *in = v.at;
        float *o = (float *)PyBytes_AS_STRING(out);
        for (size_t i = 0; i < v.n; i++) o[i] = factor * in[i];
    }
    view_drop(&v);
    return out;
}

PyDoc_STRVAR(at_least_doc, "at_least((ids, scores), minimum) -> those whose score is at least that");
static PyObject *k_at_least(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *pair, *result = NULL;
    float minimum;
    if (!PyArg_ParseTuple(args, "Of", &pair, &minimum)) return NULL;
    View v[2];
    memset(v, 0, sizeof v);
    List a, out = {0};
    if (list_view(pair, &v[0], &v[1], &a, NONE32) < 0 || list_room(&out, a.n) < 0) goto done;
    for (size_t i = 0; i < a.n; i++)
        if (a.val[i] >= minimum) { out.id[out.n] = a.id[i]; out.val[out.n++] = a.val[i]; }
    result = list_out(&out);
done:
    for (int i = 0; i < 2; i++) view_drop(&v[i]);
    list_free(&out);
    return result;
}

PyDoc_STRVAR(norms_doc, "norms(lengths u32, part_lengths u32 | None, part_weight, weight, b, average) -> f32 a document");
static PyObject *k_norms(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *a, *p;
    float part_weight, weight, b, average;
    if (!PyArg_ParseTuple(args, "OOffff", &a, &p, &part_weight, &weight, &b, &average)) return NULL;
    View l = {0}, q = {0};
    PyObject *out = NULL;
    if (view_get(&l, a, 4) < 0 || (p != Py_None && view_get(&q, p, 4) < 0)) goto done;
    if (q.held && q.n != l.n) { bad("norms: lengths"); goto done; }
    if (!(out = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)l.n))) goto done;
    float *o = (float *)PyBytes_AS_STRING(out);
    const uint32_t *len = l.at, *part = q.at;
    float by = average > 0 ? b / average : 0;
    for (size_t i = 0; i < l.n; i++) {
        float n = (float)len[i] + (part ? part_weight * (float)part[i] : 0);
        o[i] = weight / (1 - b + by * n);
    }
done:
    view_drop(&l); view_drop(&q);
    return out;
}

/* ---------------------------------------------------------------- the best k */

PyDoc_STRVAR(topk_doc, "topk((ids, scores), k, ranks u32) -> [(id, score), …]: highest first, ties by ascending rank");
static PyObject *k_topk(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *pair, *ranks, *result = NULL;
    Py_ssize_t want;
    if (!PyArg_ParseTuple(args, "OnO", &pair, &want, &ranks)) return NULL;
    View v[3];
    memset(v, 0, sizeof v);
    List l;
    Best *h = NULL;
    if (view_get(&v[2], ranks, 4) < 0 || list_view(pair, &v[0], &v[1], &l, (uint32_t)v[2].n) < 0) goto done;
    size_t k = want < 0 ? 0 : (size_t)want;
    if (k > l.n) k = l.n;
    h = malloc((k + 1) * sizeof(Best));
    if (!h) { PyErr_NoMemory(); goto done; }
    Top top = {.heap = h, .k = k, .rank = v[2].at};
    for (size_t i = 0; i < l.n && k; i++) {
        if (l.id[i] >= v[2].n) { bad("a document id is out of range"); goto done; }
        top_take(&top, l.id[i], l.val[i]);
    }
    result = top_out(&top);
done:
    for (int i = 0; i < 3; i++) view_drop(&v[i]);
    free(h);
    return result;
}

PyDoc_STRVAR(within_doc, "within((ids, scores), firsts i32, lasts i32, first, last) -> those whose interval overlaps");
static PyObject *k_within(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *pair, *f_, *l_, *result = NULL;
    int first, last;
    if (!PyArg_ParseTuple(args, "OOOii", &pair, &f_, &l_, &first, &last)) return NULL;
    View v[4];
    memset(v, 0, sizeof v);
    List a, out = {0};
    if (view_get(&v[2], f_, 4) < 0 || view_get(&v[3], l_, 4) < 0) goto done;
    if (v[2].n != v[3].n) { bad("within: columns"); goto done; }
    if (list_view(pair, &v[0], &v[1], &a, (uint32_t)v[2].n) < 0 || list_room(&out, a.n) < 0) goto done;
    const int32_t *f = v[2].at, *l = v[3].at;
    for (size_t i = 0; i < a.n; i++) {
        uint32_t d = a.id[i];
        if (d >= v[2].n) { bad("a document id is out of range"); goto done; }
        if (f[d] && f[d] <= last && l[d] >= first) { out.id[out.n] = d; out.val[out.n++] = a.val[i]; }
    }
    result = list_out(&out);
done:
    for (int i = 0; i < 4; i++) view_drop(&v[i]);
    list_free(&out);
    return result;
}

PyDoc_STRVAR(tally_doc, "tally(ids, column u32, size) -> u32 counts of each value below size");
static PyObject *k_tally(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *i_, *c_, *out = NULL;
    unsigned int size;
    if (!PyArg_ParseTuple(args, "OOI", &i_, &c_, &size)) return NULL;
    View i = {0}, c = {0};
    if (view_get(&i, i_, 4) < 0 || view_get(&c, c_, 4) < 0) goto done;
    if (!(out = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)size))) goto done;
    uint32_t *o = (uint32_t *)PyBytes_AS_STRING(out);
    memset(o, 0, 4 * (size_t)size);
    for (size_t j = 0; j < i.n; j++) {
        uint32_t d = ((const uint32_t *)i.at)[j];
        if (d >= c.n || ((const uint32_t *)c.at)[d] >= size) { bad("tally: out of range"); Py_CLEAR(out); goto done; }
        o[((const uint32_t *)c.at)[d]]++;
    }
done:
    view_drop(&i); view_drop(&c);
    return out;
}

/* ---------------------------------------------------------------- phrases and proximity */

typedef struct { uint32_t *doc; uint64_t *start; uint32_t *pos; size_t n; } Slot; /* positions by document */

static void slot_free(Slot *s) { free(s->doc); free(s->start); free(s->pos); memset(s, 0, sizeof *s); }

static int by_u32(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

typedef struct { Rec r; uint32_t role; uint32_t *docs, *tfs; } Entry;

/* The documents of any entry, ascending. */
static int slot_docs(const Entry *e, size_t k, uint32_t n_docs, List *out)
{
    size_t total = 0, n = 0;
    for (size_t x = 0; x < k; x++) total += e[x].r.df;
    if (list_room(out, total) < 0) return -1;
    uint32_t *id = out->id;
    if (k <= 4) {
        size_t at[4] = {0};
        for (;;) {
            uint32_t least = NONE32;
            for (size_t x = 0; x < k; x++)
                if (at[x] < e[x].r.df && e[x].docs[at[x]] < least) least = e[x].docs[at[x]];
            if (least == NONE32) break;
            for (size_t x = 0; x < k; x++) at[x] += at[x] < e[x].r.df && e[x].docs[at[x]] == least;
            id[n++] = least;
        }
    } else if (total < n_docs / 32) {
        size_t m = 0;
        for (size_t x = 0; x < k; x++) { memcpy(id + m, e[x].docs, 4 * (size_t)e[x].r.df); m += e[x].r.df; }
        qsort(id, m, 4, by_u32);
        for (size_t j = 0; j < m; j++) if (!n || id[j] != id[n - 1]) id[n++] = id[j];
    } else {
        uint8_t *seen = calloc((size_t)n_docs + 1, 1);
        if (!seen) { list_free(out); PyErr_NoMemory(); return -1; }
        for (size_t x = 0; x < k; x++) for (size_t j = 0; j < e[x].r.df; j++) seen[e[x].docs[j]] = 1;
        for (uint32_t d = 0; d < n_docs; d++) if (seen[d]) id[n++] = d;
        free(seen);
    }
    out->n = n;
    return 0;
}

/* Moves the entry at i down to its place in a heap of entries, the one with the least next document on top. */
static void entry_sink(size_t *heap, size_t n, size_t i, const Entry *e, const size_t *next)
{
#define NEXT(h) e[heap[h]].docs[next[heap[h]]]
    for (;;) {
        size_t c = 2 * i + 1;
        if (c >= n) return;
        if (c + 1 < n && NEXT(c + 1) < NEXT(c)) c++;
        if (NEXT(c) >= NEXT(i)) return;
        size_t t = heap[i]; heap[i] = heap[c]; heap[c] = t;
        i = c;
    }
#undef NEXT
}

/* Appends the positions of one document's accepted occurrences; `m` is the first of them in the record. */
static inline int fill_one(Slot *s, const Entry *en, size_t m, uint32_t tf, size_t *exc, size_t *rexc, size_t *at, size_t *room)
{
    const Rec *r = &en->r;
    if (*at + tf > *room) {
        while (*at + tf > *room) *room *= 2;
        uint32_t *q = realloc(s->pos, 4 * *room);
        if (!q) { PyErr_NoMemory(); return -1; }
        s->pos = q;
    }
    uint32_t p = 0, *out = s->pos;
    size_t n = *at;
    if (en->role == ROLE_ALL) { /* the usual case: no role is looked at */
        if (r->n_role && (*rexc += count_255(r->roles + m, tf)) > r->n_role) return bad("damaged posting record: roles");
        for (uint32_t j = 0; j < tf; j++, m++) {
            uint32_t d = r->pos[m];
            if (d == 255) {
                if (*exc >= r->n_pos) return bad("damaged posting record: positions");
                d = exception(r, r->pos_exc, (*exc)++);
                if (d > 0xFFFFFFF0u - p) return bad("damaged posting record: positions");
            }
            if (j && !d) return bad("damaged posting record: positions");
            out[n++] = p += d;
        }
        if (p > 0xFFFFFFF0u) return bad("damaged posting record: positions");
        *at = n;
        return 0;
    }
    for (uint32_t j = 0; j < tf; j++, m++) {
        uint32_t d = r->pos[m], role = r->role;
        if (d == 255) {
            if (*exc >= r->n_pos) return bad("damaged posting record: positions");
            d = exception(r, r->pos_exc, (*exc)++);
        }
        if (r->roles && (role = r->roles[m]) == 255) {
            if (*rexc >= r->n_role) return bad("damaged posting record: roles");
            role = exception(r, r->role_exc, (*rexc)++);
        }
        if ((j && !d) || d > 0xFFFFFFF0u - p) return bad("damaged posting record: positions");
        p += d;
        out[n] = p;
        n += en->role == ROLE_ALL || (en->role == ROLE_WHOLE ? role != 0 : role == en->role);
    }
    *at = n;
    return 0;
}

/* `slot_fill` for a single entry, which is what a word in one field is: its documents hold all the wanted ones. */
static int slot_fill_one(Slot *s, const Entry *en, const uint32_t *want, size_t n_want)
{
    const Rec *r = &en->r;
    size_t room = 4 * n_want + 1024, at = 0, exc = 0, rexc = 0, seen = 0, done = 0;
    uint32_t *tf = malloc(4 * (n_want + 1));
    s->doc = malloc(4 * (n_want + 1));
    s->start = malloc(8 * (n_want + 1));
    s->pos = malloc(4 * room);
    if (!tf || !s->doc || !s->start || !s->pos) { free(tf); PyErr_NoMemory(); return -1; }
    s->n = n_want;
    memcpy(s->doc, want, 4 * n_want);
    if (sums_for(&scratch, n_want ? (size_t)want[n_want - 1] + 1 : 0) < 0) { free(tf); return -1; }
    uint64_t *has = scratch.has;
    size_t known = scratch.room, n = 0;
    for (size_t w = 0; w < n_want; w++) has[want[w] >> 6] |= 1ull << (want[w] & 63);
    for (uint32_t i = 0; i < r->df && en->docs[i] < known; i++) {
        uint32_t d = en->docs[i];
        s->start[n] = seen;
        tf[n] = en->tfs[i];
        n += has[d >> 6] >> (d & 63) & 1;
        seen += en->tfs[i];
    }
    for (size_t w = 0; w < n_want; w++) has[want[w] >> 6] = 0;
    for (size_t w = 0; w < n_want; w++) {
        size_t m = s->start[w];
        if (r->n_pos) exc += count_255(r->pos + done, m - done);
        if (r->n_role) rexc += count_255(r->roles + done, m - done);
        s->start[w] = at;
        if (fill_one(s, en, m, tf[w], &exc, &rexc, &at, &room) < 0) { free(tf); return -1; }
        done = m + tf[w];
    }
    s->start[n_want] = at;
    free(tf);
    return 0;
}

/* The positions of the entries' accepted occurrences in the wanted documents, ascending and distinct in each. */
static int slot_fill(Slot *s, Entry *e, size_t k, const uint32_t *want, size_t n_want)
{
    size_t room = 1024, at = 0, *i, *seen, *exc, *rexc, *heap, n_heap = k;
    s->doc = malloc(4 * (n_want + 1));
    s->start = malloc(8 * (n_want + 1));
    s->pos = malloc(4 * room);
    i = calloc(5 * k + 1, sizeof(size_t));
    if (!s->doc || !s->start || !s->pos || !i) { free(i); PyErr_NoMemory(); return -1; }
    seen = i + k; exc = seen + k; rexc = exc + k; heap = rexc + k;
    s->n = n_want;
    for (size_t x = 0; x < k; x++) heap[x] = x;
    for (size_t x = k / 2 + 1; x-- > 0;) entry_sink(heap, k, x, e, i);
    for (size_t w = 0; w < n_want; w++) {
        s->doc[w] = want[w];
        s->start[w] = at;
        int lists = 0;
        for (; n_heap && e[heap[0]].docs[i[heap[0]]] <= want[w]; entry_sink(heap, n_heap, 0, e, i)) {
            size_t x = heap[0], from = seen[x];
            Entry *en = &e[x];
            const Rec *r = &en->r;
            while (i[x] < r->df && en->docs[i[x]] < want[w]) seen[x] += en->tfs[i[x]++];
            if (seen[x] > from) {
                if (r->n_pos) exc[x] += count_255(r->pos + from, seen[x] - from);
                if (r->n_role) rexc[x] += count_255(r->roles + from, seen[x] - from);
            }
            if (i[x] >= r->df) heap[0] = heap[--n_heap];
            if (i[x] >= r->df || en->docs[i[x]] != want[w]) continue;
            uint32_t tf = en->tfs[i[x]];
            size_t before = at;
            if (fill_one(s, en, seen[x], tf, &exc[x], &rexc[x], &at, &room) < 0) { free(i); return -1; }
            if (at > before) lists++;
            seen[x] += tf;
            if (++i[x] >= r->df) heap[0] = heap[--n_heap];
        }
        if (lists > 1) {
            qsort(s->pos + s->start[w], at - s->start[w], 4, by_u32);
            size_t n = s->start[w];
            for (size_t j = s->start[w]; j < at; j++)
                if (j == s->start[w] || s->pos[j] != s->pos[n - 1]) s->pos[n++] = s->pos[j];
            at = n;
        }
    }
    s->start[n_want] = at;
    free(i);
    return 0;
}

/* `occurrences` of two slots, which most are: one walk through both, without a branch that could be mispredicted. */
static uint32_t occurrences_of_two(const Slot *s, size_t w, uint32_t slop, int ordered)
{
    const uint32_t *a = s[0].pos + s[0].start[w], *a_end = s[0].pos + s[0].start[w + 1];
    const uint32_t *b = s[1].pos + s[1].start[w], *b_end = s[1].pos + s[1].start[w + 1];
    uint32_t count = 0, last = NONE32, width = 2 + slop;
    if (ordered)
        while (a < a_end && b < b_end) {
            int behind = *b > *a;
            count += behind & (*b - *a < width);
            a += behind;
            b += !behind;
        }
    else
        while (a < a_end && b < b_end) {
            int first = *a <= *b;
            uint32_t lo = first ? *a : *b, hi = first ? *b : *a;
            int found = (hi - lo < width) & (lo != last);
            count += (uint32_t)found;
            last = found ? lo : last;
            a += first;
            b += !first;
        }
    return count;
}

/* How many positions begin an occurrence. The twin in reference.py states it in one line each. */
static uint32_t occurrences(const Slot *s, size_t k, size_t w, uint32_t slop, int ordered)
{
    if (k == 2) return occurrences_of_two(s, w, slop, ordered);
    uint32_t count = 0;
    if (ordered) {
        size_t at[MAX_SLOTS];
        for (size_t x = 0; x < k; x++) at[x] = s[x].start[w];
        for (size_t i = s[0].start[w]; i < s[0].start[w + 1]; i++) {
            uint32_t first = s[0].pos[i], p = first;
            size_t x = 1;
            for (; x < k; x++) {
                while (at[x] < s[x].start[w + 1] && s[x].pos[at[x]] <= p) at[x]++;
                if (at[x] >= s[x].start[w + 1]) return count;
                p = s[x].pos[at[x]];
                if (p - first > x + slop) break;
            }
            if (x == k) count++;
        }
        return count;
    }
    size_t at[MAX_SLOTS];
    uint32_t width = (uint32_t)k + slop, last = NONE32;
    for (size_t x = 0; x < k; x++) { at[x] = s[x].start[w]; if (at[x] >= s[x].start[w + 1]) return 0; }
    for (;;) {
        uint32_t lo = NONE32, hi = 0;
        size_t low = 0;
        for (size_t x = 0; x < k; x++) {
            uint32_t p = s[x].pos[at[x]];
            if (p < lo) { lo = p; low = x; }
            if (p > hi) hi = p;
        }
        if (hi - lo < width && lo != last) { count++; last = lo; }
        if (++at[low] >= s[low].start[w + 1]) return count;
    }
}

static int entry_open(Entry *e, const View *blob, uint64_t off, uint32_t len, uint32_t role, uint32_t n_docs)
{
    e->role = role;
    if (off > blob->n || len > blob->n - off) return bad("damaged dictionary: record range");
    if (rec_open((const uint8_t *)blob->at + off, len, n_docs, &e->r) < 0) return -1;
    e->docs = malloc(8 * (size_t)e->r.df);
    if (!e->docs) { PyErr_NoMemory(); return -1; }
    e->tfs = e->docs + e->r.df;
    return rec_docs(&e->r, n_docs, e->docs) < 0 || rec_tfs(&e->r, e->tfs) < 0 ? -1 : 0;
}

/* Occurrences in the wanted documents: number of the document << 33 | position << 1 | whether it is all of its word. */
typedef struct { uint64_t *at; size_t n, room; } Places;

static int by_u64(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The occurrences in n documents of a record, `tf` of the first of them; `*exc`: their exceptions begin there, and end. */
static int tf_sum(const Rec *r, const uint8_t *tf, size_t n, size_t *exc, uint64_t *sum)
{
    uint32_t more = count_255(tf, n);
    for (size_t i = 0; i < n; i++) *sum += tf[i];
    *sum -= 255ull * more;
    if (more > r->n_tf - *exc) return bad("damaged posting record: exceptions");
    while (more--) *sum += exception(r, r->tf_exc, (*exc)++);
    return 0;
}

/* Appends the accepted ones of the occurrences first..first + tf, which are those of document `w`. */
static int places_in(Places *out, const Rec *r, uint32_t asked, uint64_t w, size_t first, size_t tf, size_t *exc, size_t *rexc)
{
    while (out->n + tf > out->room) {
        size_t room = out->room ? 2 * out->room : 1024;
        uint64_t *q = realloc(out->at, 8 * room);
        if (!q) { PyErr_NoMemory(); return -1; }
        out->at = q;
        out->room = room;
    }
    uint32_t p = 0;
    for (size_t m = first; m < first + tf; m++) {
        uint32_t d = r->pos[m], role = r->role;
        if (d == 255) {
            if (*exc >= r->n_pos) return bad("damaged posting record: positions");
            d = exception(r, r->pos_exc, (*exc)++);
        }
        if (r->roles && (role = r->roles[m]) == 255) {
            if (*rexc >= r->n_role) return bad("damaged posting record: roles");
            role = exception(r, r->role_exc, (*rexc)++);
        }
        if ((m > first && !d) || d > 0xFFFFFFF0u - p) return bad("damaged posting record: positions");
        p += d;
        out->at[out->n] = w << 33 | (uint64_t)p << 1 | (asked != ROLE_ALL || role != 0);
        out->n += asked == ROLE_ALL || (asked == ROLE_WHOLE ? role != 0 : role == asked);
    }
    return 0;
}

/* Whether the next eight gaps are sound and of one byte each, and their sum. */
static inline int small_gaps(const uint8_t *gap, uint64_t *sum)
{
    uint64_t all, ones_ = 0x0101010101010101ull, high = 0x8080808080808080ull, even = 0x00FF00FF00FF00FFull;
    memcpy(&all, gap, 8);
    if (all & high || (all - ones_) & ~all & high) return 0; /* a longer one, or a zero */
    *sum = (((all & even) + (all >> 8 & even)) * 0x0001000100010001ull) >> 48;
    return 1;
}

/* Appends the accepted occurrences of a record in the wanted documents, which ascend. Nothing behind the last of these
 * is decoded, and between them little but the gaps: a record may be a hundred times longer than what is asked for. */
static int places_of(Places *out, const Rec *r, uint32_t asked, uint32_t n_docs, const uint32_t *want, size_t n_want)
{
    const uint8_t *gap = r->gaps;
    uint64_t doc = 0, m = 0; /* the document at i; the occurrences before it, as far as they were counted */
    size_t w = 0, counted = 0, tf_exc = 0, done = 0, exc = 0, rexc = 0;
    for (size_t i = 0; i < r->df && w < n_want; i++) {
        uint64_t more, tf = 0, sum;
        while (i && r->df - i > 8 && r->gaps_end - gap > 8 && small_gaps(gap, &sum) && doc + sum < want[w] && doc + sum < n_docs) {
            gap += 8; /* none of these eight is wanted */
            i += 8;
            doc += sum;
        }
        if (gap < r->gaps_end && *gap < 128) more = *gap++;
        else if (!(gap = get_varint(gap, r->gaps_end, &more))) return bad("damaged posting record: documents");
        if ((i && !more) || more >= n_docs || (doc += more) >= n_docs) return bad("damaged posting record: documents");
        if (doc < want[w]) continue;
        if (doc > want[w] && ((w = gallop(want, w, n_want, (uint32_t)doc)) == n_want || want[w] > doc)) continue;
        if (!r->tf) { m = i; tf = 1; }
        else if (tf_sum(r, r->tf + counted, i - counted, &tf_exc, &m) < 0 || tf_sum(r, r->tf + i, 1, &tf_exc, &tf) < 0) return -1;
        if (!tf || m > r->total || tf > r->total - m) return bad("damaged posting record: counts");
        if (r->n_pos) exc += count_255(r->pos + done, m - done);
        if (r->n_role) rexc += count_255(r->roles + done, m - done);
        if (places_in(out, r, asked, w, m, tf, &exc, &rexc) < 0) return -1;
        counted = i + 1;
        m += tf;
        done = m;
        w++;
    }
    return 0;
}

PyDoc_STRVAR(positions_doc,
    "positions(n_docs, blob, offsets u64, lengths u32, roles u32, docs u32) -> (starts u32, positions u32, whole u8): where\n"
    "the occurrences stand in each of the ascending documents, and whether all of the word does; starts has one more");
static PyObject *k_positions(PyObject *self, PyObject *args)
{
    (void)self;
    unsigned int n_docs;
    PyObject *o[5], *starts = NULL, *positions = NULL, *whole = NULL, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOOOOO", &n_docs, &o[0], &o[1], &o[2], &o[3], &o[4])) return NULL;
    View v[5];
    memset(v, 0, sizeof v);
    static const size_t width[5] = {1, 8, 4, 4, 4};
    Places found = {0};
    for (int i = 0; i < 5; i++) if (view_get(&v[i], o[i], width[i]) < 0) goto done;
    if (v[2].n != v[1].n || v[3].n != v[1].n) { bad("positions: records"); goto done; }
    List docs = {(uint32_t *)v[4].at, NULL, v[4].n};
    if (!ascends(&docs)) { bad("ids do not ascend"); goto done; }
    if (docs.n >> 31) { bad("positions: documents"); goto done; }
    for (size_t i = 0; i < v[1].n; i++) {
        uint64_t off = ((const uint64_t *)v[1].at)[i];
        uint32_t len = ((const uint32_t *)v[2].at)[i];
        Rec r;
        if (!len) continue; /* the term does not occur in this field */
        if (off > v[0].n || len > v[0].n - off) { bad("damaged dictionary: record range"); goto done; }
        if (rec_open((const uint8_t *)v[0].at + off, len, n_docs, &r) < 0
            || places_of(&found, &r, ((const uint32_t *)v[3].at)[i], n_docs, docs.id, docs.n) < 0) goto done;
    }
    size_t n = 0;
    if (v[1].n > 1 && found.n) {
        qsort(found.at, found.n, 8, by_u64);
        for (size_t i = 0; i < found.n; i++) /* of equal places the last one is all of the word if any is */
            if (i + 1 == found.n || found.at[i] >> 1 != found.at[i + 1] >> 1) found.at[n++] = found.at[i];
        found.n = n;
    }
    if (found.n > NONE32) { bad("damaged posting record: positions"); goto done; }
    starts = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(4 * (docs.n + 1)));
    positions = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(4 * found.n));
    whole = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)found.n);
    if (!starts || !positions || !whole) goto done;
    uint32_t *start = (uint32_t *)PyBytes_AS_STRING(starts), *position = (uint32_t *)PyBytes_AS_STRING(positions);
    size_t w = 0;
    for (size_t i = 0; i < found.n; i++) {
        while (w <= found.at[i] >> 33) start[w++] = (uint32_t)i;
        position[i] = (uint32_t)(found.at[i] >> 1);
        PyBytes_AS_STRING(whole)[i] = (char)(found.at[i] & 1);
    }
    while (w <= docs.n) start[w++] = (uint32_t)found.n;
    result = PyTuple_Pack(3, starts, positions, whole);
done:
    Py_XDECREF(starts); Py_XDECREF(positions); Py_XDECREF(whole);
    free(found.at);
    for (int i = 0; i < 5; i++) view_drop(&v[i]);
    return result;
}

PyDoc_STRVAR(sequence_doc,
    "sequence(n_docs, live, norms, slop, ordered, blob, slots) -> (ids, frequencies): slots of\n"
    "(offsets u64, lengths u32, roles u32) in one field");
static PyObject *k_sequence(PyObject *self, PyObject *args)
{
    (void)self;
    unsigned int n_docs, slop;
    int ordered;
    PyObject *live_o, *norm_o, *blob_o, *list, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOOIpOO!", &n_docs, &live_o, &norm_o, &slop, &ordered, &blob_o, &PyList_Type, &list)) return NULL;
    size_t k = (size_t)PyList_GET_SIZE(list);
    if (!k || k > MAX_SLOTS || slop > 1000000) { bad("sequence: slots"); return NULL; }
    View live = {0}, norm = {0}, blob = {0}, v[MAX_SLOTS][3];
    memset(v, 0, sizeof v);
    Entry *entry[MAX_SLOTS] = {0};
    size_t entries[MAX_SLOTS] = {0};
    Slot slot[MAX_SLOTS];
    memset(slot, 0, sizeof slot);
    uint32_t *want = NULL;
    size_t n_want = 0;
    List out = {0};
    if (live_o != Py_None && view_get(&live, live_o, 1) < 0) goto done;
    if (live.held && live.n < ((size_t)n_docs + 7) / 8) { bad("sequence: live documents"); goto done; }
    if (view_get(&norm, norm_o, 4) < 0 || view_get(&blob, blob_o, 1) < 0) goto done;
    if (norm.n < n_docs) { bad("sequence: norms"); goto done; }
    for (size_t s = 0; s < k; s++) {
        PyObject *o[3];
        static const size_t width[3] = {8, 4, 4};
        if (!PyArg_ParseTuple(PyList_GET_ITEM(list, (Py_ssize_t)s), "OOO", &o[0], &o[1], &o[2])) goto done;
        for (int i = 0; i < 3; i++) if (view_get(&v[s][i], o[i], width[i]) < 0) goto done;
        size_t all = v[s][0].n, n = 0;
        if (v[s][1].n != all || v[s][2].n != all) { bad("sequence: slot"); goto done; }
        if (!(entry[s] = calloc(all + 1, sizeof(Entry)))) { PyErr_NoMemory(); goto done; }
        /* the documents of the slot: the union of its entries */
        List acc = {0};
        for (size_t i = 0; i < all; i++) {
            if (!((const uint32_t *)v[s][1].at)[i]) continue; /* the term does not occur in this field */
            entries[s] = ++n;
            if (entry_open(&entry[s][n - 1], &blob, ((const uint64_t *)v[s][0].at)[i],
                           ((const uint32_t *)v[s][1].at)[i], ((const uint32_t *)v[s][2].at)[i], n_docs) < 0) goto done;
        }
        if (n != 1 && slot_docs(entry[s], n, n_docs, &acc) < 0) goto done;
        const uint32_t *docs = n == 1 ? entry[s][0].docs : acc.id;
        size_t n_d = n == 1 ? entry[s][0].r.df : acc.n;
        if (s == 0) {
            if (!(want = malloc(4 * (n_d + 1)))) { list_free(&acc); PyErr_NoMemory(); goto done; }
            for (size_t i = 0; i < n_d; i++)
                if (!live.held || live_bit(live.at, docs[i])) want[n_want++] = docs[i];
        } else {
            size_t m = 0;
            if (n_d > 16 * n_want) {
                for (size_t i = 0, j = 0; i < n_want; i++) {
                    j = gallop(docs, j, n_d, want[i]);
                    if (j < n_d && docs[j] == want[i]) want[m++] = want[i];
                }
            } else {
                if (sums_for(&scratch, n_docs) < 0) { list_free(&acc); goto done; }
                uint64_t *has = scratch.has;
                for (size_t j = 0; j < n_d; j++) has[docs[j] >> 6] |= 1ull << (docs[j] & 63);
                for (size_t i = 0; i < n_want; i++) {
                    uint32_t d = want[i];
                    want[m] = d;
                    m += has[d >> 6] >> (d & 63) & 1;
                }
                for (size_t j = 0; j < n_d; j++) has[docs[j] >> 6] = 0;
            }
            n_want = m;
        }
        list_free(&acc);
        if (!n_want) break;
    }
    if (list_room(&out, n_want) < 0) goto done;
    if (n_want) {
        for (size_t s = 0; s < k; s++)
            if ((entries[s] == 1 ? slot_fill_one(&slot[s], entry[s], want, n_want)
                                 : slot_fill(&slot[s], entry[s], entries[s], want, n_want)) < 0) goto done;
        for (size_t w = 0; w < n_want; w++) {
            uint32_t f = occurrences(slot, k, w, slop, ordered);
            out.id[out.n] = want[w];
            out.val[out.n] = (float)f * ((const float *)norm.at)[want[w]];
            out.n += f > 0;
        }
    }
    result = list_out(&out);
done:
    for (size_t s = 0; s < k; s++) {
        if (entry[s]) for (size_t i = 0; i < entries[s]; i++) free(entry[s][i].docs);
        free(entry[s]);
        slot_free(&slot[s]);
        for (int i = 0; i < 3; i++) view_drop(&v[s][i]);
    }
    view_drop(&live); view_drop(&norm); view_drop(&blob);
    free(want);
    list_free(&out);
    return result;
}

/* ---------------------------------------------------------------- compounds */

/* A part of a compound in one field. Where many documents hold it they are a bit each, too, and the place of a document
   in the record is how many bits stand before it: nothing is searched for, nothing mispredicted. */
typedef struct { size_t at, exc; } Pass; /* how far a column was read, and how many exceptions stand before */
typedef struct {
    Rec r;
    View blob, norms;
    int there;
    uint32_t *docs, *starts; /* starts: of the occurrences of each document, and where the last ones end; made when needed */
    uint64_t *has;
    uint32_t *before; /* for each 64 documents */
    size_t hint;
    Pass tf, ptf, pos;
} Part;

/* The i-th number of a column; `i` never goes back. */
static int column_at(const Rec *r, const uint8_t *bytes, const uint8_t *exc, uint32_t n_exc, size_t i, Pass *p, uint32_t *v)
{
    if ((*v = bytes[i]) != 255) return 0;
    p->exc += count_255(bytes + p->at, i - p->at);
    p->at = i;
    if (p->exc >= n_exc) return bad("damaged posting record: exceptions");
    *v = exception(r, exc, p->exc);
    return 0;
}

static int part_open(Part *p, PyObject *record, uint32_t n_docs)
{
    Rec *r = &p->r;
    int opened = record_view(record, n_docs, &p->blob, &p->norms, r);
    if (opened < 1) return opened;
    p->there = 1;
    if (!(p->docs = malloc(4 * (size_t)r->df))) { PyErr_NoMemory(); return -1; }
    if (rec_docs(r, n_docs, p->docs) < 0) return -1;
    if (r->df < n_docs / 64) return 0;
    size_t words = (size_t)n_docs / 64 + 1;
    p->has = calloc(words, 8);
    p->before = malloc(4 * words);
    if (!p->has || !p->before) { PyErr_NoMemory(); return -1; }
    bits_of(p->docs, r->df, p->has);
    uint32_t n = 0;
    for (size_t w = 0; w < words; w++) { p->before[w] = n; n += ones(p->has[w]); }
    return 0;
}

static int part_starts(Part *p)
{
    uint32_t df = p->r.df, at = 0;
    if (p->starts) return 0;
    if (!(p->starts = malloc(4 * ((size_t)df + 1)))) { PyErr_NoMemory(); return -1; }
    if (rec_tfs(&p->r, p->starts) < 0) return -1;
    for (uint32_t i = 0; i < df; i++) { uint32_t tf = p->starts[i]; p->starts[i] = at; at += tf; }
    p->starts[df] = at;
    return 0;
}

static void part_close(Part *p)
{
    view_drop(&p->blob);
    view_drop(&p->norms);
    free(p->docs); free(p->starts); free(p->has); free(p->before);
}

/* Whether a document holds the part, and the place in its record; the documents asked for ascend (or `hint` is 0). */
static inline int part_find(Part *p, uint32_t d, size_t *place)
{
    if (p->has) {
        uint64_t row = p->has[d >> 6], bit = 1ull << (d & 63);
        *place = p->before[d >> 6] + ones(row & (bit - 1));
        return (row & bit) != 0;
    }
    *place = p->hint = gallop(p->docs, p->hint, p->r.df, d);
    return *place < p->r.df && p->docs[*place] == d;
}

/* Reads the positions in the document at a place of the record; the places ascend. */
static inline int part_positions(Part *p, size_t place, Slot *s, size_t *room)
{
    const Rec *r = &p->r;
    size_t m = p->starts[place], tf = p->starts[place + 1] - m;
    if (tf > *room) {
        free(s->pos);
        *room = 2 * tf;
        if (!(s->pos = malloc(4 * *room))) { PyErr_NoMemory(); return -1; }
    }
    uint32_t at = 0;
    for (size_t j = 0; j < tf; j++) {
        uint32_t d = r->pos[m + j];
        if (d == 255 && column_at(r, r->pos, r->pos_exc, r->n_pos, m + j, &p->pos, &d) < 0) return -1;
        if ((j && !d) || d > 0xFFFFFFF0u - at) return bad("damaged posting record: positions");
        s->pos[j] = at += d;
    }
    s->start[0] = 0;
    s->start[1] = tf;
    return 0;
}

/* Whether two slots have a place each within so many. */
static inline int near_each_other(const Slot *s, uint32_t width)
{
    const uint32_t *a = s[0].pos, *a_end = a + s[0].start[1], *b = s[1].pos, *b_end = b + s[1].start[1];
    while (a < a_end && b < b_end) {
        int first = *a <= *b;
        if ((first ? *b - *a : *a - *b) < width) return 1;
        a += first;
        b += !first;
    }
    return 0;
}

/* The documents that hold all parts in one field: of those of `among` (or NULL) only. */
static int parts_together(Part **part, size_t k, const List *among, const uint8_t *live, List *out)
{
    const uint32_t *few = among ? among->id : NULL;
    size_t n_few = among ? among->n : NONE32, n = 0;
    int by_bits = !among;
    for (size_t x = 0; x < k; x++) {
        part[x]->hint = 0;
        by_bits &= part[x]->has != NULL;
        if (part[x]->r.df < n_few) { few = part[x]->docs; n_few = part[x]->r.df; }
    }
    if (list_room(out, n_few) < 0) return -1;
    if (by_bits)
        for (size_t i = 0; i < n_few; i++) { /* no branch, so that nothing is mispredicted */
            uint32_t d = few[i];
            uint64_t in = 1;
            for (size_t x = 0; x < k; x++) in &= part[x]->has[d >> 6] >> (d & 63);
            out->id[n] = d;
            n += in;
        }
    else {
        size_t place, at = 0;
        for (size_t i = 0; i < n_few; i++) {
            uint32_t d = few[i];
            int in = 1;
            for (size_t x = 0; in && x < k; x++) in = part_find(part[x], d, &place);
            if (in && among && few != among->id) {
                at = gallop(among->id, at, among->n, d);
                in = at < among->n && among->id[at] == d;
            }
            out->id[n] = d;
            n += (size_t)in;
        }
    }
    for (size_t i = 0; live && i < n; i++) {
        out->id[out->n] = out->id[i];
        out->n += (size_t)live_bit(live, out->id[i]);
    }
    if (!live) out->n = n;
    memset(out->val, 0, 4 * out->n);
    return 0;
}

/* Leaves those of the documents with all parts of a field that have them within k + slop places. */
static int parts_near(Part **part, size_t k, uint32_t slop, List *docs)
{
    Slot slot[MAX_SLOTS];
    size_t room[MAX_SLOTS], n = 0;
    uint64_t starts[MAX_SLOTS][2];
    int rc = 0;
    for (size_t x = 0; x < k; x++) {
        part[x]->hint = 0;
        part[x]->pos = (Pass){0};
        room[x] = 256;
        slot[x] = (Slot){.start = starts[x], .pos = malloc(4 * room[x])};
        if (!slot[x].pos) { PyErr_NoMemory(); rc = -1; }
        if (rc == 0 && docs->n) rc = part_starts(part[x]);
    }
    for (size_t i = 0; rc == 0 && i < docs->n; i++) {
        size_t place = 0;
        for (size_t x = 0; rc == 0 && x < k; x++) {
            part_find(part[x], docs->id[i], &place);
            rc = part_positions(part[x], place, &slot[x], &room[x]);
        }
        if (rc < 0) break;
        docs->id[n] = docs->id[i];
        n += k == 2 ? near_each_other(slot, 2 + slop) : occurrences(slot, k, 0, slop, 0) > 0;
    }
    docs->n = n;
    for (size_t x = 0; x < k; x++) free(slot[x].pos);
    return rc;
}

/* How many (living) documents hold a part in any field. */
static int part_documents(Part *of, size_t n_fields, uint32_t n_docs, const uint8_t *live, size_t *count)
{
    size_t n = 0, only = 0, words = (size_t)n_docs / 64 + 1;
    for (size_t f = 0; f < n_fields; f++) if (of[f].there) { n++; only = f; }
    *count = 0;
    if (!n) return 0;
    if (n == 1 && !live) { *count = of[only].r.df; return 0; }
    if (sums_for(&scratch, n_docs) < 0) return -1;
    uint64_t *has = scratch.has;
    int dense = 0;
    for (size_t f = 0; f < n_fields; f++) {
        if (!of[f].there) continue;
        if (of[f].has) { dense = 1; for (size_t w = 0; w < words; w++) has[w] |= of[f].has[w]; continue; }
        for (uint32_t i = 0; i < of[f].r.df; i++) has[of[f].docs[i] >> 6] |= 1ull << (of[f].docs[i] & 63);
    }
    if (live) { /* what is counted is read from the documents */
        for (size_t w = 0; w < words; w++)
            for (uint64_t bits = has[w]; bits; bits &= bits - 1)
                *count += (size_t)live_bit(live, (uint32_t)(64 * w + (unsigned)__builtin_ctzll(bits)));
    } else if (dense) for (size_t w = 0; w < words; w++) *count += ones(has[w]);
    else {
        for (size_t f = 0; f < n_fields; f++)
            for (uint32_t i = 0; of[f].there && i < of[f].r.df; i++) {
                uint32_t d = of[f].docs[i];
                *count += has[d >> 6] >> (d & 63) & 1;
                has[d >> 6] &= ~(1ull << (d & 63));
            }
        return 0;
    }
    memset(has, 0, 8 * words);
    return 0;
}

/* Adds to each document's score what a part scores there. */
static int part_score(Part *of, size_t n_fields, float factor, float less, float k1, List *docs)
{
    for (size_t f = 0; f < n_fields; f++) { of[f].hint = 0; of[f].tf = of[f].ptf = (Pass){0}; }
    for (size_t i = 0; i < docs->n; i++) {
        uint32_t d = docs->id[i];
        float sum = 0;
        for (size_t f = 0; f < n_fields; f++) {
            Part *p = &of[f];
            const Rec *r = &p->r;
            size_t place;
            uint32_t tf = 1, ptf = 0;
            if (!p->there || !part_find(p, d, &place)) continue;
            if (r->tf && column_at(r, r->tf, r->tf_exc, r->n_tf, place, &p->tf, &tf) < 0) return -1;
            if (r->ptf && column_at(r, r->ptf, r->ptf_exc, r->n_ptf, place, &p->ptf, &ptf) < 0) return -1;
            if (ptf > tf) return bad("damaged posting record: counts");
            sum += ((float)tf - less * (float)ptf) * ((const float *)p->norms.at)[d];
        }
        docs->val[i] += factor * sum / (sum + k1);
    }
    return 0;
}

/* Documents with all of some words, each of records with all roles and in many documents: by bits, so that only what is
   in all of them is weighed. 1: the words are others. */
static int words_together(const Counted *c, PyObject *words, List *out, size_t *holders)
{
    size_t n = (size_t)PyList_GET_SIZE(words), rows = (size_t)c->n_docs / 64 + 1, n_parts = 0, least = NONE32;
    if (n > MAX_SLOTS) return 1;
    size_t first[MAX_SLOTS + 1], count[MAX_SLOTS] = {0};
    double weight[MAX_SLOTS];
    for (size_t x = 0; x < n; x++) {
        PyObject *item = PyList_GET_ITEM(words, (Py_ssize_t)x);
        if (!of_all_roles(item)) return 1;
        weight[x] = PyFloat_AsDouble(PyTuple_GET_ITEM(item, 0));
        if (weight[x] == -1.0 && PyErr_Occurred()) return -1;
        first[x] = n_parts;
        PyObject *records = PyTuple_GET_ITEM(item, 1);
        size_t longest = 0; /* a record takes a byte and more for each document */
        for (Py_ssize_t f = 0; f < PyList_GET_SIZE(records); f++, n_parts++) {
            size_t length = PyLong_AsUnsignedLongMask(PyTuple_GET_ITEM(PyList_GET_ITEM(records, f), 3));
            if (length > longest) longest = length;
        }
        if (longest < rows - 1) return 1;
    }
    if (PyErr_Occurred()) return -1;
    first[n] = n_parts;
    int rc = -1;
    Part *part = calloc(n_parts + 1, sizeof *part);
    uint64_t *has = calloc(rows, 8), *all = calloc(rows, 8);
    if (!part || !has || !all) { PyErr_NoMemory(); goto end; }
    for (size_t x = 0; x < n; x++) {
        PyObject *records = PyTuple_GET_ITEM(PyList_GET_ITEM(words, (Py_ssize_t)x), 1);
        size_t many = 0;
        for (size_t f = first[x]; f < first[x + 1]; f++) {
            Part *p = &part[f];
            if (part_open(p, PyList_GET_ITEM(records, (Py_ssize_t)(f - first[x])), c->n_docs) < 0) goto end;
            many += p->has != NULL;
            if (p->has) for (size_t w = 0; w < rows; w++) has[w] |= p->has[w];
            else for (uint32_t i = 0; p->there && i < p->r.df; i++) has[p->docs[i] >> 6] |= 1ull << (p->docs[i] & 63);
        }
        if (!many) { rc = 1; goto end; } /* a rare word: the others are looked up for its documents only */
        for (size_t w = 0; w < rows; w++) {
            count[x] += ones(has[w]);
            all[w] = x ? all[w] & has[w] : has[w];
            has[w] = 0;
        }
        if (count[x] < least) least = count[x];
        if (holders) holders[x] = count[x];
    }
    if (list_room(out, least) < 0) goto end;
    for (size_t w = 0; w < rows; w++)
        for (uint64_t bits = all[w]; bits; bits &= bits - 1)
            out->id[out->n++] = (uint32_t)(64 * w + (unsigned)__builtin_ctzll(bits));
    memset(out->val, 0, 4 * out->n);
    for (size_t done = 0; done < n; done++) { /* the rarest first, as their lists would be added */
        size_t next = n;
        for (size_t x = 0; x < n; x++)
            if (count[x] != SIZE_MAX && (next == n || count[x] < count[next])) next = x;
        float factor = idf_factor(weight[next], count[next], c);
        if (part_score(&part[first[next]], first[next + 1] - first[next], factor, 1.0f - c->part_weight, c->k1, out) < 0) {
            list_free(out);
            goto end;
        }
        count[next] = SIZE_MAX;
    }
    rc = 0;
end:
    for (size_t f = 0; part && f < n_parts; f++) part_close(&part[f]);
    free(part); free(has); free(all);
    return rc;
}

/* How many documents have any of some records. */
static int records_holders(PyObject *records, uint32_t n_docs, const uint8_t *live, size_t *count)
{
    size_t n = (size_t)PyList_GET_SIZE(records), opened = 0;
    int all_roles = 1, rc = -1;
    for (size_t i = 0; i < n; i++) {
        PyObject *record = PyList_GET_ITEM(records, (Py_ssize_t)i);
        all_roles &= PyLong_AsUnsignedLongMask(PyTuple_GET_ITEM(record, 4)) == ROLE_ALL;
    }
    if (PyErr_Occurred()) return -1;
    if (!all_roles) { /* which of the occurrences count has to be seen */
        List l;
        if (stem_list(records, n_docs, live, 1.0f, &l) < 0) return -1;
        *count = l.n;
        list_free(&l);
        return 0;
    }
    Part *part = calloc(n + 1, sizeof *part);
    if (!part) { PyErr_NoMemory(); return -1; }
    while (opened < n && part_open(&part[opened], PyList_GET_ITEM(records, (Py_ssize_t)opened), n_docs) == 0) opened++;
    if (opened == n) rc = part_documents(part, n, n_docs, live, count);
    for (size_t i = 0; i < n; i++) part_close(&part[i]);
    free(part);
    return rc;
}

/* Of each wanted document the first accepted occurrence in a record, `before` added to it; `first` has the least so far. */
static int record_firsts(PyObject *record, PyObject *before_o, uint32_t n_docs, const List *want, uint32_t *first, Places *found)
{
    View blob = {0}, before = {0};
    PyObject *blob_o, *norms_o;
    unsigned long long off;
    unsigned int len, role;
    Rec r;
    int rc = -1;
    if (!PyArg_ParseTuple(record, "OOKII", &blob_o, &norms_o, &off, &len, &role)) return -1;
    if (view_get(&blob, blob_o, 1) < 0 || view_get(&before, before_o, 4) < 0) goto done;
    if (before.n && before.n < n_docs) { bad("early: before"); goto done; }
    if (off > blob.n || len > blob.n - off) { bad("damaged dictionary: record range"); goto done; }
    found->n = 0;
    if (rec_open((const uint8_t *)blob.at + off, len, n_docs, &r) < 0
        || places_of(found, &r, role, n_docs, want->id, want->n) < 0) goto done;
    for (size_t i = 0; i < found->n; i++) {
        size_t w = found->at[i] >> 33;
        if (i && w == found->at[i - 1] >> 33) continue; /* the places of a document ascend */
        uint64_t at = (uint32_t)(found->at[i] >> 1);
        if (before.n) at += ((const uint32_t *)before.at)[want->id[w]];
        if (at < first[w]) first[w] = (uint32_t)at;
    }
    rc = 0;
done:
    view_drop(&blob); view_drop(&before);
    return rc;
}

typedef struct { uint32_t id, at; } Wanted;

static int by_id(const void *a, const void *b)
{
    uint32_t x = ((const Wanted *)a)->id, y = ((const Wanted *)b)->id;
    return x < y ? -1 : x > y;
}

static int early_gains(const Counted *c, PyObject *records, PyObject *before, PyObject *holders_o, double weight, float half,
                       const uint32_t *docs, size_t n_want, size_t *holders, float *gain)
{
    Places found = {0};
    List want = {0};
    Wanted *sorted = NULL;
    uint32_t *first = NULL;
    int rc = -1;
    if (!PyList_Check(records) || !PyList_Check(before) || PyList_GET_SIZE(before) != PyList_GET_SIZE(records))
        return bad("early: records");
    size_t n = (size_t)PyList_GET_SIZE(records);
    for (size_t i = 0; i < n; i++) {
        PyObject *record = PyList_GET_ITEM(records, (Py_ssize_t)i);
        if (!PyTuple_Check(record) || PyTuple_GET_SIZE(record) != 5 || !PyLong_Check(PyTuple_GET_ITEM(record, 3))
            || !PyLong_AsUnsignedLongMask(PyTuple_GET_ITEM(record, 3))) return PyErr_Occurred() ? -1 : bad("early: records");
    }
    if (n_want >> 31) return bad("positions: documents");
    if (holders_o != Py_None) {
        *holders = PyLong_AsSize_t(holders_o);
        if (*holders == (size_t)-1 && PyErr_Occurred()) return -1;
    } else if (records_holders(records, c->n_docs, c->live, holders) < 0) return -1;
    want.id = malloc(4 * (n_want + 1));
    first = malloc(4 * (n_want + 1));
    sorted = malloc((n_want + 1) * sizeof *sorted);
    if (!want.id || !first || !sorted) { PyErr_NoMemory(); goto done; }
    for (size_t w = 0; w < n_want; w++) sorted[w] = (Wanted){docs[w], (uint32_t)w};
    qsort(sorted, n_want, sizeof *sorted, by_id);
    for (size_t w = 0; w < n_want; w++) { want.id[w] = sorted[w].id; first[w] = NONE32; }
    want.n = n_want;
    if (!ascends(&want)) { bad("early: a document twice"); goto done; }
    for (size_t i = 0; i < n; i++) {
        PyObject *added = PyList_GET_ITEM(before, (Py_ssize_t)i);
        if (added != Py_None && record_firsts(PyList_GET_ITEM(records, (Py_ssize_t)i), added, c->n_docs, &want, first, &found) < 0)
            goto done;
    }
    Counted plain = *c;
    plain.k1 = 0; /* idf and weight alone */
    float factor = idf_factor(weight, *holders, &plain);
    for (size_t w = 0; w < n_want; w++)
        gain[sorted[w].at] = first[w] == NONE32 ? 0.0f : factor / (1.0f + (float)first[w] / half);
    rc = 0;
done:
    free(found.at); free(want.id); free(first); free(sorted);
    return rc;
}

PyDoc_STRVAR(early_doc,
    "early(n_docs, live, documents, records as for `stems`, before, holders, weight, half, docs u32) -> (holders, gains f32):\n"
    "for each of the documents weight * idf / (1 + first place / half), 0 where none of the records has it; before: for each\n"
    "record None (not looked at) or what is added to its places (u32 by document, or nothing); holders: how many documents have\n"
    "the word, or None: those of the records are counted; of `documents`");
static PyObject *k_early(PyObject *self, PyObject *args)
{
    (void)self;
    Counted c = {0};
    float half;
    double weight;
    PyObject *live_o, *records, *before, *holders_o, *docs_o, *gains = NULL, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOIOOOdfO", &c.n_docs, &live_o, &c.documents, &records, &before, &holders_o, &weight, &half,
                          &docs_o)) return NULL;
    View docs = {0}, live = {0};
    size_t holders;
    if (view_get(&docs, docs_o, 4) < 0 || live_view(&live, live_o, c.n_docs) < 0) goto done;
    c.live = live.held ? live.at : NULL;
    if (!(gains = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(4 * docs.n)))) goto done;
    if (early_gains(&c, records, before, holders_o, weight, half, docs.at, docs.n, &holders, (float *)PyBytes_AS_STRING(gains)) == 0)
        result = Py_BuildValue("nO", (Py_ssize_t)holders, gains);
done:
    Py_XDECREF(gains);
    view_drop(&docs); view_drop(&live);
    return result;
}

/* A compound: `own`, the documents with the word itself; `found`: for each field those with all parts there; most: what
   these score at most; bound: what any document does; least, others: a document that scores less than `least`, with what
   `others` add to its total, need not be scored. */
typedef struct {
    Part *part;
    List own, *found;
    size_t k, n_fields;
    double weights[MAX_SLOTS];
    float factor, part_factor[MAX_SLOTS], most, bound, less, k1, least, others;
    uint32_t slop;
} Compound;

/* What the documents score by the parts. */
static int compound_score(const Compound *o, List *docs)
{
    memset(docs->val, 0, 4 * docs->n);
    for (size_t x = 0; x < o->k; x++)
        if (part_score(&o->part[x * o->n_fields], o->n_fields, o->part_factor[x], o->less, o->k1, docs) < 0) return -1;
    for (size_t i = 0; i < docs->n; i++) docs->val[i] *= o->factor;
    return 0;
}

static int list_kept(const List *a, const List *b, int keep, List *out)
{
    if (list_room(out, a->n) < 0) return -1;
    if (list_filter(a, b, keep, 0, out) == 0) return 0;
    list_free(out);
    return -1;
}

/* l = l or other, the larger score where a document is in both. */
static int list_join(List *l, const List *other)
{
    List joined;
    if (list_merge(l, other, 1, &joined) < 0) return -1;
    list_free(l);
    *l = joined;
    return 0;
}

/* Leaves the documents of a list whose score by the parts, in the end, is above their own, and not below `least`: who cannot
   come to it by the parts that are left is not looked up for these. */
static int compound_louder(const Compound *o, List *l, float least)
{
    float *own = malloc(4 * (l->n + 1)), left = 0;
    if (!own) { PyErr_NoMemory(); return -1; }
    memcpy(own, l->val, 4 * l->n);
    memset(l->val, 0, 4 * l->n);
    for (size_t x = 0; x < o->k; x++) left += o->part_factor[x];
    for (size_t x = 0; x < o->k; x++) {
        size_t n = 0;
        Part *of = &o->part[x * o->n_fields];
        if (part_score(of, o->n_fields, o->part_factor[x], o->less, o->k1, l) < 0) { free(own); return -1; }
        left -= o->part_factor[x];
        for (size_t i = 0; i < l->n; i++) {
            float most = x + 1 < o->k ? o->factor * (l->val[i] + left) * 1.0001f : (l->val[i] *= o->factor);
            l->id[n] = l->id[i];
            l->val[n] = l->val[i];
            own[n] = own[i];
            n += (most > own[i]) & (most >= least);
        }
        l->n = n;
    }
    free(own);
    return 0;
}

static void list_below(List *l, float bound)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        l->id[n] = l->id[i];
        l->val[n] = l->val[i];
        n += l->val[i] < bound;
    }
    l->n = n;
}

static void compound_close(Compound *o)
{
    for (size_t x = 0; o->part && x < o->k * o->n_fields; x++) part_close(&o->part[x]);
    for (size_t f = 0; o->found && f < o->n_fields; f++) list_free(&o->found[f]);
    list_free(&o->own);
    free(o->part); free(o->found);
}

/* Reads the records and looks for the documents with all parts in one field: among: as for `compound_lists`. */
static int compound_open(Compound *o, PyObject *word, const Counted *c, const List *among)
{
    double weight;
    PyObject *records, *parts;
    Part *column[MAX_SLOTS];
    *o = (Compound){.less = 1.0f - c->part_weight, .k1 = c->k1, .least = -INFINITY};
    if (!PyArg_ParseTuple(word, "dO(fIO!)", &weight, &records, &o->factor, &o->slop, &PyList_Type, &parts)) return -1;
    o->k = (size_t)PyList_GET_SIZE(parts);
    if (!o->k || o->k > MAX_SLOTS || o->slop > 1000000 || !(c->part_weight > 0)) return bad("compound: parts");
    for (size_t x = 0; x < o->k; x++) {
        PyObject *of;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(parts, (Py_ssize_t)x), "dO!", &o->weights[x], &PyList_Type, &of)) return -1;
        if (!x) {
            o->n_fields = (size_t)PyList_GET_SIZE(of);
            o->part = calloc(o->k * o->n_fields + 1, sizeof *o->part);
            o->found = calloc(o->n_fields + 1, sizeof *o->found);
            if (!o->part || !o->found) { PyErr_NoMemory(); return -1; }
        }
        if ((size_t)PyList_GET_SIZE(of) != o->n_fields) return bad("compound: fields");
        for (size_t f = 0; f < o->n_fields; f++)
            if (part_open(&o->part[x * o->n_fields + f], PyList_GET_ITEM(of, (Py_ssize_t)f), c->n_docs) < 0) return -1;
    }
    List *own = &o->own;
    if (stem_list(records, c->n_docs, c->live, c->part_weight, own) < 0) return -1;
    o->bound = idf_factor(weight, own->n, c);
    for (size_t i = 0; i < own->n; i++) own->val[i] = o->bound * own->val[i] / (own->val[i] + c->k1);
    size_t any = 0;
    for (size_t f = 0; f < o->n_fields; f++) {
        int there = 1;
        for (size_t x = 0; x < o->k; x++) there &= (column[x] = &o->part[x * o->n_fields + f])->there;
        if (there && parts_together(column, o->k, among, c->live, &o->found[f]) < 0) return -1;
        any += o->found[f].n;
    }
    for (size_t x = 0; any && x < o->k; x++) {
        size_t n;
        if (part_documents(&o->part[x * o->n_fields], o->n_fields, c->n_docs, c->live, &n) < 0) return -1;
        o->part_factor[x] = idf_factor(o->weights[x], n, c);
        o->most += o->factor * o->part_factor[x];
    }
    o->most *= 1.0001f;
    if (o->most > o->bound) o->bound = o->most;
    return 0;
}

/* Leaves out the documents whose totals cannot come to `least`; of those without a total only with `all`. */
static void compound_prune(const Compound *o, List *l, int all)
{
    size_t n = 0;
    if (!(o->least > 0)) return;
    for (size_t i = 0; i < l->n; i++) {
        uint32_t d = l->id[i];
        float total = totals.sum[d];
        l->id[n] = d;
        l->val[n] = l->val[i];
        n += (total + o->most + o->others) * 1.0001f >= o->least || (!all && total == 0);
    }
    l->n = n;
}

/* Takes the documents with the compound out to `first`, and those with all parts near each other only to `rest`. */
static int compound_near(Compound *o, size_t k, List *first, List *rest)
{
    Part *column[MAX_SLOTS];
    List all = {0}, louder = {0}, asked = {0}, near = {0};
    int rc = -1;
    *first = o->own;
    o->own = (List){0};
    int enough = k && first->n >= k;
    float least = -INFINITY;
    if (enough && kth_best(first, k, &least) < 0) goto done;
    if (list_room(&all, 0) < 0 || list_room(&near, 0) < 0) goto done;
    for (size_t f = 0; f < o->n_fields; f++) if (o->found[f].n && list_join(&all, &o->found[f]) < 0) goto done;
    /* Where the word's own score is the larger one, which is the rule, it does not matter how near the parts are: most
       documents with a compound's parts hold the compound, and reading positions is most of the work. */
    if (list_kept(first, &all, 1, &louder) < 0) goto done;
    list_below(&louder, o->most >= least ? o->most : -INFINITY);
    compound_prune(o, &louder, 1);
    if (compound_louder(o, &louder, least) < 0) goto done;
    if (list_kept(&all, first, 0, &asked) < 0) goto done;
    compound_prune(o, &asked, 0);
    if (list_join(&asked, &louder) < 0) goto done;
    for (size_t f = 0; f < o->n_fields; f++) {
        List here = {0};
        for (size_t x = 0; x < o->k; x++) column[x] = &o->part[x * o->n_fields + f];
        if (!o->found[f].n) continue;
        int failed = list_kept(&o->found[f], &asked, 1, &here) < 0 || parts_near(column, o->k, o->slop, &here) < 0
                     || list_join(&near, &here) < 0;
        list_free(&here);
        if (failed) goto done;
    }
    if (list_kept(&near, first, 0, rest) < 0) goto done;
    if (enough) memset(rest->val, 0, 4 * rest->n);
    else if (compound_score(o, rest) < 0) goto done;
    List raised = {0};
    rc = list_kept(&louder, &near, 1, &raised) < 0 || list_join(first, &raised) < 0 ? -1 : 0;
    list_free(&raised);
done:
    list_free(&all); list_free(&louder); list_free(&asked); list_free(&near);
    if (rc < 0) { list_free(first); list_free(rest); }
    return rc;
}

/* `first`: the documents with the compound itself; `rest`: further ones, with all its parts within k + slop places of a
   field. The score is the larger of the word's and `factor` times the sum of the parts'. among (or NULL): of the others
   those without the word may be missing, and those with it may have the word's score only. k: where so many have the word
   (and k is not 0), only what is among the k best needs its score; the rest is not scored. */
static int compound_lists(PyObject *word, const Counted *c, const List *among, size_t k, List *first, List *rest)
{
    Compound o;
    int rc = compound_open(&o, word, c, among);
    if (rc == 0) rc = compound_near(&o, k, first, rest);
    compound_close(&o);
    return rc;
}

/* Adds what compounds score to the totals of other words; what cannot come to `least` by them need not be right. */
static int compounds_total(PyObject **compound, size_t n, const Counted *c, float least)
{
    Compound *o = calloc(n + 1, sizeof *o);
    size_t opened = 0;
    int rc = o ? 0 : (PyErr_NoMemory(), -1);
    float others = 0;
    for (; rc == 0 && opened < n; opened++) rc = compound_open(&o[opened], compound[opened], c, NULL);
    for (size_t x = n; rc == 0 && x-- > 0;) {
        o[x].least = least;
        o[x].others = others;
        others += o[x].bound;
    }
    for (size_t x = 0; rc == 0 && x < n; x++) {
        List first = {0}, rest = {0};
        if ((rc = compound_near(&o[x], 0, &first, &rest)) == 0) {
            totals_add(&first);
            totals_add(&rest);
        }
        list_free(&first);
        list_free(&rest);
        compound_close(&o[x]);
        o[x] = (Compound){0};
    }
    for (size_t x = 0; x < opened; x++) compound_close(&o[x]);
    free(o);
    return rc;
}

PyDoc_STRVAR(compound_doc,
    "compound(n_docs, live, part_weight, k1, documents, word, k) -> ((ids, scores), (ids, scores)): the documents with the\n"
    "word itself, and those with its parts near each other only; word: (weight, records, (factor, slop, parts)),\n"
    "a part: (weight, a record for each field); k: only the k best are asked for (0: all)");
static PyObject *k_compound(PyObject *self, PyObject *args)
{
    (void)self;
    Counted c = {0};
    Py_ssize_t k;
    PyObject *live_o, *word, *result = NULL;
    if (!PyArg_ParseTuple(args, "IOffIO!n", &c.n_docs, &live_o, &c.part_weight, &c.k1, &c.documents, &PyTuple_Type, &word, &k))
        return NULL;
    View live = {0};
    List first = {0}, rest = {0};
    if (live_view(&live, live_o, c.n_docs) == 0) {
        c.live = live.held ? live.at : NULL;
        if (compound_lists(word, &c, NULL, k > 0 ? (size_t)k : 0, &first, &rest) == 0)
            result = Py_BuildValue("NN", list_out(&first), list_out(&rest));
    }
    view_drop(&live);
    list_free(&first);
    list_free(&rest);
    return result;
}

/* ---------------------------------------------------------------- dictionaries */

#define BLOCK 64 /* keys in a block of a dictionary */
#define MAX_KEY 1024 /* bytes of a key */

PyDoc_STRVAR(encode_dict_doc,
    "encode_dictionary(keys, columns) -> (blocks, block_offsets u32, first_keys, first_offsets u32, sums u64)");
static PyObject *k_encode_dictionary(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *keys, *cols, *result = NULL;
    if (!PyArg_ParseTuple(args, "O!O!", &PyList_Type, &keys, &PyList_Type, &cols)) return NULL;
    size_t n = (size_t)PyList_GET_SIZE(keys), c = (size_t)PyList_GET_SIZE(cols);
    if (c > MAX_COLUMNS) { bad("encode_dictionary: columns"); return NULL; }
    View v[MAX_COLUMNS];
    memset(v, 0, sizeof v);
    Out blocks = {0}, offs = {0}, firsts = {0}, foffs = {0}, sums = {0};
    uint64_t sum[MAX_COLUMNS] = {0};
    const char *last = NULL;
    Py_ssize_t last_n = 0;
    for (size_t i = 0; i < c; i++) {
        if (view_get(&v[i], PyList_GET_ITEM(cols, (Py_ssize_t)i), 4) < 0) goto done;
        if (v[i].n != n) { bad("encode_dictionary: columns"); goto done; }
    }
    for (size_t i = 0; i <= n; i++) {
        if (i % BLOCK == 0 || i == n) {
            if (blocks.size > 0xFFFFFFF0u) { bad("a dictionary is over 4 GiB"); goto done; }
            uint32_t at = (uint32_t)blocks.size, fat = (uint32_t)firsts.size;
            if (out_room(&offs, 4) < 0 || out_room(&foffs, 4) < 0 || out_room(&sums, 8 * c + 8) < 0) goto done;
            memcpy(offs.at + offs.size, &at, 4); offs.size += 4;
            memcpy(foffs.at + foffs.size, &fat, 4); foffs.size += 4;
            memcpy(sums.at + sums.size, sum, 8 * c); sums.size += 8 * c;
            last = NULL;
            last_n = 0;
        }
        if (i == n) break;
        char *key;
        Py_ssize_t len;
        if (PyBytes_AsStringAndSize(PyList_GET_ITEM(keys, (Py_ssize_t)i), &key, &len) < 0) goto done;
        if ((size_t)len > MAX_KEY) { bad("a key is over 1,024 bytes"); goto done; }
        Py_ssize_t shared = 0;
        while (shared < len && shared < last_n && key[shared] == last[shared]) shared++;
        if (out_room(&blocks, 32 + (size_t)len + 10 * c) < 0) goto done;
        uint8_t *p = blocks.at + blocks.size;
        p = put_varint(p, (uint64_t)shared);
        p = put_varint(p, (uint64_t)(len - shared));
        memcpy(p, key + shared, (size_t)(len - shared));
        p += len - shared;
        for (size_t j = 0; j < c; j++) {
            uint32_t x = ((const uint32_t *)v[j].at)[i];
            p = put_varint(p, x);
            sum[j] += x;
        }
        blocks.size = (size_t)(p - blocks.at);
        if (i % BLOCK == 0) {
            if (out_room(&firsts, (size_t)len + 1) < 0) goto done;
            memcpy(firsts.at + firsts.size, key, (size_t)len);
            firsts.size += (size_t)len;
        }
        last = key;
        last_n = len;
    }
    result = Py_BuildValue("y#y#y#y#y#", blocks.at ? (char *)blocks.at : "", (Py_ssize_t)blocks.size, (char *)offs.at,
                           (Py_ssize_t)offs.size, firsts.at ? (char *)firsts.at : "", (Py_ssize_t)firsts.size,
                           (char *)foffs.at, (Py_ssize_t)foffs.size, sums.at ? (char *)sums.at : "", (Py_ssize_t)sums.size);
done:
    for (size_t i = 0; i < c; i++) view_drop(&v[i]);
    free(blocks.at); free(offs.at); free(firsts.at); free(foffs.at); free(sums.at);
    return result;
}

static int compare(const uint8_t *a, size_t n, const uint8_t *b, size_t m)
{
    int c = memcmp(a, b, n < m ? n : m);
    return c ? c : n < m ? -1 : n > m;
}

PyDoc_STRVAR(find_block_doc, "find_block(first_keys, first_offsets u32, key) -> number of the block that could hold it, or -1");
static PyObject *k_find_block(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *f_, *o_;
    Py_buffer key;
    if (!PyArg_ParseTuple(args, "OOy*", &f_, &o_, &key)) return NULL;
    View f = {0}, o = {0};
    PyObject *result = NULL;
    if (view_get(&f, f_, 1) < 0 || view_get(&o, o_, 4) < 0) goto done;
    const uint32_t *off = o.at;
    size_t lo = 0, hi = o.n ? o.n - 1 : 0;
    while (lo < hi) { /* first block whose first key is > key */
        size_t mid = lo + (hi - lo) / 2;
        if (off[mid] > off[mid + 1] || off[mid + 1] > f.n) { bad("damaged dictionary: first keys"); goto done; }
        if (compare((const uint8_t *)f.at + off[mid], off[mid + 1] - off[mid], key.buf, (size_t)key.len) <= 0) lo = mid + 1;
        else hi = mid;
    }
    result = PyLong_FromSsize_t((Py_ssize_t)lo - 1);
done:
    view_drop(&f); view_drop(&o);
    PyBuffer_Release(&key);
    return result;
}

typedef struct {
    const uint8_t *p, *end;
    uint8_t key[MAX_KEY];
    size_t len;
    uint64_t value[MAX_COLUMNS], sum[MAX_COLUMNS]; /* sum: of the entries before this one */
    size_t columns;
} Scan;

/* 1: an entry was read; 0: the end; -1: damage. */
static int scan_next(Scan *s)
{
    if (s->p >= s->end) return 0;
    uint64_t shared, more;
    const uint8_t *p = get_varint(s->p, s->end, &shared);
    if (!p || !(p = get_varint(p, s->end, &more)) || shared > s->len || more > (uint64_t)(s->end - p)
        || shared + more > sizeof s->key)
        return bad("damaged dictionary: key");
    memcpy(s->key + shared, p, more);
    p += more;
    s->len = shared + more;
    for (size_t i = 0; i < s->columns; i++) {
        s->sum[i] += s->value[i];
        if (!(p = get_varint(p, s->end, &s->value[i])) || s->value[i] > NONE32) return bad("damaged dictionary: value");
    }
    s->p = p;
    return 1;
}

/* Passes over the entries whose keys begin with the same `dead` bytes as this one: they share at least so many with the
   one before. Their bytes behind these are not kept, as no later key builds upon them. 0, or -1: damage. */
static int scan_past(Scan *s, size_t dead)
{
    while (s->p < s->end) {
        uint64_t shared, more, value;
        const uint8_t *p = get_varint(s->p, s->end, &shared);
        if (!p || !(p = get_varint(p, s->end, &more)) || shared > s->len || more > (uint64_t)(s->end - p)
            || shared + more > sizeof s->key)
            return bad("damaged dictionary: key");
        if (shared < dead) return 0;
        p += more;
        s->len = shared + more;
        for (size_t i = 0; i < s->columns; i++)
            if (!(p = get_varint(p, s->end, &value)) || value > NONE32) return bad("damaged dictionary: value");
        s->p = p;
    }
    return 0;
}

static PyObject *u64s(const uint64_t *v, size_t n)
{
    PyObject *t = PyTuple_New((Py_ssize_t)n);
    for (size_t i = 0; t && i < n; i++) {
        PyObject *x = PyLong_FromUnsignedLongLong(v[i]);
        if (!x) { Py_CLEAR(t); break; }
        PyTuple_SET_ITEM(t, (Py_ssize_t)i, x);
    }
    return t;
}

PyDoc_STRVAR(lookup_doc,
    "lookup(first_keys, first_offsets u32, blocks, block_offsets u32, sums u64, columns, seen, at, shift, key) ->\n"
    "(number, values, sums before it), None, or the number of the block that must be verified first;\n"
    "seen: one byte for each 2**shift bytes of the file, 1 where verified; at: where the blocks begin in the file");
static PyObject *k_lookup(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *o[6], *result = NULL;
    unsigned int columns, shift;
    unsigned long long at;
    Py_buffer key;
    if (!PyArg_ParseTuple(args, "OOOOOIOKIy*", &o[0], &o[1], &o[2], &o[3], &o[4], &columns, &o[5], &at, &shift, &key))
        return NULL;
    View v[6];
    memset(v, 0, sizeof v);
    static const size_t width[6] = {1, 4, 1, 4, 8, 1};
    if (columns > MAX_COLUMNS || shift > 40) { bad("lookup: arguments"); goto done; }
    for (int i = 0; i < 6; i++)
        if (view_get(&v[i], o[i], width[i]) < 0) goto done;
    const uint32_t *first = v[1].at, *off = v[3].at;
    const uint64_t *sums = v[4].at;
    const uint8_t *seen = v[5].at;
    size_t lo = 0, hi = v[1].n ? v[1].n - 1 : 0;
    if (v[3].n != v[1].n || v[4].n < v[1].n * columns) { bad("damaged dictionary: blocks"); goto done; }
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (first[mid] > first[mid + 1] || first[mid + 1] > v[0].n) { bad("damaged dictionary: first keys"); goto done; }
        if (compare((const uint8_t *)v[0].at + first[mid], first[mid + 1] - first[mid], key.buf, (size_t)key.len) <= 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (!lo) { result = Py_NewRef(Py_None); goto done; }
    size_t block = lo - 1;
    if (off[block] > off[block + 1] || off[block + 1] > v[2].n) { bad("damaged dictionary: blocks"); goto done; }
    uint64_t from = (at + off[block]) >> shift, to = off[block + 1] ? (at + off[block + 1] - 1) >> shift : from;
    for (uint64_t i = from; i <= to; i++)
        if (i >= v[5].n || !seen[i]) { result = PyLong_FromSize_t(block); goto done; }
    Scan s = {.p = (const uint8_t *)v[2].at + off[block], .end = (const uint8_t *)v[2].at + off[block + 1], .columns = columns};
    for (size_t c = 0; c < columns; c++) s.sum[c] = sums[block * columns + c];
    int rc;
    for (size_t i = 0; (rc = scan_next(&s)) == 1; i++) {
        int c = compare(s.key, s.len, key.buf, (size_t)key.len);
        if (c > 0) { rc = 0; break; }
        if (c == 0) {
            PyObject *x = u64s(s.value, columns), *y = u64s(s.sum, columns);
            if (x && y) result = Py_BuildValue("nOO", (Py_ssize_t)(block * BLOCK + i), x, y);
            Py_XDECREF(x);
            Py_XDECREF(y);
            rc = 2;
            break;
        }
    }
    if (rc == 0) result = Py_NewRef(Py_None);
done:
    for (int i = 0; i < 6; i++) view_drop(&v[i]);
    PyBuffer_Release(&key);
    return result;
}

PyDoc_STRVAR(list_keys_doc, "list_keys(block, columns) -> [(key, values, sums before it), …]");
static PyObject *k_list_keys(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer b;
    unsigned int columns;
    if (!PyArg_ParseTuple(args, "y*I", &b, &columns)) return NULL;
    PyObject *result = PyList_New(0);
    Scan s = {.p = b.buf, .end = (const uint8_t *)b.buf + b.len, .columns = columns};
    int rc = columns > MAX_COLUMNS ? bad("list_keys: columns") : 1;
    while (result && rc == 1 && (rc = scan_next(&s)) == 1) {
        PyObject *x = u64s(s.value, columns), *y = u64s(s.sum, columns), *t = NULL;
        if (x && y) t = Py_BuildValue("y#OO", (char *)s.key, (Py_ssize_t)s.len, x, y);
        Py_XDECREF(x); Py_XDECREF(y);
        if (!t || PyList_Append(result, t) < 0) rc = -1;
        Py_XDECREF(t);
    }
    if (rc < 0) Py_CLEAR(result);
    PyBuffer_Release(&b);
    return result;
}

/* Does the UTF-8 text match the pattern of UTF-8 letters, `*` and `?`? Linear for each star: greedy with one retry point. */
static int glob(const uint8_t *t, const uint8_t *te, const uint8_t *p, const uint8_t *pe)
{
    const uint8_t *star = NULL, *retry = NULL;
    while (t < te) {
        if (p < pe && *p == '*') { star = ++p; retry = t; continue; }
        if (p < pe && *p == '?') {
            p++; t++;
            while (t < te && (*t & 0xC0) == 0x80) t++;
            continue;
        }
        if (p < pe && *p == *t) { p++; t++; continue; }
        if (!star) return 0;
        p = star;
        retry++;
        while (retry < te && (*retry & 0xC0) == 0x80) retry++;
        t = retry;
    }
    while (p < pe && *p == '*') p++;
    return p == pe;
}

PyDoc_STRVAR(match_keys_doc,
    "match_keys(blocks, block_offsets u32, columns, first, last, pattern, limit) -> u32 values of the keys of blocks\n"
    "first..last that match, column after column within a key; only the first `limit` keys");
static PyObject *k_match_keys(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *b_, *o_, *result = NULL;
    unsigned int columns, first, last, limit;
    Py_buffer pat;
    if (!PyArg_ParseTuple(args, "OOIIIy*I", &b_, &o_, &columns, &first, &last, &pat, &limit)) return NULL;
    View b = {0}, o = {0};
    Out out = {0};
    const uint8_t *p = pat.buf, *pe = p + pat.len;
    size_t fixed = 0; /* letters before the first wild one */
    while (fixed < (size_t)pat.len && p[fixed] != '*' && p[fixed] != '?') fixed++;
    int only_prefix = fixed + 1 == (size_t)pat.len && p[fixed] == '*';
    size_t found = 0;
    if (columns > MAX_COLUMNS) { bad("match_keys: columns"); goto done; }
    if (view_get(&b, b_, 1) < 0 || view_get(&o, o_, 4) < 0) goto done;
    const uint32_t *off = o.at;
    for (size_t i = first; i < last && found < limit; i++) {
        if (i + 1 >= o.n || off[i] > off[i + 1] || off[i + 1] > b.n) { bad("damaged dictionary: blocks"); goto done; }
        Scan s = {.p = (const uint8_t *)b.at + off[i], .end = (const uint8_t *)b.at + off[i + 1], .columns = columns};
        int rc;
        while ((rc = scan_next(&s)) == 1 && found < limit) {
            if (fixed) {
                int c = memcmp(s.key, p, s.len < fixed ? s.len : fixed);
                if (c > 0) { i = last; break; }
                if (c || s.len < fixed) continue;
            }
            if (!only_prefix && !glob(s.key + fixed, s.key + s.len, p + fixed, pe)) continue;
            if (out_room(&out, 4 * columns) < 0) goto done;
            for (size_t c = 0; c < columns; c++) {
                uint32_t x = (uint32_t)s.value[c];
                memcpy(out.at + out.size, &x, 4);
                out.size += 4;
            }
            found++;
        }
        if (rc < 0) goto done;
    }
    result = PyBytes_FromStringAndSize(out.at ? (char *)out.at : "", (Py_ssize_t)out.size);
done:
    view_drop(&b); view_drop(&o);
    PyBuffer_Release(&pat);
    free(out.at);
    return result;
}

PyDoc_STRVAR(values_at_doc,
    "values_at(blocks, block_offsets u32, sums u64, columns, ids u32 ascending) -> for each column (values u32, sums u64)");
static PyObject *k_values_at(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *o_[4], *result = NULL;
    unsigned int columns;
    if (!PyArg_ParseTuple(args, "OOOIO", &o_[0], &o_[1], &o_[2], &columns, &o_[3])) return NULL;
    View v[4];
    memset(v, 0, sizeof v);
    PyObject *val[MAX_COLUMNS] = {0}, *sum[MAX_COLUMNS] = {0};
    static const size_t width[4] = {1, 4, 8, 4};
    if (columns > MAX_COLUMNS) { bad("values_at: columns"); return NULL; }
    for (int i = 0; i < 4; i++) if (view_get(&v[i], o_[i], width[i]) < 0) goto done;
    const uint32_t *off = v[1].at, *id = v[3].at;
    const uint64_t *sums = v[2].at;
    for (size_t c = 0; c < columns; c++) {
        val[c] = PyBytes_FromStringAndSize(NULL, 4 * (Py_ssize_t)v[3].n);
        sum[c] = PyBytes_FromStringAndSize(NULL, 8 * (Py_ssize_t)v[3].n);
        if (!val[c] || !sum[c]) goto done;
    }
    Scan s = {.columns = columns};
    size_t block = (size_t)-1, at = 0;
    for (size_t i = 0; i < v[3].n; i++) {
        if (id[i] / BLOCK != block || at > (size_t)id[i] + 1) { /* one number may stand there several times */
            block = id[i] / BLOCK;
            if (block + 1 >= v[1].n || off[block] > off[block + 1] || off[block + 1] > v[0].n
                || (block + 1) * columns > v[2].n) { bad("damaged dictionary: blocks"); goto done; }
            memset(&s, 0, sizeof s);
            s.columns = columns;
            s.p = (const uint8_t *)v[0].at + off[block];
            s.end = (const uint8_t *)v[0].at + off[block + 1];
            for (size_t c = 0; c < columns; c++) s.sum[c] = sums[block * columns + c];
            at = block * BLOCK;
        }
        while (at <= id[i]) {
            int rc = scan_next(&s);
            if (rc < 0) goto done;
            if (rc == 0) { bad("damaged dictionary: too few keys"); goto done; }
            at++;
        }
        for (size_t c = 0; c < columns; c++) {
            ((uint32_t *)PyBytes_AS_STRING(val[c]))[i] = (uint32_t)s.value[c];
            memcpy(PyBytes_AS_STRING(sum[c]) + 8 * i, &s.sum[c], 8);
        }
    }
    result = PyTuple_New((Py_ssize_t)columns);
    for (size_t c = 0; result && c < columns; c++) {
        PyObject *t = PyTuple_Pack(2, val[c], sum[c]);
        if (!t) { Py_CLEAR(result); break; }
        PyTuple_SET_ITEM(result, (Py_ssize_t)c, t);
    }
done:
    for (int i = 0; i < 4; i++) view_drop(&v[i]);
    for (size_t c = 0; c < MAX_COLUMNS; c++) { Py_XDECREF(val[c]); Py_XDECREF(sum[c]); }
    return result;
}

/* ---------------------------------------------------------------- words within a few edits */

#define LONGEST 130 /* code points of a word */

static size_t decode_utf8(const uint8_t *p, const uint8_t *end, uint32_t *out, size_t room)
{
    size_t n = 0;
    while (p < end && n < room) {
        uint32_t c = *p++;
        int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
        if (more) c &= 0x3F >> more;
        while (more-- && p < end) c = c << 6 | (*p++ & 0x3F);
        out[n++] = c;
    }
    return n;
}

PyDoc_STRVAR(fuzzy_doc,
    "fuzzy(blocks, block_offsets u32, first_keys, first_offsets u32, columns, word, edits, limit) ->\n"
    "[(key, edits, values), …] within that many insertions, deletions, substitutions, transpositions of neighbours");
static PyObject *k_fuzzy(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *o_[4], *result = NULL;
    unsigned int columns, edits, limit;
    Py_buffer word;
    if (!PyArg_ParseTuple(args, "OOOOIy*II", &o_[0], &o_[1], &o_[2], &o_[3], &columns, &word, &edits, &limit)) return NULL;
    View v[4];
    memset(v, 0, sizeof v);
    static const size_t width[4] = {1, 4, 1, 4};
    uint32_t w[LONGEST + 2], k[LONGEST + 2];
    static uint8_t row[LONGEST + 4][LONGEST + 4]; /* row[i][j]: the first i letters of the key to the first j of the word; the GIL is held */
    size_t n = decode_utf8(word.buf, (const uint8_t *)word.buf + word.len, w, LONGEST + 1);
    if (columns > MAX_COLUMNS || edits > 3) { bad("fuzzy: arguments"); goto done; }
    for (int i = 0; i < 4; i++) if (view_get(&v[i], o_[i], width[i]) < 0) goto done;
    const uint32_t *off = v[1].at, *foff = v[3].at;
    size_t n_blocks = v[1].n ? v[1].n - 1 : 0;
    if (v[3].n != v[1].n) { bad("damaged dictionary: blocks"); goto done; }
    if (!(result = PyList_New(0)) || n > LONGEST) goto done;
    for (size_t j = 0; j <= n; j++) row[0][j] = j < 250 ? (uint8_t)j : 250;
    size_t known = 0; /* letters of k whose rows are filled */
    uint8_t dead[MAX_KEY];
    size_t dead_n = 0; /* bytes of a prefix that no word within reach has; 0: none */
    size_t found = 0;
    for (size_t b = 0; b < n_blocks && found < limit; b++) {
        if (off[b] > off[b + 1] || off[b + 1] > v[0].n || foff[b] > foff[b + 1] || foff[b + 1] > v[2].n) {
            bad("damaged dictionary: blocks");
            Py_CLEAR(result);
            goto done;
        }
        if (dead_n && b + 1 < n_blocks) {
            /* the last block in which every key begins with the dead prefix: its successor's first key does too */
            size_t lo = b, hi = n_blocks - 1;
            const uint8_t *fk = (const uint8_t *)v[2].at;
#define BEGINS(x) (foff[x] <= foff[(x) + 1] && foff[(x) + 1] <= v[2].n && foff[(x) + 1] - foff[x] >= dead_n && !memcmp(fk + foff[x], dead, dead_n))
            if (BEGINS(b)) {
                size_t step = 1;
                while (lo + step < n_blocks && BEGINS(lo + step)) { lo += step; step *= 2; }
                if (lo + step < hi) hi = lo + step;
                while (lo + 1 < hi) { size_t mid = (lo + hi) / 2; if (BEGINS(mid)) lo = mid; else hi = mid; }
                if (lo + 1 < n_blocks && BEGINS(lo + 1)) lo++;
                if (lo > b) b = lo; /* block lo begins dead but may end alive */
            }
#undef BEGINS
        }
        if (off[b] > off[b + 1] || off[b + 1] > v[0].n) { bad("damaged dictionary: blocks"); Py_CLEAR(result); goto done; }
        Scan s = {.p = (const uint8_t *)v[0].at + off[b], .end = (const uint8_t *)v[0].at + off[b + 1], .columns = columns};
        int rc;
        while ((rc = scan_next(&s)) == 1 && found < limit) {
            if (dead_n && s.len >= dead_n && !memcmp(s.key, dead, dead_n)) {
                if ((rc = scan_past(&s, dead_n)) < 0) break;
                continue;
            }
            dead_n = 0;
            uint32_t now[LONGEST + 2];
            size_t len = decode_utf8(s.key, s.key + s.len, now, LONGEST + 1), same = 0;
            if (len > LONGEST) continue;
            while (same < known && same < len && now[same] == k[same]) same++;
            memcpy(k, now, 4 * len);
            size_t i = same;
            int alive = 1;
            for (; i < len; i++) {
                /* Only cells near the diagonal can be within reach: |i + 1 - j| <= edits; beyond them stand 250. */
                uint8_t *up = row[i], *cur = row[i + 1], best = 250;
                size_t from = i + 1 > edits ? i + 1 - edits : 1, to = i + 1 + edits < n ? i + 1 + edits : n;
                if (from == 1) best = cur[0] = i + 1 <= edits ? (uint8_t)(i + 1) : 250;
                else cur[from - 1] = 250;
                for (size_t j = from; j <= to; j++) {
                    uint8_t d = up[j - 1] + (w[j - 1] != k[i]);
                    if (up[j] + 1 < d) d = up[j] + 1;
                    if (cur[j - 1] + 1 < d) d = cur[j - 1] + 1;
                    if (i && j > 1 && w[j - 1] == k[i - 1] && w[j - 2] == k[i] && row[i - 1][j - 2] + 1 < d)
                        d = row[i - 1][j - 2] + 1;
                    cur[j] = d < 250 ? d : 250;
                    if (d < best) best = d;
                }
                if (to < n) cur[to + 1] = 250;
                if (best > edits) {
                    /* a transposition could still rescue: look at the row before, too */
                    uint8_t back = 250;
                    for (size_t j = i > edits ? i - edits : 0; j <= n && j <= i + edits; j++) if (up[j] < back) back = up[j];
                    if (back >= edits) { alive = 0; i++; break; }
                }
            }
            known = i;
            if (!alive) {
                /* the bytes of the first i letters */
                size_t bytes = 0, letters = 0;
                while (bytes < s.len) {
                    if ((s.key[bytes] & 0xC0) != 0x80 && letters++ == i) break;
                    bytes++;
                }
                dead_n = bytes < sizeof dead ? bytes : 0;
                memcpy(dead, s.key, dead_n);
                if (dead_n && (rc = scan_past(&s, dead_n)) < 0) break;
                continue;
            }
            if ((len > n ? len - n : n - len) <= edits && row[len][n] <= edits) {
                PyObject *x = u64s(s.value, columns), *t = NULL;
                if (x) t = Py_BuildValue("y#IO", (char *)s.key, (Py_ssize_t)s.len, (unsigned)row[len][n], x);
                Py_XDECREF(x);
                int failed = !t || PyList_Append(result, t) < 0;
                Py_XDECREF(t);
                if (failed) { Py_CLEAR(result); goto done; }
                found++;
            }
        }
        if (rc < 0) { Py_CLEAR(result); goto done; }
    }
done:
    for (int i = 0; i < 4; i++) view_drop(&v[i]);
    PyBuffer_Release(&word);
    return result;
}

/* ---------------------------------------------------------------- letter 4-grams inside words */

#define GRAMS (1u << 20)
#define NO_LETTER 0
#define OTHER_LETTER 31
#define SKIPPED 32 /* a soft hyphen: the word goes on */

/* The number of a letter, the same for capitals; reads one character of UTF-8. */
static inline const uint8_t *letter(const uint8_t *p, const uint8_t *end, unsigned *code)
{
    unsigned c = *p++;
    if (c < 0x80) {
        c |= 0x20;
        *code = c >= 'a' && c <= 'z' ? c - 'a' + 1 : NO_LETTER;
        return p;
    }
    int more = c >= 0xF0 ? 3 : c >= 0xE0 ? 2 : c >= 0xC0 ? 1 : 0;
    if (more) c &= 0x3F >> more;
    while (more-- && p < end) c = c << 6 | (*p++ & 0x3F);
    switch (c) {
    case 0xE4: case 0xC4: *code = 27; break;
    case 0xF6: case 0xD6: *code = 28; break;
    case 0xFC: case 0xDC: *code = 29; break;
    case 0xDF: case 0x1E9E: *code = 30; break;
    case 0xAD: *code = SKIPPED; break;
    case 0xD7: case 0xF7: *code = NO_LETTER; break;
    default: *code = c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) ? NO_LETTER : OTHER_LETTER;
    }
    return p;
}

/* A walk over the grams of a text: next_gram is 1 and sets `gram`, or 0 at the end. */
typedef struct { const uint8_t *p, *end; unsigned gram, length; } Grams;

static inline int next_gram(Grams *g)
{
    while (g->p < g->end) {
        unsigned code;
        g->p = letter(g->p, g->end, &code);
        if (code == SKIPPED) continue;
        if (code == NO_LETTER) { g->length = 0; continue; }
        g->gram = (g->gram << 5 | code) & (GRAMS - 1);
        if (++g->length >= 4) return 1;
    }
    return 0;
}

PyDoc_STRVAR(list_grams_doc, "list_grams(text) -> u32: the 4-grams inside the words of a text, in order");
static PyObject *k_list_grams(PyObject *self, PyObject *args)
{
    (void)self;
    Py_buffer b;
    if (!PyArg_ParseTuple(args, "y*", &b)) return NULL;
    Out o = {0};
    Grams g = {.p = b.buf, .end = (const uint8_t *)b.buf + b.len};
    PyObject *result = NULL;
    if (out_room(&o, 4 * (size_t)b.len + 4) == 0) {
        while (next_gram(&g)) { memcpy(o.at + o.size, &g.gram, 4); o.size += 4; }
        result = PyBytes_FromStringAndSize((char *)o.at, (Py_ssize_t)o.size);
    }
    free(o.at);
    PyBuffer_Release(&b);
    return result;
}

PyDoc_STRVAR(count_grams_doc,
    "count_grams([(blocks, block_offsets u32), …], columns, column) -> (total, u32[2**20])\n"
    "How often each 4-gram occurs: in each key of some dictionaries, times the key's value in that column.");
static PyObject *k_count_grams(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *list, *result = NULL;
    unsigned int columns, column;
    if (!PyArg_ParseTuple(args, "O!II", &PyList_Type, &list, &columns, &column)) return NULL;
    if (columns > MAX_COLUMNS || column >= columns) { bad("count_grams: columns"); return NULL; }
    uint64_t total = 0;
    uint32_t *counts = calloc(GRAMS, sizeof *counts);
    if (!counts) return PyErr_NoMemory();
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *blocks, *offsets;
        View data = {0}, off = {0};
        if (!PyArg_ParseTuple(PyList_GET_ITEM(list, i), "OO", &blocks, &offsets)) goto done;
        int ok = view_get(&data, blocks, 1) == 0 && view_get(&off, offsets, 4) == 0;
        const uint32_t *o = off.at;
        for (size_t b = 0; ok && b + 1 < off.n; b++) {
            if (o[b] > o[b + 1] || o[b + 1] > data.n) { bad("damaged dictionary: blocks"); ok = 0; break; }
            Scan s = {.p = (const uint8_t *)data.at + o[b], .end = (const uint8_t *)data.at + o[b + 1], .columns = columns};
            int rc;
            while ((rc = scan_next(&s)) == 1) {
                uint32_t times = (uint32_t)s.value[column];
                Grams g = {.p = s.key, .end = s.key + s.len};
                for (; next_gram(&g); total += times)
                    counts[g.gram] = counts[g.gram] > NONE32 - times ? NONE32 : counts[g.gram] + times;
            }
            if (rc < 0) ok = 0;
        }
        view_drop(&data);
        view_drop(&off);
        if (!ok) goto done;
    }
    result = Py_BuildValue("Ky#", (unsigned long long)total, (char *)counts, (Py_ssize_t)(GRAMS * sizeof *counts));
done:
    free(counts);
    return result;
}

PyDoc_STRVAR(score_grams_doc,
    "score_grams(texts, grams u32 ascending, weights f32, k1, b, average) -> f32: for each text (UTF-8) the sum over the grams of\n"
    "weight * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length / average)); tf, length: in 4-grams of the text");
static PyObject *k_score_grams(PyObject *self, PyObject *args)
{
    (void)self;
    PyObject *texts, *go, *wo, *result = NULL;
    float k1, b, average;
    if (!PyArg_ParseTuple(args, "O!OOfff", &PyList_Type, &texts, &go, &wo, &k1, &b, &average)) return NULL;
    View grams = {0}, weights = {0};
    uint32_t *slot = NULL, *tf = NULL;
    if (view_get(&grams, go, 4) < 0 || view_get(&weights, wo, 4) < 0) goto done;
    size_t n = grams.n, count = (size_t)PyList_GET_SIZE(texts), size = 64;
    if (n != weights.n || n >= 1 << 20 || !(average > 0)) { bad("score_grams: arguments"); goto done; }
    while (size < 4 * n) size *= 2;
    const uint32_t *gram = grams.at;
    const float *weight = weights.at;
    if (!ascends(&(List){(uint32_t *)grams.at, NULL, n})) { bad("grams do not ascend"); goto done; }
    slot = calloc(size, sizeof *slot); /* a hash table: number of the gram + 1 */
    tf = calloc(n + 1, sizeof *tf);
    if (!slot || !tf) { PyErr_NoMemory(); goto done; }
#define HASH(g) (((g) * 2654435761u >> 12) & (size - 1))
    for (size_t i = 0; i < n; i++) {
        size_t h = HASH(gram[i]);
        while (slot[h]) h = (h + 1) & (size - 1);
        slot[h] = (uint32_t)i + 1;
    }
    if (!(result = PyBytes_FromStringAndSize(NULL, (Py_ssize_t)(4 * count)))) goto done;
    float *out = (float *)PyBytes_AS_STRING(result);
    for (size_t t = 0; t < count; t++) {
        View text = {0};
        if (view_get(&text, PyList_GET_ITEM(texts, t), 1) < 0) { Py_CLEAR(result); goto done; }
        memset(tf, 0, n * sizeof *tf);
        Grams g = {.p = text.at, .end = (const uint8_t *)text.at + text.n};
        size_t length = 0;
        while (next_gram(&g)) {
            length++;
            for (size_t h = HASH(g.gram); slot[h]; h = (h + 1) & (size - 1))
                if (gram[slot[h] - 1] == g.gram) { tf[slot[h] - 1]++; break; }
        }
        view_drop(&text);
        float norm = k1 * (1 - b + b * ((float)length / average)), sum = 0;
        for (size_t i = 0; i < n; i++)
            if (tf[i]) sum += weight[i] * ((float)tf[i] * (k1 + 1) / ((float)tf[i] + norm));
        out[t] = sum;
    }
#undef HASH
done:
    view_drop(&grams);
    view_drop(&weights);
    free(slot);
    free(tf);
    return result;
}

/* ---------------------------------------------------------------- words of texts, numbered */

/* What a character can mean behind a word: nothing; more of it; a join, if a word's letter (or a hyphen) follows;
 * a join, if white space follows; a join, whatever follows. */
enum { ENDS = 0, LETTER = 1, JOINS_LETTER = 2, JOINS_SPACE = 3, JOINS = 4 };

typedef struct { uint64_t at; uint32_t hash, len; } WordEntry; /* len: characters << 1 | whether they take 4 bytes */

typedef struct {
    PyObject_HEAD
    PyObject *match, *open; /* open: NULL, or what tells the raw token of a word beside a hyphen */
    uint8_t *class;      /* of the characters below CLASSED, and of the marks below 65,536 */
    uint32_t *table;     /* number + 1 of a word, by the first bits of its hash; 0: none */
    unsigned bits;
    WordEntry *entry;
    size_t n, room;
    Out keys;
    uint64_t seed, factor;
} Words;

#define CLASSED 0x2100 /* all letters of European, Arabic, Indic scripts: to ask for all 65,536 takes 0.3 ms */

static inline unsigned word_class(const Words *w, Py_UCS4 c)
{
    if (c < CLASSED) return w->class[c];
    return c < 65536 && w->class[c] ? w->class[c] : Py_UNICODE_ISALNUM(c) ? LETTER : ENDS;
}

static int words_grow(Words *w)
{
    if (w->n == w->room) {
        size_t room = w->room ? 2 * w->room : 1 << 12;
        WordEntry *p = realloc(w->entry, room * sizeof *p);
        if (!p) { PyErr_NoMemory(); return -1; }
        w->entry = p;
        w->room = room;
    }
    if (w->table && 2 * w->n < (size_t)1 << w->bits) return 0;
    unsigned bits = w->table ? w->bits + 1 : 13;
    uint32_t *table = calloc((size_t)1 << bits, sizeof *table);
    if (!table) { PyErr_NoMemory(); return -1; }
    size_t mask = ((size_t)1 << bits) - 1;
    for (size_t i = 0; i < w->n; i++) {
        size_t slot = w->entry[i].hash >> (32 - bits);
        while (table[slot]) slot = (slot + 1) & mask;
        table[slot] = (uint32_t)i + 1;
    }
    free(w->table);
    w->table = table;
    w->bits = bits;
    return 0;
}

static inline int word_is(const uint8_t *key, int wide, int kind, const void *data, size_t start, size_t n)
{
    if (!wide && kind == PyUnicode_1BYTE_KIND) return !memcmp(key, (const uint8_t *)data + start, n);
    for (size_t i = 0; i < n; i++)
        if ((wide ? load32(key + 4 * i) : key[i]) != PyUnicode_READ(kind, data, start + i)) return 0;
    return 1;
}

/* The number of the word data[start:start + n]; -1: no memory. */
static inline int64_t word_number(Words *w, int kind, const void *data, size_t start, size_t n, uint32_t hash, int wide)
{
    size_t mask = ((size_t)1 << w->bits) - 1, slot = hash >> (32 - w->bits);
    uint32_t len = (uint32_t)n << 1 | (uint32_t)wide;
    for (uint32_t found; (found = w->table[slot]); slot = (slot + 1) & mask) {
        const WordEntry *e = &w->entry[found - 1];
        if (e->hash == hash && e->len == len && word_is(w->keys.at + e->at, wide, kind, data, start, n)) return found - 1;
    }
    if (n > 0x3FFFFFFFu || w->n > 0x3FFFFFFFu) return bad("too many words");
    if (out_room(&w->keys, 4 * n) < 0) return -1;
    uint8_t *to = w->keys.at + w->keys.size;
    for (size_t i = 0; i < n; i++) {
        uint32_t c = PyUnicode_READ(kind, data, start + i);
        if (wide) memcpy(to + 4 * i, &c, 4);
        else to[i] = (uint8_t)c;
    }
    w->entry[w->n] = (WordEntry){w->keys.size, hash, len};
    w->keys.size += wide ? 4 * n : n;
    w->table[slot] = (uint32_t)++w->n;
    return words_grow(w) < 0 ? -1 : (int64_t)w->n - 1;
}

/* Where the word ends that may go on behind `at`, by the pattern; -1: an error. */
static Py_ssize_t word_end(Words *w, PyObject *text, size_t start, size_t at, size_t n)
{
    PyObject *match = PyObject_CallFunction(w->match, "On", text, (Py_ssize_t)start);
    if (!match) return -1;
    PyObject *end = PyObject_CallMethod(match, "end", NULL);
    Py_DECREF(match);
    if (!end) return -1;
    Py_ssize_t found = PyLong_AsSsize_t(end);
    Py_DECREF(end);
    if (found == -1 && PyErr_Occurred()) return -1;
    return found < (Py_ssize_t)at || (size_t)found > n ? bad("the pattern and its hints disagree") : found;
}

/* Whether a word's letters may go on behind the character at `i`, which is of this class and no letter. */
static inline int may_go_on(const Words *w, unsigned class, const int kind, const void *data, size_t i, size_t n)
{
    if (class == ENDS) return 0;
    Py_UCS4 next = i + 1 < n ? PyUnicode_READ(kind, data, i + 1) : 0;
    return class == JOINS || (class == JOINS_LETTER && (next == '-' || word_class(w, next) == LETTER))
        || (class == JOINS_SPACE && (next == ' ' || next == '\t' || next == '\r' || next == '\n'));
}

static inline int is_hyphen(Py_UCS4 c) { return c == '-' || c == 0x2010 || c == 0x2011; }

/* Whether the word data[start:end] has a hyphen on a side and no letter or digit beyond it, or is one letter before a hyphen. */
static inline int is_open(const Words *w, const int kind, const void *data, size_t start, size_t end, size_t n)
{
    return (end < n && is_hyphen(PyUnicode_READ(kind, data, end))
            && (start + 1 == end || end + 1 == n || word_class(w, PyUnicode_READ(kind, data, end + 1)) != LETTER))
        || (start && is_hyphen(PyUnicode_READ(kind, data, start - 1))
            && (start == 1 || word_class(w, PyUnicode_READ(kind, data, start - 2)) != LETTER));
}

/* The number of the raw token that an open word is; -1: an error; -2: it is no other than what stands there. */
static int64_t open_number(Words *w, PyObject *text, size_t start, size_t end)
{
    PyObject *word = PyObject_CallFunction(w->open, "Onn", text, (Py_ssize_t)start, (Py_ssize_t)end);
    if (!word) return -1;
    int64_t number = -2;
    if (word != Py_None) {
        if (PyUnicode_Check(word)) {
            const int kind = PyUnicode_KIND(word);
            const void *data = PyUnicode_DATA(word);
            size_t n = (size_t)PyUnicode_GET_LENGTH(word);
            uint64_t hash = w->seed;
            Py_UCS4 all = 0;
            for (size_t i = 0; i < n; i++) {
                Py_UCS4 c = PyUnicode_READ(kind, data, i);
                hash = (hash ^ c) * w->factor;
                all |= c;
            }
            number = word_number(w, kind, data, 0, n, (uint32_t)(hash >> 32), all > 255);
        } else number = bad("an open word is a str, or None");
    }
    Py_DECREF(word);
    return number;
}

static inline int words_of(Words *w, PyObject *text, const int kind, const void *data, size_t n, Out *out)
{
    const uint64_t seed = w->seed, factor = w->factor;
    size_t words = 0;
    for (size_t i = 0; i < n;) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i);
        unsigned class = word_class(w, c);
        if (class != LETTER) { i++; continue; }
        size_t start = i;
        uint64_t hash = seed;
        Py_UCS4 all = 0;
        do {
            hash = (hash ^ c) * factor;
            all |= c;
            if (++i == n) break;
            c = PyUnicode_READ(kind, data, i);
            class = word_class(w, c);
        } while (class == LETTER);
        if (i < n && may_go_on(w, class, kind, data, i, n)) {
            Py_ssize_t end = word_end(w, text, start, i, n);
            if (end < 0) return -1;
            for (; i < (size_t)end; i++) {
                c = PyUnicode_READ(kind, data, i);
                hash = (hash ^ c) * factor;
                all |= c;
            }
        }
        if (!(++words & 0xFFFF) && PyErr_CheckSignals() < 0) return -1;
        int64_t number = -2;
        if (w->open && is_open(w, kind, data, start, i, n)) number = open_number(w, text, start, i);
        if (number == -2) number = word_number(w, kind, data, start, i - start, (uint32_t)(hash >> 32), all > 255);
        if (number < 0 || out_room(out, 4) < 0) return -1;
        uint32_t found = (uint32_t)number;
        memcpy(out->at + out->size, &found, 4);
        out->size += 4;
    }
    return 0;
}

PyDoc_STRVAR(words_numbers_doc, "numbers(text) -> u32 a word: its number, in the order of first occurrence");
static PyObject *words_numbers(Words *w, PyObject *text)
{
    if (!PyUnicode_Check(text)) { PyErr_SetString(PyExc_TypeError, "numbers: a str"); return NULL; }
    const void *data = PyUnicode_DATA(text);
    size_t n = (size_t)PyUnicode_GET_LENGTH(text);
    Out out = {0};
    int failed;
    switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND: failed = words_of(w, text, PyUnicode_1BYTE_KIND, data, n, &out); break;
    case PyUnicode_2BYTE_KIND: failed = words_of(w, text, PyUnicode_2BYTE_KIND, data, n, &out); break;
    default: failed = words_of(w, text, PyUnicode_4BYTE_KIND, data, n, &out);
    }
    PyObject *result = failed ? NULL : PyBytes_FromStringAndSize((char *)out.at, (Py_ssize_t)out.size);
    free(out.at);
    return result;
}

/* Appends the spans of the words with these numbers, `*word` being that of the text's first one; it is counted up. With
   `last` nothing is read behind the last of them. */
static inline int spans_of(Words *w, PyObject *text, const int kind, const void *data, size_t n, const View *numbers,
                           int last, uint64_t *word, PyObject *out)
{
    const uint32_t *wanted = numbers->at, *end = wanted + numbers->n;
    for (const uint32_t *p = wanted; p < end; p++)
        if (p == wanted ? *p < *word : *p <= p[-1]) return bad("numbers do not ascend");
    for (size_t i = 0; i < n && !(last && wanted == end);) {
        unsigned class = word_class(w, PyUnicode_READ(kind, data, i));
        if (class != LETTER) { i++; continue; }
        size_t start = i;
        do {
            if (++i == n) break;
            class = word_class(w, PyUnicode_READ(kind, data, i));
        } while (class == LETTER);
        if (i < n && may_go_on(w, class, kind, data, i, n)) {
            Py_ssize_t past = word_end(w, text, start, i, n);
            if (past < 0) return -1;
            i = (size_t)past;
        }
        if (!(*word & 0xFFFF) && PyErr_CheckSignals() < 0) return -1;
        if (wanted == end || *wanted != *word) { ++*word; continue; }
        ++*word;
        wanted++;
        PyObject *span = Py_BuildValue("(nn)", (Py_ssize_t)start, (Py_ssize_t)i);
        int failed = !span || PyList_Append(out, span) < 0;
        Py_XDECREF(span);
        if (failed) return -1;
    }
    return 0;
}

PyDoc_STRVAR(words_spans_doc,
    "spans(text, first, numbers u32, last) -> (words, [(start, end), …]): where the words with these ascending numbers\n"
    "stand, the text's first word being number `first`; words: how many it has, with `last` only up to the last of them");
static PyObject *words_spans(Words *w, PyObject *args)
{
    PyObject *text, *numbers_o, *out = NULL;
    unsigned int first;
    int last;
    View numbers = {0};
    if (!PyArg_ParseTuple(args, "UIOp", &text, &first, &numbers_o, &last)) return NULL;
    const void *data = PyUnicode_DATA(text);
    size_t n = (size_t)PyUnicode_GET_LENGTH(text);
    uint64_t word = first;
    int failed = view_get(&numbers, numbers_o, 4) < 0 || !(out = PyList_New(0));
    if (!failed)
        switch (PyUnicode_KIND(text)) {
        case PyUnicode_1BYTE_KIND: failed = spans_of(w, text, PyUnicode_1BYTE_KIND, data, n, &numbers, last, &word, out); break;
        case PyUnicode_2BYTE_KIND: failed = spans_of(w, text, PyUnicode_2BYTE_KIND, data, n, &numbers, last, &word, out); break;
        default: failed = spans_of(w, text, PyUnicode_4BYTE_KIND, data, n, &numbers, last, &word, out);
        }
    view_drop(&numbers);
    if (failed) { Py_XDECREF(out); return NULL; }
    return Py_BuildValue("KN", (unsigned long long)(word - first), out);
}

PyDoc_STRVAR(words_listed_doc, "listed(first) -> the words with this number and those behind it");
static PyObject *words_listed(Words *w, PyObject *first_)
{
    size_t first = PyLong_AsSize_t(first_);
    if (PyErr_Occurred()) return NULL;
    PyObject *list = PyList_New(first < w->n ? (Py_ssize_t)(w->n - first) : 0);
    for (size_t i = first; list && i < w->n; i++) {
        const WordEntry *e = &w->entry[i];
        size_t n = e->len >> 1;
        PyObject *word;
        if (!(e->len & 1)) word = PyUnicode_FromKindAndData(PyUnicode_1BYTE_KIND, w->keys.at + e->at, (Py_ssize_t)n);
        else {
            Py_UCS4 *copy = malloc(4 * n); /* aligned */
            if (copy) memcpy(copy, w->keys.at + e->at, 4 * n);
            word = copy ? PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, copy, (Py_ssize_t)n) : PyErr_NoMemory();
            free(copy);
        }
        if (!word) Py_CLEAR(list);
        else PyList_SET_ITEM(list, (Py_ssize_t)(i - first), word);
    }
    return list;
}

static int words_hint(Words *w, PyObject *chars, uint8_t class)
{
    for (Py_ssize_t i = 0; i < PyUnicode_GET_LENGTH(chars); i++) {
        Py_UCS4 c = PyUnicode_READ_CHAR(chars, i);
        if (c >= 65536) return bad("Words: a join beyond the first 65,536 characters");
        if (!Py_UNICODE_ISALNUM(c)) w->class[c] = class;
    }
    return 0;
}

static void words_free(Words *w)
{
    Py_XDECREF(w->match);
    Py_XDECREF(w->open);
    free(w->class); free(w->table); free(w->entry); free(w->keys.at);
    Py_TYPE(w)->tp_free((PyObject *)w);
}

static PyObject *words_new(PyTypeObject *type, PyObject *args, PyObject *kwds)
{
    (void)kwds;
    PyObject *pattern, *hint[3], *open = NULL;
    if (!PyArg_ParseTuple(args, "OUUU|O", &pattern, &hint[0], &hint[1], &hint[2], &open)) return NULL;
    Words *w = (Words *)type->tp_alloc(type, 0);
    if (!w) return NULL;
    if (open && open != Py_None) {
        Py_INCREF(open);
        w->open = open;
    }
    /* Who writes a text does not know the factor, so cannot make all its words fall into one place. */
    PyObject *name = PyUnicode_FromString("searcher.kernel.Words");
    w->factor = name ? (uint64_t)PyObject_Hash(name) * 0x9E3779B97F4A7C15u | 1 : 1;
    w->seed = w->factor >> 7;
    Py_XDECREF(name);
    w->match = PyObject_GetAttrString(pattern, "match");
    w->class = calloc(65536, 1);
    if (!w->class) PyErr_NoMemory();
    if (!name || !w->match || !w->class) { Py_DECREF(w); return NULL; }
    for (Py_UCS4 c = 0; c < CLASSED; c++) w->class[c] = Py_UNICODE_ISALNUM(c) ? LETTER : ENDS;
    if (words_grow(w) < 0 || words_hint(w, hint[0], JOINS_LETTER) < 0 || words_hint(w, hint[1], JOINS_SPACE) < 0
        || words_hint(w, hint[2], JOINS) < 0) { Py_DECREF(w); return NULL; }
    return (PyObject *)w;
}

static Py_ssize_t words_len(Words *w) { return (Py_ssize_t)w->n; }

static PyMethodDef words_methods[] = {
    {"numbers", (PyCFunction)words_numbers, METH_O, words_numbers_doc},
    {"spans", (PyCFunction)words_spans, METH_VARARGS, words_spans_doc},
    {"listed", (PyCFunction)words_listed, METH_O, words_listed_doc},
    {NULL, NULL, 0, NULL},
};
static PySequenceMethods words_sequence = {.sq_length = (lenfunc)words_len};
static PyTypeObject words_type = {
    PyVarObject_HEAD_INIT(NULL, 0)
    .tp_name = "searcher.kernel.native.Words",
    .tp_basicsize = sizeof(Words),
    .tp_dealloc = (destructor)words_free,
    .tp_as_sequence = &words_sequence,
    .tp_flags = Py_TPFLAGS_DEFAULT,
    .tp_doc = "Words(pattern, before_letter, before_space, anywhere, open_word=None): numbers the words of texts; see words.py.",
    .tp_methods = words_methods,
    .tp_new = words_new,
};

static PyMethodDef methods[] = {
    {"invert", k_invert, METH_VARARGS, invert_doc},
    {"sum_parts", k_sum_parts, METH_VARARGS, sum_parts_doc},
    {"add_parts", k_add_parts, METH_VARARGS, add_parts_doc},
    {"decode", k_decode, METH_VARARGS, decode_doc},
    {"merge", k_merge, METH_VARARGS, merge_doc},
    {"leaf", k_leaf, METH_VARARGS, leaf_doc},
    {"stems", k_stems, METH_VARARGS, stems_doc},
    {"score", k_score, METH_VARARGS, score_doc},
    {"best", k_best, METH_VARARGS, best_doc},
    {"compound", k_compound, METH_VARARGS, compound_doc},
    {"union", k_union, METH_VARARGS, union_doc},
    {"intersect", k_intersect, METH_VARARGS, intersect_doc},
    {"restrict", k_restrict, METH_VARARGS, restrict_doc},
    {"subtract", k_subtract, METH_VARARGS, subtract_doc},
    {"saturate", k_saturate, METH_VARARGS, saturate_doc},
    {"scale", k_scale, METH_VARARGS, scale_doc},
    {"at_least", k_at_least, METH_VARARGS, at_least_doc},
    {"norms", k_norms, METH_VARARGS, norms_doc},
    {"topk", k_topk, METH_VARARGS, topk_doc},
    {"within", k_within, METH_VARARGS, within_doc},
    {"tally", k_tally, METH_VARARGS, tally_doc},
    {"positions", k_positions, METH_VARARGS, positions_doc},
    {"early", k_early, METH_VARARGS, early_doc},
    {"sequence", k_sequence, METH_VARARGS, sequence_doc},
    {"encode_dictionary", k_encode_dictionary, METH_VARARGS, encode_dict_doc},
    {"find_block", k_find_block, METH_VARARGS, find_block_doc},
    {"lookup", k_lookup, METH_VARARGS, lookup_doc},
    {"list_keys", k_list_keys, METH_VARARGS, list_keys_doc},
    {"match_keys", k_match_keys, METH_VARARGS, match_keys_doc},
    {"values_at", k_values_at, METH_VARARGS, values_at_doc},
    {"fuzzy", k_fuzzy, METH_VARARGS, fuzzy_doc},
    {"list_grams", k_list_grams, METH_VARARGS, list_grams_doc},
    {"count_grams", k_count_grams, METH_VARARGS, count_grams_doc},
    {"score_grams", k_score_grams, METH_VARARGS, score_grams_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT, "native", "Loops over postings, dictionaries and score lists; see reference.py.", -1, methods,
    NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit_native(void)
{
    PyObject *made = PyModule_Create(&module);
    if (made && PyModule_AddType(made, &words_type) < 0) Py_CLEAR(made);
    return made;
}
